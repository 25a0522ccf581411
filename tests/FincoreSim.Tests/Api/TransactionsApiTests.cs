using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Api;

public sealed class TransactionsApiTests : ApiTests
{
    /// <summary>The text printed in the guide of 2025; what differs is named in the test.</summary>
    private const string DocumentedReference =
        "{'transaction_date': '2025-05-20 10:57:44', 'payer_institution': '40012', 'beneficiary_institution': '90734', "
        + "'tracking_key': '20250520FINCHARNJK5NHQG', 'amount': '9.99', 'payment_type': '1', 'payer_name': 'Client MX', "
        + "'payer_account': '014910606138059212', 'payer_rfc': 'ND', 'destination_instrument_id': "
        + "'709448c3-7cbf-454d-a87e-feb23801269a', "
        + "'destination_account_id': '24a726ac-180d-48df-82bc-711f2788a46f', 'payer_account_type': '40', "
        + "'payment_concept': 'Fondeo Redocly CS MoneyIn', 'numeric_reference': '2505201', 'beneficiary_account_type': '40', "
        + "'beneficiary_account': '734180000001000004', 'beneficiary_rfc': 'XXXA010101000', 'beneficiary_name': 'Finch "
        + "Principal', "
        + "'client_id': 'c2d1d1e3-3340-4170-980e-e9269bbbc551', 'vat': '', 'package_folio': '4', 'spei_folio': '000005', "
        + "'indirect_payer_institution_name': '', 'indirect_payer_institution_account': '', 'indirect_payer_institution_rfc': "
        + "''}";

    [Test]
    [Proves("transaction.read")]
    public async Task Reads_the_documented_deposit_with_both_instruments()
    {
        (await Client.TransactionAsync(Docs.Deposit)).ShouldBe(200)
            .ShouldHaveMembers(
                "", "id", "bankId", "clientId", "externalReference", "trackingId", "description", "amount",
                "currency", "category",
                "subCategory", "transactionStatus", "audit", "jsonReference", "sourceInstrument", "destinationInstrument")
            .ShouldSay("bankId", Docs.Bbva)
            .ShouldSay("externalReference", "2505201")
            .ShouldSay("trackingId", "20250520FINCHARNJK5NHQG")
            .ShouldSay("amount", "9.99")
            .ShouldSay("category", "CREDIT_TRANS")
            .ShouldSay("subCategory", "SPEI_CREDIT")
            .ShouldSay("transactionStatus", "LIQUIDATED")
            .ShouldSay("audit.createdAt", "2025-05-20 10:57:44.220281-06:00")
            .ShouldSay("jsonReference", DocumentedReference)
            .ShouldHaveMembers(
                "destinationInstrument", "id", "bankId", "clientId", "ownerId", "instrumentAlias", "instrumentStatus",
                "instrumentType",
                "instrumentDetail", "rfc")
            .ShouldSay("destinationInstrument.id", Docs.CentralInstrument)
            .ShouldSay("destinationInstrument.ownerId", Docs.Central)
            .ShouldSay("destinationInstrument.instrumentAlias", "InternalAccount")
            .ShouldSay("destinationInstrument.instrumentStatus", "ACTIVE")
            .ShouldSay("destinationInstrument.instrumentType", "SENDER_RECEIVER")
            .ShouldSay("destinationInstrument.instrumentDetail.accountNumber", "000001000004")
            .ShouldSay("destinationInstrument.instrumentDetail.holderName", "Finch Principal")
            .ShouldSay("sourceInstrument.instrumentAlias", "Client MX")
            .ShouldSay("sourceInstrument.bankId", Docs.Bbva)
            .ShouldSay("sourceInstrument.instrumentDetail.accountNumber", "06138059212")
            .ShouldSay("sourceInstrument.instrumentDetail.clabeNumber", "014910606138059212");
    }

    [TestCase("tracking_id=20250520FINCHARNJK5NHQG")]
    [TestCase("transaction_status=LIQUIDATED")]
    [TestCase("transaction_category=CREDIT_TRANS")]
    [TestCase("bank_id=" + Docs.Bbva)]
    [TestCase("bank_id=" + Docs.Bbva
        + "&transaction_status=LIQUIDATED&transaction_category=CREDIT_TRANS&tracking_id=20250520FINCHARNJK5NHQG")]
    [Proves("transaction.read")]
    public async Task Filters_that_match_change_nothing(string query) =>
        (await Client.TransactionAsync(Docs.Deposit, $"?{query}")).ShouldBe(200).ShouldSay("id", Docs.Deposit);

    [TestCase("tracking_id=20250520FINCHARNJK5NHQX")]
    [TestCase("transaction_status=REFUNDED")]
    [TestCase("transaction_category=DEBIT_TRANS")]
    [TestCase("bank_id=" + Docs.Banamex)]
    [TestCase("bank_id=" + Docs.Bbva + "&transaction_status=REJECTED")]
    [Proves("transaction.filters")]
    public async Task Filters_that_do_not_match_answer_as_unknown(string query) =>
        (await Client.TransactionAsync(Docs.Deposit, $"?{query}")).ShouldBeError(404, "NOT_FOUND", "Transaction not found.");

    [TestCase("transaction_status=DONE")]
    [TestCase("transaction_status=liquidated")]
    [TestCase("transaction_category=OUT")]
    [TestCase("bank_id=BBVA")]
    public async Task Filters_that_cannot_be_are_refused(string query)
    {
        (await Client.TransactionAsync(Docs.Deposit, $"?{query}")).ShouldBeError(400, "INVALID_ARGUMENT");
        (await Client.GetAsync($"transactions?{query}")).ShouldBeError(400, "INVALID_ARGUMENT");
    }

    [Test]
    public async Task A_payment_shows_where_it_went()
    {
        var id = (await Client.MoneyOutAsync())["id"];

        var read = (await Client.TransactionAsync(id)).ShouldBe(200)
            .ShouldSay("sourceInstrument.id", Docs.CentralInstrument)
            .ShouldSay("destinationInstrument.id", Docs.External)
            .ShouldSay("destinationInstrument.instrumentType", "RECEIVER");
        Assert.That(
            read["jsonReference"], Does.StartWith(
                "{'transaction_date': '2026-03-02 09:00:00', 'payer_institution': '90734', 'beneficiary_institution': '40012'"));
    }

    [TestCase("O'Brien \"y\" hijos", @"'payer_name': 'O\'Brien ""y"" hijos'")]
    [TestCase("O'Brien", "'payer_name': \"O'Brien\"")]
    [TestCase(@"a\b", @"'payer_name': 'a\\b'")]
    public async Task The_single_quoted_text_is_quoted_as_python_does(string name, string expected)
    {
        var id = await Sim.MoneyInAsync(more: new JsonObject { ["payer_name"] = name });

        Assert.That((await Client.TransactionAsync(id))["jsonReference"], Does.Contain(expected));
    }

    [Test]
    [Proves("transaction.json-reference")]
    public async Task A_refunds_reference_is_that_of_its_deposit()
    {
        var deposit = (await Client.TransactionAsync(Docs.Deposit)).ShouldBe(200);
        await Sim.AdvanceAsync("1h");
        var refund = (await Client.RefundAsync(Docs.Deposit, "9.99"))["id"];

        var read = (await Client.TransactionAsync(refund)).ShouldBe(200).ShouldSay("jsonReference", deposit["jsonReference"])
            .ShouldSay("destinationInstrument.instrumentDetail.holderName", "Client MX");
        Assert.That(read["trackingId"], Is.Not.EqualTo(deposit["trackingId"]));
        Assert.That(read["jsonReference"],
            Does.Contain("'payer_name': 'Client MX'").And.Contain("'tracking_key': '20250520FINCHARNJK5NHQG'")
            .And.Contain("'beneficiary_name': 'Finch Principal'").And.Contain("'beneficiary_rfc': 'XXXA010101000'"));
    }

    [Test]
    [Proves("transaction.lists")]
    public async Task Lists_newest_first_under_both_paths()
    {
        var first = (await Client.MoneyOutAsync("1.00"))["id"];
        var second = (await Client.MoneyOutAsync("2.00"))["id"];

        var scoped = (await Client.GetAsync("transactions?per_page=2")).ShouldBe(200)
            .ShouldHaveMembers("", "data", "currentPage", "perPage", "totalItems")
            .ShouldSay("totalItems", "4")
            .ShouldSay("data.0.id", second)
            .ShouldSay("data.1.id", first);
        (await Client.Http.GetAsync("/v1/transactions?per_page=2")).ShouldBe(200)
            .ShouldHaveMembers("", "data", "currentPage", "perPage", "totalItems", "pagination")
            .ShouldSay("data", scoped["data"]).ShouldSay("totalItems", "4");
        Assert.That((await Client.GetAsync("transactions?page=2&per_page=3")).Count("data"), Is.EqualTo(1));
        Assert.That((await Client.GetAsync("transactions?page=3&per_page=3")).Count("data"), Is.Zero);
        (await Client.GetAsync("transactions?per_page=0")).ShouldBeError(400, "INVALID_ARGUMENT");
    }

    [TestCase("transaction_status=INITIALIZED", 1)]
    [TestCase("transaction_status=LIQUIDATED", 3)]
    [TestCase("transaction_category=INTER_TRANS", 1)]
    [TestCase("transaction_category=CREDIT_TRANS", 2)]
    [TestCase("tracking_id=20250520FINCHARNJK5NHQG", 1)]
    [TestCase("tracking_id=nothing", 0)]
    [TestCase("bank_id=" + Docs.FincoPay, 2)]
    [TestCase("bank_id=" + Docs.FincoPay + "&transaction_status=INITIALIZED", 1)]
    public async Task Lists_by_the_four_filters(string query, int count)
    {
        var registered = await Client.ClabeAsync(Docs.OtherClabe, Docs.FincoPay);
        await Client.InternalAsync(destination: registered);
        await Client.MoneyOutAsync();

        var list = (await Client.GetAsync($"transactions?{query}")).ShouldBe(200);

        Assert.That(list.Count("data"), Is.EqualTo(count), list.Text);
        list.ShouldSay("totalItems", count.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
