using System.Text.Json;
using System.Text.Json.Nodes;
using FincoreSim.Control.Sandboxes;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Ledger;
using FincoreSim.Language.Shapes;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Control;

/// <summary>Tests of every list of the control API, in a sandbox that has something for each.</summary>
public abstract class ListsOfControl : ApiTests
{
    private const string Rules = """
        - {name: z, when: money_out, where: {amount: "1.00"}, then: hold}
        - {name: urgent, when: money_out, where: {amount: "2.00"}, then: hold, priority: 5}
        - {name: a, when: money_out, where: {amount: "3.00"}, then: hold}
        - {name: last, when: money_out, where: {amount: "4.00"}, then: hold, priority: -1}
        """;

    // Each list, and the member by which its items are told from each other.
    internal static readonly (string Operation, string Path, string Key)[] Lists =
    [
        ("listSandboxes", "/_sim/sandboxes", "id"),
        ("listScenarioRuns", "/_sim/scenarios", "id"),
        ("listSnapshots", "snapshots", "id"),
        ("listClients", "clients", "client_id"),
        ("listCustomers", "customers", "customer_id"),
        ("listAccounts", "accounts", "account_id"),
        ("listAllInstruments", "instruments", "instrument_id"),
        ("listAllTransactions", "transactions", "transaction_id"),
        ("getLedger", "ledger", "id"),
        ("listDeliveries", "deliveries", "id"),
        ("getJournal", "journal", "sequence"),
        ("listRequests", "requests", "id"),
        ("listProcessRequests", "/_sim/requests", "id"),
        ("listRules", "rules", "name"),
        ("explainRule", "rules/urgent/explain", "sequence"),
    ];

    /// <summary>Something for every list: also what the template does not have.</summary>
    protected async Task FillAsync()
    {
        (await Sim.App.Anybody.PostTextAsync(Sim.Path("rules"), Rules)).ShouldBe(201);
        await Client.WebhookAsync("MONEY_IN", $"{Sim.App.Url}/_sim/answer/201");
        for (var time = 0; time < 4; time++)
        {
            await Sim.MoneyInAsync(settles: false);
            (await Client.MoneyOutAsync("2.00")).ShouldBe(200);
            (await Sim.PostAsync("clients", new JsonObject { ["name"] = $"client {time}" })).ShouldBe(201);
            (await Sim.PostAsync("customers", new JsonObject { ["name"] = $"customer {time}" })).ShouldBe(201);
            var account = (await Sim.PostAsync("accounts", new JsonObject { ["balance"] = "1.00" })).ShouldBe(201)["account_id"];
            (await Sim.PostAsync($"accounts/{account}/{(time % 2 == 0 ? "block" : "suspend")}")).ShouldBe(200);
        }

        (await Client.MoneyOutAsync("2.00", key: Docs.Unknown)).ShouldBe(200);
        for (var time = 0; time < 4; time++)
        {
            (await Sim.App.Anybody.PostTextAsync("/v1/transactions/money_out", "{}", Docs.Unknown)).ShouldBe(401);
        }

        (await Client.InternalAsync()).ShouldBe(200);
        await Sim.SettleAsync();
        for (var time = 0; time < 3; time++)
        {
            (await Sim.PostAsync("snapshots")).ShouldBe(201);
            (await Sim.App.Anybody.SendAsync(HttpMethod.Post, "/_sim/scenarios", RunsApi.Scenarios.Short)).ShouldBe(202);
        }
    }

    private protected (PagedList List, string Key) ListOf(string operation)
    {
        var (_, path, key) = Lists.Single(list => list.Operation == operation);
        return (
            new PagedList(Sim.App, path.StartsWith('/') ? path : Sim.Path(path))
            {
                Items = operation == "getLedger" ? "accounts" : "items"
            }, key);
    }

    /// <summary>Whether other tests change it meanwhile.</summary>
    protected static bool IsShared(string operation) =>
        operation is "listSandboxes" or "listScenarioRuns" or "listProcessRequests";

    protected static string? TextOf(string item, string member) =>
        JsonElement.Parse(item).TryGetProperty(member, out var value) ? value.ToString() : null;

    protected static string[] Keys(IEnumerable<string> items, string key) =>
        [.. items.Select(item => JsonElement.Parse(item).GetProperty(key).ToString())];
}
