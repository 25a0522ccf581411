namespace FincoreSim.Domain.Tests.Webhooks;

public sealed class DeleteWebhookTests : RuleLadder<DeleteWebhookTests, WebhookFault>, IRuleTable<WebhookFault>
{
    public static ImmutableArray<RuleRow<WebhookFault>> Table { get; } = [
        new(WebhookFault.Unknown, RefusalCode.NotFound, "Webhook")];

    [Test]
    public void It_stays_as_a_record_and_is_answered_as_unknown()
    {
        var world = new WorldKit();
        var webhook = world.Webhook(WebhookType.MoneyIn);

        var deleted = world.Do(new DeleteWebhook(world.Client, webhook.Id));

        Assert.That(deleted.DeletedAt, Is.EqualTo(world.Now));
        Assert.That(deleted.Status, Is.EqualTo(WebhookStatus.Deleted));
        Assert.That(WebhookQueries.Find(world.World.State, world.Client, webhook.Id), Is.Null);
        Assert.That(world.World.State.Webhooks.Find(webhook.Id), Is.EqualTo(deleted));
    }

    private protected override Refusal? Ask(WorldKit world, HashSet<WebhookFault> broken)
    {
        var webhook = world.Webhook(WebhookType.MoneyIn);
        if (broken.Contains(WebhookFault.Unknown))
        {
            world.Do(new DeleteWebhook(world.Client, webhook.Id));
        }

        return world.Try(new DeleteWebhook(world.Client, webhook.Id)).Refusal;
    }
}
