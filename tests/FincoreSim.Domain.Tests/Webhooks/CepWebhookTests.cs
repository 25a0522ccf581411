namespace FincoreSim.Domain.Tests.Webhooks;

public sealed class CepWebhookTests
{
    private readonly WorldKit _world = new();

    [Test]
    public void A_validation_is_told_pending_and_then_completed()
    {
        _world.Webhook(WebhookType.Cep);
        var penny = _world.Penny();
        Assert.That(penny.Cep!.Status, Is.EqualTo(CepStatus.Initialized));

        _world.Advance("1h");

        Assert.That(
            _world.Receiver.Received.Select(received => ((received.At - WorldKit.Start).TotalSeconds, received.Cep.Status)),
            Is.EqualTo(new[] { (1.0, CepStatus.Pending), (5.0, CepStatus.Completed) }));
    }

    [Test]
    public void The_bodies_tell_the_registered_holder_first_and_the_receipts_when_completed()
    {
        _world.Webhook(WebhookType.Cep);
        var penny = _world.Penny();

        _world.Advance("5s");

        var pending = _world.Receiver.Received[0].Cep;
        var completed = _world.Receiver.Received[1].Cep;
        Assert.That((pending.BeneficiaryName, pending.BeneficiaryRfc, pending.ProcessedAt),
            Is.EqualTo(("Juan Gomez", (string?)null, (DateTimeOffset?)null)));
        Assert.That(completed.BeneficiaryName, Is.EqualTo("Juan Gomez"));
        Assert.That(completed.BeneficiaryRfc, Is.Null, "ND is no tax identifier");
        Assert.That(completed.ProcessedAt, Is.EqualTo(WorldKit.Start.AddSeconds(5)));
        Assert.That(((CepNotice)_world.Receiver.Received[1].Notice).Beneficiary.Digits, Is.EqualTo("012180001183597198"));
        Assert.That(completed.ValidationId, Is.EqualTo(penny.Cep!.ValidationId));
    }

    [Test]
    public void A_known_tax_identifier_is_told()
    {
        _world.Webhook(WebhookType.Cep);
        var destination = _world.Do(new RegisterInstrument(
            _world.Client, null, null, InstrumentType.Receiver, "GOMJ800101AB1", null,
            new ClabeForm(TestBanks.Bbva, "Juan Gomez", "001183597198", "012180001183597198")));
        _world.Penny(destination.Id);

        _world.Advance("5s");

        Assert.That(_world.Receiver.Received[1].Cep.BeneficiaryRfc, Is.EqualTo("GOMJ800101AB1"));
    }

    [Test]
    public void With_a_delay_it_is_told_in_between()
    {
        _world.With(options => options with { CepDelayedAfter = TimeSpan.FromSeconds(3) });
        _world.Webhook(WebhookType.Cep);
        _world.Penny();

        _world.Advance("1h");

        Assert.That(_world.Receiver.Received.Select(received => received.Cep.Status), Is.EqualTo(
            new[] { CepStatus.Pending, CepStatus.Delayed, CepStatus.Completed }));
    }

    [Test]
    public void A_failed_one_has_an_end_and_the_registered_holder()
    {
        _world.Webhook(WebhookType.Cep);
        var penny = _world.Penny();
        _world.MoveCep(penny, CepStatus.Pending);
        _world.MoveCep(penny, CepStatus.Failed);
        _world.LetReceiverAnswer();

        var failed = _world.Receiver.Received[1].Cep;
        Assert.That((failed.Status, failed.BeneficiaryName, failed.ProcessedAt),
            Is.EqualTo((CepStatus.Failed, "Juan Gomez", (DateTimeOffset?)_world.Now)));
    }

    [Test]
    public void A_money_out_of_one_cent_is_no_validation_where_the_switch_says_so()
    {
        _world.With(options => options with { CepOnMoneyOut = false });
        _world.Webhook(WebhookType.Cep);
        _world.MoneyOut("0.01");

        _world.Advance("1h");

        Assert.That(_world.Receiver.Received, Is.Empty);
    }

    [Test]
    public void A_validation_of_an_account_of_the_world_succeeds()
    {
        _world.Webhook(WebhookType.Cep);
        var penny = _world.Penny(_world.Private.InstrumentId);

        _world.Advance("5s");

        Assert.That(_world.Of(penny.Id).Status, Is.EqualTo(TransactionStatus.Liquidated));
        Assert.That(_world.Receiver.Received[^1].Cep.BeneficiaryName, Is.EqualTo("Maria Lopez"));
    }
}
