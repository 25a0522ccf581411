namespace FincoreSim.Domain.Tests.Webhooks;

public enum ResendFault
{
    Unknown,
    NotFinished,
    WebhookNotActive,
    NoRoom,
}

public sealed class ResendDeliveryRulesTests : RuleLadder<ResendDeliveryRulesTests, ResendFault>, IRuleTable<ResendFault>
{
    public static ImmutableArray<RuleRow<ResendFault>> Table { get; } =
    [
        new(ResendFault.Unknown, RefusalCode.NotFound, "Delivery"),
        new(ResendFault.NotFinished, RefusalCode.StateNotAllowed, "delivery"),
        new(ResendFault.WebhookNotActive, RefusalCode.StateNotAllowed, "webhook"),
        new(ResendFault.NoRoom, RefusalCode.LimitReached, "waiting deliveries"),
    ];

    [Test]
    public void One_in_flight_cannot_be_resent()
    {
        var world = new WorldKit();
        world.Webhook(WebhookType.MoneyIn);
        world.Deposit();
        var dispatch = world.Do(new TakeDeliveries())[0];

        world.Try(new ResendDelivery(dispatch.Delivery.Id))
            .AssertConflict("IN_FLIGHT", "DELIVERED", "REFUSED", "UNDELIVERED", "CANCELLED");
    }

    private protected override Refusal? Ask(WorldKit world, HashSet<ResendFault> broken)
    {
        var webhook = world.Webhook(WebhookType.MoneyIn);
        world.Deposit();
        if (broken.Contains(ResendFault.NotFinished))
        {
            world.Do(new TakeDeliveries());
        }
        else
        {
            world.LetReceiverAnswer();
        }

        if (broken.Contains(ResendFault.WebhookNotActive))
        {
            world.SetStatus(webhook, WebhookStatus.Inactive);
        }

        if (broken.Contains(ResendFault.NoRoom))
        {
            world.With(options => options with { Limits = options.Limits with { WaitingDeliveryBytes = 0 } });
        }

        var delivery = world.World.State.Deliveries.All.Single().Id;
        return world.Try(
            new ResendDelivery(broken.Contains(ResendFault.Unknown) ? new DeliveryId(Guid.Empty) : delivery)).Refusal;
    }
}
