namespace FincoreSim.Domain.Tests.Transactions;

public sealed class MoneyOutRulesTests : RuleLadder<MoneyOutRulesTests, PaymentFault>, IRuleTable<PaymentFault>
{
    public static ImmutableArray<RuleRow<PaymentFault>> Table { get; } =
    [
        new(PaymentFault.AmountFormat, RefusalCode.AmountFormat),
        new(PaymentFault.AmountPositive, RefusalCode.AmountNotPositive),
        new(PaymentFault.Currency, RefusalCode.CurrencyUnsupported),
        new(PaymentFault.Description, RefusalCode.DescriptionTooLong),
        new(PaymentFault.DescriptionUnprintable, RefusalCode.InvalidArgument,
            "transaction_request.description must have no line breaks"),
        new(PaymentFault.ExternalReference, RefusalCode.ExternalReference),
        new(PaymentFault.SourceUnknown, RefusalCode.InstrumentMissing, "Source"),
        new(PaymentFault.SourceWithoutAccount, RefusalCode.SourceWithoutAccount),
        new(PaymentFault.SourceNotActive, RefusalCode.AccountNotActive),
        new(PaymentFault.DestinationUnknown, RefusalCode.InstrumentMissing, "Destination"),
        new(PaymentFault.DestinationNotActive, RefusalCode.AccountNotActive),
        new(PaymentFault.SameAccount, RefusalCode.SameInstrument),
        new(PaymentFault.NoFunds, RefusalCode.InsufficientFunds),
        new(PaymentFault.NoRoom, RefusalCode.LimitReached, "transactions"),
    ];

    private protected override Refusal? Ask(WorldKit world, HashSet<PaymentFault> broken)
    {
        var payment = new FaultyPayment(world, broken, world.External);
        return world.Try(new MoneyOut(world.Client, payment.Form)).Refusal;
    }
}
