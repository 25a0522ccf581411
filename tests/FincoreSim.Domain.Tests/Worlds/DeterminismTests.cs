namespace FincoreSim.Domain.Tests.Worlds;

public sealed class DeterminismTests
{
    [Test]
    public void The_same_seed_and_commands_give_the_same_world()
    {
        var (one, other) = (Lived(42), Lived(42));

        Assert.That(other.Fingerprint(), Is.EqualTo(one.Fingerprint()));
        Assert.That(other.Fingerprint(), Does.Match("^[0-9a-f]{64}$"));
        Assert.That(
            other.World.State.Journal.After(0).Select(entry => (entry.Sequence, entry.At, entry.CausedBy, entry.Fact.Kind)),
            Is.EqualTo(
                one.World.State.Journal.After(0).Select(entry => (entry.Sequence, entry.At, entry.CausedBy, entry.Fact.Kind))));
        Assert.That(other.Receiver.Received.Select(received => received.EventId),
            Is.EqualTo(one.Receiver.Received.Select(received => received.EventId)));
    }

    [Test]
    public void Another_seed_gives_another_world() =>
        Assert.That(Lived(43).Fingerprint(), Is.Not.EqualTo(Lived(42).Fingerprint()));

    [Test]
    public void One_kind_of_thing_never_shifts_anothers_ids()
    {
        var (one, other) = (new WorldKit(), new WorldKit());
        other.Do(new AddClient("one more"));
        other.Webhook(WebhookType.Cep);

        Assert.That(other.MoneyOut().Id, Is.EqualTo(one.MoneyOut().Id));
    }

    [Test]
    public void A_refused_command_changes_nothing_that_the_fingerprint_covers()
    {
        var world = Lived(42);
        var before = world.Fingerprint();

        world.TryMoneyOut("1,95").AssertRefused(RefusalCode.AmountFormat);
        world.TryMoneyOut("999999.00").AssertRefused(RefusalCode.InsufficientFunds);
        world.Move(world.Central, AccountMove.Unblock).AssertRefused(RefusalCode.StateNotAllowed);
        world.Try(new ResendDelivery(new DeliveryId(Guid.Empty))).AssertRefused(RefusalCode.NotFound);

        Assert.That(world.Fingerprint(), Is.EqualTo(before));
    }

    [Test]
    public void A_refused_command_uses_up_no_id()
    {
        var (one, other) = (new WorldKit(), new WorldKit());
        other.TryMoneyOut("999999.00");

        Assert.That(other.MoneyOut().Id, Is.EqualTo(one.MoneyOut().Id));
    }

    [TestCaseSource(nameof(Changes))]
    public void What_changes_the_world_changes_its_fingerprint(string what)
    {
        var world = Lived(42);
        var before = world.Fingerprint();

        Happenings[what](world);

        Assert.That(world.Fingerprint(), Is.Not.EqualTo(before));
    }

    [Test]
    public void The_port_of_a_receiver_and_how_long_it_took_do_not_count()
    {
        var worlds = new[] { ("http://localhost:5001/hook", 1), ("http://127.0.0.1:5002/hook", 2) }.Select(pair =>
        {
            var world = new WorldKit();
            world.Webhook(WebhookType.MoneyIn, pair.Item1);
            world.Receiver.Answer = _ => new AttemptResult { StatusCode = 201, Took = TimeSpan.FromMilliseconds(pair.Item2) };
            world.Deposit();
            world.LetReceiverAnswer();
            return world.Fingerprint();
        });

        Assert.That(worlds.Distinct().Count(), Is.EqualTo(1));
    }

    private static readonly Dictionary<string, Action<WorldKit>> Happenings = new()
    {
        ["a payment"] = world => world.MoneyOut(),
        ["a deposit"] = world => world.Deposit(),
        ["a settlement"] = world => world.Advance("2s"),
        ["a blocked account"] = world => world.Move(world.Central, AccountMove.Block),
        ["a blocked instrument"] = world => world.Move(world.External, InstrumentMove.Block),
        ["a webhook"] = world => world.Webhook(WebhookType.Report),
        ["a client"] = world => world.Do(new AddClient("one more")),
        ["a customer"] = world => world.Do(new AddCustomer(world.Client, "one more", "ND")),
        ["money"] = world => world.Do(new FundAccount(world.Central.Id, Money.Penny)),
        ["a replay"] = world => new SubmittingClient(world).Submit(),
    };

    public static IEnumerable<string> Changes => Happenings.Keys;

    /// <summary>A world in which something of everything happened, and something is still due.</summary>
    internal static WorldKit Lived(long seed)
    {
        var world = new WorldKit(seed: seed);
        world.Webhook(WebhookType.MoneyIn);
        world.Webhook(WebhookType.StatusUpdate);
        world.Webhook(WebhookType.Cep);
        world.Receiver.Answer = dispatch => Receiver.Status(dispatch.Delivery.Attempts.Length == 1 ? 500 : 422);
        world.MoneyOut();
        world.Penny();
        world.Internal("3.00");
        world.Deposit();
        new SubmittingClient(world).Submit();
        world.Advance("30s");
        world.MoneyOut();
        return world;
    }
}
