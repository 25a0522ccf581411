using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Transactions;
using FincoreSim.Language.Shapes;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Idempotency;

public sealed class IdempotencyTests : ApiTests
{
    private const string Key = "66c0b04f-97d6-592d-8396-199819064afa";
    private const string OtherKey = "66c0b04f-97d6-592d-8396-199819064afb";
    private const string MoneyOut = "/v1/transactions/money_out";
    private const string ReplayHeader = "X-Fincore-Sim-Idempotent-Replay";

    [Test]
    [Proves("idempotency.replay")]
    public async Task The_first_answer_comes_again_byte_for_byte()
    {
        var first = (await Client.MoneyOutAsync(key: Key)).ShouldBe(200);
        await Sim.AdvanceAsync("2s");
        var again = (await Client.MoneyOutAsync(key: Key)).ShouldBe(200);

        Assert.Multiple(() =>
        {
            Assert.That(again.Bytes.ToArray(), Is.EqualTo(first.Bytes.ToArray()));
            Assert.That(first.Header(ReplayHeader), Is.Null);
            Assert.That(again.Header(ReplayHeader), Is.EqualTo("true"));
            Assert.That(again.Header("Content-Type"), Is.EqualTo(first.Header("Content-Type")));
        });
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_998.05m));
    }

    [Test]
    public async Task The_first_answer_keeps_its_bytes_though_switches_change()
    {
        var first = (await Client.MoneyOutAsync(key: Key)).ShouldBe(200);
        var missing = (await Client.MoneyOutAsync(destination: Docs.Unknown, key: OtherKey)).ShouldBeError(500);
        await Sim.SetAsync("absent_dates", "null");
        await Sim.SetAsync("missing_instrument", 404);

        Assert.That((await Client.MoneyOutAsync(key: Key)).Text, Is.EqualTo(first.Text));
        Assert.That((await Client.MoneyOutAsync(destination: Docs.Unknown, key: OtherKey)).ShouldBeError(500).Text,
            Is.EqualTo(missing.Text));
        (await Client.MoneyOutAsync()).ShouldBeNull("audit.deletedAt");
    }

    [Test]
    public async Task Upper_and_lower_case_are_one_key()
    {
        var first = await Client.MoneyOutAsync(key: Key.ToUpperInvariant());

        Assert.That((await Client.MoneyOutAsync(key: Key)).ShouldBe(200).Text, Is.EqualTo(first.Text));
    }

    [TestCase(
        """{"transaction_request":{"currency":"MXN","amount":"1.95","description":"lorem ipsum dolor sit """
        + """amet","external_reference":"1234567"},"destination_instrument_id":"d3fdb481-2058-46c8-807d-4eaf866ae1ec","source_instrument_id":"709448c3-7cbf-454d-a87e-feb23801269a","client_id":"c2d1d1e3-3340-4170-980e-e9269bbbc551"}""", TestName = "The_order_of_members_does_not_count")]
    [TestCase("""
         {
            "client_id" : "c2d1d1e3-3340-4170-980e-e9269bbbc551",
            "source_instrument_id": "709448c3-7cbf-454d-a87e-feb23801269a",
            "destination_instrument_id": "d3fdb481-2058-46c8-807d-4eaf866ae1ec",
            "transaction_request": { "external_reference": "1234567", "description": "lorem ipsum dolor sit amet", "amount": "1.95", "currency": "MXN" }
         }
        """, TestName = "Whitespace_does_not_count")]
    [TestCase(
        """{"client_id":"c2d1d1e3-3340-4170-980e-e9269bbbc551","source_instrument_id":"709448c3-7cbf-454d-a87e-feb23801269a","destination_instrument_id":"d3fdb481-2058-46c8-807d-4eaf866ae1ec","transaction_request":{"external_reference":"1234567","description":"lorem\u0020ipsum dolor sit amet","amount":"1.95","currency":"MXN"}}""", TestName = "Escapes_do_not_count")]
    [Proves("idempotency.canonical")]
    public async Task Equal_bodies(string written)
    {
        var first = (await Client.MoneyOutAsync(key: Key)).ShouldBe(200);

        var again = await Client.Http.PostTextAsync(MoneyOut, written, Key);

        Assert.That(again.Text, Is.EqualTo(first.Text));
        Assert.That(again.Header(ReplayHeader), Is.EqualTo("true"));
    }

    [Test]
    [Proves("idempotency.mismatch")]
    public async Task Another_body_is_a_conflict_and_the_first_answer_stays()
    {
        var first = (await Client.MoneyOutAsync("1.00", key: Key)).ShouldBe(200);

        (await Client.MoneyOutAsync("2.00", key: Key)).ShouldBeError(
            409, "idempotency_key_mismatch", "Idempotency key mismatch (payload or namespace)");
        (await Client.Http.PostTextAsync(MoneyOut, "nonsense", Key)).ShouldBeError(409);
        (await Client.Http.PostTextAsync(MoneyOut, "", Key)).ShouldBeError(409);
        (await Client.InternalAsync("1.00", Docs.External, Key)).ShouldBeError(409);

        Assert.That((await Client.MoneyOutAsync("1.00", key: Key)).Text, Is.EqualTo(first.Text));
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_999m));
    }

    [Test]
    public async Task A_refusal_is_replayed_though_it_would_be_accepted_now()
    {
        await Sim.PostAsync($"accounts/{Docs.Central}/block");
        var refused = (await Client.MoneyOutAsync(key: Key)).ShouldBeError(400, "FAILED_PRECONDITION");
        await Sim.PostAsync($"accounts/{Docs.Central}/unblock");

        var again = (await Client.MoneyOutAsync(key: Key)).ShouldBeError(400);

        Assert.That(again.Text, Is.EqualTo(refused.Text));
        Assert.That(again.Header(ReplayHeader), Is.EqualTo("true"));
        (await Client.MoneyOutAsync()).ShouldBe(200);
    }

    [Test]
    [Proves("error.missing-instrument")]
    [Proves("idempotency.replay")]
    public async Task The_documented_500_is_replayed()
    {
        var missing = (await Client.MoneyOutAsync(destination: Docs.Unknown, key: Key)).ShouldBeError(500, "INTERNAL");

        var again = await Client.MoneyOutAsync(destination: Docs.Unknown, key: Key);

        Assert.That((again.Text, again.Header(ReplayHeader)), Is.EqualTo((missing.Text, "true")));
    }

    [Test]
    public async Task A_malformed_body_is_replayed_byte_for_byte_too()
    {
        var first = (await Client.Http.PostTextAsync(MoneyOut, "{\"a\":", Key)).ShouldBeError(400, "INVALID_ARGUMENT");

        Assert.That((await Client.Http.PostTextAsync(MoneyOut, "{\"a\":", Key)).Header(ReplayHeader), Is.EqualTo("true"));
        (await Client.Http.PostTextAsync(MoneyOut, "{\"a\": ", Key)).ShouldBeError(409);
        Assert.That(first.Header(ReplayHeader), Is.Null);
    }

    [TestCase("order-4567")]
    [TestCase("")]
    [TestCase("66c0b04f97d6592d8396199819064afa")]
    [TestCase("{66c0b04f-97d6-592d-8396-199819064afa}")]
    [TestCase("66c0b04f-97d6-592d-8396-199819064af")]
    [TestCase("66c0b04f-97d6-592d-8396-199819064afa, 66c0b04f-97d6-592d-8396-199819064afa")]
    [Proves("idempotency.malformed")]
    [Proves("idempotency.malformed-kept")]
    public async Task A_key_that_is_no_uuid_is_refused_and_nothing_is_kept(string key)
    {
        var before = await Sim.FingerprintAsync();

        (await Client.MoneyOutAsync(key: key)).ShouldBeError(400, "INVALID_ARGUMENT", "Invalid UUID format for idempotency-key");

        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Fifty_at_once_are_one_payment_and_fifty_equal_answers()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Client.MoneyOutAsync("1.00", key: Key)));

        Assert.Multiple(() =>
        {
            Assert.That(answers.Select(answer => answer.Status), Is.All.EqualTo(200));
            Assert.That(answers.Select(answer => answer.Text).Distinct().Count(), Is.EqualTo(1));
            Assert.That(answers.Count(answer => answer.Header(ReplayHeader) is null), Is.EqualTo(1));
        });
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_999m));
    }
}
