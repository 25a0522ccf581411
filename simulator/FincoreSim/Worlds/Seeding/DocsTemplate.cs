using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Worlds;

namespace FincoreSim.Worlds.Seeding;

/// <summary>
/// The demo world: ids, secrets, CLABEs and amounts of the public documentation, so that its examples work when only the
/// host is changed. What is not printed anywhere is ours.
/// </summary>
internal static class DocsTemplate
{
    /// <summary>The client of all examples.</summary>
    public static readonly ClientId Client = new(new Guid("c2d1d1e3-3340-4170-980e-e9269bbbc551"));

    /// <summary>Another client, the one of the internal transfer's answer, for transfers to "another Monato customer".</summary>
    public static readonly ClientId OtherClient = new(new Guid("b000654b-4d12-46e5-b451-662459b6effc"));

    /// <summary>The customer whose instruments the examples register.</summary>
    public static readonly CustomerId Customer = new(new Guid("bb1e8fde-e68e-48e9-a483-d32153c752c2"));

    /// <summary>The customer whose instruments the examples list.</summary>
    public static readonly CustomerId ListedCustomer = new(new Guid("497f6eca-6276-4993-bfeb-53cbbbba6f08"));

    /// <summary>The centralizing account.</summary>
    public static readonly AccountId Central = new(new Guid("24a726ac-180d-48df-82bc-711f2788a46f"));

    /// <summary>Its instrument, the source of the examples.</summary>
    public static readonly InstrumentId CentralInstrument = new(new Guid("709448c3-7cbf-454d-a87e-feb23801269a"));

    /// <summary>The external CLABE that money_out pays.</summary>
    public static readonly InstrumentId External = new(new Guid("d3fdb481-2058-46c8-807d-4eaf866ae1ec"));

    /// <summary>The private account's instrument that the internal transfer pays.</summary>
    public static readonly InstrumentId Internal = new(new Guid("dd7f8d89-94dd-43ca-871b-720fde378b52"));

    /// <summary>The deposit that the guide refunds and reads.</summary>
    public static readonly TransactionId Deposit = new(new Guid("e43171ad-af3b-40e3-913c-24cc386bf5ff"));

    /// <summary>A deposit of 5.00, for the refund example of the API reference as printed.</summary>
    public static readonly TransactionId ReferenceDeposit = new(new Guid("a1392ef1-75f2-457a-8203-d4fd4b435559"));

    /// <summary>The secret of <see cref="Client"/>.</summary>
    public const string Secret = "your_client_secret_here";

    private static readonly BankId Bbva = new(new Guid("1953a92c-11e5-4315-b406-b89dd6b699b4"));
    private static readonly DateTimeOffset Founded = At("2025-03-05T10:27:36.888241-06:00");

    public static void Fill(World world)
    {
        world.Do(new AddClient("Finch Principal", Client, new Credential(
            new CredentialId(new Guid("e981c6d8-4d49-45f2-a7ee-f956dca15500")), Secret, Founded)));
        world.Do(new AddClient("Other Monato Client", OtherClient, new Credential(
            new CredentialId(new Guid("7d3c4f0a-51f5-4c1e-9a42-6a8c0c3b9d10")), "other_client_secret_here", Founded)));
        world.Do(new AddCustomer(Client, "Customer Test-1 Legal", "ND", Customer));
        world.Do(new AddCustomer(Client, "Customer Test-2 Legal", "ND", ListedCustomer));
        OpenAccounts(world);
        world.Do(new RegisterInstrument(
            Client, null, null, InstrumentType.Receiver, "ND", "Proveedor BBVA",
            new ClabeForm(Bbva, "Proveedor Ejemplo SA de CV", "00118359719", "012180001183597198"), External));
        ReceiveDeposits(world);
    }

    private static void OpenAccounts(World world)
    {
        world.Do(new OpenAccount(Client, null, AccountType.CentralizingAccount, Money.Parse("999985.01"), new FixedAccount
        {
            Id = Central,
            InstrumentId = CentralInstrument,
            Clabe = Clabe.Parse("734180000001000004"),
            BankAdapterId = new Guid("5b3a1b67-ab59-4cc1-8fc6-1d558b32b237"),
            Rfc = "XXXA010101000",
            CreatedAt = Founded,
        }));
        world.Do(new OpenAccount(Client, Customer, AccountType.PrivateAccount, Money.Zero, new FixedAccount
        {
            InstrumentId = Internal,
            Clabe = Clabe.Parse("734185000000000822"),
            CreatedAt = Founded,
        }));
        world.Do(new OpenAccount(Client, ListedCustomer, AccountType.PrivateAccount, Money.Zero, new FixedAccount
        {
            Clabe = Clabe.Parse("734185000000000819"),
            CreatedAt = Founded,
        }));
        world.Do(new OpenAccount(OtherClient, null, AccountType.CentralizingAccount, Money.Parse("50000.00"), new FixedAccount
        {
            Clabe = Clabe.Parse("734180000001233635"),
            CreatedAt = Founded,
        }));
    }

    private static void ReceiveDeposits(World world)
    {
        world.Do(new ReceiveDeposit(Central, new DepositForm
        {
            Id = Deposit,
            At = At("2025-05-20T10:57:44.220281-06:00"),
            Amount = Money.Parse("9.99"),
            PayerName = "Client MX",
            PayerAccount = "014910606138059212",
            PayerInstitution = "40012",
            Concept = "Fondeo Redocly CS MoneyIn",
            NumericReference = "2505201",
            TrackingKey = "20250520FINCHARNJK5NHQG",
        }));
        world.Do(new ReceiveDeposit(Central, new DepositForm
        {
            Id = ReferenceDeposit,
            At = At("2025-05-09T18:02:31.979746-06:00"),
            Amount = Money.Parse("5.00"),
            PayerName = "Juan Perez",
            PayerAccount = "137180210044008609",
            PayerInstitution = "40137",
            Concept = "lorem ipsum dolor sit amet",
            NumericReference = "2505091",
            TrackingKey = "50118609TBRNZ00I07219647",
        }));
    }

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.ParseExact(text, "yyyy-MM-ddTHH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture).ToUniversalTime();
}
