namespace FincoreSim.Domain.Tests.Transactions;

public enum MoveFault
{
    Unknown,
    OtherKind,
    State,
}

public sealed class MovePaymentRulesTests : RuleLadder<MovePaymentRulesTests, MoveFault>, IRuleTable<MoveFault>
{
    public static ImmutableArray<RuleRow<MoveFault>> Table { get; } =
    [
        new(MoveFault.Unknown, RefusalCode.NotFound, "Transaction"),
        new(MoveFault.OtherKind, RefusalCode.StateNotAllowed),
        new(MoveFault.State, RefusalCode.StateNotAllowed),
    ];

    [Test]
    public void Only_spei_payments_that_go_out_move()
    {
        var world = new WorldKit();
        var debit = world.Internal();

        world.Move(debit, PaymentMove.Return).AssertConflict("INT_DEBIT", "SPEI_DEBIT");
        world.Move(world.Of(debit.OtherLegId!.Value), PaymentMove.Return).AssertConflict("INT_CREDIT", "SPEI_DEBIT");
        world.Move(world.Deposit(), PaymentMove.Return).AssertConflict("SPEI_CREDIT", "SPEI_DEBIT");
    }

    [TestCase(PaymentMove.Reject)]
    [TestCase(PaymentMove.Return)]
    public void A_refund_can_only_settle(PaymentMove move)
    {
        var world = new WorldKit(new WorldOptions { RefundSettlesLikeSpei = true, SpeiSettlesAfter = null });
        var refund = world.Refund(world.Deposit());

        world.Move(refund, move).AssertRefused(RefusalCode.StateNotAllowed);
        world.Move(refund, PaymentMove.Liquidate).AssertAccepted();
    }

    [Test]
    public void A_rejection_without_reason_says_cancelled_account()
    {
        var world = new WorldKit();

        var rejected = world.Move(world.MoneyOut(), PaymentMove.Reject).Value;

        Assert.That(rejected.Reason, Is.EqualTo(new ReturnReason("CANCELLED_ACCOUNT", "Cuenta cancelada")));
    }

    [Test]
    public void What_someone_says_replaces_what_was_scheduled()
    {
        var world = new WorldKit();
        var payment = world.MoneyOut();

        world.Move(payment, PaymentMove.Reject, ReturnReason.NonExistentAccount).AssertAccepted();

        Assert.That(world.World.State.Due, Is.Empty);
        Assert.That(world.Advance("1h"), Is.Empty);
        Assert.That(world.Of(payment.Id).Status, Is.EqualTo(TransactionStatus.Rejected));
    }

    private protected override Refusal? Ask(WorldKit world, HashSet<MoveFault> broken)
    {
        var payment = broken.Contains(MoveFault.OtherKind) ? world.Internal() : world.MoneyOut();
        if (broken.Contains(MoveFault.State))
        {
            world.Move(payment, PaymentMove.Liquidate);
        }

        return world.Try(new MovePayment(
            broken.Contains(MoveFault.Unknown) ? new TransactionId(Guid.Empty) : payment.Id, PaymentMove.Liquidate, null,
            null)).Refusal;
    }
}
