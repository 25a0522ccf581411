using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using FincoreSim.Api.Http;
using FincoreSim.Domain.Clients;
using FincoreSim.Pages.Layout;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.RunsApi;
using FincoreSim.Worlds;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace FincoreSim.Tests.Transport;

/// <summary>HEAD answers wherever GET does, without the body. The table is the program's own: a new route is in it.</summary>
public sealed partial class HeadTests
{
    private const string Client = "/v1/clients/{clientId}";
    private const string Sandbox = "/_sim/sandboxes/{sb}";
    private const string Run = "/_sim/scenarios/{run}";
    private const string Page = "/{sb:sandbox}";

    /// <summary>What a server without https does not have.</summary>
    private const string Authority = "/_sim/ca.pem";

    /// <summary>What is another text, and so another length, each time.</summary>
    private const string Metrics = "/_sim/metrics";

    /// <summary>Headers that differ from one answer to the next, or say how a body is framed.</summary>
    private static readonly string[] Differing = ["Date", "Transfer-Encoding"];

    [Test]
    public async Task Every_route_of_get_answers_head_with_the_same_headers_and_no_body()
    {
        await using var app = await SimulatorApp.StartAsync();
        await using var sim = await app.NewSandboxAsync(SandboxSetup.With("reports", "enabled"));
        var values = await PrepareAsync(sim);
        var routes = Gets(app);
        Assert.That(routes, Has.Length.GreaterThan(35));

        foreach (var route in routes)
        {
            var path = PathOf(route.RoutePattern, values);
            var isStream = path.EndsWith("/live", StringComparison.Ordinal)
                || route.Metadata.GetMetadata<ApiOperation>()?.ContentType == "text/event-stream";
            var get = isStream ? await ReadHeadOfAsync(app, sim, path) : await SendAsync(app, sim, "GET", path);
            var head = await SendAsync(app, sim, "HEAD", path);

            var status = path == Authority ? 404 : 200;
            Assert.That(get.Status, Is.EqualTo(status), $"{path}: {get.Text}: let {nameof(PrepareAsync)} make what it needs");
            Assert.That(head.Outcome, Is.EqualTo(RawOutcome.Answered), path);
            Assert.That(head.Status, Is.EqualTo(status), path);
            Assert.That(head.Header("Content-Type"), Is.Not.Null, path);
            Assert.That(
                HeadersOf(head).Where(header => path != Metrics || !IsLength(header)),
                Is.EquivalentTo(HeadersOf(get).Where(header => path != Metrics || !IsLength(header))),
                path);
        }
    }

    [Test]
    public async Task What_get_refuses_head_refuses_alike()
    {
        await using var app = await SimulatorApp.StartAsync();
        await using var sim = await app.NewSandboxAsync();
        string[] paths =
        [
            "/v1/nothing", "/_sim/nothing", "/nothing", "/v1/clients/x/accounts", $"/v1/clients/{Docs.OtherClient}/accounts",
            "/openapi/nothing.yaml", "/reports/a/b/c", "/v1/transactions/money_out",
        ];
        foreach (var path in paths)
        {
            var (get, head) = (await SendAsync(app, sim, "GET", path), await SendAsync(app, sim, "HEAD", path));

            Assert.That(get.Status, Is.InRange(400, 405), path);
            Assert.That((head.Status, head.Outcome), Is.EqualTo((get.Status, RawOutcome.Answered)), path);
            Assert.That(head.Header("Content-Type"), Is.EqualTo(get.Header("Content-Type")), path);
        }
    }

    [TestCase("/openapi/control.yaml")]
    [TestCase("/_sim/fidelity")]
    [TestCase("/_sim/sandboxes/default/journal/stream")]
    public async Task The_next_answer_on_the_connection_begins_where_the_head_ends(string path)
    {
        await using var app = await SimulatorApp.StartAsync();
        using var connection = new TcpClient("127.0.0.1", app.Port);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"HEAD {path} HTTP/1.1\r\nHost: x\r\n\r\nGET /_sim/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));

        using var reader = new StreamReader(connection.GetStream(), Encoding.ASCII);
        var text = await reader.ReadToEndAsync().WaitAsync(Eventually.Patience);

        const string Head = @"HTTP/1\.1 200 OK\r\n([^\r\n]+\r\n)+\r\n";
        Assert.That(text, Does.Match($@"\A{Head}{Head}\{{""status"":""ok"""));
    }

    [Test]
    public async Task Allow_names_head_wherever_it_names_get()
    {
        await using var app = await SimulatorApp.StartAsync();
        foreach (var path in (string[])["/v1/banks", "/_sim/health", "/openapi/fincore.yaml", "/reports/a/b/c", "/"])
        {
            var answer = await RawHttp.SendAsync(app.Port, $"DELETE {path} HTTP/1.1\r\nHost: x\r\n\r\n");

            Assert.That(answer.Status, Is.EqualTo(405), path);
            Assert.That(answer.Header("Allow")?.Split(", "), Is.SupersetOf((string[])["GET", "HEAD"]), path);
        }
    }

    private static RouteEndpoint[] Gets(SimulatorApp app) =>
    [
        .. app.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true),
    ];

    /// <summary>
    /// Something of everything that a route can name, in one sandbox; by the route and the name of its parameter, or by the name.
    /// </summary>
    private static async Task<Dictionary<string, string>> PrepareAsync(SimSandbox sim)
    {
        var webhook = await sim.Client.WebhookAsync("MONEY_IN", $"{sim.App.Url}/_sim/answer/201");
        await sim.MoneyInAsync();
        (await sim.PostAsync("rules", JsonNode.Parse("""{"name": "late", "when": "cep", "then": "DELAYED"}"""))).ShouldBe(201);
        (await sim.PostAsync("snapshots")).ShouldBe(201);
        await sim.Client.MoneyOutAsync(key: Docs.Unknown);
        (await sim.App.Anybody.GetAsync("/v1/nothing")).ShouldBe(404);
        var transaction = await sim.MoneyInAsync("1.00");
        await sim.AdvanceAsync("9h");
        var runs = new RunsClient(sim.App);
        var run = await runs.StartAsync(Scenarios.Failing);
        await runs.EndAsync(run);
        return new()
        {
            ["sb"] = sim.Id,
            ["sandbox"] = sim.Id,
            ["clientId"] = Docs.Client,
            ["client_id"] = Docs.Client,
            ["client"] = Docs.Client,
            ["accountId"] = Docs.Central,
            ["instrumentId"] = Docs.External,
            ["transactionId"] = Docs.Deposit,
            [$"{Client}/webhooks/{{id}} id"] = webhook,
            [$"{Sandbox}/deliveries/{{id}} id"] = (await sim.DeliveriesAsync())[0].GetProperty("id").GetString()!,
            [$"{Sandbox}/transactions/{{id}}/life id"] = transaction,
            [$"{Sandbox}/idempotency/{{key}} key"] = Docs.Unknown,
            [$"{Sandbox}/rules/{{name}}/explain name"] = "late",
            [$"{Sandbox}/rules/{{name}}/explain ?"] = $"transaction={transaction}",
            ["run"] = run,
            [$"{Run}/bundles/{{n}} n"] = "1",
            ["file"] = "transactions_daily_20260302.csv",
            ["documentName"] = "control",
            ["number"] = "1",
            ["/_page/{hash}/{name} hash"] = PageAssets.Href("page.css").Split('/')[2],
            ["/_page/{hash}/{name} name"] = "page.css",
            [$"{Page}/payments/{{id}} id"] = transaction,
            [$"{Page}/webhooks/deliveries/{{id}} id"] = (await sim.DeliveriesAsync())[0].GetProperty("id").GetString()!,
            [$"{Page}/requests/{{id}} id"] = "1",
            [$"{Page}/rules/{{name}} name"] = "late",
            [$"{Page}/requests/nobody/{{id}} id"] = "1",
        };
    }

    private static string PathOf(RoutePattern pattern, Dictionary<string, string> values)
    {
        var path = pattern.RawText!;
        foreach (var parameter in pattern.Parameters)
        {
            var value = values.GetValueOrDefault($"{pattern.RawText} {parameter.Name}")
                ?? values.GetValueOrDefault(parameter.Name);
            Assert.That(value, Is.Not.Null, $"{nameof(PrepareAsync)} has no {parameter.Name} for {pattern.RawText}");
            path = path.Replace($"{{{parameter.Name}}}", value, StringComparison.Ordinal)
                .Replace($"{{{parameter.Name}:sandbox}}", value, StringComparison.Ordinal);
        }

        return values.TryGetValue($"{pattern.RawText} ?", out var query) ? $"{path}?{query}" : path;
    }

    private static bool IsLength(string header) => header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase);

    /// <summary>The headers as they are for every answer: what is drawn for each one is left out.</summary>
    private static string[] HeadersOf(RawAnswer answer) =>
    [
        .. answer.Headers.Where(header => !Differing.Contains(header.Key))
            .Select(header => $"{header.Key}: {Nonce().Replace(header.Value, "nonce")}"),
    ];

    [System.Text.RegularExpressions.GeneratedRegex("nonce-[A-Za-z0-9+/=]+")]
    private static partial System.Text.RegularExpressions.Regex Nonce();

    private static Task<RawAnswer> SendAsync(SimulatorApp app, SimSandbox sim, string method, string path) =>
        RawHttp.SendAsync(app.Port, Request(sim, method, path));

    /// <summary>The status and the headers of an answer that does not end.</summary>
    private static Task<RawAnswer> ReadHeadOfAsync(SimulatorApp app, SimSandbox sim, string path) =>
        RawHttp.SendAsync(app.Port, Request(sim, "GET", path), headOnly: true);

    private static string Request(SimSandbox sim, string method, string path) =>
        $"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        + $"x-api-key: {sim.Client.ApiKey}\r\nAuthorization: Bearer {sim.Client.Token}\r\n\r\n";
}
