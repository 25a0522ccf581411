using System.Text;
using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Transactions;
using FincoreSim.Language.Shapes;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Runs;

namespace FincoreSim.Tests.Errors;

/// <summary>
/// The order in which rules are checked, over HTTP: a request that breaks a rule and every later one is answered by the first.
/// </summary>
public sealed class PrecedenceTests : ApiTests
{
    private const string UsedKey = "5b0e0d3e-0d6f-5c1c-9a3e-6d2d7f3c2a11";

    /// <summary>With keys on all payments, so that both ladders have the steps on them.</summary>
    protected override SandboxSetup Setup => SandboxSetup.With("idempotency", "all");

    private static readonly Rule[] MoneyOut =
    [
        .. Rule.BeforeTheBody,
        .. Rule.OnFields,
        new("source found", request => request.Body["source_instrument_id"] = Docs.Unknown, 500, "INTERNAL",
            "Source instrument not found."),
        .. Rule.OnSource,
        new("destination found", request => request.Body["destination_instrument_id"] = Docs.Unknown, 500, "INTERNAL",
            "Destination instrument not found."),
        .. Rule.OnDestination,
        .. Rule.OnFunds,
    ];

    private static readonly Rule[] Internal =
    [
        .. Rule.BeforeTheBody,
        .. Rule.OnFields,
        new("source found", request => request.Body["source_instrument_id"] = Docs.Unknown, 404, "source_not_found"),
        .. Rule.OnSource,
        new("destination found", request => request.Body["destination_instrument_id"] = Docs.Unknown, 404,
            "destination_not_found"),
        .. Rule.OnDestination,
        new("same institution", request => request.Body["destination_instrument_id"] = Docs.External, 409,
            "external_transfer_not_allowed"),
        .. Rule.OnFunds,
    ];

    private static IEnumerable<TestCaseData> MoneyOutRules => Cases(MoneyOut);

    private static IEnumerable<TestCaseData> InternalRules => Cases(Internal);

    [TestCaseSource(nameof(MoneyOutRules))]
    [Proves("error.precedence")]
    public Task Money_out(int first) => CheckAsync("money_out", MoneyOut, first);

    [TestCaseSource(nameof(InternalRules))]
    [Proves("error.precedence")]
    public Task Internal_transaction(int first) => CheckAsync("internal_transaction", Internal, first);

    [Test]
    public async Task The_client_of_the_path_comes_before_the_body_and_its_form_before_the_client()
    {
        (await Client.Http.PostTextAsync(Sim.Other.Path("instruments"), "nonsense")).ShouldBeError(403, "PERMISSION_DENIED");
        (await Client.Http.PostTextAsync("/v1/clients/nobody/instruments", "nonsense")).ShouldBeError(400, "INVALID_ARGUMENT");
        (await Sim.App.Anybody.PostTextAsync("/v1/clients/nobody/instruments", "nonsense")).ShouldBeError(401, "UNAUTHENTICATED");
    }

    private async Task CheckAsync(string operation, Rule[] rules, int first)
    {
        var path = $"/v1/transactions/{operation}";
        (await Client.Http.PostAsync(path, Bodies.Payment(destination: Docs.Internal), UsedKey)).ShouldBe(200);
        (await Sim.PostAsync($"accounts/{await AccountOfAsync(Docs.ListedCustomerClabe)}/block")).ShouldBe(200);
        var request = new SpoiltRequest { Blocked = await InstrumentOfAsync(Docs.ListedCustomerClabe) };
        for (var index = rules.Length - 1; index >= first; index--)
        {
            rules[index].Spoil(request);
        }

        var answer = await request.SendAsync(Sim, path);

        answer.ShouldBeError(rules[first].Status, rules[first].Reason, rules[first].Detail);
    }

    private static IEnumerable<TestCaseData> Cases(Rule[] rules) =>
        rules.Select((rule, index) => new TestCaseData(index).SetArgDisplayNames(rule.Name));

    private async Task<string> InstrumentOfAsync(string clabe) =>
        (await FindAsync(clabe)).GetProperty("instrument_id").GetString()!;

    private async Task<string> AccountOfAsync(string clabe) => (await FindAsync(clabe)).GetProperty("account_id").GetString()!;

    private async Task<System.Text.Json.JsonElement> FindAsync(string clabe) =>
        (await Sim.GetAsync("accounts")).ShouldBe(200).At("items").EnumerateArray()
            .Single(account => account.GetProperty("clabe").GetString() == clabe);

    /// <summary>A request that rules have been broken in.</summary>
    private sealed class SpoiltRequest
    {
        public JsonObject Body { get; } = Bodies.Payment(destination: Docs.Internal);

        public string Blocked { get; init; } = "";

        public bool HasToken { get; set; } = true;

        public string? Key { get; set; }

        public string MediaType { get; set; } = "application/json";

        public string Around { get; set; } = "{0}";

        public async Task<Answer> SendAsync(SimSandbox sandbox, string path)
        {
            var caller = HasToken ? sandbox.Client.Http : sandbox.App.Anybody;
            using var content = new StringContent(Around.Replace("{0}", Body.ToJsonString()), Encoding.UTF8, MediaType);
            return await caller.SendAsync(HttpMethod.Post, path, content, Key is null ? [] : [("Idempotency-Key", Key)]);
        }
    }

    /// <summary>A rule: how to break it, and what is answered then.</summary>
    private sealed record Rule(string Name, Action<SpoiltRequest> Spoil, int Status, string Reason, string? Detail = null)
    {
        public static Rule[] BeforeTheBody { get; } =
        [
            new("authentication", request => request.HasToken = false, 401, "UNAUTHENTICATED"),
            new("key is a uuid", request => request.Key = "order-4567", 400, "INVALID_ARGUMENT",
                "Invalid UUID format for idempotency-key"),
            new("media type", request => request.MediaType = "text/plain", 415, "INVALID_ARGUMENT"),
            new("key with another body", request => request.Key = UsedKey, 409, "idempotency_key_mismatch"),
            new("json", request => request.Around = "{0} x", 400, "INVALID_ARGUMENT"),
            new("an object", request => request.Around = "[{0}]", 400, "INVALID_ARGUMENT", "The body must be a JSON object."),
        ];

        public static Rule[] OnFields { get; } =
        [
            new("required members", request => request.Body.Without("transaction_request.currency"), 400, "INVALID_ARGUMENT",
                "transaction_request.currency is required."),
            new("uuids", request => request.Body["source_instrument_id"] = "x", 400, "INVALID_ARGUMENT",
                "source_instrument_id must be a UUID."),
            new("the token's client", request => request.Body["client_id"] = Docs.OtherClient, 403, "PERMISSION_DENIED"),
            Field("amount format", "amount", "1.9", "Transaction amount format is invalid."),
            Field("amount above zero", "amount", "0.00", "Transaction Amount must be higher than 0."),
            Field("currency", "currency", "USD", "Transaction currency unsupported."),
            Field("description", "description", new string('x', 40),
                "Transaction description must have less than 40 characters length."),
            Field("external reference", "external_reference", "x",
                "External reference should be numeric and have a maximum length of 7 digits."),
        ];

        public static Rule[] OnSource { get; } =
        [
            new("source active", request => request.Body["source_instrument_id"] = request.Blocked, 400, "FAILED_PRECONDITION",
                "The account is not currently active."),
        ];

        public static Rule[] OnDestination { get; } =
        [
            new("destination active", request => request.Body["destination_instrument_id"] = request.Blocked, 400,
                "FAILED_PRECONDITION", "The account is not currently active."),
        ];

        public static Rule[] OnFunds { get; } =
        [
            new("different instruments", request => request.Body["destination_instrument_id"] = Docs.CentralInstrument, 400,
                "FAILED_PRECONDITION", "Source and destination instruments must be different."),
            new("funds", request => request.Body["transaction_request"]!["amount"] = "2000000.00", 400, "FAILED_PRECONDITION",
                "The account does not have sufficient funds."),
        ];

        private static Rule Field(string name, string member, string value, string detail) =>
            new(name, request => request.Body["transaction_request"]![member] = value, 400, "DATA_ERROR", detail);
    }
}
