namespace FincoreSim.Domain.Tests.Transactions;

public sealed class PennyValidationRulesTests : RuleLadder<PennyValidationRulesTests, PaymentFault>, IRuleTable<PaymentFault>
{
    public static ImmutableArray<RuleRow<PaymentFault>> Table { get; } =
    [
        new(PaymentFault.Description, RefusalCode.PennyDescription),
        new(PaymentFault.ExternalReference, RefusalCode.ExternalReference),
        new(PaymentFault.SourceUnknown, RefusalCode.SourceNotFound),
        new(PaymentFault.SourceWithoutAccount, RefusalCode.SourceWithoutAccount),
        new(PaymentFault.SourceNotActive, RefusalCode.AccountNotActive),
        new(PaymentFault.DestinationUnknown, RefusalCode.DestinationNotFound),
        new(PaymentFault.DestinationNotActive, RefusalCode.AccountNotActive),
        new(PaymentFault.SourceNotCentralizing, RefusalCode.SourceNotCentralizing),
        new(PaymentFault.DestinationIsCard, RefusalCode.DestinationNotClabe),
        new(PaymentFault.SameAccount, RefusalCode.SameInstrument),
        new(PaymentFault.NoFunds, RefusalCode.InsufficientFunds),
        new(PaymentFault.NoRoom, RefusalCode.LimitReached, "transactions"),
    ];

    [TestCase("Validacion de cuenta")]
    [TestCase("Año Ñandu 2026")]
    [TestCase("")]
    [TestCase("1234567890123456789012345678901234567890")]
    public void Takes_letters_digits_spaces_and_n_tilde_up_to_40(string description)
    {
        var world = new WorldKit();

        Assert.That(Validate(world, description).Value.Description, Is.EqualTo(description));
    }

    [TestCase("12345678901234567890123456789012345678901")]
    [TestCase("cuenta-1")]
    [TestCase("cuenta\t1")]
    [TestCase("validación")]
    [TestCase("😀")]
    [TestCase("１２３")]
    public void Refuses_another_description(string description) =>
        Validate(new WorldKit(), description).AssertRefused(RefusalCode.PennyDescription);

    [TestCase("2025-11-24T12:00:00-06:00", "241125")]
    [TestCase("2025-11-24T18:00:00-06:00", "251125")]
    public void The_default_reference_is_the_operating_day_as_ddmmyy(string at, string expected)
    {
        var world =
            new World(new WorldOptions(), 42, DateTimeOffset.Parse(at, CultureInfo.InvariantCulture), TestBanks.Catalogue);
        var client = world.Execute(new AddClient("Comercio")).Value.Id;
        var account = world.Execute(new OpenAccount(client, null, AccountType.CentralizingAccount, Money.Parse("1.00"))).Value;
        var detail = new ClabeForm(TestBanks.Bbva, "Juan Gomez", "001183597192", "012180001183597198");
        var destination =
            world.Execute(new RegisterInstrument(client, null, null, InstrumentType.Receiver, null, null, detail)).Value;

        var penny = world.Execute(new ValidateByPenny(client, account.InstrumentId, destination.Id, null, null)).Value;

        Assert.That(penny.ExternalReference, Is.EqualTo(expected));
        Assert.That(penny.Description, Is.EqualTo("Validacion de cuenta"));
        Assert.That(penny.Amount.ToString(), Is.EqualTo("0.01"));
    }

    private protected override Refusal? Ask(WorldKit world, HashSet<PaymentFault> broken)
    {
        var payment = new FaultyPayment(world, broken, world.External);
        var description = payment.Has(PaymentFault.Description) ? "con-guion" : null;
        var reference = payment.Has(PaymentFault.ExternalReference) ? "12345678" : null;
        return world.Try(new ValidateByPenny(world.Client, payment.Source, payment.Destination, description, reference)).Refusal;
    }

    private static Outcome<Transaction> Validate(WorldKit world, string description) =>
        world.Try(new ValidateByPenny(world.Client, world.Central.InstrumentId, world.External, description, null));
}
