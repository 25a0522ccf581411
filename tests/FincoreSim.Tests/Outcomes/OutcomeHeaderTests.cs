using System.Net.Sockets;
using System.Text;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Transactions;
using FincoreSim.Language.Shapes;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Outcomes;

/// <summary>What one call asks for itself, by X-Fincore-Sim-Outcome.</summary>
public sealed class OutcomeHeaderTests : ApiTests
{
    private const string Key = "66c0b04f-97d6-592d-8396-199819064afa";
    private const string MoneyOut = "/v1/transactions/money_out";

    [Test]
    public async Task Liquidate_settles_at_once()
    {
        var id = (await AskAsync("liquidate")).ShouldBe(200).ShouldSay("transactionStatus", "INITIALIZED")["id"];
        await Sim.SettleAsync();

        Assert.That(await Client.StatusOfAsync(id), Is.EqualTo("LIQUIDATED"));
    }

    [Test]
    public async Task Reject_ends_the_payment_with_that_reason()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerEverythingWith(200);
        await Client.WebhookAsync("STATUS_UPDATE", receiver.Url);

        var id = (await AskAsync("reject:BLOCKED_ACCOUNT")).ShouldBe(200)["id"];
        await Sim.AdvanceAsync("2s");

        Assert.That(await Client.StatusOfAsync(id), Is.EqualTo("REJECTED"));
        Answer.OfJson(receiver.LogEntries.Single().RequestMessage.Body).ShouldSay("body.reason", "BLOCKED_ACCOUNT");
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(1_000_000m));
    }

    [Test]
    public async Task An_answer_that_is_lost_after_the_payment_is_found_again_by_its_key()
    {
        var lost = await RawAsync("lost_after_commit");
        Assert.That(lost.Outcome, Is.EqualTo(RawOutcome.ClosedWithoutAnswer));
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_998.05m));

        var found = (await Client.MoneyOutAsync(key: Key)).ShouldBe(200);

        Assert.That(found.Header("X-Fincore-Sim-Idempotent-Replay"), Is.EqualTo("true"));
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_998.05m));
        (await Client.GetAsync("transactions?per_page=1")).ShouldSay("data.0.id", found["id"]);
    }

    [Test]
    public async Task A_call_that_fails_before_anything_happens_leaves_no_trace()
    {
        var before = await Sim.FingerprintAsync();

        (await AskAsync("fail_before_commit", Key)).ShouldBeError(503, "UNAVAILABLE");

        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
        var retried = (await Client.MoneyOutAsync(key: Key)).ShouldBe(200);
        Assert.That(retried.Header("X-Fincore-Sim-Idempotent-Replay"), Is.Null);
    }

    [TestCase("money_out")]
    [TestCase("internal_transaction")]
    [TestCase("penny_validation")]
    [Proves("idempotency.in-progress")]
    public async Task While_an_answer_hangs_its_key_is_in_progress(string operation)
    {
        await Sim.SetAsync("idempotency", "all");
        var path = $"/v1/transactions/{operation}";
        var body = operation == "penny_validation"
            ? Bodies.Penny()
            : Bodies.Payment(destination: operation == "money_out" ? null : Docs.Internal);
        var hanging = Client.Http.SendAsync(
            HttpMethod.Post, path, body.ToJsonString(), ("X-Fincore-Sim-Outcome", "hang:30s"), ("Idempotency-Key", Key));
        await UntilKeyIsKnownAsync();

        (await Client.Http.PostAsync(path, body, Key)).ShouldBeError(
            409, "operation_in_progress", $"Operation {operation} in progress.");
        (await Client.Http.PostTextAsync(path, "{}", Key)).ShouldBeError(409, "idempotency_key_mismatch");
        Assert.That(hanging.IsCompleted, Is.False);

        await Sim.AdvanceAsync("30s");
        var answer = (await hanging).ShouldBe(200);
        Assert.That((await Client.Http.PostAsync(path, body, Key)).ShouldBe(200).Text, Is.EqualTo(answer.Text));
    }

    [Test]
    public async Task A_caller_who_gives_up_on_a_hanging_answer_finds_it_later()
    {
        using (var caller = new TcpClient("127.0.0.1", Sim.App.Port))
        {
            await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Request("hang:10s")));
            await UntilKeyIsKnownAsync();
        }

        await Sim.AdvanceAsync("10s");

        (await Client.MoneyOutAsync(key: Key)).ShouldBe(200);
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_998.05m));
    }

    [Test]
    public async Task A_refund_whose_answer_is_lost_has_happened_all_the_same()
    {
        var path = Client.Path($"transactions/{Docs.Deposit}/refund");
        var body = Bodies.Refund().ToJsonString();
        var lost = await RawHttp.SendAsync(
            Sim.App.Port,
            $"POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {Client.Token}\r\nX-Fincore-Sim-Outcome: "
            + $"lost_after_commit\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n{body}");

        Assert.That(lost.Outcome, Is.EqualTo(RawOutcome.ClosedWithoutAnswer));
        Assert.That(await Client.StatusOfAsync(Docs.Deposit), Is.EqualTo("REFUNDED"));
        (await Client.RefundAsync(Docs.Deposit, "9.99")).ShouldBeError(
            400, "FAILED_PRECONDITION", "The transaction has already been refunded.");
    }

    [TestCase("")]
    [TestCase("explode")]
    [TestCase("reject")]
    [TestCase("reject:BAD_WEATHER")]
    [TestCase("hang")]
    [TestCase("hang:soon")]
    [TestCase("liquidate:now")]
    public async Task Refuses_what_it_does_not_know(string asked)
    {
        var before = await Sim.FingerprintAsync();

        (await AskAsync(asked)).ShouldBeError(400, "INVALID_ARGUMENT");

        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Can_be_switched_off()
    {
        await Sim.SetAsync("outcome_header", false);

        (await AskAsync("liquidate")).ShouldBeError(400, "INVALID_ARGUMENT");
        (await Client.MoneyOutAsync()).ShouldBe(200);
    }

    private Task<Answer> AskAsync(string outcome, string? key = null) => Client.Http.SendAsync(
        HttpMethod.Post, MoneyOut, Bodies.Payment().ToJsonString(),
        [("X-Fincore-Sim-Outcome", outcome), .. key is null ? [] : new[] { ("Idempotency-Key", key) }]);

    private Task<RawAnswer> RawAsync(string outcome) => RawHttp.SendAsync(Sim.App.Port, Request(outcome));

    private string Request(string outcome)
    {
        var body = Bodies.Payment().ToJsonString();
        return $"POST {MoneyOut} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {Client.Token}\r\nIdempotency-Key: {Key}\r\n"
            + $"X-Fincore-Sim-Outcome: {outcome}\r\nContent-Type: application/json\r\nContent-Length: "
            + $"{body.Length}\r\n\r\n{body}";
    }

    private Task UntilKeyIsKnownAsync() =>
        Eventually.IsSoAsync(async () => (await Sim.GetAsync($"idempotency/{Key}")).Status == 200);
}
