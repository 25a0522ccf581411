namespace FincoreSim.Domain.Tests.Webhooks;

public sealed class ChangeWebhookRulesTests : RuleLadder<ChangeWebhookRulesTests, WebhookFault>, IRuleTable<WebhookFault>
{
    private const string Url = "http://receiver.test/other";

    public static ImmutableArray<RuleRow<WebhookFault>> Table { get; } =
    [
        new(WebhookFault.Unknown, RefusalCode.NotFound, "Webhook"),
        new(WebhookFault.Url, RefusalCode.InvalidArgument, "url"),
        new(WebhookFault.Twin, RefusalCode.WebhookExists, "MONEY_IN"),
    ];

    [Test]
    public void What_is_null_stays()
    {
        var world = new WorldKit();
        var webhook = world.Webhook(WebhookType.MoneyIn);
        world.Advance("1m");

        var changed = world.Do(new ChangeWebhook(world.Client, webhook.Id, null, "other", null));

        Assert.That(changed, Is.EqualTo(webhook with { Token = "other", UpdatedAt = world.Now }));
    }

    [Test]
    public void It_may_keep_its_own_url()
    {
        var world = new WorldKit();
        var webhook = world.Webhook(WebhookType.MoneyIn);

        world.Try(new ChangeWebhook(world.Client, webhook.Id, webhook.Url, null, WebhookStatus.Active)).AssertAccepted();
    }

    [Test]
    public void One_that_stays_inactive_may_have_a_twin_but_not_become_active_beside_it()
    {
        var world = new WorldKit();
        var sleeping = world.Webhook(WebhookType.MoneyIn);
        world.SetStatus(sleeping, WebhookStatus.Inactive).AssertAccepted();
        world.Webhook(WebhookType.MoneyIn);

        world.Try(new ChangeWebhook(world.Client, sleeping.Id, null, "other", null)).AssertAccepted();
        world.SetStatus(sleeping, WebhookStatus.Active).AssertRefused(RefusalCode.WebhookExists);
    }

    [Test]
    public void Another_clients_webhook_is_unknown()
    {
        var world = new WorldKit();
        var webhook = world.Webhook(WebhookType.MoneyIn, client: world.Other);

        world.Try(new ChangeWebhook(world.Client, webhook.Id, null, "x", null)).AssertRefused(RefusalCode.NotFound);
        world.Try(new DeleteWebhook(world.Client, webhook.Id)).AssertRefused(RefusalCode.NotFound);
    }

    private protected override Refusal? Ask(WorldKit world, HashSet<WebhookFault> broken)
    {
        var webhook = world.Webhook(WebhookType.MoneyIn);
        if (broken.Contains(WebhookFault.Twin))
        {
            world.Webhook(WebhookType.MoneyIn, Url);
        }

        if (broken.Contains(WebhookFault.Unknown))
        {
            world.Do(new DeleteWebhook(world.Client, webhook.Id));
        }

        return world.Try(new ChangeWebhook(
            world.Client, webhook.Id, broken.Contains(WebhookFault.Url) ? "ftp://receiver.test" : Url, null, null)).Refusal;
    }
}
