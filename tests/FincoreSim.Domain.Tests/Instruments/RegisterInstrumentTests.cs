namespace FincoreSim.Domain.Tests.Instruments;

public sealed class RegisterInstrumentTests
{
    private readonly WorldKit _world = new();

    [Test]
    public void What_is_left_out_gets_its_default()
    {
        var instrument = _world.Register("012180001183597198", TestBanks.Bbva);

        Assert.That(instrument.Alias, Is.EqualTo("Juan Gomez"));
        Assert.That(instrument.Rfc, Is.EqualTo("ND"));
        Assert.That(instrument.SourceBankId, Is.EqualTo(BankCatalogue.FincoPay));
        Assert.That(instrument.OwnerId, Is.EqualTo(_world.Client.Value));
    }

    [Test]
    public void A_customers_instrument_is_owned_by_the_customer()
    {
        var instrument = _world.Do(new RegisterInstrument(
            _world.Client, null, _world.Customer, InstrumentType.Receiver, null, null, Clabe("012180001183597198")));

        Assert.That(instrument.OwnerId, Is.EqualTo(_world.Customer.Value));
    }

    [TestCase(InstrumentType.Receiver)]
    [TestCase(InstrumentType.Sender)]
    [TestCase(InstrumentType.SenderReceiver)]
    public void The_type_is_stored_as_given(InstrumentType type)
    {
        var instrument =
            _world.Do(new RegisterInstrument(_world.Client, null, null, type, null, null, Clabe("012180001183597198")));

        Assert.That(instrument.Type, Is.EqualTo(type));
    }

    [Test]
    public void The_same_clabe_twice_makes_two_instruments()
    {
        var first = _world.Register("012180001183597198", TestBanks.Bbva);
        var second = _world.Register("012180001183597198", TestBanks.Bbva);

        Assert.That(second.Id, Is.Not.EqualTo(first.Id));
    }

    [TestCase("012180001183597192", "check digit")]
    [TestCase("734180123045603216", "check digit")]
    [TestCase("002180700000000008", "prefix of BBVA")]
    public void A_doubtful_clabe_is_taken_with_a_warning(string clabe, string text)
    {
        _world.Register(clabe, TestBanks.Bbva);

        Assert.That(_world.Last<Warned>().Text, Does.Contain(text));
    }

    [Test]
    public void The_card_of_the_documentation_is_taken_with_a_warning()
    {
        _world.Do(Card("5579072268574100"));

        Assert.That(_world.Last<Warned>().Text, Does.Contain("Luhn"));
    }

    [TestCase("012180001183597192")]
    [TestCase("002180700000000008")]
    public void Strict_refuses_a_doubtful_clabe(string clabe)
    {
        _world.With(options => options with { Strict = true });

        _world.Try(new RegisterInstrument(_world.Client, null, null, InstrumentType.Receiver, null, null, Clabe(clabe)))
            .AssertRefused(RefusalCode.InvalidArgument);
    }

    [TestCase("5579072268574109", true)]
    [TestCase("5579072268574101", false)]
    [TestCase("4111111111111112", false)]
    public void Any_other_card_must_pass_luhn(string number, bool isTaken) =>
        Assert.That(_world.Try(Card(number)).IsAccepted, Is.EqualTo(isTaken));

    [TestCase("5579072268574100", false)]
    [TestCase("4111111111111111", true)]
    public void Strict_wants_cards_to_pass_luhn(string number, bool isTaken)
    {
        _world.With(options => options with { Strict = true });

        Assert.That(_world.Try(Card(number)).IsAccepted, Is.EqualTo(isTaken));
    }

    [Test]
    public void A_clean_registration_warns_of_nothing()
    {
        var world = new World(new WorldOptions(), 42, WorldKit.Start, TestBanks.Catalogue);
        var client = world.Execute(new AddClient("Comercio")).Value.Id;

        world.Execute(
            new RegisterInstrument(client, null, null, InstrumentType.Receiver, null, null, Clabe("012180001183597198")));

        Assert.That(world.State.Journal.After(0).Select(entry => entry.Fact).OfType<Warned>(), Is.Empty);
    }

    private static ClabeForm Clabe(string clabe) => new(TestBanks.Bbva, "Juan Gomez", clabe[6..], clabe);

    private RegisterInstrument Card(string number) => new(
        _world.Client, null, null, InstrumentType.Receiver, null, null, new CardForm(TestBanks.Bbva, "Ana Ruiz", number));
}
