namespace FincoreSim.Domain.Tests.Transactions;

/// <summary>A tracking key comes in once for a bank and an operating day, unless a duplicate is what is wanted.</summary>
public sealed class DepositKeyTests
{
    private readonly WorldKit _world = new();

    [Test]
    public void The_same_key_of_the_same_bank_on_the_same_day_is_refused_and_changes_nothing()
    {
        Deposit().AssertAccepted();
        var before = _world.Fingerprint();

        Deposit().AssertRefused(RefusalCode.TrackingKeyExists);

        Assert.That(_world.Fingerprint(), Is.EqualTo(before));
    }

    [Test]
    public void Another_bank_another_key_another_day_or_a_duplicate_on_purpose_is_not()
    {
        Deposit().AssertAccepted();

        Deposit(form => form with { PayerInstitution = "40002" }).AssertAccepted();
        Deposit(form => form with { TrackingKey = "key1" }).AssertAccepted();
        Deposit(form => form with { IsDuplicate = true }).AssertAccepted();
        Deposit(form => form with { TrackingKey = null }).AssertAccepted();
        _world.Advance("9h");
        Deposit().AssertAccepted();
        Deposit().AssertRefused(RefusalCode.TrackingKeyExists);
    }

    [Test]
    public void Another_account_or_client_does_not_make_it_another_key()
    {
        Deposit().AssertAccepted();

        Deposit(to: _world.OtherCentral).AssertRefused(RefusalCode.TrackingKeyExists);
    }

    [Test]
    public void The_bank_may_be_known_by_the_account_alone()
    {
        Deposit(form => form with { PayerAccount = "002180000000000000" }).AssertAccepted();

        Deposit(form => form with { PayerInstitution = "40002" }).AssertRefused(RefusalCode.TrackingKeyExists);
    }

    [Test]
    public void A_key_that_was_made_here_counts_too()
    {
        var made = _world.Deposit().TrackingKey;

        Deposit(form => form with { TrackingKey = made }).AssertRefused(RefusalCode.TrackingKeyExists);
    }

    [Test]
    public void Keys_of_days_that_are_over_are_not_kept()
    {
        for (var day = 0; day < 10; day++)
        {
            Enumerable.Range(0, 5).ToList().ForEach(_ => _world.Deposit("0.01"));
            Assert.That(_world.World.State.DepositKeys.Count, Is.EqualTo(5));
            _world.Advance("24h");
        }
    }

    [Test]
    public void A_fork_has_its_own()
    {
        var fork = _world.World.Fork();
        Deposit().AssertAccepted();

        Assert.That(fork.Execute(new ReceiveDeposit(_world.Central.Id, Form)).IsAccepted, Is.True);
        Assert.That(fork.Fork().Execute(new ReceiveDeposit(_world.Central.Id, Form)).Refusal?.Code,
            Is.EqualTo(RefusalCode.TrackingKeyExists));
    }

    private static DepositForm Form { get; } = new() { Amount = Money.Penny, TrackingKey = "KEY1" };

    private Outcome<Transaction> Deposit(Func<DepositForm, DepositForm>? change = null, Account? to = null) =>
        _world.Try(new ReceiveDeposit((to ?? _world.Central).Id, change is null ? Form : change(Form)));
}
