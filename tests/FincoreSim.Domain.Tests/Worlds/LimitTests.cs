namespace FincoreSim.Domain.Tests.Worlds;

public sealed class LimitTests
{
    private readonly WorldKit _world = new();

    [Test]
    public void The_journal_drops_its_oldest_entries_and_counts_them()
    {
        Limit(limits => limits with { JournalEntries = 10 });
        var before = _world.World.State.Journal.NextSequence;

        _world.Deposit();
        _world.Deposit();
        _world.Deposit();

        var journal = _world.World.State.Journal;
        Assert.That(journal.NextSequence, Is.EqualTo(before + 12), "four entries for each");
        Assert.That(journal.Dropped, Is.EqualTo(journal.NextSequence - 1 - 10));
        Assert.That(journal.After(0).Select(entry => entry.Sequence),
            Is.EqualTo(Enumerable.Range(0, 10).Select(ahead => journal.Dropped + 1 + ahead)));
    }

    [Test]
    public void The_journal_drops_by_bytes_too()
    {
        Limit(limits => limits with { JournalBytes = 2000 });
        _world.Webhook(WebhookType.MoneyIn);
        _world.Receiver.Answer = _ => new AttemptResult { StatusCode = 201, Body = new string('x', 300) };
        _world.Deposit();

        _world.LetReceiverAnswer();

        var journal = _world.World.State.Journal;
        Assert.That(journal.Bytes, Is.LessThanOrEqualTo(2000));
        Assert.That(journal.Bytes, Is.EqualTo(journal.After(0).Sum(entry => entry.Fact.Weight)));
        Assert.That(journal.After(0).Last().Fact.Weight, Is.EqualTo(512 + 600));
    }

    [Test]
    public void One_entry_that_is_larger_than_the_limit_is_dropped_at_once()
    {
        Limit(limits => limits with { JournalBytes = 10 });

        _world.Deposit();

        Assert.That(_world.World.State.Journal.After(0), Is.Empty);
        Assert.That(_world.World.State.Journal.Bytes, Is.Zero);
    }

    [Test]
    public void The_ledger_folds_its_oldest_entries_and_still_adds_up()
    {
        Limit(limits => limits with { LedgerEntries = 5 });
        for (var count = 0; count < 20; count++)
        {
            _world.MoneyOut();
            _world.Deposit();
            _world.Internal("0.50");
            _world.Advance("1s");
        }

        Assert.That(_world.World.State.Ledger.Entries.Count(), Is.EqualTo(5));
        Assert.That(_world.World.State.Ledger.EntriesFolded, Is.GreaterThan(60));
        _world.AssertInvariants();
    }

    [Test]
    public void A_limit_that_is_lowered_holds_from_the_next_entry_on()
    {
        Enumerable.Range(0, 20).ToList().ForEach(_ => _world.Deposit());
        Limit(limits => limits with { LedgerEntries = 5 });

        _world.Deposit();

        Assert.That(_world.World.State.Ledger.Entries.Count(), Is.EqualTo(5));
        _world.AssertInvariants();
    }

    [Test]
    public void Finished_deliveries_are_dropped_oldest_first_and_counted()
    {
        Limit(limits => limits with { Deliveries = 3 });
        _world.Webhook(WebhookType.MoneyIn);
        var first = Deposits(5).First();

        _world.LetReceiverAnswer();

        Assert.That(_world.World.State.Deliveries.All.Count(), Is.EqualTo(3));
        Assert.That(_world.World.State.Deliveries.Dropped, Is.EqualTo(2));
        Assert.That(
            _world.World.State.Deliveries.All.Select(delivery => delivery.Event.TransactionId), Does.Not.Contain(first.Id));
    }

    [Test]
    public void A_delivery_that_is_not_finished_is_never_dropped()
    {
        Limit(limits => limits with { Deliveries = 3 });
        _world.Webhook(WebhookType.MoneyIn);
        var first = Deposits(5).First();
        _world.Receiver.Answer = dispatch => Receiver.Status(dispatch.Delivery.Event.TransactionId == first.Id ? 500 : 201);
        _world.LetReceiverAnswer();
        Assert.That(_world.World.State.Deliveries.Dropped, Is.EqualTo(1), "of the four that are finished");

        _world.Receiver.AnswerAlways(201);
        _world.Advance("10s");

        Assert.That(_world.World.State.Deliveries.All.Count(), Is.EqualTo(3));
        Assert.That(_world.World.State.Deliveries.Dropped, Is.EqualTo(2));
        Assert.That(_world.Receiver.Received, Has.Count.EqualTo(6));
    }

    [Test]
    public void The_last_transaction_that_fits_is_accepted()
    {
        Limit(limits => limits with { Transactions = 3 });

        _world.TryMoneyOut().AssertAccepted();
        _world.Try(new TransferInternally(_world.Client, _world.Form(destination: _world.Private.InstrumentId))).AssertAccepted();
        _world.TryMoneyOut().AssertRefused(RefusalCode.LimitReached);
    }

    [Test]
    public void An_internal_transfer_needs_room_for_both_legs()
    {
        Limit(limits => limits with { Transactions = 1 });

        _world.Try(new TransferInternally(_world.Client, _world.Form(destination: _world.Private.InstrumentId)))
            .AssertRefused(RefusalCode.LimitReached);
        _world.TryMoneyOut(destination: _world.OtherAsSeen).AssertRefused(RefusalCode.LimitReached);
        _world.TryMoneyOut().AssertAccepted();
    }

    [Test]
    public void More_money_than_can_be_counted_is_refused_and_breaks_nothing()
    {
        const string Most = "999999999999999.99";
        var form = new DepositForm { Amount = Money.Parse(Most) };

        var refused = Enumerable.Range(0, 100).Select(_ => _world.Try(new ReceiveDeposit(_world.Central.Id, form)))
            .First(outcome => !outcome.IsAccepted);

        refused.AssertRefused(RefusalCode.LimitReached);
        _world.Try(new FundAccount(_world.Central.Id, form.Amount)).AssertRefused(RefusalCode.LimitReached);
        _world.Try(new OpenAccount(_world.Client, null, AccountType.BusinessUnit, form.Amount))
            .AssertRefused(RefusalCode.LimitReached);
        _world.TryMoneyOut(Most).AssertRefused(RefusalCode.LimitReached);
        _world.AssertInvariants();
    }

    [Test]
    public void What_was_accepted_at_the_edge_can_still_settle_and_come_back()
    {
        _world.With(options => options with { SpeiSettlesAfter = null });
        var form = new DepositForm { Amount = Money.Parse("999999999999999.99") };
        _world.Do(new ReceiveDeposit(_world.Central.Id, form));
        var payments = new List<Transaction>();
        while (_world.TryMoneyOut("99999999999999.99") is { IsAccepted: true } accepted)
        {
            payments.Add(accepted.Value);
            _world.Move(accepted.Value, PaymentMove.Liquidate).AssertAccepted();
            _world.Move(accepted.Value, PaymentMove.Return).AssertAccepted();
        }

        Assert.That(payments, Has.Count.GreaterThan(100));
        Assert.That(_world.World.Broken, Is.Null);
        _world.AssertInvariants();
    }

    private List<Transaction> Deposits(int count) => [.. Enumerable.Range(0, count).Select(_ => _world.Deposit())];

    private void Limit(Func<WorldLimits, WorldLimits> change) =>
        _world.With(options => options with { Limits = change(options.Limits) });
}
