using System.Text.Json;
using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;

namespace FincoreSim.Tests.Host;

/// <summary>A sandbox of a test's own, driven through the control API as a user would.</summary>
public sealed class SimSandbox : IAsyncDisposable
{
    private readonly SimulatorApp _app;

    private SimSandbox(SimulatorApp app, string id) => (_app, Id) = (app, id);

    public string Id { get; }

    /// <summary>The documented client.</summary>
    public SimClient Client { get; private set; } = null!;

    /// <summary>The second client of the demo world.</summary>
    public SimClient Other { get; private set; } = null!;

    public SimulatorApp App => _app;

    public static async Task<SimSandbox> CreateAsync(SimulatorApp app, SandboxSetup setup)
    {
        var made = (await app.Anybody.PostAsync("/_sim/sandboxes", new JsonObject
        {
            ["seed"] = setup.Seed,
            ["template"] = setup.Template,
            ["clock"] = new JsonObject
            {
                ["mode"] = setup.IsRunning ? "running" : "frozen",
                ["now"] = setup.Now,
                ["scale"] = setup.Scale
            },
            ["options"] = PatientOptions(setup.Options),
        })).ShouldBe(201);
        var sandbox = new SimSandbox(app, made["id"]) { Client = await SignInAsync(app, made, 0) };
        if (made.Count("clients") > 1)
        {
            sandbox.Other = await SignInAsync(app, made, 1);
        }

        return sandbox;
    }

    /// <summary>A path of this sandbox in the control API.</summary>
    public string Path(string below) => $"/_sim/sandboxes/{Id}{(below.Length == 0 ? "" : "/")}{below}";

    public Task<Answer> GetAsync(string below) => _app.Anybody.GetAsync(Path(below));

    public Task<Answer> PostAsync(string below, JsonNode? body = null) => _app.Anybody.PostAsync(Path(below), body);

    public async Task SetAsync(string option, JsonNode? value) =>
        (await _app.Anybody.PatchAsync(Path("options"), new JsonObject { [option] = value })).ShouldBe(200);

    /// <summary>Moves the clock and settles.</summary>
    public async Task<Answer> AdvanceAsync(string by) =>
        (await PostAsync("clock", new JsonObject { ["advance"] = by })).ShouldBe(200);

    /// <summary>Moves the clock until nothing more is due.</summary>
    public async Task<Answer> UntilIdleAsync(string max = "7d") =>
        (await PostAsync("clock", new JsonObject { ["until_idle"] = true, ["max"] = max })).ShouldBe(200);

    /// <summary>Sends what is due now, and waits for the answers.</summary>
    public Task<Answer> SettleAsync() => AdvanceAsync("0s");

    /// <summary>Money comes in by SPEI; the id of its transaction.</summary>
    public async Task<string> MoneyInAsync(
        string amount = "123.00", string clabe = Docs.CentralClabe, bool settles = true, JsonObject? more = null)
    {
        var body = more ?? [];
        body["clabe"] = clabe;
        body["amount"] = amount;
        return (await PostAsync($"money-in{(settles ? "?settle=true" : "")}", body)).ShouldBe(201)["transaction_id"];
    }

    /// <summary>Every delivery, however many pages they are.</summary>
    /// <summary>
    /// A receiver that answers is never given up, however busy the machine is; unless a test says how long it may take.
    /// </summary>
    private static JsonObject PatientOptions(JsonObject options)
    {
        var patient = new JsonObject { ["webhook_timeout"] = "10m", ["settle_cap"] = "10m" };
        foreach (var (name, value) in options)
        {
            patient[name] = value?.DeepClone();
        }

        return patient;
    }

    public async Task<JsonElement[]> DeliveriesAsync(string query = "") => [.. await ListAsync($"deliveries{query}")];

    /// <summary>Every item of a list, read on and on by the next of each page.</summary>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string below)
    {
        var items = new List<JsonElement>();
        var query = below.Contains('?', StringComparison.Ordinal) ? "&limit=500" : "?limit=500";
        var after = "";
        while (true)
        {
            var page = (await GetAsync($"{below}{query}{after}")).ShouldBe(200);
            items.AddRange(page.At("items").EnumerateArray());
            if (page.At("next").ValueKind == JsonValueKind.Null)
            {
                return items;
            }

            after = $"&after={page["next"]}";
        }
    }

    /// <summary>A hash over what the world has become: equal before and after what changes nothing.</summary>
    public async Task<string> FingerprintAsync() => (await GetAsync("fingerprint")).ShouldBe(200)["fingerprint"];

    /// <summary>The ledger; every invariant must hold.</summary>
    public async Task<Answer> LedgerAsync()
    {
        var ledger = (await GetAsync("ledger")).ShouldBe(200);
        foreach (var invariant in ledger.At("invariants").EnumerateArray())
        {
            Assert.That(invariant.GetProperty("holds").GetBoolean(), Is.True, invariant.ToString());
        }

        return ledger;
    }

    private static Task<SimClient> SignInAsync(SimulatorApp app, Answer made, int index) => SimClient.SignInAsync(
        app, made[$"clients.{index}.client_id"], made[$"clients.{index}.client_secret"], made[$"clients.{index}.api_key"]);

    public async ValueTask DisposeAsync() => await _app.Anybody.DeleteAsync(Path(""));
}
