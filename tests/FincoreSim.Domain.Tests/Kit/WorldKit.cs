namespace FincoreSim.Domain.Tests.Kit;

/// <summary>
/// A small world with a frozen clock: one client with a centralizing account of 1000.00, a customer with a private account,
/// an external CLABE and a card; and a second client with 500.00.
/// </summary>
internal sealed partial class WorldKit
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(-6));

    public static readonly InstrumentId UnknownInstrument = new(Guid.Parse("00000000-0000-4000-8000-000000000001"));

    public WorldKit(WorldOptions? options = null, long seed = 42)
    {
        World = new World(options ?? new WorldOptions(), seed, Start.ToUniversalTime(), TestBanks.Catalogue);
        Clock = new VirtualClock(new ManualTime(Start), ClockMode.Frozen, Start);
        Gate = new WorldGate(World, Clock);
        Client = Do(new AddClient("Comercio")).Id;
        Customer = Do(new AddCustomer(Client, "Maria Lopez", "LOMM800101AB1")).Id;
        Central = Do(new OpenAccount(Client, null, AccountType.CentralizingAccount, Money.Parse("1000.00")));
        Private = Do(new CreatePrivateAccount(Client, BankCatalogue.FincoPay, Customer.Value, Central.BankAdapterId, Central.Id));
        External = Register("012180001183597198", TestBanks.Bbva).Id;
        Card = Do(new RegisterInstrument(
            Client, null, null, InstrumentType.Receiver, null, null,
            new CardForm(TestBanks.Bbva, "Ana Ruiz", "5579072268574100"))).Id;
        Other = Do(new AddClient("Otro comercio")).Id;
        OtherCentral = Do(new OpenAccount(Other, null, AccountType.CentralizingAccount, Money.Parse("500.00")));
        OtherAsSeen = Register(OtherCentral.Clabe.Digits, BankCatalogue.FincoPay).Id;
    }

    public World World { get; }

    public VirtualClock Clock { get; }

    public WorldGate Gate { get; }

    public Receiver Receiver { get; } = new();

    public ClientId Client { get; }

    public CustomerId Customer { get; }

    public Account Central { get; }

    /// <summary>A private account of the customer, empty.</summary>
    public Account Private { get; }

    /// <summary>A CLABE at BBVA.</summary>
    public InstrumentId External { get; }

    public InstrumentId Card { get; }

    public ClientId Other { get; }

    public Account OtherCentral { get; }

    /// <summary>The other client's account, registered by the first client.</summary>
    public InstrumentId OtherAsSeen { get; }

    public DateTimeOffset Now => World.Now;

    public Outcome<T> Try<T>(Command<T> command) => Gate.Execute(command);

    public T Do<T>(Command<T> command) => Try(command).Value;

    public void With(Func<WorldOptions, WorldOptions> change) =>
        Gate.Execute<WorldOptions>(world => new ChangeOptions(change(world.State.Options)) { Origin = Origin.Control });

    public Transaction Of(TransactionId id) => World.State.Transactions.Find(id)!;

    public Account Of(AccountId id) => World.State.Accounts.Find(id)!;

    public Delivery Of(DeliveryId id) => World.State.Deliveries.Find(id)!;

    /// <summary>What can be spent from an account, as text.</summary>
    public string Available(Account account) => World.State.Ledger[account.Id].Available.ToString();

    public string Fingerprint() => Domain.Worlds.Fingerprint.Of(World.State);

    /// <summary>The last journal entry's fact of a kind.</summary>
    public T Last<T>()
        where T : Fact => World.State.Journal.After(0).Select(entry => entry.Fact).OfType<T>().Last();

    /// <summary>Moves the clock by a duration and settles: runs what is due and lets the receiver answer what is sent.</summary>
    public IReadOnlyList<RanItem> Advance(string duration) => AdvanceTo(Now + Duration(duration));

    public static TimeSpan Duration(string text) =>
        DurationText.TryParse(text, out var duration) ? duration : throw new FormatException(text);

    public IReadOnlyList<RanItem> AdvanceTo(DateTimeOffset until)
    {
        var ran = new List<RanItem>();
        do
        {
            LetReceiverAnswer();
        }
        while (!Gate.RunUntil(until.ToUniversalTime(), ran));

        return ran;
    }

    /// <summary>Sends what can be sent now, and records the receiver's answers, until nothing is left.</summary>
    public void LetReceiverAnswer()
    {
        while (World.State.Deliveries.CanStart)
        {
            foreach (var dispatch in Do(new TakeDeliveries()))
            {
                Do(new RecordAttempt(dispatch.Delivery.Id, Receiver.Take(dispatch, Now)));
            }
        }
    }

    public void AssertInvariants() =>
        Assert.That(World.CheckInvariants().Where(invariant => !invariant.Holds).Select(invariant => invariant.Name), Is.Empty);
}
