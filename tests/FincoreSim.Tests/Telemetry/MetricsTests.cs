using System.Diagnostics.Metrics;
using FincoreSim.Control.Metrics;
using FincoreSim.Serving;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Worlds.Telemetry;

namespace FincoreSim.Tests.Telemetry;

/// <summary>What is measured, as who scrapes it sees it; and that nothing is while nobody asks.</summary>
public sealed class MetricsTests
{
    [Test]
    public async Task What_happens_is_counted_by_kind_and_outcome()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerEverythingWith(201);
        await using var app = await SimulatorApp.StartAsync();
        await ReadAsync(app);
        await using var sim = await app.NewSandboxAsync();
        await sim.Client.WebhookAsync("STATUS_UPDATE", $"{receiver.Url}/hook");
        (await sim.Client.MoneyOutAsync()).ShouldBe(200);
        (await sim.Client.MoneyOutAsync("99999999.00")).ShouldBeError(400);
        await sim.AdvanceAsync("1m");

        var text = await ReadAsync(app);

        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("# TYPE fincoresim_commands_total counter\n"));
            Assert.That(text, Does.Contain(
                "fincoresim_commands_total{fincoresim_command=\"money_out\",fincoresim_origin=\"api\","
                + "fincoresim_outcome=\"accepted\"} 1\n"));
            Assert.That(text, Does.Match(
                "fincoresim_commands_total\\{fincoresim_command=\"money_out\",fincoresim_origin=\"api\","
                + "fincoresim_outcome=\"refused\",error_type=\"[a-z_]+\"\\} 1\n"));
            Assert.That(text, Does.Contain(
                "fincoresim_deliveries_total{fincoresim_delivery_decision=\"delivered\","
                + "fincoresim_webhook_type=\"status_update\",http_response_status_code=\"201\"} 1\n"));
            Assert.That(
                text, Does.Match(
                    "(?m)^http_server_request_duration_seconds_count\\{[^}]*http_route=\"/v1/transactions/money_out\"[^}]*\\} "
                    + "[12]$"));
            Assert.That(text, Does.Match("(?m)^fincoresim_gate_wait_duration_seconds_count [1-9][0-9]*$"));
            Assert.That(text, Does.Match("(?m)^fincoresim_sandboxes 2$"));
            Assert.That(text, Does.Match("(?m)^fincoresim_dropped\\{fincoresim_dropped_kind=\"journal_entries\"\\} 0$"));
            Assert.That(text, Does.Match("(?m)^dotnet_gc_pause_time_seconds_total "));
        });
    }

    [TestCase(503, "retried", "")]
    [TestCase(422, "refused", "")]
    [TestCase(null, "retried", "error_type=\"connection_refused\"")]
    public async Task An_answer_is_counted_by_what_it_leads_to(int? status, string decision, string error)
    {
        await using var app = await SimulatorApp.StartAsync();
        await ReadAsync(app);
        await using var sim = await app.NewSandboxAsync();
        var url = status is { } answered ? $"{app.Url}/_sim/answer/{answered}" : "http://127.0.0.1:1/nobody";
        await sim.Client.WebhookAsync("MONEY_IN", url);
        await sim.MoneyInAsync();

        var text =
            string.Join(
                '\n', (await ReadAsync(app)).Split('\n')
                    .Where(line => line.StartsWith("fincoresim_deliveries_total", StringComparison.Ordinal)));

        Assert.That(
            text, Does.Match(
                $"(?m)^fincoresim_deliveries_total\\{{fincoresim_delivery_decision=\"{decision}\","
                + $"fincoresim_webhook_type=\"money_in\",.*{error}.*\\}} [0-9]+$"));
    }

    [Test]
    public async Task What_is_dropped_is_told()
    {
        await using var app = await SimulatorApp.StartAsync();
        await using var sim = await app.NewSandboxAsync();
        await sim.SetAsync("limits", System.Text.Json.Nodes.JsonNode.Parse("""{"journal_entries": 100}"""));
        for (var payment = 0; payment < 20; payment++)
        {
            await sim.MoneyInAsync("1.00");
        }

        Assert.That(await ReadAsync(app),
            Does.Match("(?m)^fincoresim_dropped\\{fincoresim_dropped_kind=\"journal_entries\"\\} [1-9][0-9]*$"));
    }

    [Test]
    public async Task Until_somebody_asks_nobody_listens()
    {
        await using var app = await SimulatorApp.StartAsync();
        await using var sim = await app.NewSandboxAsync();
        (await sim.Client.MoneyOutAsync()).ShouldBe(200);
        var meter = app.Service<SimulatorMeter>();

        Assert.That((meter.IsCounting, meter.IsTiming), Is.EqualTo((false, false)));
        Assert.That(await ReadAsync(app), Does.Not.Contain("money_out"));
        Assert.That((meter.IsCounting, meter.IsTiming), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task What_another_server_of_the_process_does_is_not_counted()
    {
        await using var app = await SimulatorApp.StartAsync();
        await using var other = await SimulatorApp.StartAsync();
        await ReadAsync(app);
        await using var sim = await other.NewSandboxAsync();
        (await sim.Client.MoneyOutAsync()).ShouldBe(200);

        Assert.That(await ReadAsync(app), Does.Not.Contain("money_out"));
    }

    [TestCase(null, 401)]
    [TestCase("Bearer wrong", 401)]
    [TestCase("Bearer letmein", 200)]
    public async Task With_an_admin_token_it_is_asked_for(string? authorization, int status)
    {
        await using var app =
            await SimulatorApp.StartAsync(new ServeOptions { Urls = "http://127.0.0.1:0", AdminToken = "letmein" });
        (string, string)[] headers = authorization is null ? [] : [("Authorization", authorization)];

        var answer = await app.Caller(headers).GetAsync("/_sim/metrics");

        Assert.That(answer.Status, Is.EqualTo(status));
    }

    [Test]
    public void A_histogram_counts_what_lies_at_or_below_each_bound()
    {
        using var meter = new Meter("test");
        var series = new MetricSeries(meter.CreateHistogram(
            "some.wait", "s", "A wait.", tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] }));
        foreach (var value in (double[])[0.05, 0.1, 0.5, 7])
        {
            series.Take(value, [new("a.b", "x\"y\\z\nw"), new("n", 3)]);
        }

        const string Labels = "a_b=\"x\\\"y\\\\z\\nw\",n=\"3\"";
        Assert.That(PrometheusText.Of([series]), Is.EqualTo(
            "# HELP some_wait_seconds A wait.\n# TYPE some_wait_seconds histogram\n"
            + $"some_wait_seconds_bucket{{{Labels},le=\"0.1\"}} 2\nsome_wait_seconds_bucket{{{Labels},le=\"1\"}} "
            + $"3\nsome_wait_seconds_bucket{{{Labels},le=\"+Inf\"}} 4\n"
            + $"some_wait_seconds_sum{{{Labels}}} 7.65\nsome_wait_seconds_count{{{Labels}}} 4\n"));
    }

    [Test]
    public async Task Every_instrument_of_the_simulators_own_has_its_row_in_the_table()
    {
        await using var app = await SimulatorApp.StartAsync();
        await ReadAsync(app);
        var table = await File.ReadAllTextAsync(Path.Combine(Shipping.Script.Root, "simulator/metrics.md"));

        var own = app.Service<MetricsBook>().Instruments.Where(instrument => instrument.Meter.Name == SimulatorMeter.Name)
            .ToArray();

        Assert.That(own.Select(instrument => instrument.Name), Has.Exactly(6).Items);
        foreach (var instrument in own)
        {
            Assert.That(
                table,
                Does.Contain($"| `{instrument.Name}` | ").And
                    .Contains($" {instrument.Unit} | {instrument.Description!.TrimEnd('.')}"));
        }
    }

    private static async Task<string> ReadAsync(SimulatorApp app) =>
        (await app.Anybody.GetAsync("/_sim/metrics")).ShouldBe(200).Text;
}
