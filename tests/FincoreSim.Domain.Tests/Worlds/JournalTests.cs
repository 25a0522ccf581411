namespace FincoreSim.Domain.Tests.Worlds;

public sealed class JournalTests
{
    private readonly WorldKit _world = new();

    private IEnumerable<JournalEntry> Entries => _world.World.State.Journal.After(0);

    [Test]
    public void Numbers_begin_at_1_and_have_no_gaps()
    {
        _world.MoneyOut();
        _world.Advance("1m");

        Assert.That(Entries.Select(entry => entry.Sequence),
            Is.EqualTo(Enumerable.Range(1, Entries.Count()).Select(number => (long)number)));
    }

    [Test]
    public void What_came_after_a_number_is_what_came_after()
    {
        var before = _world.World.State.Journal.NextSequence - 1;
        _world.Deposit();

        Assert.That(
            _world.World.State.Journal.After(before).Select(entry => entry.Fact.Kind),
            Is.EqualTo(new[] { "command_accepted", "transaction_created", "ledger_entry", "nobody_told" }));
    }

    [Test]
    public void A_payments_life_can_be_followed_by_its_causes()
    {
        _world.Webhook(WebhookType.StatusUpdate);
        _world.MoneyOut();
        _world.Advance("2s");

        var attempted = Entries.Last(entry => entry.Fact is DeliveryAttempted);
        Assert.That(PathFrom(attempted), Is.EqualTo(new[] { "webhook_attempted", "webhook_answer" }));
        var delivery = ((DeliveryAttempted)attempted.Fact).Delivery;
        var settled = Entries.Single(entry => entry.Sequence == delivery.CausedBy);
        Assert.That(PathFrom(settled), Is.EqualTo(new[] { "liquidate", "money_out" }));
    }

    [Test]
    public void A_refusal_is_noted_with_its_command_and_nothing_else()
    {
        var before = _world.World.State.Journal.NextSequence - 1;

        _world.TryMoneyOut("1000.01");

        var refused = (CommandRefused)_world.World.State.Journal.After(before).Single().Fact;
        Assert.That((refused.Command, refused.Origin, refused.Refusal.Code),
            Is.EqualTo(("money_out", Origin.Api, RefusalCode.InsufficientFunds)));
    }

    [Test]
    public void What_the_clock_caused_says_so()
    {
        _world.MoneyOut();
        _world.Advance("2s");

        Assert.That(Entries.Select(entry => entry.Fact).OfType<CommandAccepted>().Last(),
            Is.EqualTo(new CommandAccepted("liquidate", Origin.Clock)));
    }

    [Test]
    public void Every_fact_tells_of_itself()
    {
        _world.Webhook(WebhookType.MoneyIn);
        _world.Receiver.AnswerAlways(422);
        _world.Deposit();
        _world.Penny();
        new SubmittingClient(_world).Submit();
        new SubmittingClient(_world).Submit();
        _world.TryMoneyOut("x");
        _world.Move(_world.Central, AccountMove.Block);
        _world.Move(_world.External, InstrumentMove.Block);
        _world.Do(new IssueToken(_world.Client, _world.World.State.Clients.Find(_world.Client)!.Credential.Secret));
        _world.With(options => options with { ReportsEnabled = true });
        _world.Advance("2d");

        Assert.That(Entries.Select(entry => entry.Fact.Kind), Is.All.Match("^[a-z_]+$"));
        Assert.That(Entries.SelectMany(entry => entry.Fact.Details).Select(detail => detail.Name), Is.All.Match("^[a-z_]+$"));
        Assert.That(Entries.Select(entry => entry.Fact.Weight), Is.All.Positive);
        Assert.That(
            Entries.Where(entry => entry.Fact is EntryMade).Select(entry => entry.Fact.Transaction).OfType<TransactionId>(),
            Is.Not.Empty);
    }

    private IEnumerable<string> PathFrom(JournalEntry start)
    {
        for (JournalEntry? next = start; next is { } entry; next = Entries.Where(other => other.Sequence == entry.CausedBy)
            .Cast<JournalEntry?>().SingleOrDefault())
        {
            yield return entry.Fact is CommandAccepted accepted ? accepted.Command : entry.Fact.Kind;
        }
    }
}
