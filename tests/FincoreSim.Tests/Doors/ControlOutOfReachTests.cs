using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using FincoreSim.Domain.Clients;
using FincoreSim.Outbound;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Runs;

namespace FincoreSim.Tests.Doors;

/// <summary>Neither a URL that somebody registered nor a file makes the simulator use its own control API.</summary>
public sealed class ControlOutOfReachTests : ApiTests
{
    private const string Control = "/_sim/sandboxes/{victim}/accounts/" + Docs.Central + "/block";

    private static readonly string[] Hosts =
    [
        "127.0.0.1", "localhost", "LocalHost", "localhost.", "sim.localhost", "127.1", "0x7f.0.0.1", "0177.0.0.1", "2130706433",
        "0.0.0.0", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]", "127.0.0.1.", "%31%32%37.0.0.1",
    ];

    private static readonly string[] Paths =
    [
        "/_SIM/sandboxes/{victim}/accounts/" + Docs.Central + "/block",
        "/%5fsim/sandboxes/{victim}/accounts/" + Docs.Central + "/block",
        "/%5Fs%69m/sandboxes/{victim}/accounts/" + Docs.Central + "/block",
        "//_sim/sandboxes/{victim}/accounts/" + Docs.Central + "/block",
        "/./_sim/sandboxes/{victim}/accounts/" + Docs.Central + "/block",
        "/x/../_sim/sandboxes/{victim}/accounts/" + Docs.Central + "/block",
        "/v1/../_sim/sandboxes/{victim}/accounts/" + Docs.Central + "/block",
        "/v1/%2e%2e/_sim/sandboxes/{victim}/accounts/" + Docs.Central + "/block",
        "/_sim/answer/../sandboxes/{victim}/accounts/" + Docs.Central + "/block",
        "/_sim/answer/%2E%2e/sandboxes/{victim}/accounts/" + Docs.Central + "/block",
        "/_sim/answer/..%2fsandboxes/{victim}/accounts/" + Docs.Central + "/block",
        "/_sim/answer/..\\sandboxes/{victim}/accounts/" + Docs.Central + "/block",
        "/_sim/sandboxes/{victim}/accounts/" + Docs.Central + "/block?x=/_sim/answer/201",
        "/_sim/sandboxes/{victim}/accounts/" + Docs.Central + "/block#/_sim/answer/201",
        "/_sim/sandboxes/{victim}/reset",
        "/_sim/sandboxes/{victim}/snapshots",
        "/_sim/scenarios",
        "/",
    ];

    private static IEnumerable<string> Urls =>
        Hosts.Select(host => $"http://{host}:{{port}}{Control}").Concat(Paths.Select(path => $"http://127.0.0.1:{{port}}{path}"))
            .Append($"http://user:password@127.0.0.1:{{port}}{Control}").Append($"HTTP://127.0.0.1:{{port}}{Control}");

    [TestCaseSource(nameof(Urls))]
    public async Task A_webhook_does_not_reach_it(string spelled)
    {
        await using var victim = await Sim.App.NewSandboxAsync();
        var before = await victim.FingerprintAsync();
        var url = Filled(spelled, victim);

        var registered = await Client.Http.PostAsync(Client.Path("webhooks"), Bodies.Webhook("MONEY_IN", url));
        if (registered.Status == 200)
        {
            await Sim.MoneyInAsync();
            var attempt = await FirstAttemptAsync();
            Assert.That(attempt.GetProperty("error").GetString(), Is.EqualTo("control_api_not_allowed"), attempt.ToString());
        }
        else
        {
            registered.ShouldBeError(400);
        }

        Assert.That(await victim.FingerprintAsync(), Is.EqualTo(before));
    }

    /// <summary>Without the one that no file may have.</summary>
    private static IEnumerable<string> UrlsOfFiles => Urls.Where(url => !url.Contains("%31", StringComparison.Ordinal));

    [TestCaseSource(nameof(UrlsOfFiles))]
    public async Task A_call_of_a_scenario_does_not_even_where_its_file_allows_every_host_in_it(string spelled)
    {
        await using var victim = await Sim.App.NewSandboxAsync();
        var before = await victim.FingerprintAsync();
        var url = Filled(spelled, victim);
        var hosts = string.Join(", ", Hosts.Append("user:password@127.0.0.1").Select(host => $"'{host}'"));
        var line = url.Replace("\\", "\\\\", StringComparison.Ordinal);

        var result = await Bench.RunAsync($"{Allowing(hosts)}steps: [{{call: \"POST {line}\", expect: {{status: {{gte: 0}}}}}}]");

        Bench.AssertFailed(result, "may not be called");
        Assert.That(await victim.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Nor_is_its_own_sandbox_in_reach_of_a_scenario()
    {
        await using var app = await SimulatorApp.StartAsync();
        var runs = new RunsApi.RunsClient(app);

        var ended = await runs.RunAsync("""
            fincoresim: 1
            name: Resets itself
            sandbox: {use: default}
            steps: [{call: "POST ${SIMULATOR_URL}/_sim/sandboxes/default/reset"}]
            """);

        ended.ShouldSay("status", "failed").ShouldMatch("results.0.failure.title", "may not be called: .*control API");
    }

    [Test]
    public async Task What_comes_by_a_way_that_no_address_shows_is_known_by_what_it_carries()
    {
        await using var victim = await Sim.App.NewSandboxAsync();
        await using var relay = new Relay(Sim.App.Port);
        var url = $"http://127.0.0.1:{relay.Port}{Control.Replace("{victim}", victim.Id, StringComparison.Ordinal)}";
        var before = await victim.FingerprintAsync();

        await Client.WebhookAsync("MONEY_IN", url);
        await Sim.MoneyInAsync();
        var call = await Bench.RunAsync(
            $"{Allowing("127.0.0.1")}steps: [{{call: \"POST {url}\", headers: {{User-Agent: curl}}, expect: {{status: 403}}}}]");

        Bench.AssertPassed(call);
        Assert.That((await FirstAttemptAsync()).GetProperty("answer").GetProperty("status").GetInt32(), Is.EqualTo(403));
        Assert.That(await victim.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task The_mark_of_a_call_cannot_be_taken_off_by_a_file()
    {
        var result = await Bench.RunAsync(
            $"{Bench.World}steps: [{{call: \"GET ${{SIMULATOR_URL}}/v1/banks\", headers: {{x-fincore-sim-from: nobody}}}}]");

        Bench.AssertFailed(result, "the header x-fincore-sim-from is the runner's own");
    }

    [TestCase("/_sim/answer/201", "POST", 201)]
    [TestCase("/v1/banks", "GET", 401)]
    [TestCase("/openapi/fincore.yaml", "GET", 200)]
    [TestCase("/_sim/health", "GET", 403)]
    [TestCase("/_sim/sandboxes", "GET", 403)]
    [TestCase("/", "GET", 403)]
    public async Task Only_open_paths_answer_our_own_requests(string path, string method, int status)
    {
        var mark = Sim.App.Service<OutboundPolicy>().From;
        foreach (var header in ((string, string)[])[("User-Agent", "FincoreSim/0.1.0"), (OutboundPolicy.FromHeader, mark)])
        {
            (await Sim.App.Anybody.SendAsync(new HttpMethod(method), path, (string?)null, header)).ShouldBe(status);
        }
    }

    [TestCase("/v1", true)]
    [TestCase("/v1/banks", true)]
    [TestCase("/V1/banks", true)]
    [TestCase("/_sim/answer/201", true)]
    [TestCase("/reports/default/x/y.csv", true)]
    [TestCase("/_sim/answers/201", false)]
    [TestCase("/_sim/answer../x", false)]
    [TestCase("/v10/banks", false)]
    [TestCase("/_sim", false)]
    [TestCase("/", false)]
    [TestCase("/v1/../_sim/x", false)]
    [TestCase("/v1/..%2f_sim/x", false)]
    [TestCase("/v1/..%5c_sim/x", false)]
    [TestCase("//v1/banks", false)]
    public void A_path_is_open_or_not(string path, bool isOpen) =>
        Assert.That(OpenPaths.Has(new Uri($"http://127.0.0.1{path}")), Is.EqualTo(isOpen));

    [Test]
    public async Task Another_simulators_mark_is_nothing_to_us() => (await Sim.App.Anybody.SendAsync(
        HttpMethod.Get, "/_sim/health", (string?)null, (OutboundPolicy.FromHeader, "0123456789abcdef"))).ShouldBe(200);

    [TestCase("http://169.254.169.254/latest/meta-data/")]
    [TestCase("http://[fe80::1]/")]
    [TestCase("http://[::ffff:169.254.169.254]/")]
    [TestCase("http://2852039166/")]
    [TestCase("http://metadata.google.internal/computeMetadata/v1/")]
    public async Task Link_local_addresses_are_called_neither_by_webhooks_nor_by_scenarios(string url)
    {
        await Client.WebhookAsync("MONEY_IN", url);
        await Sim.MoneyInAsync();

        var result = await Bench.RunAsync(
            $"{Allowing($"'{new Uri(url).Host}'")}steps: [{{call: \"GET {url}\", expect: {{connection: lost}}}}]");

        Bench.AssertFailed(result, "may not be called: link-local addresses and cloud metadata services never are");
        Assert.That((await FirstAttemptAsync()).GetProperty("error").GetString(), Is.EqualTo("address_not_allowed"));
    }

    [Test]
    public async Task The_sample_integrator_of_a_run_calls_its_simulator_only()
    {
        await using var other = await WebhookReceiver.StartAsync();
        other.AnswerEverythingWith(200);
        await using var victim = await Sim.App.NewSandboxAsync();
        var before = await victim.FingerprintAsync();

        foreach (var url in (string[])[other.Url, $"{Sim.App.Url}/_sim/sandboxes/{victim.Id}/reset?x="])
        {
            await Bench.RunAsync($$"""
                {{Bench.World}}
                steps:
                  - call: POST ${INTEGRATOR_URL}/payouts
                    headers: {X-Fincore-Sim-Base-Url: "{{url}}"}
                    body: {payout_id: p-1, amount: "1.00", clabe: "072180001183597196", holder: Ana}
                    expect: {status: {gte: 0} }
                """);
        }

        Assert.That(other.LogEntries, Is.Empty);
        Assert.That(await victim.FingerprintAsync(), Is.EqualTo(before));
    }

    private string Filled(string url, SimSandbox victim) => url
        .Replace("{port}", $"{Sim.App.Port}", StringComparison.Ordinal)
        .Replace("{victim}", victim.Id, StringComparison.Ordinal);

    private async Task<JsonElement> FirstAttemptAsync() => (await Sim.DeliveriesAsync()).Single().GetProperty("attempts")[0];

    private static string Allowing(string hosts) =>
        Bench.World.Replace("mode: frozen", $"mode: frozen, allow_hosts: [{hosts}]", StringComparison.Ordinal);

    /// <summary>Passes bytes on to a port, as a container's published port does.</summary>
    private sealed class Relay : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _running;

        public Relay(int port)
        {
            _listener.Start();
            _running = RunAsync(port);
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _listener.Dispose();
            _stop.Dispose();
        }

        private async Task RunAsync(int port)
        {
            var passing = new List<Task>();
            try
            {
                while (true)
                {
                    passing.Add(PassAsync(await _listener.AcceptTcpClientAsync(_stop.Token), port));
                }
            }
            finally
            {
                await Task.WhenAll(passing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        private async Task PassAsync(TcpClient from, int port)
        {
            using var near = from;
            using var far = new TcpClient();
            await far.ConnectAsync(IPAddress.Loopback, port, _stop.Token);
            var (inner, outer) = (near.GetStream(), far.GetStream());
            await Task.WhenAny(inner.CopyToAsync(outer, _stop.Token), outer.CopyToAsync(inner, _stop.Token));
        }
    }
}
