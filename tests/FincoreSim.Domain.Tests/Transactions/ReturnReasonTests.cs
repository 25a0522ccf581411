namespace FincoreSim.Domain.Tests.Transactions;

/// <summary>The reasons for which payments come back, and which of several counts.</summary>
public sealed class ReturnReasonTests
{
    private static readonly ReturnReason Other = new("BLOCKED_ACCOUNT", "Cuenta bloqueada");

    private readonly WorldKit _world = new();

    [Test]
    public void These_are_all_with_their_texts() =>
        Assert.That(ReturnReason.All.Select(reason => $"{reason.Code}: {reason.Description}"), Is.EqualTo(new[]
        {
            "CANCELLED_ACCOUNT: Cuenta cancelada",
            "NON_EXISTENT_ACCOUNT: Cuenta inexistente",
            "BLOCKED_ACCOUNT: Cuenta bloqueada",
            "CURRENCY_MISMATCH: Cuenta en otra divisa",
            "ACCOUNT_NOT_AT_INSTITUTION: Cuenta no pertenece al banco receptor",
            "MISSING_INFORMATION: Falta informacion mandatoria para completar el pago",
            "INVALID_CHARACTER: Caracter invalido",
            "BALANCE_LIMIT_EXCEEDED: Excede el limite de saldo autorizado de la cuenta",
            "CREDIT_LIMIT_EXCEEDED: Excede el limite de abonos permitidos en el mes en la cuenta",
            "DUPLICATE_TRACKING_KEY: Clave de rastreo repetida",
        }));

    [TestCase("BLOCKED_ACCOUNT", true)]
    [TestCase("blocked_account", false)]
    [TestCase("", false)]
    public void One_is_found_by_its_code(string code, bool isThere) =>
        Assert.That(ReturnReason.Find(code), Is.EqualTo(isThere ? Other : null));

    [TestCase(PaymentMove.Reject)]
    [TestCase(PaymentMove.Return)]
    public void The_reason_that_is_given_goes_before_the_usual_one(PaymentMove move)
    {
        Assert.That(Moved(move, Other).Reason, Is.EqualTo(Other));
        Assert.That(Moved(move, null).Reason, Is.EqualTo(ReturnReason.CancelledAccount));
    }

    [Test]
    public void What_settles_has_none_whatever_is_given() =>
        Assert.That(_world.Move(_world.MoneyOut(), PaymentMove.Liquidate, Other).Value.Reason, Is.Null);

    [TestCase(null, null, "Devolucion")]
    [TestCase(null, "Of the rule", "Of the rule")]
    [TestCase("Of the answer", null, "Devolucion")]
    [TestCase("Of the answer", "Of the rule", "Of the rule")]
    public void Where_a_rule_makes_an_answer_a_refusal_its_reason_counts_and_not_the_answers(
        string? answered, string? ruled, string expected)
    {
        _world.Webhook(WebhookType.MoneyIn);
        _world.Do(
            new ArmRules([new Rule { Name = "422", When = RuleEvent.Webhook, Then = [new TreatAnswerAsEffect(422, ruled)] }],
                false));
        _world.Receiver.Answer = _ => Receiver.Status(201, answered);
        var deposit = _world.Deposit();

        _world.LetReceiverAnswer();

        Assert.That(_world.Of(_world.Of(deposit.Id).RefundId!.Value).Description, Is.EqualTo(expected));
    }

    [TestCase(null, null, null)]
    [TestCase(null, "GOMJ800101AB1", "GOMJ800101AB1")]
    [TestCase("OTPE800101AB1", "GOMJ800101AB1", "OTPE800101AB1")]
    [TestCase("OTPE800101AB1", null, "OTPE800101AB1")]
    public void Of_a_receipt_the_tax_identifier_that_is_given_counts_then_the_instruments(
        string? given, string? registered, string? expected)
    {
        var destination = _world.Do(new RegisterInstrument(
            _world.Client, null, null, InstrumentType.Receiver, registered, null,
            new ClabeForm(TestBanks.Bbva, "Juan Gomez", "001183597198", "012180001183597198")));
        var penny = _world.Penny(destination.Id);
        _world.Move(penny, PaymentMove.Liquidate).AssertAccepted();
        _world.MoveCep(penny, CepStatus.Pending).AssertAccepted();

        var cep = _world.Do(new MoveCep(penny.Id, CepStatus.Completed, null, given, [])).Cep!;

        Assert.That((cep.BeneficiaryName, cep.BeneficiaryRfc), Is.EqualTo(("Juan Gomez", expected)));
    }

    private Transaction Moved(PaymentMove move, ReturnReason? reason)
    {
        var payment = _world.MoneyOut();
        if (move == PaymentMove.Return)
        {
            _world.Move(payment, PaymentMove.Liquidate).AssertAccepted();
        }

        return _world.Move(payment, move, reason).Value;
    }
}
