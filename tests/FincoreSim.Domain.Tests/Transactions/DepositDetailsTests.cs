using FincoreSim.Domain.Tests.Rules;

namespace FincoreSim.Domain.Tests.Transactions;

/// <summary>What a deposit is made of as it was asked for, and what is told of one that never came in.</summary>
public sealed class DepositDetailsTests
{
    private readonly WorldKit _world = new();

    [Test]
    public void It_is_what_was_asked_for()
    {
        var id = new TransactionId(new Guid("00000000-0000-4000-8000-00000000000b"));
        var at = WorldKit.Start.ToUniversalTime() - TimeSpan.FromDays(3);

        var deposit = _world.Do(new ReceiveDeposit(_world.Central.Id, new DepositForm
        {
            Amount = Money.Parse("9.99"),
            Id = id,
            NumericReference = "4567",
            TrackingKey = "KEY1",
            At = at,
        }));

        Assert.That(
            (deposit.Id, deposit.ExternalReference, deposit.TrackingKey, deposit.CreatedAt, deposit.UpdatedAt),
            Is.EqualTo((id, "4567", "KEY1", at, at)));
    }

    [Test]
    public void To_a_blocked_account_it_is_returned_and_the_journal_says_so()
    {
        _world.Move(_world.Central, AccountMove.Block).AssertAccepted();

        var deposit = _world.Deposit();

        var returned = _world.Last<DepositReturned>();
        Assert.Multiple(() =>
        {
            Assert.That(returned.Kind, Is.EqualTo("deposit_returned"));
            Assert.That(returned.Details.Select(detail => $"{detail.Name}={detail.Text}"), Is.EqualTo(new[]
            {
                $"account={_world.Central.Id.Value}", "account_status=BLOCKED", "amount=9.99", "payer_account=012180001183597198",
                $"tracking_key={deposit.TrackingKey}", "reason=BLOCKED_ACCOUNT",
            }));
            Told("returned", "SPEI returned the deposit, since the account is not active; it never came in");
        });
    }

    [Test]
    public void Refused_by_a_rule_nobody_hears_of_it()
    {
        _world.Arm(RuleKit.On(RuleEvent.MoneyIn, new RefuseEffect(422, "Invalid Amount", "")));

        _world.Deposit();

        Told("refused_by_rule", "a rule refused the deposit before the client could hear of it");
    }

    [Test]
    public void A_refund_that_settles_as_payments_do_settles_by_itself()
    {
        _world.With(options => options with { RefundSettlesLikeSpei = true });
        var refund = _world.Refund(_world.Deposit());
        Assert.That(_world.Of(refund.Id).Status, Is.EqualTo(TransactionStatus.Initialized));

        _world.Advance("2s");

        Assert.That(_world.Of(refund.Id).Status, Is.EqualTo(TransactionStatus.Liquidated));
    }

    [Test]
    public void Of_a_receipt_that_failed_nobody_learns_who_the_beneficiary_is()
    {
        var penny = Pending();
        _world.Move(penny, PaymentMove.Liquidate).AssertAccepted();

        var cep = _world.Do(new MoveCep(penny.Id, CepStatus.Failed, "OTRO TITULAR", "GOMJ800101AB1", [])).Cep!;

        Assert.That((cep.BeneficiaryName, cep.BeneficiaryRfc), Is.EqualTo(("Juan Gomez", (string?)null)));
    }

    [Test]
    public void A_receipt_of_what_has_not_settled_can_be_had_once_it_has() => Assert.That(
        _world.MoveCep(Pending(), CepStatus.Completed).Refusal!.Conflict!.Remedy, Is.EqualTo(new Remedy(RemedyAction.Liquidate)));

    private Transaction Pending()
    {
        var penny = _world.Penny();
        _world.MoveCep(penny, CepStatus.Pending).AssertAccepted();
        return penny;
    }

    private void Told(string reason, string why)
    {
        var details = _world.World.State.Journal.After(0).Select(entry => entry.Fact).OfType<NobodyTold>()
            .First(told => told.Details.Any(detail => detail.Text == "MONEY_IN")).Details.Select(detail => detail.Text);
        Assert.That(details, Does.Contain(reason).And.Contain(why));
    }
}
