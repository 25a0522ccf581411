using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.SampleIntegrator;
using FincoreSim.SampleIntegrator.Hooks;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Integrator;

/// <summary>What becomes of MONEY_IN.</summary>
public sealed class IntegratorDepositTests : IntegratorTests
{
    [Test]
    public async Task A_deposit_is_booked_and_answered_201()
    {
        var book = await OpenForAsync("MONEY_IN");

        var id = await Sim.MoneyInAsync("150.00");

        var delivery = (await Sim.DeliveriesAsync()).Single();
        Assert.That(await AnswersAsync(), Is.EqualTo([201]), delivery.ToString());
        Assert.That(await book.BalanceOfAsync(Docs.CentralClabe), Is.EqualTo("150.00"));
        Assert.That(await book.BalanceOfAsync(NewClabe), Is.EqualTo("0.00"));
        await book.ShouldShowAsync("150.00", "0.00", "0.00", "150.00");
        foreach (var query in (string[])["", $"?clabe={Docs.CentralClabe}",
            $"?id_msg={delivery.GetProperty("id_msg").GetString()}"])
        {
            (await book.GetAsync($"movements{query}")).ShouldBe(200).ShouldHaveMembers(
                "0", "id_msg", "transaction_id", "clabe", "amount", "sub_category")
                .ShouldSay("0.transaction_id", id).ShouldSay("0.amount", "150.00").ShouldSay("0.sub_category", "SPEI_CREDIT")
                .ShouldSay("0.clabe", Docs.CentralClabe);
        }

        Assert.That((await book.GetAsync("movements?id_msg=other")).ShouldBe(200).Text, Is.EqualTo("[]"));
    }

    [Test]
    public async Task A_webhook_that_comes_three_times_is_booked_once_unless_duplicates_are_booked()
    {
        var (careful, careless) = (await OpenForAsync("MONEY_IN"), await OpenForAsync("MONEY_IN", Mistake.BooksDuplicates));
        await ArmAsync("{when: webhook, then: {duplicate: 2}}");

        await Sim.MoneyInAsync("150.00");
        await Sim.UntilIdleAsync();

        Assert.That(await careful.BalanceOfAsync(Docs.CentralClabe), Is.EqualTo("150.00"));
        Assert.That(await careless.BalanceOfAsync(Docs.CentralClabe), Is.EqualTo("450.00"));
        Assert.That((await careless.GetAsync("movements")).Json.GetArrayLength(), Is.EqualTo(3));
    }

    [Test]
    public async Task The_same_transaction_in_another_message_is_booked_once_and_answered_the_same()
    {
        var book = await OpenAsync();

        (await book.HookAsync("hooks/money-in", Message("MONEY_IN", DepositBody(), "a"), "mi-token")).ShouldBe(201);
        (await book.HookAsync("hooks/money-in", Message("MONEY_IN", DepositBody(), "b"), "mi-token")).ShouldBe(201);
        var refused = DepositBody("99.99", "x");
        (await book.HookAsync("hooks/money-in", Message("MONEY_IN", refused, "c"), "mi-token")).ShouldBe(422);
        (await book.HookAsync("hooks/money-in", Message("MONEY_IN", refused, "d"), "mi-token")).ShouldBe(422)
            .ShouldSay("refundReason", "Invalid Amount");

        await book.ShouldShowAsync("150.00", "0.00", "0.00", "150.00");
    }

    [TestCase(false, "Invalid Amount")]
    [TestCase(true, null)]
    public async Task The_amount_that_is_never_right_goes_back_with_the_reason_unless_it_is_forgotten(
        bool forgets, string? reason)
    {
        var book = await OpenForAsync("MONEY_IN", forgets ? [Mistake.RefusesWithoutReason] : []);

        var id = await Sim.MoneyInAsync("99.99");

        Assert.That(await Client.StatusOfAsync(id), Is.EqualTo("REFUNDED"));
        var refund = (await Client.GetAsync("transactions?per_page=1")).ShouldBe(200)
            .ShouldSay("data.0.originalTransactionId", id);
        Assert.That(refund["data.0.description"] == "Invalid Amount", Is.EqualTo(reason is not null), refund.Text);
        await book.ShouldShowAsync("0.00", "0.00", "0.00", "0.00");
    }

    [Test]
    public async Task An_internal_credit_is_booked_unless_it_is_ignored()
    {
        var (careful, careless) = (await OpenForAsync("MONEY_IN"), await OpenForAsync("MONEY_IN", Mistake.IgnoresIntCredit));

        (await Client.InternalAsync("99.99")).ShouldBe(200);
        await Sim.SettleAsync();

        Assert.That(await careful.BalanceOfAsync(Docs.InternalClabe), Is.EqualTo("99.99"),
            "no answer would give it back, so it is booked");
        Assert.That(await careless.BalanceOfAsync(Docs.InternalClabe), Is.EqualTo("0.00"));
        Assert.That(await AnswersAsync(), Is.EqualTo([201, 201]));
    }

    [TestCase(false, 201)]
    [TestCase(true, 200)]
    public async Task Booked_is_201(bool isCareless, int status)
    {
        var book = await OpenAsync(isCareless ? [Mistake.Answers200BeforeBooking] : []);

        (await book.HookAsync("hooks/money-in", Message("MONEY_IN", DepositBody()), "mi-token")).ShouldBe(status);
    }

    [TestCase(false, "0.29")]
    [TestCase(true, "0.28")]
    public async Task Money_is_centavos_unless_it_floats(bool floats, string balance)
    {
        var book = await OpenForAsync("MONEY_IN", floats ? [Mistake.FloatingMoney] : []);

        await Sim.MoneyInAsync("0.29");

        Assert.That(await book.BalanceOfAsync(Docs.CentralClabe), Is.EqualTo(balance));
    }

    [TestCase("body.new_member", "x")]
    [TestCase("new_member", "x")]
    [TestCase("body.sub_category", "NEW_CREDIT")]
    public async Task What_is_not_known_is_tolerated_and_noted_unless_it_chokes(string path, string value)
    {
        var (careful, careless) = (await OpenAsync(), await OpenAsync(Mistake.ChokesOnUnknown));
        var message = Message("MONEY_IN", DepositBody()).With(path, value);

        (await careful.HookAsync("hooks/money-in", message, "mi-token")).ShouldBe(201);
        (await careless.HookAsync("hooks/money-in", message, "mi-token")).ShouldBe(500);

        await careful.ShouldShowAsync("150.00", "0.00", "0.00", "150.00");
        await careless.ShouldShowAsync("0.00", "0.00", "0.00", "0.00");
        Assert.That((await careful.GetAsync("notes")).ShouldBe(200).Text,
            Does.Contain(path.Split('.')[^1] == "sub_category" ? value : "new_member"));
    }

    [Test]
    public async Task A_deposit_that_cannot_be_read_is_400_and_books_nothing(
        [Values("1.5", "-1.00", "1,00", "x", "", "999999999999999.00")] string amount)
    {
        var book = await OpenAsync();

        (await book.HookAsync("hooks/money-in", Message("MONEY_IN", DepositBody(amount)), "mi-token")).ShouldBe(400);
        (await book.HookAsync("hooks/money-in", new JsonObject { ["what"] = 1 }, "mi-token")).ShouldBe(400);

        await book.ShouldShowAsync("0.00", "0.00", "0.00", "0.00");
    }

    [Test]
    public async Task Duplicated_late_and_shuffled_webhooks_leave_the_two_books_equal()
    {
        var book = await OpenForAsync("MONEY_IN");
        await ArmAsync("""
            - {name: twins, when: webhook, chance: 40%, then: {duplicate: 1, gap: {between: [0s, 2m]}}}
            - {name: late, when: webhook, chance: 30%, then: {delay: {between: [1m, 6h]}}}
            - {name: shuffle, when: webhook, then: {reorder_within: 5m}}
            """);
        for (var centavos = 101; centavos <= 140; centavos++)
        {
            await Sim.MoneyInAsync($"{centavos / 100}.{centavos % 100:00}", settles: false);
        }

        await Sim.UntilIdleAsync();

        await book.ShouldShowAsync("48.20", "0.00", "0.00", "48.20");
        Assert.That((await book.GetAsync("movements")).Json.GetArrayLength(), Is.EqualTo(40));
    }
}
