using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Webhooks;

/// <summary>What MONEY_IN says, and what each answer to it means for the money.</summary>
public sealed class MoneyInWebhookTests : WebhookTests
{
    [SetUp]
    public Task RegisterAsync() => Client.WebhookAsync("MONEY_IN", Receiver.Url + "/hook");

    [Test]
    [Proves("webhook.envelope")]
    [Proves("webhook.money-in")]
    [Proves("webhook.auth")]
    public async Task Has_the_documented_members_and_headers()
    {
        var id = await Sim.MoneyInAsync("123.00", more: new JsonObject
        {
            ["payer_name"] = "Juan Perez",
            ["payer_account"] = "137180210044008609",
            ["payer_rfc"] = "XYZ987654321",
            ["payer_institution"] = "40002",
            ["concept"] = "Payment for invoice 4567",
            ["numeric_reference"] = "2504021",
            ["tracking_key"] = "50118609TBRNZ00I07219647",
        });

        Came().Single()
            .ShouldHaveMembers("", "id_msg", "msg_name", "msg_date", "body")
            .ShouldMatch("id_msg", Formats.Uuid)
            .ShouldSay("msg_name", "MONEY_IN")
            .ShouldSay("msg_date", "2026-03-02")
            .ShouldHaveMembers(
                "body", "id", "beneficiary_account", "beneficiary_name", "beneficiary_rfc", "payer_account", "payer_name",
                "payer_rfc",
                "payer_institution", "amount", "transaction_date", "tracking_key", "payment_concept", "numeric_reference",
                "sub_category",
                "registered_at", "owner_id")
            .ShouldSay("body.id", id)
            .ShouldSay("body.beneficiary_account", Docs.CentralClabe)
            .ShouldSay("body.beneficiary_name", "Finch Principal")
            .ShouldSay("body.payer_account", "137180210044008609")
            .ShouldSay("body.payer_name", "Juan Perez")
            .ShouldSay("body.payer_rfc", "XYZ987654321")
            .ShouldSay("body.payer_institution", "40002")
            .ShouldSay("body.amount", "123.00")
            .ShouldSay("body.transaction_date", "2026-03-02 09:00:00")
            .ShouldSay("body.tracking_key", "50118609TBRNZ00I07219647")
            .ShouldSay("body.payment_concept", "Payment for invoice 4567")
            .ShouldSay("body.numeric_reference", "2504021")
            .ShouldSay("body.sub_category", "SPEI_CREDIT")
            .ShouldMatch("body.registered_at", Formats.IsoDate)
            .ShouldSay("body.owner_id", Docs.Client);
        var request = Receiver.LogEntries.Single().RequestMessage;
        Assert.Multiple(() =>
        {
            Assert.That(request.Method, Is.EqualTo("POST"));
            Assert.That(request.Path, Is.EqualTo("/hook"));
            Assert.That(request.Headers["Authorization"].Single(), Is.EqualTo("Bearer secretToken0123"));
            Assert.That(request.Headers["Content-Type"].Single(), Is.EqualTo("application/json"));
            Assert.That(request.Headers["User-Agent"].Single(), Does.StartWith("FincoreSim/"));
            Assert.That(request.Headers["Content-Length"].Single(),
                Is.EqualTo(request.BodyAsBytes.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        });
    }

    [Test]
    public async Task What_is_left_out_has_a_default()
    {
        await Sim.MoneyInAsync();

        Came().Single()
            .ShouldSay("body.payer_rfc", "ND")
            .ShouldSay("body.payer_institution", "40012")
            .ShouldMatch("body.numeric_reference", "^260302[0-9]$")
            .ShouldMatch("body.tracking_key", "^[A-Z0-9]{10,30}$");
    }

    [TestCase(201, "accepted")]
    [TestCase(200, "accepted (200; the documentation says 201)")]
    [TestCase(202, "accepted (202; the documentation says 201)")]
    [TestCase(204, "accepted (204; the documentation says 201)")]
    [Proves("webhook.accept")]
    [Proves("webhook.other-2xx")]
    public async Task Any_2xx_accepts(int status, string decision)
    {
        Receiver.AnswerEverythingWith(status);

        var id = await Sim.MoneyInAsync("123.00");

        Assert.That(await StatusAsync(), Is.EqualTo("DELIVERED"));
        Assert.That(await DecisionAsync(), Is.EqualTo(decision));
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(1_000_123m));
        Assert.That(await Client.StatusOfAsync(id), Is.EqualTo("LIQUIDATED"));
        await Sim.AdvanceAsync("7h");
        Assert.That(Receiver.LogEntries, Has.Count.EqualTo(1));
    }

    [TestCase(null, "Devolucion")]
    [TestCase("""{"refundReason":"Invalid Amount"}""", "Invalid Amount")]
    [TestCase("""{"refundReason":"  Invalid Amount "}""", "Invalid Amount")]
    [TestCase("""{"refundReason":""}""", "Devolucion")]
    [TestCase("""{"refundReason":7}""", "Devolucion")]
    [TestCase("""{"other":"x"}""", "Devolucion")]
    [TestCase("""["refundReason"]""", "Devolucion")]
    [TestCase("no json", "Devolucion")]
    [TestCase("""{"refundReason":"\ud83c"}""", "Devolucion")]
    [TestCase("""{"refundReason":"1234567890123456789012345678901234567890 and more"}""",
        "123456789012345678901234567890123456789")]
    [Proves("webhook.refuse")]
    public async Task A_422_gives_the_money_back_at_once(string? body, string description)
    {
        var response = Response.Create().WithStatusCode(422);
        Receiver.AnswerEverythingWith(
            body is null ? response : response.WithHeader("Content-Type", "application/json").WithBody(body));

        var id = await Sim.MoneyInAsync("123.00");

        Assert.That(await Client.BalanceAsync(), Is.EqualTo(1_000_000m));
        Assert.That(await Client.StatusOfAsync(id), Is.EqualTo("REFUNDED"));
        (await Client.GetAsync("transactions?per_page=1")).ShouldSay("data.0.originalTransactionId", id)
            .ShouldSay("data.0.description", description)
            .ShouldSay("data.0.transactionStatus", "LIQUIDATED")
            .ShouldSay("data.0.amount", "123.00");
        Assert.That(await StatusAsync(), Is.EqualTo("REFUSED"));
        Assert.That(await DecisionAsync(), Does.StartWith("refused by 422: refunded by "));
        await Sim.LedgerAsync();
    }

    [Test]
    public async Task A_422_after_the_money_has_left_refunds_nothing()
    {
        Receiver.AnswerEverythingWith(Response.Create().WithStatusCode(422)
            .BeforeAnswering(async _ => (await Client.MoneyOutAsync("1000123.00")).ShouldBe(200)));

        var id = await Sim.MoneyInAsync("123.00");

        Assert.That(await Client.StatusOfAsync(id), Is.EqualTo("LIQUIDATED"));
        Assert.That(await DecisionAsync(), Is.EqualTo("refused by 422, but not refunded: INSUFFICIENT_FUNDS"));
        Assert.That(await Client.BalanceAsync(), Is.Zero);
    }

    [Test]
    public async Task A_422_after_the_handler_refunded_refunds_nothing_more()
    {
        Receiver.AnswerEverythingWith(Response.Create().WithStatusCode(422).BeforeAnswering(async message =>
            (await Client.RefundAsync(Answer.OfJson(message.Body)["body.id"], "123.00")).ShouldBe(200)));

        await Sim.MoneyInAsync("123.00");

        Assert.That(await DecisionAsync(), Is.EqualTo("refused by 422, but not refunded: ALREADY_REFUNDED"));
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(1_000_000m));
    }

    [Test]
    public async Task The_handler_finds_the_deposit_credited()
    {
        var seen = "";
        Receiver.AnswerEverythingWith(Response.Create().WithStatusCode(201).BeforeAnswering(async message =>
            seen = await Client.StatusOfAsync(Answer.OfJson(message.Body)["body.id"])));

        await Sim.MoneyInAsync("123.00");

        Assert.That(seen, Is.EqualTo("LIQUIDATED"));
    }

    [Test]
    public async Task A_private_accounts_deposit_names_its_customer()
    {
        await Sim.MoneyInAsync("5.00", Docs.InternalClabe);

        Came().Single().ShouldSay("body.owner_id", Docs.Customer).ShouldSay("body.beneficiary_name", "Customer Test-1 Legal")
            .ShouldSay("body.beneficiary_account", Docs.InternalClabe);
    }

    [Test]
    public async Task Anothers_deposit_is_none_of_ours()
    {
        await Sim.MoneyInAsync("5.00", Docs.OtherClabe);

        Assert.That(Receiver.LogEntries, Is.Empty);
        Assert.That(await Sim.DeliveriesAsync(), Is.Empty);
    }
}
