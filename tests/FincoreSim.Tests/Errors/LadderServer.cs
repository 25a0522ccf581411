using FincoreSim.Api.Features;
using FincoreSim.Api.Http;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Hosting;
using FincoreSim.Json;
using FincoreSim.Serving;
using FincoreSim.Tests.Host;
using FincoreSim.Worlds;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FincoreSim.Tests.Errors;

/// <summary>
/// A simulator with one operation more, which has all that the pipeline looks at: a client in the path, an idempotency key,
/// a body, an outcome. No operation of the API has them all, and so some pairs of steps would be out of reach.
/// </summary>
internal sealed class LadderServer : IAsyncDisposable
{
    /// <summary>A key that another body has.</summary>
    public const string UsedKey = "5b0e0d3e-0d6f-5c1c-9a3e-6d2d7f3c2a11";

    /// <summary>A key whose call is still unanswered.</summary>
    public const string BusyKey = "5b0e0d3e-0d6f-5c1c-9a3e-6d2d7f3c2a12";

    /// <summary>The path's last segment for which a rule waits.</summary>
    public const string Scripted = "scripted";

    private const string Sandbox = "/_sim/sandboxes/default";

    private static readonly ApiOperation Operation = new("climbLadder", "Transactions", "Ladder", "A payment with everything")
    {
        Answer = ApiJson.Default.TransactionView,
        KeyedAs = "money_out",
        TakesOutcome = true,
        Body = new BodyShape(
            "Ladder",
            Member.Uuid("client_id", "The client."),
            Member.Uuid("destination_instrument_id", "Where to."),
            Member.Text("currency", "MXN."),
            Member.Amount("amount", "How much.")),
    };

    private readonly WebApplication _app;
    private readonly HttpClient _http;
    private string _token = "";
    private Task? _unanswered;

    private LadderServer(WebApplication app)
    {
        _app = app;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public static async Task<LadderServer> StartAsync()
    {
        var app = Simulator.Build(new ServeOptions { Urls = "http://127.0.0.1:0" });
        var routes = new ApiRoutes(app, app.Services.GetRequiredService<ApiPipeline>());
        routes.Post("/v1/clients/{clientId}/ladder/{name}", Operation, Pay);
        await app.StartAsync();
        var server = new LadderServer(app);
        await server.PrepareAsync();
        return server;
    }

    /// <summary>A call that keeps every rule.</summary>
    public LadderRequest NewRequest() => new() { Headers = { ["Authorization"] = $"Bearer {_token}" } };

    public Task<Answer> SendAsync(LadderRequest request) => request.SendAsync(_http);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();

        // Its server is gone, and it never had an answer.
        await _unanswered!.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task PrepareAsync()
    {
        var caller = new Caller(_http);
        var path = $"/v1/clients/{Docs.Client}/auth/credential-tokens";
        var granted = await caller.SendAsync(HttpMethod.Post, path, Bodies.Token().ToJsonString(), ("x-api-key", Docs.ApiKey));
        _token = granted.ShouldBe(200)["token"];
        await ArmAsync(caller);

        var used = NewRequest();
        (used.Headers["Idempotency-Key"], used.Body["amount"]) = (UsedKey, "1.00");
        (await SendAsync(used)).ShouldBe(200);

        var busy = NewRequest();
        (busy.Headers["Idempotency-Key"], busy.Headers[ApiCall.OutcomeHeader]) = (BusyKey, "hang:23h");
        _unanswered = SendAsync(busy);
        while ((await caller.GetAsync($"{Sandbox}/idempotency/{BusyKey}")).Status == 404)
        {
            Assert.That(_unanswered.IsCompleted, Is.False);
        }
    }

    private static async Task ArmAsync(Caller caller)
    {
        var rule =
            $"{{when: request, where: {{path: {{contains: {Scripted}}}}}, then: {{fail: before_commit, how: status 503}}}}";
        (await caller.PostTextAsync($"{Sandbox}/rules", rule)).ShouldBe(201);
    }

    private static Reply Pay(ApiCall call) => call.Submit(call.ReadBody().Map<ApiCall, Command<Transaction>>(
        call, static (body, asked) => new MoneyOut(asked.Client, new PaymentForm(
            new InstrumentId(Guid.Parse(Docs.CentralInstrument)),
            new InstrumentId(body.Uuid("destination_instrument_id")),
            "1", "ladder", body.AmountText("amount"), body.Text("currency")))));
}
