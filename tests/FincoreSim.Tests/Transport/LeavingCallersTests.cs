using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using FincoreSim.SampleIntegrator.Ledger;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Running;
using FincoreSim.Tests.RunsApi;
using Microsoft.Extensions.Logging;

namespace FincoreSim.Tests.Transport;

/// <summary>A caller who leaves in the middle, however and wherever, is nothing to log above Debug.</summary>
public sealed class LeavingCallersTests
{
    private const string Post =
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: Bearer <YOUR_JWT_HERE>\r\n";

    private const string Deposit = $$"""{"clabe": "{{Docs.CentralClabe}}", "amount": "1.00"}""";

    private static readonly string[] Paths =
    [
        "/v1/transactions/money_out", "/v1/clients/" + Docs.Client + "/instruments", "/_sim/sandboxes",
        "/_sim/sandboxes/default/clock", "/_sim/sandboxes/default/rules", "/_sim/scenarios", "/_sim/answer/201", "/nothing", "/",
    ];

    private static readonly (string Name, string Sent)[] Beginnings =
    [
        ("before the body", Post + "Content-Length: 400\r\n\r\n"),
        ("in the body", Post + "Content-Length: 400\r\n\r\n{\"client_id\": \"c2d1"),
        ("after a large part of it", Post + "Content-Length: 900000\r\n\r\n{\"a\": \"" + new string('a', 300_000)),
        ("before the first chunk", Post + "Transfer-Encoding: chunked\r\n\r\n"),
        ("in a chunk's size", Post + "Transfer-Encoding: chunked\r\n\r\n1"),
        ("in a chunk", Post + "Transfer-Encoding: chunked\r\n\r\n40\r\n{\"client_id\""),
        ("between chunks", Post + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"),
        ("waiting for 100 Continue", Post + "Expect: 100-continue\r\nContent-Length: 400\r\n\r\n"),
        ("in the headers", "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-"),
        ("in the first line", "POST {path}"),
    ];

    private static IEnumerable<TestCaseData> Ways =>
        from beginning in Beginnings
        from way in Enum.GetValues<Way>()
        select new TestCaseData(beginning.Sent, way).SetArgDisplayNames(beginning.Name, $"{way}");

    [TestCaseSource(nameof(Ways))]
    public async Task In_the_middle_of_a_request(string sent, Way way)
    {
        var log = new CapturedLog();
        await using (var app = await StartAsync(log))
        {
            await Task.WhenAll(Paths.Select(path => LeaveAsync(app.Port, To(path, sent), way)));
            (await app.Anybody.GetAsync("/_sim/health")).ShouldBe(200);
            await app.StopAsync();
        }

        Assert.That(log.AboveDebug, Is.Empty);
    }

    [TestCase(Way.Reset)]
    [TestCase(Way.Closed)]
    [TestCase(Way.SendingEnded)]
    public async Task In_the_middle_of_an_answer(Way way)
    {
        var log = new CapturedLog();
        await using (var app = await StartAsync(log))
        await using (var receiver = RawReceiver.Start(RawReply.NeverAnswers))
        {
            var caller = app.Caller(("Authorization", "Bearer <YOUR_JWT_HERE>"));
            var webhook = Bodies.Webhook("MONEY_IN", receiver.Url);
            (await caller.PostAsync($"/v1/clients/{Docs.Client}/webhooks", webhook)).ShouldBe(200);
            (await app.Anybody.PostAsync("/_sim/sandboxes/default/money-in", JsonNode.Parse(Deposit))).ShouldBe(201);
            await receiver.WaitForAsync(1);
            var run = await new RunsClient(app).StartAsync(Scenarios.Endless);

            await Task.WhenAll(Waiting(run).Select(request => LeaveAsync(app.Port, request, way)));

            (await app.Anybody.GetAsync("/_sim/health")).ShouldBe(200);
            (await app.Anybody.DeleteAsync($"{RunsClient.Path}/{run}")).ShouldBe(200);
            await app.StopAsync();
        }

        Assert.That(log.AboveDebug, Is.Empty);
    }

    /// <summary>Requests whose answers come late or never, have no end, or are longer than a connection holds.</summary>
    private static IEnumerable<string> Waiting(string run) =>
    [
        Whole("/v1/transactions/money_out", Bodies.Payment().ToJsonString(), "X-Fincore-Sim-Outcome: hang:1h\r\n"),
        Whole("/_sim/sandboxes/default/clock", """{"advance": "0s"}"""),
        Whole("/_sim/sandboxes/default/clock", """{"advance": "26h"}"""),
        Whole("/_sim/sandboxes/default/clock", """{"until_idle": true, "max": "7d"}"""),
        Whole("/_sim/sandboxes/default/money-in?settle=true", Deposit),
        Whole("/_sim/answer/201?after=30s", "{}"),
        Read("/_sim/sandboxes/default/journal/stream"),
        Read($"/_sim/scenarios/{run}?wait=25s"),
        .. Enumerable.Repeat(Read("/openapi/fincore.yaml"), 4),
        string.Concat(Enumerable.Repeat(Read("/openapi/control.json"), 40)),
        string.Concat(Enumerable.Repeat(Read("/_sim/fidelity"), 200)),
    ];

    [Test]
    public async Task A_body_that_comes_too_slowly_is_told_so()
    {
        var log = new CapturedLog();
        await using (var app = await StartAsync(log))
        {
            var request = To(Paths[0], Post) + "Content-Length: 400\r\n\r\n{";
            var answer = await RawHttp.SendAsync(app.Port, request);

            Answer.Of(answer).ShouldBeError(400, "INVALID_ARGUMENT", "The request could not be read: its body comes too slowly.");
        }

        Assert.That(log.AboveDebug, Is.Empty);
    }

    [TestCase("--urls")]
    [TestCase("sample-integrator", "--urls")]
    [Platform(Exclude = "Win")]
    public async Task The_program_prints_nothing_of_it(params string[] arguments)
    {
        await using var child = SimulatorProcess.Start([.. arguments, "http://127.0.0.1:0"]);
        var port = new Uri(await child.UrlAsync()).Port;
        await child.UntilOutputAsync("Stop with Ctrl-C.");
        var before = child.Output;

        foreach (var (_, sent) in Beginnings)
        {
            foreach (var way in Enum.GetValues<Way>())
            {
                await LeaveAsync(port, To("/hooks/money-in", sent), way);
            }
        }

        await child.SignalAsync("TERM");
        Assert.That(child.Errors, Is.Empty);
        Assert.That(child.Output, Is.EqualTo(before));
    }

    private static string To(string path, string sent) => sent.Replace("{path}", path, StringComparison.Ordinal);

    private static string Whole(string path, string body, string headers = "") =>
        $"{To(path, Post)}{headers}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    private static string Read(string path) => $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

    private static async Task<SimulatorApp> StartAsync(CapturedLog log)
    {
        var app = await SimulatorApp.StartAsync();
        app.Service<ILoggerFactory>().AddProvider(log);
        return app;
    }

    /// <summary>Sends something and leaves, as soon as the server can have begun with it.</summary>
    private static async Task LeaveAsync(int port, string sent, Way way)
    {
        using var client = new TcpClient("127.0.0.1", port) { NoDelay = true };
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(sent));
        await Task.Delay(TimeSpan.FromMilliseconds(50));
        switch (way)
        {
            case Way.Reset:
                client.Client.LingerState = new LingerOption(enable: true, seconds: 0);
                break;
            case Way.SendingEnded:
                client.Client.Shutdown(SocketShutdown.Send);
                await Task.Delay(TimeSpan.FromMilliseconds(50));
                break;
            default:
                break;
        }

        client.Close();
    }

    /// <summary>How a caller leaves.</summary>
    public enum Way
    {
        /// <summary>The connection is closed in both directions.</summary>
        Closed,

        /// <summary>It is reset, as by a process that is killed with data unread.</summary>
        Reset,

        /// <summary>Only the sending side is closed at first.</summary>
        SendingEnded,
    }
}
