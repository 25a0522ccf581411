namespace FincoreSim.Domain.Tests.Transactions;

/// <summary>
/// What a refusal because of a state suggests: the thing, its state, those that would do, and what leads there.
/// </summary>
public sealed class RemedyTests
{
    private static readonly Dictionary<string, Row> Table = new()
    {
        ["returns before it settles"] = new(world => world.Move(world.MoneyOut(), PaymentMove.Return).Refusal,
            "transaction", "INITIALIZED", ["LIQUIDATED"], RemedyAction.Liquidate),
        ["settles twice"] = new(world => Twice(world, PaymentMove.Liquidate, PaymentMove.Liquidate),
            "transaction", "LIQUIDATED", ["INITIALIZED"], null),
        ["is rejected after it settled"] = new(world => Twice(world, PaymentMove.Liquidate, PaymentMove.Reject),
            "transaction", "LIQUIDATED", ["INITIALIZED"], null),
        ["comes back after it was rejected"] = new(world => Twice(world, PaymentMove.Reject, PaymentMove.Return),
            "transaction", "REJECTED", ["LIQUIDATED"], null),
        ["a deposit moves"] = new(world => world.Move(world.Deposit(), PaymentMove.Liquidate).Refusal,
            "transaction", "SPEI_CREDIT", ["SPEI_DEBIT"], RemedyAction.PayOut),
        ["a CEP completes at once"] = new(world => world.MoveCep(world.Penny(), CepStatus.Completed).Refusal,
            "CEP", "INITIALIZED", ["PENDING", "DELAYED"], RemedyAction.MakeCepPending),
        ["a CEP completes before its payment settles"] = new(world => Twice(world, CepStatus.Pending, CepStatus.Completed),
            "transaction", "INITIALIZED", ["LIQUIDATED"], RemedyAction.Liquidate),
        ["a CEP is late at once"] = new(world => world.MoveCep(world.Penny(), CepStatus.Delayed).Refusal,
            "CEP", "INITIALIZED", ["PENDING"], RemedyAction.MakeCepPending),
        ["a CEP fails at once"] = new(world => world.MoveCep(world.Penny(), CepStatus.Failed).Refusal,
            "CEP", "INITIALIZED", ["PENDING", "DELAYED"], RemedyAction.MakeCepPending),
        ["a CEP begins again"] = new(world => world.MoveCep(world.Penny(), CepStatus.Initialized).Refusal,
            "CEP", "INITIALIZED", [], null),
        ["a CEP is pending twice"] = new(world => Twice(world, CepStatus.Pending, CepStatus.Pending),
            "CEP", "PENDING", ["INITIALIZED"], null),
        ["a CEP fails and completes"] = new(world => Twice(world, CepStatus.Pending, CepStatus.Failed, CepStatus.Completed),
            "CEP", "FAILED", ["PENDING", "DELAYED"], null),
        ["a payment without CEP"] = new(world => world.MoveCep(world.MoneyOut(), CepStatus.Pending).Refusal,
            "transaction", "without CEP", ["a penny validation"], RemedyAction.ValidateByPenny),
        ["a deposit to a blocked account"] = new(world => To(world, AccountMove.Block),
            "account", "BLOCKED", ["ACTIVE"], RemedyAction.UnblockAccount, IsOfCentral: true),
        ["a deposit to a suspended account"] = new(world => To(world, AccountMove.Suspend),
            "account", "SUSPENDED", ["ACTIVE"], RemedyAction.ActivateAccount, IsOfCentral: true),
        ["a delivery that waits is resent"] = new(Waiting,
            "delivery", "PENDING", ["DELIVERED", "REFUSED", "UNDELIVERED", "CANCELLED"], RemedyAction.Settle),
        ["to a webhook that is inactive"] = new(world =>
            Resend(world, webhook => world.SetStatus(webhook, WebhookStatus.Inactive)),
            "webhook", "INACTIVE", ["ACTIVE"], RemedyAction.ActivateWebhook),
        ["to a webhook that is deleted"] = new(world =>
            Resend(world, webhook => world.Try(new DeleteWebhook(world.Client, webhook.Id))),
            "webhook", "DELETED", ["ACTIVE"], RemedyAction.ActivateWebhook),
    };

    private static IEnumerable<string> Names => Table.Keys;

    [TestCaseSource(nameof(Names))]
    public void A_refusal_tells_the_way_out(string name)
    {
        var (ask, subject, current, allowed, action, isOfCentral) = Table[name];
        var world = new WorldKit();

        var refusal = ask(world)!;

        Assert.That((refusal.Code, refusal.Subject, refusal.Conflict!.Current),
            Is.EqualTo((RefusalCode.StateNotAllowed, subject, current)));
        Assert.That(refusal.Conflict.Allowed, Is.EqualTo(allowed));
        Assert.That(refusal.Conflict.Remedy, Is.EqualTo(
            action is { } known ? new Remedy(known, isOfCentral ? world.Central.Id.Value.ToString() : null) : null));
    }

    private sealed record Row(Func<WorldKit, Refusal?> Ask, string Subject, string Current, string[] Allowed,
        RemedyAction? Action, bool IsOfCentral = false);

    private static Refusal? Twice(WorldKit world, PaymentMove first, PaymentMove second)
    {
        var payment = world.MoneyOut();
        world.Move(payment, first).AssertAccepted();
        return world.Move(payment, second).Refusal;
    }

    private static Refusal? Twice(WorldKit world, params CepStatus[] moves)
    {
        var penny = world.Penny();
        Array.ForEach(moves[..^1], status => world.MoveCep(penny, status).AssertAccepted());
        return world.MoveCep(penny, moves[^1]).Refusal;
    }

    private static Refusal? To(WorldKit world, AccountMove move)
    {
        world.Move(world.Central, move).AssertAccepted();
        return world.Try(
            new ReceiveDeposit(world.Central.Id, new DepositForm { Amount = Money.Penny, IsRefusedWhenInactive = true })).Refusal;
    }

    private static Refusal? Waiting(WorldKit world)
    {
        world.Webhook(WebhookType.MoneyIn);
        world.Deposit();
        return world.Try(new ResendDelivery(world.World.State.Deliveries.All.Single().Id)).Refusal;
    }

    private static Refusal? Resend(WorldKit world, Func<Webhook, Outcome<Webhook>> end)
    {
        var webhook = world.Webhook(WebhookType.MoneyIn);
        world.Deposit();
        world.LetReceiverAnswer();
        end(webhook).AssertAccepted();
        return world.Try(new ResendDelivery(world.World.State.Deliveries.All.Single().Id)).Refusal;
    }
}
