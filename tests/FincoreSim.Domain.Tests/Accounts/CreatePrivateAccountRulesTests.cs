namespace FincoreSim.Domain.Tests.Accounts;

public enum PrivateAccountFault
{
    Bank,
    OwnerUnknown,
    OwnerOfAnother,
    ParentUnknown,
    ParentOfAnother,
    ParentNotCentralizing,
    NoRoom,
}

public sealed class CreatePrivateAccountRulesTests
    : RuleLadder<CreatePrivateAccountRulesTests, PrivateAccountFault>, IRuleTable<PrivateAccountFault>
{
    public static ImmutableArray<RuleRow<PrivateAccountFault>> Table { get; } =
    [
        new(PrivateAccountFault.Bank, RefusalCode.InvalidArgument, "bank_id"),
        new(PrivateAccountFault.OwnerUnknown, RefusalCode.InvalidArgument, "owner_id"),
        new(PrivateAccountFault.OwnerOfAnother, RefusalCode.InvalidArgument, "owner_id"),
        new(PrivateAccountFault.ParentUnknown, RefusalCode.InvalidArgument, "account_id"),
        new(PrivateAccountFault.ParentOfAnother, RefusalCode.InvalidArgument, "account_id"),
        new(PrivateAccountFault.ParentNotCentralizing, RefusalCode.InvalidArgument, "account_id"),
        new(PrivateAccountFault.NoRoom, RefusalCode.LimitReached, "accounts"),
    ];

    [TestCase(true, "734185")]
    [TestCase(false, "734180")]
    public void The_plaza_tells_customers_from_clients(bool isCustomers, string prefix)
    {
        var world = new WorldKit();
        var owner = isCustomers ? world.Customer.Value : world.Client.Value;

        var account =
            world.Do(new CreatePrivateAccount(world.Client, BankCatalogue.FincoPayTwin, owner, Guid.Empty, world.Central.Id));

        Assert.That(account.Clabe.Digits, Does.StartWith(prefix));
        Assert.That(account.Clabe.HasValidCheckDigit, Is.True);
        Assert.That(account.OwnerId, Is.EqualTo(owner));
        Assert.That(account.OwnerType, Is.EqualTo(isCustomers ? OwnerType.Customer : OwnerType.Client));
        Assert.That(account.ParentId, Is.EqualTo(world.Central.Id));
        Assert.That(world.Available(account), Is.EqualTo("0.00"));
    }

    [Test]
    public void It_comes_with_an_instrument_of_its_clabe()
    {
        var world = new WorldKit();

        var instrument = world.World.State.Instruments.Find(world.Private.InstrumentId)!;

        Assert.That(instrument.Type, Is.EqualTo(InstrumentType.SenderReceiver));
        Assert.That(((ClabeDetail)instrument.Detail).Clabe, Is.EqualTo(world.Private.Clabe));
        Assert.That(((ClabeDetail)instrument.Detail).AccountNumber, Is.EqualTo(world.Private.Clabe.Digits[6..]));
        Assert.That(instrument.OwnerId, Is.EqualTo(world.Customer.Value));
        Assert.That(instrument.Alias, Is.EqualTo("InternalAccount"));
        Assert.That(world.World.State.AccountOf(world.Private.Clabe)?.Id, Is.EqualTo(world.Private.Id));
    }

    private protected override Refusal? Ask(WorldKit world, HashSet<PrivateAccountFault> broken)
    {
        if (broken.Contains(PrivateAccountFault.NoRoom))
        {
            world.With(
                options => options with { Limits = options.Limits with { Registrations = world.World.State.Accounts.Count } });
        }

        var bank = broken.Contains(PrivateAccountFault.Bank) ? TestBanks.Bbva : BankCatalogue.FincoPay;
        return world.Try(
            new CreatePrivateAccount(world.Client, bank, OwnerOf(world, broken), Guid.Empty, ParentOf(world, broken))).Refusal;
    }

    private static Guid OwnerOf(WorldKit world, HashSet<PrivateAccountFault> broken) => broken switch
    {
        _ when broken.Contains(PrivateAccountFault.OwnerUnknown) => Guid.Empty,
        _ when broken.Contains(PrivateAccountFault.OwnerOfAnother) => world.Other.Value,
        _ => world.Customer.Value,
    };

    private static AccountId ParentOf(WorldKit world, HashSet<PrivateAccountFault> broken) => broken switch
    {
        _ when broken.Contains(PrivateAccountFault.ParentUnknown) => new AccountId(Guid.Empty),
        _ when broken.Contains(PrivateAccountFault.ParentOfAnother) => world.OtherCentral.Id,
        _ when broken.Contains(PrivateAccountFault.ParentNotCentralizing) => world.Private.Id,
        _ => world.Central.Id,
    };
}
