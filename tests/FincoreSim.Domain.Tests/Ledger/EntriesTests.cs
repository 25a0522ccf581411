namespace FincoreSim.Domain.Tests.Ledger;

/// <summary>The table of entries: what each happening does to the balances of the account and of SPEI_CLEARING.</summary>
public sealed class EntriesTests
{
    private static readonly WorldOptions Manual = new() { SpeiSettlesAfter = null };

    private readonly WorldKit _world = new(Manual);

    [Test]
    public void An_accepted_payment_is_held() => Changes(
        () => _world.MoneyOut("10.00"),
        account: new(Posted: "0.00", PendingDebits: "10.00", Available: "-10.00"),
        clearing: new(PendingCredits: "10.00"));

    [Test]
    public void Settling_posts_the_hold()
    {
        var payment = _world.MoneyOut("10.00");

        Changes(
            () => _world.Move(payment, PaymentMove.Liquidate),
            account: new(Posted: "-10.00", PendingDebits: "-10.00", Available: "0.00"),
            clearing: new(Posted: "10.00", PendingCredits: "-10.00", Available: "10.00"));
    }

    [Test]
    public void A_rejection_voids_the_hold()
    {
        var payment = _world.MoneyOut("10.00");

        Changes(
            () => _world.Move(payment, PaymentMove.Reject),
            account: new(PendingDebits: "-10.00", Available: "10.00"),
            clearing: new(PendingCredits: "-10.00"));
    }

    [Test]
    public void A_return_brings_the_money_back()
    {
        var payment = _world.MoneyOut("10.00");
        _world.Move(payment, PaymentMove.Liquidate);

        Changes(
            () => _world.Move(payment, PaymentMove.Return),
            account: new(Posted: "10.00", Available: "10.00"),
            clearing: new(Posted: "-10.00", Available: "-10.00"));
    }

    [Test]
    public void Money_in_comes_from_clearing() => Changes(
        () => _world.Deposit("9.99"),
        account: new(Posted: "9.99", Available: "9.99"),
        clearing: new(Posted: "-9.99", Available: "-9.99"));

    [Test]
    public void A_refund_that_was_asked_for_goes_back_to_clearing()
    {
        var deposit = _world.Deposit("9.99");

        Changes(
            () => _world.Refund(deposit),
            account: new(Posted: "-9.99", Available: "-9.99"),
            clearing: new(Posted: "9.99", Available: "9.99"));
    }

    [Test]
    public void A_refund_by_422_goes_back_to_clearing()
    {
        _world.Webhook(WebhookType.MoneyIn);
        _world.Receiver.AnswerAlways(422);
        _world.Deposit("9.99");

        Changes(
            _world.LetReceiverAnswer,
            account: new(Posted: "-9.99", Available: "-9.99"),
            clearing: new(Posted: "9.99", Available: "9.99"));
    }

    [Test]
    public void A_refund_that_settles_like_spei_is_held_first()
    {
        _world.With(options => options with { RefundSettlesLikeSpei = true });
        var deposit = _world.Deposit("9.99");

        Changes(
            () => _world.Refund(deposit),
            account: new(PendingDebits: "9.99", Available: "-9.99"),
            clearing: new(PendingCredits: "9.99"));
    }

    [Test]
    public void An_internal_transfer_posts_from_account_to_account()
    {
        Changes(
            () => _world.Internal("10.00"),
            account: new(Posted: "-10.00", Available: "-10.00"),
            clearing: new());
        Assert.That(_world.Available(_world.Private), Is.EqualTo("10.00"));
    }

    [Test]
    public void Money_out_to_an_account_of_the_world_posts_from_account_to_account()
    {
        Changes(
            () => _world.MoneyOut("10.00", _world.OtherAsSeen),
            account: new(Posted: "-10.00", Available: "-10.00"),
            clearing: new());
        Assert.That(_world.Available(_world.OtherCentral), Is.EqualTo("510.00"));
    }

    [Test]
    public void A_penny_validation_holds_a_penny() => Changes(
        () => _world.Penny(),
        account: new(PendingDebits: "0.01", Available: "-0.01"),
        clearing: new(PendingCredits: "0.01"));

    [Test]
    public void Funding_comes_from_opening()
    {
        Changes(
            () => _world.Do(new FundAccount(_world.Central.Id, Money.Parse("5.00"))),
            account: new(Posted: "5.00", Available: "5.00"),
            clearing: new());
        Assert.That(_world.World.State.Ledger[LedgerAccountId.Opening].Posted.ToString(), Is.EqualTo("-1505.00"));
    }

    [Test]
    public void An_internal_transfer_makes_two_legs()
    {
        var debit = _world.Internal("10.00");

        var credit = _world.Of(debit.OtherLegId!.Value);
        Assert.That((debit.Category, debit.SubCategory, debit.Status), Is.EqualTo(
            (TransactionCategory.InterTrans, TransactionSubCategory.IntDebit, TransactionStatus.Liquidated)));
        Assert.That((credit.Category, credit.SubCategory, credit.Status), Is.EqualTo(
            (TransactionCategory.InterTrans, TransactionSubCategory.IntCredit, TransactionStatus.Liquidated)));
        Assert.That(credit.OtherLegId, Is.EqualTo(debit.Id));
        Assert.That(credit.TrackingKey, Is.EqualTo(debit.TrackingKey));
        Assert.That((debit.AccountId, credit.AccountId), Is.EqualTo((_world.Central.Id, _world.Private.Id)));
    }

    [Test]
    public void Exactly_what_is_available_can_be_spent_and_not_a_cent_more()
    {
        _world.TryMoneyOut("1000.01").AssertRefused(RefusalCode.InsufficientFunds);
        _world.TryMoneyOut("1000.00").AssertAccepted();
        _world.TryMoneyOut("0.01").AssertRefused(RefusalCode.InsufficientFunds);
    }

    private void Changes(Action happening, Balance account, Balance clearing)
    {
        var before = (Account: Read(LedgerAccountId.Of(_world.Central.Id)), Clearing: Read(LedgerAccountId.SpeiClearing));

        happening();

        Assert.That(Read(LedgerAccountId.Of(_world.Central.Id)) - before.Account, Is.EqualTo(account), "account");
        Assert.That(Read(LedgerAccountId.SpeiClearing) - before.Clearing, Is.EqualTo(clearing), "SPEI_CLEARING");
        _world.AssertInvariants();
    }

    private void Changes(Func<object> happening, Balance account, Balance clearing) =>
        Changes(new Action(() => happening()), account, clearing);

    private Balance Read(LedgerAccountId id)
    {
        var account = _world.World.State.Ledger[id];
        return new(
            account.Posted.ToString(), account.PendingDebits.ToString(), account.PendingCredits.ToString(),
            account.Available.ToString());
    }

    private sealed record Balance(
        string Posted = "0.00", string PendingDebits = "0.00", string PendingCredits = "0.00", string Available = "0.00")
    {
        public static Balance operator -(Balance left, Balance right) => new(
            Minus(left.Posted, right.Posted), Minus(left.PendingDebits, right.PendingDebits),
            Minus(left.PendingCredits, right.PendingCredits), Minus(left.Available, right.Available));

        private static string Minus(string left, string right) => (Money.Parse(left) - Money.Parse(right)).ToString();
    }
}
