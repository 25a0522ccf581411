namespace FincoreSim.Domain.Tests.Transactions;

public enum RefundFault
{
    AmountFormat,
    AmountPositive,
    Description,
    DescriptionUnprintable,
    Unknown,
    AnotherClients,
    InternalCredit,
    OutgoingPayment,
    RefundedBefore,
    OtherAmount,
    AccountNotActive,
    NoFunds,
    NoRoom,
}

public sealed class RefundRulesTests : RuleLadder<RefundRulesTests, RefundFault>, IRuleTable<RefundFault>
{
    public static ImmutableArray<RuleRow<RefundFault>> Table { get; } =
    [
        new(RefundFault.AmountFormat, RefusalCode.AmountFormat),
        new(RefundFault.AmountPositive, RefusalCode.AmountNotPositive),
        new(RefundFault.Description, RefusalCode.DescriptionTooLong),
        new(RefundFault.DescriptionUnprintable, RefusalCode.InvalidArgument, "description must have no line breaks"),
        new(RefundFault.Unknown, RefusalCode.NotFound, "Transaction"),
        new(RefundFault.AnotherClients, RefusalCode.NotFound, "Transaction"),
        new(RefundFault.InternalCredit, RefusalCode.RefundOfInternalCredit),
        new(RefundFault.OutgoingPayment, RefusalCode.NotRefundable),
        new(RefundFault.RefundedBefore, RefusalCode.AlreadyRefunded),
        new(RefundFault.OtherAmount, RefusalCode.RefundAmountDiffers),
        new(RefundFault.AccountNotActive, RefusalCode.AccountNotActive),
        new(RefundFault.NoFunds, RefusalCode.InsufficientFunds),
        new(RefundFault.NoRoom, RefusalCode.LimitReached, "transactions"),
    ];

    [Test]
    public void The_debit_leg_of_an_internal_transfer_is_not_refundable()
    {
        var world = new WorldKit();
        var debit = world.Internal("9.99");

        world.Try(new RefundDeposit(world.Client, debit.Id, "9.99", "x")).AssertRefused(RefusalCode.NotRefundable);
    }

    [Test]
    public void A_refund_is_not_refundable()
    {
        var world = new WorldKit();
        var refund = world.Refund(world.Deposit());

        world.Try(new RefundDeposit(world.Client, refund.Id, "9.99", "x")).AssertRefused(RefusalCode.NotRefundable);
    }

    [Test]
    public void Both_sides_know_each_other()
    {
        var world = new WorldKit();
        var deposit = world.Deposit();

        var refund = world.Refund(deposit);

        Assert.That(refund.OriginalId, Is.EqualTo(deposit.Id));
        Assert.That(refund.Id, Is.Not.EqualTo(deposit.Id));
        Assert.That(world.Of(deposit.Id).RefundId, Is.EqualTo(refund.Id));
        Assert.That(world.Of(deposit.Id).Status, Is.EqualTo(TransactionStatus.Refunded));
        Assert.That((refund.Category, refund.SubCategory),
            Is.EqualTo((TransactionCategory.DebitTrans, TransactionSubCategory.SpeiDebit)));
    }

    private protected override Refusal? Ask(WorldKit world, HashSet<RefundFault> broken)
    {
        var original = Original(world, broken);
        if (broken.Contains(RefundFault.RefundedBefore) && original is { SubCategory: TransactionSubCategory.SpeiCredit })
        {
            world.Refund(original);
            world.Do(new FundAccount(world.Private.Id, Money.Parse("9.99")));
        }

        if (broken.Contains(RefundFault.NoFunds))
        {
            world.Do(new MoneyOut(world.Client, world.Form("9.99", world.Private.InstrumentId)));
        }

        if (broken.Contains(RefundFault.AccountNotActive))
        {
            world.Move(world.Private, AccountMove.Suspend);
        }

        if (broken.Contains(RefundFault.NoRoom))
        {
            world.With(
                options => options with { Limits = options.Limits with { Transactions = world.World.State.Transactions.Count } });
        }

        var amount = broken.Contains(RefundFault.OtherAmount) ? "9.98" : "9.99";
        amount = broken.Contains(RefundFault.AmountPositive) ? "-9.99" : amount;
        amount = broken.Contains(RefundFault.AmountFormat) ? "-9.990" : amount;
        var description = broken.Contains(RefundFault.Description) ? new string('x', 40)
            : broken.Contains(RefundFault.DescriptionUnprintable) ? "x\0"
            : new string('x', 39);
        var id = broken.Contains(RefundFault.Unknown) ? new TransactionId(Guid.Empty) : original.Id;
        return world.Try(new RefundDeposit(world.Client, id, amount, description)).Refusal;
    }

    private static Transaction Original(WorldKit world, HashSet<RefundFault> broken)
    {
        var deposit = world.Deposit("9.99", world.Private);
        return broken switch
        {
            _ when broken.Contains(RefundFault.AnotherClients) => world.Deposit("9.99", world.OtherCentral),
            _ when broken.Contains(RefundFault.InternalCredit) => world.Of(world.Internal("9.99").OtherLegId!.Value),
            _ when broken.Contains(RefundFault.OutgoingPayment) => world.MoneyOut("9.99"),
            _ => deposit,
        };
    }
}
