namespace FincoreSim.Domain.Tests.Webhooks;

/// <summary>Whatever webhooks can tell of has a delivery, or says why it has none.</summary>
public sealed class NobodyToldTests
{
    private const string All = "unless the option status_updates is all";

    /// <summary>What happens, and of what nobody is told then: type, reason, and why.</summary>
    private static readonly Happening[] Happenings =
    [
        new("a deposit", world => world.Deposit(), ("MONEY_IN", "no_webhook", "this client has no MONEY_IN webhook")),
        new(
            "a deposit to another client",
            world => world.Deposit(to: world.OtherCentral),
            ("MONEY_IN", "no_webhook", "this client has no MONEY_IN webhook")),
        new("a payment that has not settled", world => world.MoneyOut()),
        new(
            "a payment that settles",
            world => Settle(world, world.MoneyOut()),
            ("STATUS_UPDATE", "no_webhook", "this client has no STATUS_UPDATE webhook")),
        new(
            "a payment that is rejected",
            world => world.Move(world.MoneyOut(), PaymentMove.Reject),
            ("STATUS_UPDATE", "no_webhook", "this client has no STATUS_UPDATE webhook")),
        new(
            "a payment that comes back",
            world => world.Move(Settle(world, world.MoneyOut()), PaymentMove.Return),
            ("STATUS_UPDATE", "no_webhook", "this client has no STATUS_UPDATE webhook"),
            ("STATUS_UPDATE", "no_webhook", "this client has no STATUS_UPDATE webhook")),
        new(
            "a transfer to another owner",
            world => world.Internal(),
            ("STATUS_UPDATE", "internal", $"STATUS_UPDATE tells of no internal transfers, {All}"),
            ("MONEY_IN", "no_webhook", "this client has no MONEY_IN webhook")),
        new(
            "a transfer within one owner",
            world => world.Internal(destination: Second(world)),
            ("STATUS_UPDATE", "internal", $"STATUS_UPDATE tells of no internal transfers, {All}"),
            ("MONEY_IN", "same_owner", "both accounts have the same owner, and MONEY_IN tells of no transfers within one")),
        new(
            "a refund",
            world => world.Refund(world.Deposit()),
            ("MONEY_IN", "no_webhook", "this client has no MONEY_IN webhook"),
            ("STATUS_UPDATE", "refund", $"STATUS_UPDATE tells of no refunds, {All}")),
        new(
            "a penny validation",
            world => Settle(world, world.Penny()),
            ("STATUS_UPDATE", "penny_validation", $"STATUS_UPDATE tells of no penny validations, {All}; CEP does")),
        new(
            "a receipt",
            world => world.MoveCep(world.Penny(), CepStatus.Pending),
            ("CEP", "no_webhook", "this client has no CEP webhook")),
    ];

    private static IEnumerable<string> Names => Happenings.Select(happening => happening.Name);

    [TestCaseSource(nameof(Names))]
    public void Without_webhooks_it_says_why(string name)
    {
        var world = new WorldKit();
        var happening = Happenings.Single(one => one.Name == name);

        happening.Happens(world);

        Assert.That(Told(world), Is.EqualTo(happening.Told));
        Assert.That(world.World.State.Deliveries.All, Is.Empty);
    }

    [TestCaseSource(nameof(Names))]
    public void With_webhooks_of_every_type_only_what_the_rules_leave_out_is_untold(string name)
    {
        var world = new WorldKit();
        var happening = Happenings.Single(one => one.Name == name);
        foreach (var client in new[] { world.Client, world.Other })
        {
            Array.ForEach(Enum.GetValues<WebhookType>(), type => world.Webhook(type, client: client));
        }

        happening.Happens(world);

        Assert.That(Told(world), Is.EqualTo(happening.Told.Where(fact => fact.Reason != "no_webhook")));
        Assert.That(
            world.World.State.Deliveries.All.Count(), Is.EqualTo(happening.Told.Count(fact => fact.Reason == "no_webhook")));
    }

    [Test]
    public void With_all_status_updates_nothing_is_left_out_but_the_same_owner()
    {
        var world = new WorldKit(new WorldOptions { AllStatusUpdates = true });
        Array.ForEach(Enum.GetValues<WebhookType>(), type => world.Webhook(type));

        world.Refund(world.Deposit());
        Settle(world, world.Penny());
        world.Internal(destination: Second(world));

        Assert.That(Told(world).Select(fact => fact.Reason), Is.EqualTo(new[] { "same_owner" }));
    }

    [Test]
    public void The_webhook_of_another_client_or_of_another_type_is_none()
    {
        var world = new WorldKit();
        world.Webhook(WebhookType.MoneyIn, client: world.Other);
        world.Webhook(WebhookType.Cep);

        world.Deposit();

        Assert.That(Told(world).Single().Reason, Is.EqualTo("no_webhook"));
    }

    [Test]
    public void One_that_is_inactive_says_since_when_whatever_was_changed_later()
    {
        var world = new WorldKit();
        var webhook = world.Webhook(WebhookType.MoneyIn);
        world.Advance("1h");
        world.SetStatus(webhook, WebhookStatus.Inactive).AssertAccepted();
        world.Advance("1h");
        world.Do(new ChangeWebhook(world.Client, webhook.Id, null, "other", null));
        world.SetStatus(webhook, WebhookStatus.Inactive).AssertAccepted();

        world.Deposit();

        Assert.That(Told(world).Single(), Is.EqualTo((
            "MONEY_IN", "inactive", "the MONEY_IN webhook of this client is INACTIVE since 2026-03-02T10:00:00-06:00")));
    }

    [Test]
    public void One_that_was_deleted_says_when()
    {
        var world = new WorldKit();
        var webhook = world.Webhook(WebhookType.MoneyIn);
        world.SetStatus(webhook, WebhookStatus.Inactive).AssertAccepted();
        world.Advance("90m");
        world.Do(new DeleteWebhook(world.Client, webhook.Id));

        world.Deposit();

        Assert.That(
            Told(world).Single(),
            Is.EqualTo(("MONEY_IN", "deleted", "the MONEY_IN webhook of this client was deleted at 2026-03-02T10:30:00-06:00")));
    }

    [Test]
    public void Of_several_the_one_that_received_last_is_named_and_one_that_could_before_one_that_is_gone()
    {
        var world = new WorldKit();
        var first = world.Webhook(WebhookType.MoneyIn, "http://receiver.test/1");
        var second = world.Webhook(WebhookType.MoneyIn, "http://receiver.test/2");
        var third = world.Webhook(WebhookType.MoneyIn, "http://receiver.test/3");
        world.SetStatus(second, WebhookStatus.Inactive).AssertAccepted();
        world.Advance("1h");
        world.SetStatus(first, WebhookStatus.Inactive).AssertAccepted();
        world.Advance("1h");
        world.Do(new DeleteWebhook(world.Client, third.Id));

        world.Deposit();

        Assert.That(Told(world).Single().Why, Does.EndWith("INACTIVE since 2026-03-02T10:00:00-06:00"));
    }

    [Test]
    public void Activated_again_and_deactivated_again_it_counts_from_the_last_time()
    {
        var world = new WorldKit();
        var webhook = world.Webhook(WebhookType.MoneyIn);
        world.SetStatus(webhook, WebhookStatus.Inactive).AssertAccepted();
        world.Advance("1h");
        world.SetStatus(webhook, WebhookStatus.Active).AssertAccepted();
        world.Advance("1h");
        world.SetStatus(webhook, WebhookStatus.Inactive).AssertAccepted();

        world.Deposit();

        Assert.That(Told(world).Single().Why, Does.EndWith("INACTIVE since 2026-03-02T11:00:00-06:00"));
    }

    [Test]
    public void One_active_beside_an_inactive_one_is_told_and_nothing_is_missed()
    {
        var world = new WorldKit();
        world.SetStatus(world.Webhook(WebhookType.MoneyIn, "http://receiver.test/1"), WebhookStatus.Inactive).AssertAccepted();
        world.Webhook(WebhookType.MoneyIn, "http://receiver.test/2");

        world.Deposit();

        Assert.That(Told(world), Is.Empty);
    }

    [Test]
    public void It_changes_nothing_that_the_fingerprint_covers_and_is_about_the_transaction()
    {
        var world = new WorldKit();

        var deposit = world.Deposit();

        var entry = world.World.State.Journal.After(0).Single(entry => entry.Fact is NobodyTold);
        Assert.That((entry.Fact.Kind, entry.Fact.Transaction), Is.EqualTo(("nobody_told", deposit.Id)));
        Assert.That(entry.CausedBy, Is.Not.Null);
        Assert.That(entry.Fact.Details.Select(detail => detail.Name), Is.EqualTo(new[] { "type", "reason", "why" }));
    }

    private static Transaction Settle(WorldKit world, Transaction payment) => world.Move(payment, PaymentMove.Liquidate).Value;

    /// <summary>The instrument of another account of the first client.</summary>
    private static InstrumentId Second(WorldKit world) =>
        world.Do(new OpenAccount(world.Client, null, AccountType.CentralizingAccount, Money.Parse("1.00"))).InstrumentId;

    private static (string Type, string Reason, string Why)[] Told(WorldKit world) =>
    [
        .. world.World.State.Journal.After(0).Select(entry => entry.Fact).OfType<NobodyTold>()
            .Select(fact => (WireName<WebhookType>.Of(fact.Type), fact.Reason.Code, fact.Reason.Text)),
    ];

    private sealed record Happening(
        string Name, Action<WorldKit> Happens, params (string Type, string Reason, string Why)[] Told);
}
