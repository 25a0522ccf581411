namespace FincoreSim.Domain.Tests.Transactions;

/// <summary>The two legs of a transfer book to book: each is its own client's, and knows the other.</summary>
public sealed class InternalTransferLegsTests
{
    private readonly WorldKit _world = new();

    [TestCase(true)]
    [TestCase(false)]
    public void The_payers_leg_names_what_the_payer_registered_and_the_other_the_account_itself(bool isMoneyOut)
    {
        var debit = Pay(isMoneyOut, _world.OtherAsSeen);

        AssertLegs(debit, _world.OtherAsSeen, _world.OtherCentral);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Between_accounts_of_one_client_both_name_the_account(bool isMoneyOut)
    {
        var debit = Pay(isMoneyOut, _world.Private.InstrumentId);

        AssertLegs(debit, _world.Private.InstrumentId, _world.Private);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void A_clabe_of_ones_own_that_is_registered_again_is_that_of_the_account(bool isMoneyOut)
    {
        var again = _world.Register(_world.Private.Clabe.Digits, BankCatalogue.FincoPay).Id;

        var debit = Pay(isMoneyOut, again);

        AssertLegs(debit, again, _world.Private);
    }

    private Transaction Pay(bool isMoneyOut, InstrumentId to) =>
        isMoneyOut ? _world.MoneyOut(destination: to) : _world.Internal(destination: to);

    private void AssertLegs(Transaction debit, InstrumentId named, Account to)
    {
        var credit = _world.Of(debit.OtherLegId!.Value);
        Assert.That((debit.ClientId, debit.AccountId, debit.BankId),
            Is.EqualTo((_world.Client, _world.Central.Id, BankCatalogue.FincoPay)));
        Assert.That(debit.SourceInstrumentId, Is.EqualTo(_world.Central.InstrumentId));
        Assert.That(debit.DestinationInstrumentId, Is.EqualTo(named));
        Assert.That(
            (debit.Category, debit.SubCategory, debit.Status),
            Is.EqualTo((TransactionCategory.InterTrans, TransactionSubCategory.IntDebit, TransactionStatus.Liquidated)));
        Assert.That((debit.Description, debit.ExternalReference, debit.Amount),
            Is.EqualTo(("lorem ipsum", "7654329", Money.Parse("1.95"))));
        Assert.That(credit.Id, Is.Not.EqualTo(debit.Id));
        Assert.That(credit, Is.EqualTo(debit with
        {
            Id = credit.Id,
            ClientId = to.ClientId,
            AccountId = to.Id,
            SubCategory = TransactionSubCategory.IntCredit,
            DestinationInstrumentId = to.InstrumentId,
            OtherLegId = debit.Id,
        }));
        Assert.That((_world.Available(_world.Central), _world.Available(to)),
            Is.EqualTo(("998.05", to == _world.Private ? "1.95" : "501.95")));
    }
}
