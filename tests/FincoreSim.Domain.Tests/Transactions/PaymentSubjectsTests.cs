namespace FincoreSim.Domain.Tests.Transactions;

/// <summary>What a rule can match, by every path that it can be asked for.</summary>
public sealed class PaymentSubjectsTests
{
    private readonly WorldKit _world = new();

    [Test]
    public void A_payment_that_goes_out_goes_by()
    {
        var subject = PaymentSubjects.OfPayment(Asked(_world.External, null));

        Assert.Multiple(() =>
        {
            Assert.That(subject.Transaction, Is.Null);
            Shows(subject, "amount", "1.95");
            Shows(subject, "description", "lorem ipsum");
            Shows(subject, "external_reference", "7654329");
            Shows(subject, "client_id", Id(_world.Client.Value));
            Shows(subject, "owner_id", Id(_world.Client.Value));
            Shows(subject, "sub_category", "SPEI_DEBIT");
            Shows(subject, "from", Central());
            Shows(subject, "to", Id(_world.External.Value), "012180001183597198");
            Shows(subject, "source.clabe", _world.Central.Clabe.Digits);
            Shows(subject, "source.instrument_id", Id(_world.Central.InstrumentId.Value));
            Shows(subject, "destination.holder", "Juan Gomez");
            Shows(subject, "destination.clabe", "012180001183597198");
            Shows(subject, "destination.bank_id", Id(TestBanks.Bbva.Value));
            Assert.That(subject["destination.rfc"], Is.Not.Empty);
            Assert.That(subject["destination.alias"], Is.Not.Empty);
        });
    }

    [Test]
    public void A_transfer_within_goes_by()
    {
        var subject = PaymentSubjects.OfPayment(Asked(_world.Private.InstrumentId, _world.Private));

        Shows(subject, "sub_category", "INT_DEBIT");
        Shows(subject, "to", Id(_world.Private.InstrumentId.Value), _world.Private.Clabe.Digits, Id(_world.Private.Id.Value));
    }

    [Test]
    public void A_card_has_no_clabe() =>
        Assert.That(PaymentSubjects.OfPayment(Asked(_world.Card, null))["destination.clabe"], Is.Empty);

    [Test]
    public void A_deposit_goes_by()
    {
        var deposit = _world.Do(new ReceiveDeposit(_world.Private.Id, new DepositForm
        {
            Amount = Money.Parse("9.99"),
            Concept = "Factura 1",
            NumericReference = "123",
            TrackingKey = "KEY1",
            PayerRfc = "GOMJ800101AB1",
        }));

        var subject = PaymentSubjects.OfDeposit(_world.Private, deposit.Payer!, deposit);

        Assert.Multiple(() =>
        {
            Assert.That(subject.Transaction, Is.EqualTo(deposit.Id));
            Shows(subject, "amount", "9.99");
            Shows(subject, "concept", "Factura 1");
            Shows(subject, "description", "Factura 1");
            Shows(subject, "numeric_reference", "123");
            Shows(subject, "tracking_key", "KEY1");
            Shows(subject, "client_id", Id(_world.Client.Value));
            Shows(subject, "owner_id", Id(_world.Customer.Value));
            Shows(subject, "from", "012180001183597198");
            Shows(subject, "payer.name", "Juan Perez");
            Shows(subject, "payer.account", "012180001183597198");
            Shows(subject, "payer.rfc", "GOMJ800101AB1");
            Shows(subject, "payer.institution", "40012");
            Shows(
                subject, "to",
                Id(_world.Private.Id.Value), Id(_world.Private.InstrumentId.Value), _world.Private.Clabe.Digits);
        });
    }

    [Test]
    public void A_refund_goes_by()
    {
        var deposit = _world.Deposit();

        var subject = PaymentSubjects.OfRefund(deposit, _world.Central, "Devolucion");

        Assert.Multiple(() =>
        {
            Assert.That(subject.Transaction, Is.EqualTo(deposit.Id));
            Shows(subject, "amount", "9.99");
            Shows(subject, "description", "Devolucion");
            Shows(subject, "of", Id(deposit.Id.Value), deposit.TrackingKey);
            Shows(subject, "client_id", Id(_world.Client.Value));
            Assert.That(subject["from"], Does.Contain(_world.Central.Clabe.Digits));
        });
    }

    [Test]
    public void A_webhook_about_a_payment_goes_by()
    {
        var payment = _world.MoneyOut() with { Reason = ReturnReason.CancelledAccount };

        var fields = PaymentSubjects.FieldsOf(_world.World.State, payment, "REJECTED").ToDictionary();

        Assert.Multiple(() =>
        {
            Assert.That(fields["amount"], Is.EqualTo(new[] { "1.95" }));
            Assert.That(fields["sub_category"], Is.EqualTo(new[] { "SPEI_DEBIT" }));
            Assert.That(fields["tracking_key"], Is.EqualTo(new[] { payment.TrackingKey }));
            Assert.That(fields["transaction_id"], Is.EqualTo(new[] { Id(payment.Id.Value) }));
            Assert.That(fields["description"], Is.EqualTo(new[] { "lorem ipsum" }));
            Assert.That(fields["status"], Is.EqualTo(new[] { "REJECTED" }));
            Assert.That(fields["reason"], Is.EqualTo(new[] { "CANCELLED_ACCOUNT" }));
            Assert.That(fields["from"], Does.Contain(_world.Central.Clabe.Digits));
            Assert.That(fields["to"], Does.Contain("012180001183597198"));
        });
    }

    [Test]
    public void A_webhook_about_a_transfer_that_came_in_goes_by()
    {
        _world.Internal();
        var credit = _world.World.State.Transactions.OldestFirst().Single(one => one.SubCategory == TransactionSubCategory.IntCredit);

        var fields = PaymentSubjects.FieldsOf(_world.World.State, credit, "LIQUIDATED").ToDictionary();

        Assert.That(fields["to"], Does.Contain(_world.Private.Clabe.Digits));
        Assert.That(fields["from"], Does.Contain(_world.Central.Clabe.Digits));
        Assert.That(fields.ContainsKey("reason"), Is.False);
    }

    private static string Id(Guid id) => id.ToString();

    private static void Shows(RuleSubject subject, string path, params string[] texts) =>
        Assert.That(subject[path], Is.EquivalentTo(texts), path);

    private string[] Central() =>
        [Id(_world.Central.Id.Value), Id(_world.Central.InstrumentId.Value), _world.Central.Clabe.Digits];

    private AskedPayment Asked(InstrumentId destination, Account? to)
    {
        var instruments = _world.World.State.Instruments;
        var parties = new PaymentParties(
            instruments.Find(_world.Central.InstrumentId)!, _world.Central, instruments.Find(destination)!, to);
        return new AskedPayment(parties, Money.Parse("1.95"), "lorem ipsum", "7654329");
    }
}
