using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Language.Model;
using FincoreSim.SampleIntegrator.Payments;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Api;

/// <summary>What no page marks as required may be left out, or be null, which is the same.</summary>
public sealed class OptionalMembersTests : ApiTests
{
    private const string Description = "transaction_request.description";
    private const string Reference = "transaction_request.external_reference";

    [Test]
    [Proves("money-out.optional")]
    public async Task Description_and_reference_may_be_absent_or_null(
        [Values("money_out", "internal_transaction")] string operation, [Values] bool isNull)
    {
        var path = $"/v1/transactions/{operation}";

        var bare = (await Client.Http.PostAsync(
            path, Leave(Leave(Payment(operation), Description, isNull), Reference, isNull))).ShouldBe(200);
        bare.ShouldSay("description", "").ShouldMatch("externalReference", "^260302[1-9]$");
        (await Client.Http.PostAsync(path, Leave(Payment(operation), Description, isNull))).ShouldBe(200)
            .ShouldSay("description", "").ShouldSay("externalReference", "1234567");
        (await Client.Http.PostAsync(path, Leave(Payment(operation), Reference, isNull))).ShouldBe(200)
            .ShouldSay("description", "lorem ipsum dolor sit amet").ShouldMatch("externalReference", "^260302[1-9]$");
        (await Client.TransactionAsync(bare["id"])).ShouldBe(200).ShouldSay("externalReference", bare["externalReference"]);
    }

    [TestCase("amount")]
    [TestCase("currency")]
    public async Task The_others_are_required(string member) =>
        (await Client.Http.PostAsync(
            "/v1/transactions/money_out", Bodies.Payment().Without($"transaction_request.{member}"))).ShouldBeError(400);

    [Test]
    public async Task What_is_given_keeps_its_rules()
    {
        (await Client.Http.PostAsync("/v1/transactions/money_out", Bodies.Payment().With(Reference, ""))).ShouldBeError(
            400, "DATA_ERROR");
        (await Client.Http.PostAsync("/v1/transactions/money_out", Bodies.Payment().With(Reference, 1))).ShouldBeError(
            400, "INVALID_ARGUMENT");
        (await Client.Http.PostAsync("/v1/transactions/money_out",
            Bodies.Payment().With(Description, new string('x', 40)))).ShouldBeError(400, "DATA_ERROR");
    }

    [TestCase("same_instrument")]
    [Proves("error.same-instrument")]
    public async Task An_instrument_pays_itself_only_where_that_is_allowed(string option)
    {
        (await Client.MoneyOutAsync(destination: Docs.CentralInstrument)).ShouldBeError(400, "FAILED_PRECONDITION");
        await Sim.SetAsync(option, "allow");

        (await Client.MoneyOutAsync(destination: Docs.CentralInstrument)).ShouldBe(200).ShouldSay("subCategory", "INT_DEBIT");
        (await Client.InternalAsync(destination: Docs.CentralInstrument)).ShouldBe(200).ShouldSay("subCategory", "INT_DEBIT");
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(1_000_000m));
        await Sim.LedgerAsync();
    }

    [Test]
    [Proves("transaction.lists")]
    public async Task The_list_of_the_only_known_client_has_its_pagination_too()
    {
        for (var count = 0; count < 3; count++)
        {
            await Client.MoneyOutAsync();
        }

        (await Client.Http.GetAsync("/v1/transactions?page=2&per_page=2")).ShouldBe(200)
            .ShouldHaveMembers("", "data", "currentPage", "perPage", "totalItems", "pagination")
            .ShouldHaveMembers("pagination", "page", "per_page", "total", "total_pages")
            .ShouldSay("pagination.page", "2").ShouldSay("pagination.per_page", "2")
            .ShouldSay("pagination.total", "5").ShouldSay("pagination.total_pages", "3");
        (await Client.Http.GetAsync("/v1/transactions?tracking_id=none")).ShouldBe(200)
            .ShouldSay("pagination.total", "0").ShouldSay("pagination.total_pages", "0");
        (await Client.GetAsync("transactions")).ShouldBe(200)
            .ShouldHaveMembers("", "data", "currentPage", "perPage", "totalItems");
    }

    private static JsonObject Payment(string operation) =>
        Bodies.Payment(destination: operation == "money_out" ? Docs.External : Docs.Internal);

    private static JsonObject Leave(JsonObject body, string member, bool isNull) =>
        isNull ? body.With(member, null) : body.Without(member);
}
