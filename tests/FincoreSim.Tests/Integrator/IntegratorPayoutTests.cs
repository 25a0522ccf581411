using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.SampleIntegrator;
using FincoreSim.SampleIntegrator.Hooks;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Integrator;

/// <summary>Payouts, when all goes well or Fincore says no.</summary>
public sealed class IntegratorPayoutTests : IntegratorTests
{
    [Test]
    public async Task Is_sent_and_then_settled()
    {
        var book = await OpenForAsync("STATUS_UPDATE");

        var sent = (await book.PayAsync("pay-1")).ShouldBe(201).ShouldHaveMembers(
            "", "reference", "state", "amount", "transaction_id", "reason")
            .ShouldSay("reference", "pay-1").ShouldSay("state", "sent").ShouldSay("amount", "120.50").ShouldBeNull("reason");
        (await Client.TransactionAsync(sent["transaction_id"])).ShouldSay("amount", "120.50")
            .ShouldSay("destinationInstrument.id", Docs.External);
        await book.ShouldShowAsync("0.00", "0.00", "120.50", "-120.50");
        await Sim.AdvanceAsync("2s");

        Assert.That(await book.StateOfAsync("pay-1"), Is.EqualTo("settled"));
        await book.ShouldShowAsync("0.00", "120.50", "0.00", "-120.50");
        (await book.GetAsync("payouts/pay-2")).ShouldBe(404);
    }

    [Test]
    public async Task The_same_reference_is_paid_once_however_often_and_at_once_it_is_asked()
    {
        var book = await OpenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => book.PayAsync("pay-1")));

        Assert.That(answers.Select(answer => answer.Status).Order(), Is.EqualTo([200, 200, 200, 200, 200, 200, 200, 201]));
        Assert.That(answers.Select(answer => answer["transaction_id"]).Distinct().Count(), Is.EqualTo(1));
        Assert.That(await PaymentsAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task References_that_look_alike_are_payouts_of_their_own()
    {
        var book = await OpenAsync();
        foreach (var reference in (string[])["a", "b", "A", "a ", "Aa", "BB"])
        {
            (await book.PayAsync(reference)).ShouldBe(201).ShouldSay("state", "sent");
        }

        Assert.That(await PaymentsAsync(), Is.EqualTo(6));
    }

    [Test]
    public async Task Keys_are_those_that_the_documentation_derives()
    {
        await Sim.SetAsync("verify_idempotency_key", true);
        var book = await OpenAsync();

        (await book.PayAsync("pay-1")).ShouldBe(201).ShouldSay("state", "sent");
        (await book.ValidateAsync(NewClabe)).ShouldBe(202).ShouldSay("state", "waiting");
    }

    [Test]
    public async Task A_refusal_is_told_with_its_reason_and_the_money_is_given_back()
    {
        var book = await OpenAsync();

        (await book.PayAsync("pay-1", amount: "1000000.01")).ShouldBe(201)
            .ShouldSay("state", "refused").ShouldSay("reason", "The account does not have sufficient funds.")
            .ShouldBeNull("transaction_id");

        await book.ShouldShowAsync("0.00", "0.00", "0.00", "0.00");
        (await book.PostAsync("payouts/pay-1/retry")).ShouldBe(200).ShouldSay("state", "refused");
        Assert.That(await PaymentsAsync(), Is.Zero);
    }

    [Test]
    public async Task A_rejected_one_gives_the_money_back()
    {
        var book = await OpenForAsync("STATUS_UPDATE");
        (await book.PayAsync("pay-1", Reserved("rejected"))).ShouldBe(201).ShouldSay("state", "sent");

        await Sim.AdvanceAsync("2s");

        (await book.GetAsync("payouts/pay-1")).ShouldSay("state", "rejected").ShouldSay("reason", "CANCELLED_ACCOUNT");
        await book.ShouldShowAsync("0.00", "0.00", "0.00", "0.00");
    }

    [Test]
    public async Task One_that_comes_back_gives_the_money_back_unless_that_is_forgotten()
    {
        var (careful, careless) = (await OpenForAsync("STATUS_UPDATE"),
            await OpenForAsync("STATUS_UPDATE", Mistake.ForgetsReturns));
        (await careful.PayAsync("pay-1", Reserved("returned"))).ShouldBe(201);
        (await careless.PayAsync("pay-2", Reserved("returned"))).ShouldBe(201);
        await Sim.AdvanceAsync("2s");
        Assert.That(await careful.StateOfAsync("pay-1"), Is.EqualTo("settled"));

        await Sim.AdvanceAsync("1d");

        (await careful.GetAsync("payouts/pay-1")).ShouldSay("state", "returned").ShouldSay("reason", "NON_EXISTENT_ACCOUNT");
        await careful.ShouldShowAsync("0.00", "0.00", "0.00", "0.00");
        Assert.That(await careless.StateOfAsync("pay-2"), Is.EqualTo("settled"));
        await careless.ShouldShowAsync("0.00", "120.50", "0.00", "-120.50");
    }

    [TestCase(false, "returned", "0.00")]
    [TestCase(true, "settled", "-120.50")]
    public async Task An_old_status_that_comes_late_changes_nothing_unless_order_is_trusted(
        bool isCareless, string state, string balance)
    {
        var book = await OpenForAsync("STATUS_UPDATE", isCareless ? [Mistake.TrustsOrder] : []);
        var id = (await book.PayAsync("pay-1", Reserved("returned")))["transaction_id"];
        await Sim.AdvanceAsync("2d");

        (await book.HookAsync("hooks/status", StatusOf(id, "LIQUIDATED"), "status-token")).ShouldBe(200);

        Assert.That(await book.StateOfAsync("pay-1"), Is.EqualTo(state));
        await book.ShouldShowAsync("0.00", isCareless ? "120.50" : "0.00", "0.00", balance);
    }

    [Test]
    public async Task A_payment_book_to_book_is_settled_at_once()
    {
        var book = await OpenAsync();

        (await book.PayAsync("pay-1", Docs.InternalClabe)).ShouldBe(201).ShouldSay("state", "settled");
    }

    [Test]
    public async Task An_expired_token_is_replaced_unless_it_is_kept()
    {
        var (careful, careless) = (await OpenAsync(), await OpenAsync(Mistake.KeepsOldToken));
        (await careful.PayAsync("pay-1")).ShouldBe(201);
        (await careless.PayAsync("pay-2")).ShouldBe(201);
        (await Sim.PostAsync("tokens/expire")).ShouldBe(200);

        (await careful.PayAsync("pay-3")).ShouldBe(201).ShouldSay("state", "sent");
        (await careless.PayAsync("pay-4")).ShouldBe(201).ShouldSay("state", "refused");
    }

    [TestCase("", "012180001183597198", "1.00")]
    [TestCase("a/b", "012180001183597198", "1.00")]
    [TestCase("pay-1", "01218000118359719", "1.00")]
    [TestCase("pay-1", "012180001183597198", "1.0")]
    public async Task What_is_no_payout_is_400_and_nobody_is_asked(string reference, string clabe, string amount)
    {
        var book = await OpenAsync();

        (await book.PayAsync(reference, clabe, amount)).ShouldBe(400);

        await book.ShouldShowAsync("0.00", "0.00", "0.00", "0.00");
    }

    private static JsonObject StatusOf(string transaction, string status) =>
        Message("STATUS_UPDATE", new JsonObject { ["id"] = transaction, ["status"] = status, ["reason"] = null });
}
