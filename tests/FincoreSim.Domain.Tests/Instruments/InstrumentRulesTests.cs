namespace FincoreSim.Domain.Tests.Instruments;

public enum InstrumentFault
{
    CustomerUnknown,
    CustomerOfAnother,
    SourceBankUnknown,
    TypeNotReceiver,
    DestinationBankUnknown,
    HolderEmpty,
    Text,
    ClabeMalformed,
    CardMalformed,
    NoRoom,
}

public sealed class InstrumentRulesTests : RuleLadder<InstrumentRulesTests, InstrumentFault>, IRuleTable<InstrumentFault>
{
    public static ImmutableArray<RuleRow<InstrumentFault>> Table { get; } =
    [
        new(InstrumentFault.CustomerUnknown, RefusalCode.NotFound, "Customer"),
        new(InstrumentFault.CustomerOfAnother, RefusalCode.NotFound, "Customer"),
        new(InstrumentFault.SourceBankUnknown, RefusalCode.InvalidArgument, "source_bank_id"),
        new(InstrumentFault.TypeNotReceiver, RefusalCode.InvalidArgument, "type"),
        new(InstrumentFault.DestinationBankUnknown, RefusalCode.InvalidArgument, "destination_bank_id"),
        new(InstrumentFault.HolderEmpty, RefusalCode.InvalidArgument, "holder_name"),
        new(InstrumentFault.Text, RefusalCode.InvalidArgument, "alias must have at most 100 characters, not 101"),
        new(InstrumentFault.ClabeMalformed, RefusalCode.InvalidArgument, "clabe_number"),
        new(InstrumentFault.CardMalformed, RefusalCode.InvalidArgument, "card_number"),
        new(InstrumentFault.NoRoom, RefusalCode.LimitReached, "instruments"),
    ];

    private protected override Refusal? Ask(WorldKit world, HashSet<InstrumentFault> broken)
    {
        var customer = broken switch
        {
            _ when broken.Contains(InstrumentFault.CustomerUnknown) => new CustomerId(Guid.Empty),
            _ when broken.Contains(InstrumentFault.CustomerOfAnother) => world.Do(new AddCustomer(world.Other, "Otra", "ND")).Id,
            _ => world.Customer,
        };
        var type = broken.Contains(InstrumentFault.TypeNotReceiver) ? InstrumentType.Sender : InstrumentType.Receiver;
        var source = broken.Contains(InstrumentFault.SourceBankUnknown) ? TestBanks.Unknown : BankCatalogue.FincoPay;
        if (broken.Contains(InstrumentFault.TypeNotReceiver))
        {
            world.With(options => options with { Strict = true });
        }

        if (broken.Contains(InstrumentFault.NoRoom))
        {
            world.With(options => options with { Limits = options.Limits with { Registrations = 0 } });
        }

        return world.Try(
            new RegisterInstrument(world.Client, source, customer, type, null,
                broken.Contains(InstrumentFault.Text) ? new string('x', 101) : null, DetailOf(broken))).Refusal;
    }

    private static DetailForm DetailOf(HashSet<InstrumentFault> broken)
    {
        var bank = broken.Contains(InstrumentFault.DestinationBankUnknown) ? TestBanks.Unknown : TestBanks.Bbva;
        var holder = broken.Contains(InstrumentFault.HolderEmpty) ? "" : "Juan Gomez";
        var clabe = broken.Contains(InstrumentFault.ClabeMalformed) ? "01218000118359719" : "012180001183597198";
        return broken.Contains(InstrumentFault.CardMalformed) && !broken.Contains(InstrumentFault.ClabeMalformed)
            ? new CardForm(bank, holder, "557907226857410")
            : new ClabeForm(bank, holder, clabe[6..], clabe);
    }
}
