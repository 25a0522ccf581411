namespace FincoreSim.Domain.Tests.Transactions;

public sealed class ReservedValueTests
{
    private readonly WorldKit _world = new();

    public static IEnumerable<string> Reasons => ReturnReason.All.Select(reason => reason.Code);

    [Test]
    public void Every_one_has_a_true_check_digit_and_the_prefix_of_nobody()
    {
        Assert.That(ReservedValues.All.Select(value => value.Clabe.HasValidCheckDigit), Is.All.True);
        Assert.That(ReservedValues.All.Select(value => value.Clabe.BankPrefix), Is.All.EqualTo("999"));
        Assert.That(ReservedValues.All.Select(value => value.Clabe), Is.Unique);
        Assert.That(ReservedValues.All.Select(value => value.Effect).Distinct(), Is.EqualTo(
            new[] { "settles_late", "rejected", "returned", "cep_delayed", "cep_failed", "cep_other_holder" }));
    }

    [Test]
    public void Settles_late()
    {
        var payment = Pay(ReservedValues.All.Single(value => value.Effect == "settles_late"));

        _world.Advance("59s");
        Assert.That(StatusOf(payment), Is.EqualTo(TransactionStatus.Initialized));
        _world.Advance("1s");
        Assert.That(StatusOf(payment), Is.EqualTo(TransactionStatus.Liquidated));
    }

    [TestCaseSource(nameof(Reasons))]
    public void Is_rejected_with(string reason)
    {
        var payment =
            Pay(ReservedValues.All.Single(
                value => value.Description.EndsWith(reason, StringComparison.Ordinal) && value.Effect == "rejected"));

        _world.Advance("2s");

        Assert.That(StatusOf(payment), Is.EqualTo(TransactionStatus.Rejected));
        Assert.That(_world.Of(payment.Id).Reason, Is.EqualTo(ReturnReason.Find(reason)));
        Assert.That(_world.Available(_world.Central), Is.EqualTo("1000.00"));
    }

    [Test]
    public void Comes_back_one_day_after_settling()
    {
        var payment = Pay(ReservedValues.All.Single(value => value.Effect == "returned"));

        _world.Advance("24h1s");
        Assert.That(StatusOf(payment), Is.EqualTo(TransactionStatus.Liquidated));
        _world.Advance("1s");

        Assert.That(StatusOf(payment), Is.EqualTo(TransactionStatus.Refunded));
        Assert.That(_world.Of(payment.Id).Reason, Is.EqualTo(ReturnReason.NonExistentAccount));
        Assert.That(_world.Available(_world.Central), Is.EqualTo("1000.00"));
    }

    [TestCase("cep_delayed", "PENDING 1s, DELAYED 10s, COMPLETED 26h", "Juan Gomez")]
    [TestCase("cep_failed", "PENDING 1s, FAILED 5s", "Juan Gomez")]
    [TestCase("cep_other_holder", "PENDING 1s, COMPLETED 5s", "OTRO TITULAR")]
    public void The_cep_of_a_validation_goes(string effect, string steps, string holder)
    {
        _world.Webhook(WebhookType.Cep);
        var penny = _world.Penny(Instrument(ReservedValues.All.Single(value => value.Effect == effect)));

        _world.Advance("7d");

        var told = _world.Receiver.Received.Select(
            received => $"{WireName<CepStatus>.Of(received.Cep.Status)} {DurationText.Format(received.At - WorldKit.Start)}");
        Assert.That(string.Join(", ", told), Is.EqualTo(steps));
        Assert.That(_world.Of(penny.Id).Cep!.BeneficiaryName, Is.EqualTo(holder));
        Assert.That(StatusOf(penny), Is.EqualTo(TransactionStatus.Liquidated));
    }

    [Test]
    public void Without_magic_values_they_settle_as_any_other()
    {
        _world.With(options => options with { MagicValues = false });
        var payments = ReservedValues.All.Select(Pay).ToArray();

        _world.Advance("2s");

        Assert.That(payments.Select(StatusOf), Is.All.EqualTo(TransactionStatus.Liquidated));
    }

    [Test]
    public void When_payments_end_only_when_told_a_reserved_rejection_still_comes()
    {
        _world.With(options => options with { SpeiSettlesAfter = null });
        var rejected = Pay(ReservedValues.All.First(value => value.Effect == "rejected"));
        var usual = _world.MoneyOut();

        _world.Advance("30d");

        Assert.That(
            (StatusOf(rejected), StatusOf(usual)), Is.EqualTo((TransactionStatus.Rejected, TransactionStatus.Initialized)));
    }

    [Test]
    public void A_clabe_of_ours_that_no_account_has_is_rejected()
    {
        var payment = _world.MoneyOut(destination: _world.Register("734180000000000995", BankCatalogue.FincoPay).Id);
        Assert.That(payment.SubCategory, Is.EqualTo(TransactionSubCategory.SpeiDebit));

        _world.Advance("2s");

        Assert.That(StatusOf(payment), Is.EqualTo(TransactionStatus.Rejected));
        Assert.That(_world.Of(payment.Id).Reason, Is.EqualTo(new ReturnReason("NON_EXISTENT_ACCOUNT", "Cuenta inexistente")));
    }

    private TransactionStatus StatusOf(Transaction payment) => _world.Of(payment.Id).Status;

    private Transaction Pay(ReservedValue value) => _world.MoneyOut(destination: Instrument(value));

    private InstrumentId Instrument(ReservedValue value) => _world.Register(value.Clabe.Digits, TestBanks.Bbva).Id;
}
