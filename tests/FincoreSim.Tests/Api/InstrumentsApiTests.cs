using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Api;

public sealed class InstrumentsApiTests : ApiTests
{
    private static readonly string[] Members =
        ["id", "bankId", "clientId", "ownerId", "alias", "type", "instrumentDetail", "audit", "rfc"];

    [Test]
    [Proves("instruments.register")]
    [Proves("dates.absent")]
    [Proves("instruments.owner")]
    public async Task Registers_a_card_of_a_customer_as_documented()
    {
        (await RegisterAsync(Bodies.Card())).ShouldBe(200)
            .ShouldHaveMembers("", [.. Members, "customerId"])
            .ShouldMatch("id", Formats.Uuid)
            .ShouldSay("bankId", Docs.FincoPay)
            .ShouldSay("clientId", Docs.Client)
            .ShouldSay("ownerId", Docs.Customer)
            .ShouldSay("customerId", Docs.Customer)
            .ShouldSay("alias", "Tarjeta ABC123")
            .ShouldSay("type", "RECEIVER")
            .ShouldSay("rfc", "XAXX010101000")
            .ShouldHaveMembers("instrumentDetail", "cardNumber", "expirationDate", "holderName")
            .ShouldSay("instrumentDetail.cardNumber", "5579072268574100")
            .ShouldSay("instrumentDetail.expirationDate", "None")
            .ShouldSay("instrumentDetail.holderName", "Pedro Navajas Dos")
            .ShouldHaveMembers("audit", "createdAt", "updatedAt", "deletedAt", "blockedAt")
            .ShouldMatch("audit.createdAt", Formats.RestDate)
            .ShouldSay("audit.deletedAt", "None")
            .ShouldSay("audit.blockedAt", "None");
    }

    [Test]
    [Proves("instruments.register")]
    [Proves("instruments.owner")]
    [Proves("instruments.virtual-clabe")]
    public async Task Registers_a_clabe_of_the_client_without_a_customer()
    {
        (await RegisterAsync(Bodies.Clabe())).ShouldBe(200)
            .ShouldHaveMembers("", Members)
            .ShouldSay("ownerId", Docs.Client)
            .ShouldHaveMembers("instrumentDetail", "accountNumber", "clabeNumber", "holderName")
            .ShouldSay("instrumentDetail.clabeNumber", Docs.ExternalClabe)
            .ShouldSay("instrumentDetail.accountNumber", Docs.ExternalClabe[6..])
            .ShouldSay("instrumentDetail.holderName", "Maria Lopez");
    }

    [Test]
    [Proves("instruments.nd")]
    public async Task What_is_optional_has_a_default()
    {
        var body = Bodies.Clabe().Without("alias").Without("rfc").Without("source_bank_id")
            .Without("virtual_clabe.account_number");

        (await RegisterAsync(body)).ShouldBe(200)
            .ShouldSay("alias", "Maria Lopez").ShouldSay("rfc", "ND").ShouldSay("bankId", Docs.FincoPay);
    }

    [Test]
    [Proves("instruments.types")]
    [Proves("instruments.receiver")]
    public async Task Takes_the_other_types_that_a_public_client_sends()
    {
        (await RegisterAsync(Bodies.Clabe().With("type", "SENDER"))).ShouldBe(200).ShouldSay("type", "SENDER");
        (await RegisterAsync(Bodies.Clabe().With("type", "SENDER_RECEIVER"))).ShouldBe(200).ShouldSay("type", "SENDER_RECEIVER");

        await Sim.SetAsync("strict", true);
        (await RegisterAsync(Bodies.Clabe().With("type", "SENDER"))).ShouldBeError(400, "INVALID_ARGUMENT");
        (await RegisterAsync(Bodies.Clabe())).ShouldBe(200);
    }

    [Test]
    public async Task The_same_clabe_again_makes_a_second_instrument()
    {
        var first = await Client.ClabeAsync(Docs.ExternalClabe);

        Assert.That(await Client.ClabeAsync(Docs.ExternalClabe), Is.Not.EqualTo(first));
    }

    [TestCase("734180123045603216", Docs.FincoPay, TestName = "A_printed_clabe_with_a_wrong_check_digit_is_taken_unless_strict")]
    [TestCase(Docs.ExternalClabe, Docs.Banamex, TestName = "A_clabe_of_another_bank_is_taken_unless_strict")]
    [Proves("instruments.check-digit")]
    public async Task Warns_of_clabes_that_cannot_be(string clabe, string bank)
    {
        await Client.ClabeAsync(clabe, bank);

        await Sim.SetAsync("strict", true);
        (await RegisterAsync(Bodies.Clabe(clabe, bank))).ShouldBeError(400, "INVALID_ARGUMENT");
    }

    [Test]
    public async Task The_printed_card_fails_the_luhn_check_and_is_taken_unless_strict()
    {
        (await RegisterAsync(Bodies.Card())).ShouldBe(200);

        await Sim.SetAsync("strict", true);
        (await RegisterAsync(Bodies.Card())).ShouldBeError(400, "INVALID_ARGUMENT");
        (await RegisterAsync(Bodies.Card().With("debit_card.card_number", "5579072268574109"))).ShouldBe(200);
    }

    [Test]
    [Proves("instruments.register")]
    [Proves("instruments.one-of")]
    public async Task Wants_exactly_one_of_card_and_clabe()
    {
        const string text = "Exactly one of debit_card and virtual_clabe must be given.";
        var both = Bodies.Card().With("virtual_clabe", Bodies.Clabe()["virtual_clabe"]!.DeepClone());

        (await RegisterAsync(both)).ShouldBeError(400, "INVALID_ARGUMENT", text);
        (await RegisterAsync(Bodies.Card().Without("debit_card"))).ShouldBeError(400, "INVALID_ARGUMENT", text);
        (await RegisterAsync(Bodies.Card().With("debit_card", null))).ShouldBeError(400, "INVALID_ARGUMENT", text);
    }

    [TestCase("debit_card.card_number", "55790722685741")]
    [TestCase("debit_card.card_number", "557907226857410x")]
    [TestCase("debit_card.card_number", "٥٥٧٩٠٧٢٢٦٨٥٧٤١٠٠")]
    [TestCase("debit_card.holder_name", "")]
    [TestCase("debit_card.destination_bank_id", Docs.Unknown)]
    [TestCase("debit_card.destination_bank_id", "BBVA")]
    [TestCase("source_bank_id", Docs.Unknown)]
    [TestCase("type", "receiver")]
    [TestCase("type", "CARD")]
    public async Task Refuses_values_that_cannot_be(string member, string value) =>
        (await RegisterAsync(Bodies.Card().With(member, value))).ShouldBeError(400, "INVALID_ARGUMENT");

    [TestCase("01218000118359719")]
    [TestCase("0121800011835971988")]
    [TestCase("01218000118359719x")]
    [TestCase("")]
    public async Task Refuses_clabes_that_are_not_18_digits(string clabe) =>
        (await RegisterAsync(Bodies.Clabe().With("virtual_clabe.clabe_number", clabe))).ShouldBeError(400, "INVALID_ARGUMENT");

    [TestCase(Docs.Unknown)]
    [TestCase(Docs.OtherClient)]
    public async Task Refuses_a_customer_that_does_not_exist(string customer) =>
        (await RegisterAsync(Bodies.Card(customer: customer))).ShouldBeError(404, "NOT_FOUND", "Customer not found.");

    [Test]
    [Proves("instruments.list")]
    public async Task Lists_those_of_the_client_and_its_customers_or_of_one_customer()
    {
        await RegisterAsync(Bodies.Card(customer: Docs.ListedCustomer));

        var all = (await Client.GetAsync("instruments")).ShouldBe(200)
            .ShouldHaveMembers("", "data", "currentPage", "perPage", "totalItems")
            .ShouldSay("totalItems", "5");
        Assert.That(
            all.At("data").EnumerateArray().Select(item => item.GetProperty("id").GetString()),
            Is.SupersetOf([Docs.CentralInstrument, Docs.External, Docs.Internal]));
        (await Client.GetAsync($"instruments?customer_id={Docs.ListedCustomer}&page=1&per_page=1")).ShouldBe(200)
            .ShouldSay("perPage", "1")
            .ShouldSay("totalItems", "2")
            .ShouldSay("data.0.customerId", Docs.ListedCustomer);
        Assert.That((await Client.GetAsync($"instruments?customer_id={Docs.Unknown}")).ShouldBe(200).Count("data"), Is.Zero);
        (await Client.GetAsync("instruments?customer_id=nobody")).ShouldBeError(400, "INVALID_ARGUMENT");
        (await Client.GetAsync("instruments?page=0")).ShouldBeError(400, "INVALID_ARGUMENT");
    }

    [Test]
    public async Task Reads_one()
    {
        var made = (await RegisterAsync(Bodies.Card())).ShouldBe(200);

        (await Client.GetAsync($"instruments/{made["id"]}")).ShouldBe(200).ShouldEqualJson(made.Text);
        (await Client.GetAsync($"instruments/{Docs.Unknown}")).ShouldBeError(404, "NOT_FOUND", "Instrument not found.");
    }

    [Test]
    [Proves("instruments.delete")]
    public async Task A_deleted_one_is_gone_for_every_call()
    {
        var id = (await RegisterAsync(Bodies.Clabe()))["id"];

        (await Client.Http.DeleteAsync(Client.Path($"instruments/{id}"))).ShouldBe(200)
            .ShouldSay("id", id).ShouldMatch("audit.deletedAt", Formats.RestDate);

        (await Client.GetAsync($"instruments/{id}")).ShouldBeError(404);
        (await Client.Http.DeleteAsync(Client.Path($"instruments/{id}"))).ShouldBeError(404);
        Assert.That((await Client.GetAsync("instruments")).Text, Does.Not.Contain(id));
        (await Client.MoneyOutAsync(destination: id)).ShouldBeError(500, "INTERNAL");
        (await Client.InternalAsync(destination: id)).ShouldBeError(404, "destination_not_found");
        (await Client.PennyAsync(id)).ShouldBeError(404, "destination_not_found");
    }

    [Test]
    public async Task An_own_accounts_instrument_cannot_be_deleted()
    {
        (await Client.Http.DeleteAsync(Client.Path($"instruments/{Docs.CentralInstrument}"))).ShouldBeError(
            400, "INVALID_ARGUMENT");
        (await Client.GetAsync($"instruments/{Docs.CentralInstrument}")).ShouldBe(200);
    }

    private Task<Answer> RegisterAsync(JsonObject body) => Client.Http.PostAsync(Client.Path("instruments"), body);
}
