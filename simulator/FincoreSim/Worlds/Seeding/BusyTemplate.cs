using System.Diagnostics.CodeAnalysis;
using Bogus;
using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Banks;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Worlds;

namespace FincoreSim.Worlds.Seeding;

/// <summary>
/// A world with a past: five customers, forty instruments and the thirty days before its first instant, made of Bogus's
/// Mexican names with the world's seed.
/// </summary>
internal static class BusyTemplate
{
    private const int Customers = 5;
    private const int Beneficiaries = 34;
    private const int PaymentsPerDay = 6;

    /// <summary>How long before its first instant the world begins.</summary>
    public static readonly TimeSpan Past = TimeSpan.FromDays(30);

    /// <summary>Fills a world that begins <see cref="Past"/> before <paramref name="end"/>: 6 own accounts and 34 beneficiaries
    /// make the forty instruments. The names of companies are put together by methods that Bogus finds by name.</summary>
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicMethods, typeof(Bogus.DataSets.Name))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicMethods, typeof(Bogus.DataSets.Company))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicProperties, typeof(Faker))]
    public static void Fill(World world, DateTimeOffset end)
    {
        var people = new Faker("es_MX") { Random = new Randomizer(world.State.Seed.GetHashCode()) };
        var client = world.Do(new AddClient(people.Company.CompanyName()));
        var accounts = new List<Account>
        {
            world.Do(new OpenAccount(client.Id, null, AccountType.CentralizingAccount, Money.Parse("250000.00")))
        };
        for (var index = 0; index < Customers; index++)
        {
            var customer = world.Do(new AddCustomer(client.Id, people.Name.FullName(), "ND"));
            accounts.Add(world.Do(new OpenAccount(client.Id, customer.Id, AccountType.PrivateAccount, Money.Zero)));
        }

        var beneficiaries = Enumerable.Range(0, Beneficiaries).Select(index => Beneficiary(world, people, client.Id, index))
            .ToArray();
        while (world.Now < end)
        {
            LiveDay(world, people, accounts, beneficiaries);
            Pass(world, TimeSpan.FromDays(1) < end - world.Now ? world.Now + TimeSpan.FromDays(1) : end);
        }
    }

    private static Instrument Beneficiary(World world, Faker people, ClientId client, int index)
    {
        var banks = world.State.Banks.All.Where(bank => bank.Bim is not (Clabe.MonatoPrefix or "977")).ToArray();
        var bank = people.PickRandom(banks);
        var clabe = Clabe.Create(bank.Bim, "180", people.Random.Long(1, 99_999_999_999));
        var name = people.Name.FullName();
        return world.Do(new RegisterInstrument(
            client, null, null, InstrumentType.Receiver, null, $"Beneficiario {index + 1}",
            new ClabeForm(bank.Id, name, clabe.AccountNumber, clabe.Digits)));
    }

    private static void LiveDay(World world, Faker people, List<Account> accounts, Instrument[] beneficiaries)
    {
        var central = accounts[0];
        for (var index = 0; index < PaymentsPerDay; index++)
        {
            Pass(world, world.Now + TimeSpan.FromMinutes(people.Random.Int(5, 90)));
            var amount = new Money(people.Random.Long(1_000, 250_000));
            switch (people.Random.Int(0, 3))
            {
                case 0:
                    world.Do(new ReceiveDeposit(people.PickRandom(accounts).Id, new DepositForm
                    {
                        Amount = amount,
                        PayerName = people.Name.FullName(),
                        Concept = $"Factura {people.Random.Int(1000, 9999)}",
                    }));
                    break;
                case 1:
                    Pay(world, central, people.PickRandom(accounts.Skip(1).ToArray()).InstrumentId, amount, "Traspaso");
                    break;
                default:
                    Pay(world, central, people.PickRandom(beneficiaries).Id, amount, $"Pago {people.Random.Int(1000, 9999)}");
                    break;
            }
        }
    }

    /// <summary>A payment may be more than there is; then the past simply has one fewer.</summary>
    private static void Pay(World world, Account from, InstrumentId to, Money amount, string concept)
    {
        var form = new PaymentForm(from.InstrumentId, to, "1234567", concept, amount.ToString(), Transaction.Currency);
        if (world.State.Ledger[from.Id].Available >= amount)
        {
            world.Do(new MoneyOut(from.ClientId, form));
        }
    }

    private static void Pass(World world, DateTimeOffset until)
    {
        while (world.RunNextDue(until) is not null)
        {
            // What was due ran at its own instant.
        }

        world.MoveTo(until);
    }
}
