using System.Runtime.InteropServices;

namespace FincoreSim.Domain.Tests.Idempotency;

public sealed class IdempotencyTests
{
    private readonly WorldKit _world = new();

    private SubmittingClient Client => new(_world);

    [Test]
    public void A_repeated_request_gets_the_first_answer_and_moves_no_money()
    {
        var first = Client.Submit();
        _world.Advance("1h");

        var again = Client.Submit();

        Assert.That(first.IsReplay, Is.False);
        Assert.That(again.IsReplay, Is.True);
        Assert.That(again.Answer, Is.EqualTo(first.Answer));
        Assert.That(again.Answer.Outcome.Value.Status, Is.EqualTo(TransactionStatus.Initialized),
            "the first answer, not the state of today");
        Assert.That(_world.Available(_world.Central), Is.EqualTo("998.05"));
        Assert.That(Client.Record()!.Value.Replays, Is.EqualTo(1));
    }

    [Test]
    public void The_answer_keeps_the_switches_under_which_it_was_given()
    {
        var first = Client.Submit();
        _world.With(options => options with { AbsentDates = AbsentDates.Null });

        Assert.That(Client.Submit().Answer.Options, Is.SameAs(first.Answer.Options));
    }

    [Test]
    public void Another_body_is_refused_and_counted_and_the_first_answer_stays()
    {
        var first = Client.Submit();

        Client.Submit(body: 2).Answer.Outcome.AssertRefused(RefusalCode.IdempotencyKeyMismatch);

        Assert.That(Client.Record()!.Value.Conflicts, Is.EqualTo(1));
        Assert.That(Client.Record()!.Value.LastConflictingBody.ToArray(), Is.EqualTo("body 2"u8.ToArray()));
        Assert.That(Client.Submit().Answer, Is.EqualTo(first.Answer));
    }

    [Test]
    public void Another_operation_is_refused()
    {
        Client.Submit();

        Client.Submit(operation: "internal_transaction").Answer.Outcome.AssertRefused(RefusalCode.IdempotencyKeyMismatch);
    }

    [Test]
    public void While_the_first_is_unanswered_another_is_refused_as_in_progress()
    {
        Client.LeaveUnanswered();

        var answer = Client.Submit();

        answer.Answer.Outcome.AssertRefused(RefusalCode.OperationInProgress);
        Assert.That(answer.Answer.Outcome.Refusal!.Subject, Is.EqualTo("money_out"));
        Assert.That(answer.IsReplay, Is.False);
        Assert.That(_world.Available(_world.Central), Is.EqualTo("1000.00"));
    }

    [Test]
    public void A_refusal_is_kept_as_well()
    {
        Client.Submit(amount: "1000.01").Answer.Outcome.AssertRefused(RefusalCode.InsufficientFunds);
        _world.Do(new FundAccount(_world.Central.Id, Money.Parse("10.00")));

        var again = Client.Submit(amount: "1000.01");

        again.Answer.Outcome.AssertRefused(RefusalCode.InsufficientFunds);
        Assert.That(again.IsReplay, Is.True);
    }

    [Test]
    public void A_refusal_of_the_body_is_kept_as_well()
    {
        Client.Submit(refused: new Refusal(RefusalCode.InvalidArgument, "amount"));

        Assert.That(Client.Submit().Answer.Outcome.Refusal, Is.EqualTo(new Refusal(RefusalCode.InvalidArgument, "amount")));
    }

    [Test]
    public void Without_a_key_every_request_counts()
    {
        var request = new PaymentRequest("money_out", new MoneyOut(_world.Client, _world.Form()), null);
        _world.Gate.Submit(request);
        _world.Gate.Submit(request);

        Assert.That(_world.Available(_world.Central), Is.EqualTo("996.10"));
        Assert.That(_world.World.State.Idempotency.Count, Is.Zero);
    }

    [Test]
    public void Keys_are_per_client()
    {
        Client.Submit();

        var other = Client.Submit(body: 2, client: _world.Other);

        Assert.That(other.Answer.Outcome.Value.ClientId, Is.EqualTo(_world.Other));
        Assert.That(other.IsReplay, Is.False);
    }

    [TestCase("23h59m59s999ms", true)]
    [TestCase("24h", false)]
    [TestCase("25h", false)]
    public void A_key_is_remembered_for_24_hours_from_the_first_request(string after, bool isReplay)
    {
        Client.Submit();
        _world.Advance("12h");
        Client.Submit();
        _world.AdvanceTo(WorldKit.Start + WorldKit.Duration(after));

        Assert.That(Client.Submit().IsReplay, Is.EqualTo(isReplay));
    }

    [TestCase("24h")]
    [TestCase("72h")]
    public void A_key_whose_first_call_still_hangs_is_not_forgotten(string after)
    {
        Client.LeaveUnanswered();
        _world.Advance(after);
        foreach (var key in Keys(3))
        {
            Client.Submit(key: key).Answer.Outcome.AssertAccepted();
        }

        Client.Submit().Answer.Outcome.AssertRefused(RefusalCode.OperationInProgress);
        _world.Do(new GiveAnswer(Client.Record()!.Value.Key, WorldKit.Start));
        Assert.That(Client.Submit().IsReplay, Is.False, "it is answered now, and its 24 hours are over");
    }

    [Test]
    public void Beyond_the_limit_what_hangs_goes_last_and_is_counted()
    {
        _world.With(options => options with { Limits = options.Limits with { IdempotencyRecords = 3 } });
        Client.LeaveUnanswered();
        foreach (var key in Keys(5))
        {
            Client.Submit(key: key);
        }

        Client.Submit().Answer.Outcome.AssertRefused(RefusalCode.OperationInProgress);
        Assert.That((Table.Count, Table.Dropped), Is.EqualTo((3, 3L)));
        Assert.That(Table.BodyBytes, Is.EqualTo(Table.All.Sum(record => (long)Table.FirstBodyOf(record.Key)!.Value.Length)));
    }

    [Test]
    public void A_forgotten_key_may_come_with_another_body()
    {
        Client.Submit();
        _world.Advance("24h");

        Client.Submit(body: 2).Answer.Outcome.AssertAccepted();
        Assert.That(Client.Submit(body: 2).IsReplay, Is.True);
        Assert.That(_world.World.State.Idempotency.Count, Is.EqualTo(1));
        Assert.That(_world.World.State.Idempotency.Dropped, Is.Zero, "an expired record is not a dropped one");
    }

    [Test]
    public void Beyond_the_limit_the_oldest_is_dropped_and_counted()
    {
        _world.With(options => options with { Limits = options.Limits with { IdempotencyRecords = 3 } });
        var keys = Enumerable.Range(0, 5).Select(ordinal => new SeededIds(7).Uuid(IdKind.Token, ordinal)).ToArray();
        foreach (var key in keys)
        {
            Client.Submit(key: key);
        }

        Assert.That(_world.World.State.Idempotency.Count, Is.EqualTo(3));
        Assert.That(_world.World.State.Idempotency.Dropped, Is.EqualTo(2));
        Assert.That(keys.Select(key => Client.Record(key) is not null), Is.EqualTo(new[] { false, false, true, true, true }));
    }

    [Test]
    public void Only_the_beginning_of_a_body_is_kept()
    {
        _world.With(options => options with { Limits = options.Limits with { IdempotencyBodyBytes = 3 } });
        Client.Submit();

        Assert.That(_world.World.State.Idempotency.FirstBodyOf(Client.Record()!.Value.Key)!.Value.ToArray(),
            Is.EqualTo("bod"u8.ToArray()));
    }

    [Test]
    public void Bodies_beyond_their_limit_go_and_the_records_stay()
    {
        _world.With(options => options with { Limits = options.Limits with { IdempotencyBytes = 250 } });
        var keys = Keys(5);
        foreach (var key in keys)
        {
            Client.Submit(key: key, padding: 100);
        }

        Assert.That(keys.Select(key => Table.FirstBodyOf(Client.Record(key)!.Value.Key) is not null),
            Is.EqualTo(new[] { false, false, false, true, true }));
        Assert.That((Table.Count, Table.BodyBytes, Table.Dropped), Is.EqualTo((5, 200L, 0L)));
        Assert.That(Client.Submit(key: keys[0], padding: 100).IsReplay, Is.True);
    }

    [Test]
    public void A_conflict_keeps_no_more_of_a_request_than_its_beginning()
    {
        Client.Submit();
        Client.Submit(body: 2, padding: 1_000_000);

        var kept = Client.Record()!.Value.LastConflictingBody;

        Assert.That(MemoryMarshal.TryGetArray(kept, out var array), Is.True);
        Assert.That((kept.Length, array.Array!.Length), Is.EqualTo((4096, 4096)), "a part of the request would keep all of it");
    }

    [Test]
    public void Bodies_of_conflicts_take_no_more_than_half_of_the_room()
    {
        _world.With(options => options with { Limits = options.Limits with { IdempotencyBytes = 1000 } });
        var keys = Keys(20);
        foreach (var key in keys)
        {
            Client.Submit(key: key, padding: 100);
            Client.Submit(key: key, body: 2, padding: 100);
        }

        Assert.That(keys.Count(key => !Client.Record(key)!.Value.LastConflictingBody.IsEmpty), Is.EqualTo(5));
        Assert.That(keys.Select(key => Client.Record(key)!.Value.Conflicts), Is.All.EqualTo(1), "all are counted");
        Assert.That(Table.BodyBytes, Is.LessThanOrEqualTo(1000));
    }

    [Test]
    public void What_is_forgotten_takes_its_bodies_with_it([Values] bool afterFork)
    {
        Client.Submit(padding: 100);
        Client.Submit(body: 2, padding: 100);
        var fork = _world.World.Fork();
        _world.Advance("24h");
        Client.Submit(key: Keys(1)[0], padding: 60);

        var table = afterFork ? fork.State.Idempotency : Table;

        Assert.That(table.BodyBytes, Is.EqualTo(afterFork ? 200 : 60));
    }

    private IdempotencyTable Table => _world.World.State.Idempotency;

    private static Guid[] Keys(int count) =>
        [.. Enumerable.Range(0, count).Select(ordinal => new SeededIds(7).Uuid(IdKind.Token, ordinal))];

    [Test]
    public void A_key_that_is_not_derived_from_the_body_is_refused_on_request_and_not_kept()
    {
        _world.With(options => options with { VerifyIdempotencyKey = true });

        Client.Submit(isDerived: false).Answer.Outcome.AssertRefused(RefusalCode.IdempotencyKeyMismatch);

        Assert.That(_world.World.State.Idempotency.Count, Is.Zero);
        Client.Submit().Answer.Outcome.AssertAccepted();
    }
}
