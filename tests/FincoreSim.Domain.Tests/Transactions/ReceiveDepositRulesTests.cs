namespace FincoreSim.Domain.Tests.Transactions;

public enum DepositFault
{
    AccountUnknown,
    AccountNotActive,
    AmountNotPositive,
    Text,
    TrackingKeyUsed,
    NoRoom,
}

public sealed class ReceiveDepositRulesTests : RuleLadder<ReceiveDepositRulesTests, DepositFault>, IRuleTable<DepositFault>
{
    public static ImmutableArray<RuleRow<DepositFault>> Table { get; } =
    [
        new(DepositFault.AccountUnknown, RefusalCode.NotFound, "Account"),
        new(DepositFault.AccountNotActive, RefusalCode.StateNotAllowed, "account"),
        new(DepositFault.AmountNotPositive, RefusalCode.AmountNotPositive),
        new(DepositFault.Text, RefusalCode.InvalidArgument, "concept must have at most 40 characters, not 41"),
        new(DepositFault.TrackingKeyUsed, RefusalCode.TrackingKeyExists,
            "tracking_key USED1 of bank 40012 on the operating day 2026-03-02"),
        new(DepositFault.NoRoom, RefusalCode.LimitReached, "transactions"),
    ];

    [TestCase(AccountMove.Block, "BLOCKED", RemedyAction.UnblockAccount)]
    [TestCase(AccountMove.Suspend, "SUSPENDED", RemedyAction.ActivateAccount)]
    public void Tells_the_way_to_make_the_account_active(AccountMove move, string current, RemedyAction action)
    {
        var world = new WorldKit();
        world.Move(world.Central, move);

        var refused = world.Try(
            new ReceiveDeposit(world.Central.Id, new DepositForm { Amount = Money.Penny, IsRefusedWhenInactive = true }));

        refused.AssertConflict(current, "ACTIVE");
        Assert.That(refused.Refusal!.Conflict!.Remedy, Is.EqualTo(new Remedy(action, world.Central.Id.Value.ToString())));
    }

    [TestCase(AccountMove.Block)]
    [TestCase(AccountMove.Suspend)]
    public void Otherwise_spei_returns_it_and_nothing_of_the_world_changes(AccountMove move)
    {
        var world = new WorldKit();
        world.Move(world.Central, move);
        var before = (world.Available(world.Central), world.World.State.Transactions.Count,
            world.World.State.Deliveries.All.Count());

        var returned = world.Do(new ReceiveDeposit(world.Central.Id, new DepositForm { Amount = Money.Penny }));

        Assert.That((returned.Status, returned.Reason), Is.EqualTo((TransactionStatus.Refunded, ReturnReason.BlockedAccount)));
        Assert.That(
            (world.Available(world.Central), world.World.State.Transactions.Count, world.World.State.Deliveries.All.Count()),
            Is.EqualTo(before));
        Assert.That(world.World.CheckInvariants().All(invariant => invariant.Holds));
    }

    [TestCase("012180001183597198", null, "40012")]
    [TestCase("002180700000000001", null, "40002")]
    [TestCase("5579072268574100", null, "40012")]
    [TestCase("555180700000000001", null, "40012")]
    [TestCase("012180001183597198", "40002", "40002")]
    [TestCase("012180001183597198", "99999", "99999")]
    public void The_payers_bank_is_the_one_named_or_that_of_the_clabe(string account, string? institution, string expected)
    {
        var world = new WorldKit();

        var deposit = world.Do(new ReceiveDeposit(
            world.Central.Id, new DepositForm { Amount = Money.Penny, PayerAccount = account, PayerInstitution = institution }));

        Assert.That(deposit.Payer!.Institution, Is.EqualTo(expected));
        Assert.That(deposit.BankId, Is.EqualTo(TestBanks.Catalogue.OfCode(expected)?.Id ?? default));
    }

    [Test]
    public void The_payer_who_says_nothing_of_itself_has_a_true_clabe_at_bbva()
    {
        var clabe = Clabe.Parse(new DepositForm { Amount = Money.Penny }.PayerAccount);

        Assert.That(clabe.HasValidCheckDigit, Is.True);
        Assert.That(TestBanks.Catalogue.OfClabe(clabe)?.Id, Is.EqualTo(TestBanks.Bbva));
    }

    private protected override Refusal? Ask(WorldKit world, HashSet<DepositFault> broken)
    {
        var usual = new DepositForm { Amount = Money.Penny, TrackingKey = "USED1", IsRefusedWhenInactive = true };
        if (broken.Contains(DepositFault.TrackingKeyUsed))
        {
            world.Do(new ReceiveDeposit(world.Central.Id, usual));
        }

        if (broken.Contains(DepositFault.AccountNotActive))
        {
            world.Move(world.Central, AccountMove.Block);
        }

        if (broken.Contains(DepositFault.NoRoom))
        {
            world.With(options => options with { Limits = options.Limits with { Transactions = 0 } });
        }

        var account = broken.Contains(DepositFault.AccountUnknown) ? new AccountId(Guid.Empty) : world.Central.Id;
        var amount = broken.Contains(DepositFault.AmountNotPositive) ? Money.Zero : Money.Penny;
        var concept = broken.Contains(DepositFault.Text) ? new string('x', 41) : "Renta";
        return world.Try(new ReceiveDeposit(account, usual with { Amount = amount, Concept = concept })).Refusal;
    }
}
