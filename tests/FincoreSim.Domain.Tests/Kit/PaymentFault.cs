namespace FincoreSim.Domain.Tests.Kit;

/// <summary>What can be wrong with a payment.</summary>
public enum PaymentFault
{
    AmountFormat,
    AmountPositive,
    Currency,
    Description,
    DescriptionUnprintable,
    ExternalReference,
    SourceUnknown,
    SourceWithoutAccount,
    SourceNotActive,
    SourceNotCentralizing,
    DestinationUnknown,
    DestinationNotActive,
    DestinationNotAssigned,
    DestinationAtAnotherBank,
    DestinationIsCard,
    SameAccount,
    NoFunds,
    NoRoom,
}

/// <summary>A payment with faults: each is built so that any two can stand together wherever that has a meaning.</summary>
internal sealed class FaultyPayment
{
    private static readonly InstrumentId OtherUnknown = new(Guid.Parse("00000000-0000-4000-8000-000000000002"));

    private readonly WorldKit _world;
    private readonly HashSet<PaymentFault> _faults;

    public FaultyPayment(WorldKit world, HashSet<PaymentFault> faults, InstrumentId usualDestination)
    {
        (_world, _faults) = (world, faults);
        Source = SourceOf();
        Destination = DestinationOf(usualDestination);
        if (Has(PaymentFault.NoFunds))
        {
            world.MoneyOut(world.Available(world.Central), world.OtherAsSeen);
        }

        BlockWhatIsFaulty();
        if (Has(PaymentFault.NoRoom))
        {
            world.With(
                options => options with { Limits = options.Limits with { Transactions = world.World.State.Transactions.Count } });
        }
    }

    public InstrumentId Source { get; }

    public InstrumentId Destination { get; }

    public PaymentForm Form => new(
        Source, Destination,
        Has(PaymentFault.ExternalReference) ? "12345678" : "7654329",
        Has(PaymentFault.Description)
            ? new string('x', 40)
            : Has(PaymentFault.DescriptionUnprintable) ? "lorem\nipsum" : "lorem ipsum",
        Has(PaymentFault.AmountFormat) ? "0,00" : Has(PaymentFault.AmountPositive) ? "0.00" : "1.95",
        Has(PaymentFault.Currency) ? "USD" : "MXN");

    public bool Has(PaymentFault fault) => _faults.Contains(fault);

    private InstrumentId SourceOf() => _faults switch
    {
        _ when Has(PaymentFault.SourceUnknown) => WorldKit.UnknownInstrument,
        _ when Has(PaymentFault.SourceWithoutAccount) => _world.Register("012180001183597198", TestBanks.Bbva).Id,
        _ when Has(PaymentFault.SourceNotCentralizing) => _world.Private.InstrumentId,
        _ => _world.Central.InstrumentId,
    };

    private InstrumentId DestinationOf(InstrumentId usual) => _faults switch
    {
        _ when Has(PaymentFault.DestinationUnknown) => OtherUnknown,
        _ when Has(PaymentFault.DestinationNotAssigned) => _world.Register("734180000000000995", BankCatalogue.FincoPay).Id,
        _ when Has(PaymentFault.DestinationAtAnotherBank) => _world.External,
        _ when Has(PaymentFault.DestinationIsCard) => _world.Card,
        _ when Has(PaymentFault.SameAccount) => _world.Register(OwnClabe(), BankCatalogue.FincoPay).Id,
        _ => usual,
    };

    private string OwnClabe() => (Has(PaymentFault.SourceNotCentralizing) ? _world.Private : _world.Central).Clabe.Digits;

    private void BlockWhatIsFaulty()
    {
        if (Has(PaymentFault.SourceNotActive) && !Has(PaymentFault.SourceUnknown))
        {
            _world.Move(Source, InstrumentMove.Block).AssertAccepted();
        }

        if (Has(PaymentFault.DestinationNotActive) && !Has(PaymentFault.DestinationUnknown))
        {
            _world.Move(Destination, InstrumentMove.Block).AssertAccepted();
        }
    }
}
