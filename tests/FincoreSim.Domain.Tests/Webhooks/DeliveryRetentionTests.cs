using FincoreSim.Domain.Tests.Collections;

namespace FincoreSim.Domain.Tests.Webhooks;

/// <summary>Which finished deliveries are dropped: the one that ended first, wherever it stands among those that wait.</summary>
public sealed class DeliveryRetentionTests
{
    private const int Kept = 3;

    private readonly WorldKit _world = new();
    private readonly HashSet<TransactionId> _failing = [];

    private DeliveryBook Book => _world.World.State.Deliveries;

    [SetUp]
    public void Register()
    {
        Limit(limits => limits with { Deliveries = Kept });
        _world.Webhook(WebhookType.MoneyIn);
        _world.Receiver.Answer =
            dispatch => Receiver.Status(_failing.Contains(dispatch.Delivery.Event.TransactionId!.Value) ? 500 : 201);
    }

    [Test]
    public void Those_that_wait_hold_nothing_else([Values(0, 1, 4, 9)] int waits, [Values(1, 2)] int many)
    {
        var told = Enumerable.Range(0, 10).Select(place => Tell(fails: place >= waits && place < waits + many)).ToArray();

        var waiting = told.Skip(waits).Take(many).ToArray();
        var finished = told.Except(waiting).ToArray();
        Assert.That(Book.All.Where(delivery => delivery.IsFinished).Select(About), Is.EqualTo(finished.TakeLast(Kept)));
        Assert.That(Book.All.Where(delivery => !delivery.IsFinished).Select(About), Is.EqualTo(waiting));
        Assert.That(Book.Dropped, Is.EqualTo(finished.Length - Kept));
        Assert.That((Book.WaitingCount, Book.FinishedCount), Is.EqualTo((waiting.Length, Kept)));
    }

    [Test]
    public void One_that_waited_long_is_the_last_to_end_and_not_the_first_to_go()
    {
        var old = Tell(fails: true);
        Enumerable.Range(0, 5).ToList().ForEach(_ => Tell(fails: false));

        _failing.Clear();
        _world.Advance("10s");

        Assert.That(Book.All.Select(About), Does.Contain(old));
        Assert.That(Book.All.First().Event.TransactionId, Is.EqualTo(old), "in the order in which they came");
    }

    [Test]
    public void The_order_is_that_of_coming_however_long_ago_the_oldest_came()
    {
        Limit(limits => limits with { Deliveries = 2000 });
        var old = Enumerable.Range(0, 3).Select(_ => Tell(fails: true)).ToArray();

        var others = Enumerable.Range(0, 12_000).Select(_ => Tell(fails: false)).ToArray();
        var young = Tell(fails: true);

        Assert.That(Book.All.Select(About), Is.EqualTo([.. old, .. others.TakeLast(2000), young]));
        var third = Book.All.ElementAt(2).Id;
        Assert.That(Book.After(third).Select(About), Is.EqualTo([.. others.TakeLast(2000), young]));
        Assert.That(Book.After(Book.All.Last().Id), Is.Empty);
    }

    [Test]
    public void Bytes_count_too()
    {
        Limit(limits => limits with { Deliveries = 1000, DeliveryBytes = 60_000 });
        _world.Receiver.Answer = _ => new AttemptResult { StatusCode = 201, Body = new string('x', 10_000) };

        var told = Enumerable.Range(0, 10).Select(_ => Tell(fails: false)).ToArray();

        Assert.That(Book.All.Select(About), Is.EqualTo(told.TakeLast(2)));
        Assert.That(Book.FinishedBytes, Is.InRange(40_000, 60_000));
        Assert.That(Book.Dropped, Is.EqualTo(8));
    }

    [Test]
    public void A_delivery_that_is_resent_for_ever_neither_drops_the_others_nor_grows()
    {
        var told = Enumerable.Range(0, Kept).Select(_ => Tell(fails: false)).ToArray();
        var again = Book.All.Last().Id;

        for (var count = 0; count < 3000; count++)
        {
            _world.Do(new ResendDelivery(again));
            _world.LetReceiverAnswer();
        }

        Assert.That(Book.All.Select(About), Is.EqualTo(told));
        Assert.That(Book.Dropped, Is.Zero);
        Assert.That(Book.FinishedPlaces, Is.LessThan(1100));
        Assert.That(Book.Find(again)!.Attempts, Has.Length.LessThan(100));
        Assert.That(Book.Find(again)!.AttemptsMade, Is.EqualTo(3001));
        Assert.That(Book.Find(again)!.Attempts[0].Number, Is.EqualTo(1), "the waits of the others count from it");
    }

    [Test]
    public void A_delivery_that_ends_again_without_another_attempt_stands_once()
    {
        Tell(fails: false);
        var again = Book.All.Last();
        var webhook = _world.World.State.Webhooks.Find(again.WebhookId)!;
        for (var count = 0; count < 3000; count++)
        {
            _world.SetStatus(webhook, WebhookStatus.Active).AssertAccepted();
            _world.Do(new ResendDelivery(again.Id));
            _world.SetStatus(webhook, WebhookStatus.Inactive).AssertAccepted();
            _world.LetReceiverAnswer();
        }

        Assert.That(Book.All.Single().Status, Is.EqualTo(DeliveryStatus.Cancelled));
        Assert.That(Book.FinishedPlaces, Is.LessThan(1100));
    }

    [Test]
    public void What_is_kept_is_what_a_plain_list_keeps() => Step.Check(steps =>
    {
        var (world, model) = (new WorldKit(), new List<(DeliveryId Id, bool IsFinished)>());
        world.With(options => options with { Limits = options.Limits with { Deliveries = Kept } });
        world.Webhook(WebhookType.MoneyIn);
        foreach (var step in steps.Take(100))
        {
            Play(world, model, step);
            Assert.That(world.World.State.Deliveries.All.Select(delivery => delivery.Id),
                Is.EquivalentTo(model.Select(entry => entry.Id)));
        }

        var book = world.World.State.Deliveries;
        Assert.That(book.WaitingBytes, Is.EqualTo(book.All.Where(delivery => !delivery.IsFinished).Sum(KeptAnswers.WeightOf)));
        Assert.That(book.FinishedBytes, Is.EqualTo(book.All.Where(delivery => delivery.IsFinished).Sum(KeptAnswers.WeightOf)));
    });

    [Test]
    public void A_fork_drops_for_itself()
    {
        Enumerable.Range(0, Kept).ToList().ForEach(_ => Tell(fails: false));
        var fork = _world.World.Fork();
        var before = Fingerprint.Of(fork.State);

        Enumerable.Range(0, 10).ToList().ForEach(_ => Tell(fails: false));

        Assert.That(Fingerprint.Of(fork.State), Is.EqualTo(before));
        Assert.That((fork.State.Deliveries.Dropped, Book.Dropped), Is.EqualTo((0L, 10L)));
    }

    /// <summary>A deposit that is told of, one that is not taken, an old one that is resent, or time for the retries.</summary>
    private static void Play(WorldKit world, List<(DeliveryId Id, bool IsFinished)> model, Step step)
    {
        var status = step.Value % 3 == 0 ? 500 : 201;
        world.Receiver.AnswerAlways(status);
        var before = world.World.State.Deliveries.All.ToArray();
        if (step.Move < 60)
        {
            world.Deposit("0.01");
        }
        else if (step.Move < 90 && before.Where(delivery => delivery.IsFinished).ToArray() is { Length: > 0 } finished)
        {
            var again = finished[step.Key % finished.Length].Id;
            world.Do(new ResendDelivery(again));
            model.RemoveAll(entry => entry.Id == again);
            model.Add((again, false));
        }
        else
        {
            world.Advance("1h");
        }

        var ended = world.World.State.Journal.After(0).Count();
        world.LetReceiverAnswer();
        Assert.That(ended, Is.GreaterThan(0));
        Follow(world, model);
    }

    /// <summary>The model ends what ended, in the order of the journal, and keeps of what ended the last few.</summary>
    private static void Follow(WorldKit world, List<(DeliveryId Id, bool IsFinished)> model)
    {
        foreach (var fact in world.World.State.Journal.After(0).Select(entry => entry.Fact))
        {
            switch (fact)
            {
                case DeliveryQueued queued:
                    model.Add((queued.Delivery.Id, false));
                    break;
                case DeliveryAttempted attempted when attempted.Delivery.IsFinished
                    && model.RemoveAll(entry => entry.Id == attempted.Delivery.Id) > 0:
                    model.Add((attempted.Delivery.Id, true));
                    break;
                default:
                    break;
            }

            while (model.Count(entry => entry.IsFinished) > Kept)
            {
                model.Remove(model.First(entry => entry.IsFinished));
            }
        }

        // What was looked at is not looked at again.
        world.With(options => options with { Limits = options.Limits with { JournalEntries = 1 } });
        world.With(options => options with { Limits = options.Limits with { JournalEntries = 20_000 } });
    }

    private TransactionId Tell(bool fails)
    {
        var deposit = _world.Deposit("0.01");
        if (fails)
        {
            _failing.Add(deposit.Id);
        }

        _world.LetReceiverAnswer();
        return deposit.Id;
    }

    private static TransactionId About(Delivery delivery) => delivery.Event.TransactionId!.Value;

    private void Limit(Func<WorldLimits, WorldLimits> change) =>
        _world.With(options => options with { Limits = change(options.Limits) });
}
