using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.SampleIntegrator;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Integrator;

/// <summary>Payouts whose answers get lost: paid once, and never called failed for that.</summary>
public sealed class IntegratorLostAnswerTests : IntegratorTests
{
    private const string Lost = "{when: money_out, then: {fail: after_commit, how: reset}, times: 1}";

    [TestCase("reset")]
    [TestCase("truncate")]
    [TestCase("empty")]
    [TestCase("status 503")]
    [TestCase("status 500")]
    public async Task A_lost_answer_is_asked_for_again_and_nothing_is_paid_twice(string how)
    {
        await ArmAsync($"{{when: money_out, then: {{fail: after_commit, how: {how}}}, times: 1}}");
        var book = await OpenAsync();

        (await book.PayAsync("pay-1")).ShouldBe(201).ShouldSay("state", "sent");

        Assert.That(await PaymentsAsync(), Is.EqualTo(1));
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_879.50m));
    }

    [Test]
    public async Task With_a_new_key_it_is_paid_twice()
    {
        await ArmAsync(Lost);
        var book = await OpenAsync(Mistake.NewKeyOnRetry);

        (await book.PayAsync("pay-1")).ShouldBe(201).ShouldSay("state", "sent");

        Assert.That(await PaymentsAsync(), Is.EqualTo(2));
    }

    [TestCase(Mistake.ChangedBodyOnRetry)]
    [TestCase(Mistake.GivesUpOnLostAnswer)]
    public async Task With_another_body_or_none_the_book_has_money_that_is_gone(Mistake mistake)
    {
        await ArmAsync(Lost);
        var book = await OpenAsync(mistake);

        (await book.PayAsync("pay-1")).ShouldBe(201).ShouldSay("state", "refused");

        Assert.That(await PaymentsAsync(), Is.EqualTo(1));
        await book.ShouldShowAsync("0.00", "0.00", "0.00", "0.00");
    }

    [Test]
    public async Task After_three_retries_it_is_unknown_and_can_be_asked_for_again()
    {
        await ArmAsync(
            "{when: request, where: {path: /v1/transactions/money_out}, then: {fail: before_commit, how: status 503}, times: 4}");
        var book = await OpenForAsync("STATUS_UPDATE");

        (await book.PayAsync("pay-1")).ShouldBe(201).ShouldSay("state", "unknown").ShouldBeNull("transaction_id");
        (await book.PayAsync("pay-1")).ShouldBe(200).ShouldSay("state", "unknown");
        await book.ShouldShowAsync("0.00", "0.00", "120.50", "-120.50");
        Assert.That(await PaymentsAsync(), Is.Zero, "four attempts, no more");

        (await book.PostAsync("payouts/pay-1/retry")).ShouldBe(200).ShouldSay("state", "sent");
        (await book.PostAsync("payouts/pay-1/retry")).ShouldBe(200).ShouldSay("state", "sent");
        (await book.PostAsync("payouts/other/retry")).ShouldBe(404);
        await Sim.AdvanceAsync("2s");

        Assert.That(await book.StateOfAsync("pay-1"), Is.EqualTo("settled"));
        Assert.That(await PaymentsAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_status_that_comes_before_its_answer_is_not_forgotten()
    {
        await ArmAsync("{when: money_out, then: {fail: after_commit, how: hang 60s}, times: 1}");
        var book = await OpenForAsync("STATUS_UPDATE");

        var paying = book.PayAsync("pay-1");
        await Eventually.IsSoAsync(async () => await PaymentsAsync() == 1);
        await Sim.AdvanceAsync("10s");
        Assert.That(await AnswersAsync(), Is.EqualTo([200]), "the status is told, and the answer still hangs");
        Assert.That(paying.IsCompleted, Is.False);

        await Sim.AdvanceAsync("50s");
        (await paying).ShouldBe(201).ShouldSay("state", "settled");
        Assert.That(await PaymentsAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_lost_token_list_or_registration_pays_nothing_and_registers_once()
    {
        await ArmAsync("""
            - {name: token, when: request, where: {path: {contains: credential-tokens}}, then: {fail: before_commit, how: status 503}, times: 1}
            - {name: list, when: request, where: {path: {contains: instruments}, method: GET}, then: {fail: before_commit, how: status 503}, times: 1}
            """);
        var book = await OpenAsync();

        (await book.PayAsync("pay-1", NewClabe)).ShouldBe(201).ShouldSay("state", "sent");

        Assert.That(await PaymentsAsync(), Is.EqualTo(1));
        Assert.That(
            (await Client.GetAsync("instruments?per_page=500")).At("data").EnumerateArray()
                .Count(item => item.ToString().Contains(NewClabe, StringComparison.Ordinal)),
            Is.EqualTo(1));
    }

    [Test]
    public async Task Nobody_there_is_unknown_too()
    {
        var book = await OpenAsync();
        var nowhere =
            new Book(book.Url("").TrimEnd('/'), ("X-Fincore-Sim-Base-Url", "http://127.0.0.1:9"),
                ("X-Fincore-Sim-Client-Id", Docs.Client), ("X-Fincore-Sim-Client-Secret", "s"), ("X-Fincore-Sim-Api-Key", "k"),
                ("X-Fincore-Sim-Instrument-Id", Docs.CentralInstrument));

        (await nowhere.PayAsync("pay-1")).ShouldBe(201).ShouldSay("state", "unknown")
            .ShouldSay("reason", "the connection was lost");

        (await book.PostAsync("payouts/pay-1/retry", new JsonObject())).ShouldBe(200).ShouldSay("state", "sent");
    }
}
