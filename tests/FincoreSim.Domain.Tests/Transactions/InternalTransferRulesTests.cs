namespace FincoreSim.Domain.Tests.Transactions;

public sealed class InternalTransferRulesTests : RuleLadder<InternalTransferRulesTests, PaymentFault>, IRuleTable<PaymentFault>
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
        new(PaymentFault.SourceUnknown, RefusalCode.SourceNotFound),
        new(PaymentFault.SourceWithoutAccount, RefusalCode.SourceWithoutAccount),
        new(PaymentFault.SourceNotActive, RefusalCode.AccountNotActive),
        new(PaymentFault.DestinationUnknown, RefusalCode.DestinationNotFound),
        new(PaymentFault.DestinationNotAssigned, RefusalCode.DestinationNotFound),
        new(PaymentFault.DestinationNotActive, RefusalCode.AccountNotActive),
        new(PaymentFault.DestinationAtAnotherBank, RefusalCode.ExternalTransferNotAllowed),
        new(PaymentFault.SameAccount, RefusalCode.SameInstrument),
        new(PaymentFault.NoFunds, RefusalCode.InsufficientFunds),
        new(PaymentFault.NoRoom, RefusalCode.LimitReached, "transactions"),
    ];

    [Test]
    public void A_card_is_at_another_bank()
    {
        var world = new WorldKit();

        world.Try(new TransferInternally(world.Client, world.Form(destination: world.Card)))
            .AssertRefused(RefusalCode.ExternalTransferNotAllowed);
    }

    private protected override Refusal? Ask(WorldKit world, HashSet<PaymentFault> broken)
    {
        var payment = new FaultyPayment(world, broken, world.Private.InstrumentId);
        return world.Try(new TransferInternally(world.Client, payment.Form)).Refusal;
    }
}
