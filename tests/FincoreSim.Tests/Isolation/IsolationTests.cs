using System.Text.Json.Nodes;
using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Language.Model;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Runs;

namespace FincoreSim.Tests.Isolation;

/// <summary>
/// What is another client's does not exist: every operation answers for its ids exactly as for ids that nothing has, and
/// neither reads nor touches anything.
/// </summary>
public sealed class IsolationTests : ApiTests
{
    /// <summary>Every operation that takes the id of a thing; {0} stands for it.</summary>
    private static readonly Operation[] Operations =
    [
        new("read account", Thing.Account, "GET", "accounts/{0}"),
        new("read instrument", Thing.Instrument, "GET", "instruments/{0}"),
        new("delete instrument", Thing.Instrument, "DELETE", "instruments/{0}"),
        new("read transaction", Thing.Transaction, "GET", "transactions/{0}"),
        new("refund", Thing.Transaction, "POST", "transactions/{0}/refund", _ => Bodies.Refund("77.00")),
        new("read webhook", Thing.Webhook, "GET", "webhooks/{0}"),
        new("change webhook", Thing.Webhook, "PATCH", "webhooks/{0}", _ => new JsonObject { ["token"] = "stolen" }),
        new("delete webhook", Thing.Webhook, "DELETE", "webhooks/{0}"),
        new("list instruments of customer", Thing.Customer, "GET", "instruments?customer_id={0}"),
        new("register for customer", Thing.Customer, "POST", "instruments", id => Bodies.Clabe(customer: id)),
        new("account for customer", Thing.Customer, "POST", "private_accounts", id => Bodies.PrivateAccount(id)),
        new("account under account", Thing.Account, "POST", "private_accounts",
            id => Bodies.PrivateAccount().With("account_id", id)),
        new("pay from", Thing.Instrument, "POST", "/v1/transactions/money_out", id => Bodies.Payment(source: id)),
        new("pay to", Thing.Instrument, "POST", "/v1/transactions/money_out", id => Bodies.Payment(destination: id)),
        new("transfer from", Thing.Instrument, "POST", "/v1/transactions/internal_transaction", id => Bodies.Payment(source: id)),
        new("transfer to", Thing.Instrument, "POST", "/v1/transactions/internal_transaction",
            id => Bodies.Payment(destination: id)),
        new("validate from", Thing.Instrument, "POST", "/v1/transactions/penny_validation", id => Bodies.Penny(source: id)),
        new("validate to", Thing.Instrument, "POST", "/v1/transactions/penny_validation", id => Bodies.Penny(id)),
        new("statement", Thing.Clabe, "POST", "/v1/reports/clients/" + Docs.Client + "/report/download",
            id => Bodies.Report("DAILY_ACCOUNT_STATEMENT", "2026-03-01", id)),
    ];

    private static readonly Operation[] OnPaths =
    [
        new("credentials", Thing.Client, "GET", "credentials", null, UsesKey: true),
        new("tokens", Thing.Client, "POST", "auth/credential-tokens", _ => Bodies.Token(), UsesKey: true),
        new("accounts", Thing.Client, "GET", "accounts"),
        new("account", Thing.Client, "GET", "accounts/" + Docs.Central),
        new("private accounts", Thing.Client, "POST", "private_accounts", _ => Bodies.PrivateAccount()),
        new("instruments", Thing.Client, "GET", "instruments"),
        new("instrument", Thing.Client, "GET", "instruments/" + Docs.External),
        new("register", Thing.Client, "POST", "instruments", _ => Bodies.Clabe()),
        new("delete instrument", Thing.Client, "DELETE", "instruments/" + Docs.External),
        new("transactions", Thing.Client, "GET", "transactions"),
        new("transaction", Thing.Client, "GET", "transactions/" + Docs.Deposit),
        new("refund", Thing.Client, "POST", "transactions/" + Docs.Deposit + "/refund", _ => Bodies.Refund()),
        new("webhooks", Thing.Client, "GET", "webhooks"),
        new("register webhook", Thing.Client, "POST", "webhooks", _ => Bodies.Webhook("CEP", "http://localhost/x")),
        new("webhook", Thing.Client, "GET", "webhooks/" + Docs.Unknown),
        new("change webhook", Thing.Client, "PATCH", "webhooks/" + Docs.Unknown, _ => new JsonObject { ["token"] = "x" }),
        new("delete webhook", Thing.Client, "DELETE", "webhooks/" + Docs.Unknown),
        new("report", Thing.Client, "POST", "/v1/reports/clients/{1}/report/download", _ => Bodies.Report("DAILY", "2026-03-01")),
    ];

    private static IEnumerable<TestCaseData> OperationCases => Cases(Operations);

    private static IEnumerable<TestCaseData> PathCases => Cases(OnPaths);

    [TestCaseSource(nameof(OperationCases))]
    [Proves("auth.isolation")]
    public async Task Anothers_id_is_answered_as_one_that_nothing_has(int index)
    {
        var operation = Operations[index];
        var others = await OthersAsync(operation.Thing);
        var nobodys = operation.Thing == Thing.Clabe ? "734180000009999994" : Docs.Unknown;
        var before = await Sim.FingerprintAsync();

        var forOthers = await operation.SendAsync(Client, others);
        var forNobodys = await operation.SendAsync(Client, nobodys);

        Assert.That((forOthers.Status, forOthers.Text), Is.EqualTo((forNobodys.Status, forNobodys.Text)));
        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
        Assert.That(forOthers.Text, Does.Not.Contain("77.00").And.Not.Contain("their-token").And.Not.Contain("Secret Customer"));
    }

    [TestCaseSource(nameof(PathCases))]
    [Proves("auth.403")]
    public async Task Anothers_path_is_forbidden(int index)
    {
        var operation = OnPaths[index];
        var before = await Sim.FingerprintAsync();

        (await operation.SendAsync(Client, "", Docs.OtherClient)).ShouldBeError(403, "PERMISSION_DENIED");
        (await operation.SendAsync(Client, "", Docs.Unknown)).ShouldBeError(403, "PERMISSION_DENIED");
        (await operation.SendAsync(Client, "", "nobody")).ShouldBeError(400, "INVALID_ARGUMENT");

        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Lists_never_show_what_is_anothers()
    {
        foreach (var thing in (Thing[])[Thing.Webhook, Thing.Customer, Thing.Transaction])
        {
            await OthersAsync(thing);
        }

        foreach (var list in (string[])["accounts", "instruments", "transactions", "webhooks"])
        {
            var answer = (await Client.GetAsync($"{list}?per_page=500")).ShouldBe(200);
            Assert.That(
                answer.At("data").EnumerateArray().Select(item => item.GetProperty("clientId").GetString()),
                Is.All.EqualTo(Docs.Client), list);
        }

        Assert.That((await Client.Http.GetAsync("/v1/transactions?per_page=500")).Text, Does.Not.Contain(Docs.OtherClient));
    }

    private static IEnumerable<TestCaseData> Cases(Operation[] operations) =>
        operations.Select((operation, index) => new TestCaseData(index).SetArgDisplayNames(operation.Name));

    /// <summary>The id of something that the other client has.</summary>
    private async Task<string> OthersAsync(Thing thing)
    {
        var account = (await Sim.Other.GetAsync("accounts")).ShouldBe(200);
        return thing switch
        {
            Thing.Account => account["data.0.id"],
            Thing.Instrument => account["data.0.instrumentId"],
            Thing.Clabe => account["data.0.clabeNumber"],
            Thing.Transaction => await Sim.MoneyInAsync("77.00", Docs.OtherClabe),
            Thing.Webhook => await Sim.Other.WebhookAsync("MONEY_IN", "http://127.0.0.1:9/nobody", "their-token"),
            Thing.Customer => (await Sim.PostAsync("customers", new JsonObject
            {
                ["client_id"] = Docs.OtherClient,
                ["name"] = "Secret Customer",
            })).ShouldBe(201)["customer_id"],
            _ => throw new ArgumentOutOfRangeException(nameof(thing)),
        };
    }

    private enum Thing
    {
        Client,
        Account,
        Instrument,
        Transaction,
        Webhook,
        Customer,
        Clabe,
    }

    private sealed record Operation(
        string Name, Thing Thing, string Method, string Pattern, Func<string, JsonObject>? Body = null, bool UsesKey = false)
    {
        public Task<Answer> SendAsync(SimClient caller, string id, string client = Docs.Client)
        {
            var below = Pattern.Replace("{0}", id).Replace("{1}", client);
            var path = below.StartsWith('/') ? below : $"/v1/clients/{client}/{below}";
            return (UsesKey ? caller.KeyHttp : caller.Http).SendAsync(
                new HttpMethod(Method), path, Body?.Invoke(id).ToJsonString());
        }
    }
}
