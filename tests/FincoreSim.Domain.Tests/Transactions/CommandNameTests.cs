namespace FincoreSim.Domain.Tests.Transactions;

/// <summary>Under which names the journal has what was asked; and what a deposit says that says nothing.</summary>
public sealed class CommandNameTests
{
    private static readonly WorldKit World = new();
    private static TransactionId Payment => default;

    [Test]
    public void Commands_have_these_names()
    {
        Command[] commands =
        [
            new MoneyOut(default, World.Form()), new TransferInternally(default, World.Form()),
            new ValidateByPenny(default, default, default, null, null), new RefundDeposit(default, Payment, null, ""),
            new SendBack(Payment, ""), new ReceiveDeposit(default, new DepositForm { Amount = Money.Penny }),
            new MoveCep(Payment, CepStatus.Pending, null, null, []), new MovePayment(Payment, PaymentMove.Liquidate, null, null),
            new MovePayment(Payment, PaymentMove.Reject, null, null), new MovePayment(Payment, PaymentMove.Return, null, null),
            new RegisterWebhook(default, "", "", WebhookType.Cep), new ChangeWebhook(default, default, null, null, null),
            new DeleteWebhook(default, default), new TakeDeliveries(), new BeginAttempt(default), new ResendDelivery(default),
            new RecordAttempt(default, new AttemptResult()),
        ];

        Assert.That(commands.Select(command => command.Name), Is.EqualTo(new[]
        {
            "money_out", "internal_transaction", "penny_validation", "refund", "send_back", "money_in", "cep", "liquidate",
            "reject", "return",
                "register_webhook", "change_webhook", "delete_webhook", "take_deliveries", "webhook_attempt", "resend_delivery",
                "webhook_answer",
                }));
    }

    [Test]
    public void What_is_not_there_is_named()
    {
        Assert.That(Subject(new MoveCep(Payment, CepStatus.Pending, null, null, [])), Is.EqualTo("Transaction"));
        Assert.That(Subject(new MovePayment(Payment, PaymentMove.Reject, null, null)), Is.EqualTo("Transaction"));
        Assert.That(Subject(new RefundDeposit(World.Client, Payment, "1.00", "")), Is.EqualTo("Transaction"));
        Assert.That(Subject(new ReceiveDeposit(default, new DepositForm { Amount = Money.Penny })), Is.EqualTo("Account"));
        Assert.That(Subject(new BeginAttempt(default)), Is.EqualTo("Delivery"));
        Assert.That(Subject(new RecordAttempt(default, new AttemptResult())), Is.EqualTo("Delivery"));
        Assert.That(Subject(new ResendDelivery(default)), Is.EqualTo("Delivery"));
    }

    [Test]
    public void A_deposit_that_says_nothing_else_is_the_usual_one()
    {
        var deposit = new WorldKit().Deposit("9.99");

        Assert.That(deposit.Description, Is.EqualTo("Deposito de prueba"));
        Assert.That(
            (deposit.Payer!.Name, deposit.Payer.Account, deposit.Payer.Rfc, deposit.Payer.Institution, deposit.Payer.BankId),
            Is.EqualTo(("Juan Perez", "012180001183597198", "ND", "40012", TestBanks.Bbva)));
    }

    private static string? Subject<T>(Command<T> command)
    {
        var refused = new WorldKit().Try(command).Refusal;
        Assert.That(refused?.Code, Is.EqualTo(RefusalCode.NotFound));
        return refused!.Subject;
    }

    [TestCase("beneficiary_name")]
    [TestCase("beneficiary_rfc")]
    [TestCase("reason")]
    [TestCase("reason_description")]
    [TestCase("payer_name")]
    [TestCase("payer_account")]
    [TestCase("payer_rfc")]
    [TestCase("payer_institution")]
    [TestCase("concept")]
    [TestCase("numeric_reference")]
    [TestCase("tracking_key")]
    public void A_text_that_breaks_its_rule_is_named(string name)
    {
        const string Bad = "a\nb";
        string? If(string member) => member == name ? Bad : null;
        var usual = new DepositForm { Amount = Money.Penny };
        var world = new WorldKit();
        Refusal?[] refusals =
        [
            world.Try(
                new MoveCep(world.Penny().Id, CepStatus.Pending, If("beneficiary_name"), If("beneficiary_rfc"), [])).Refusal,
            world.Move(world.MoneyOut(), PaymentMove.Reject,
                new ReturnReason(If("reason") ?? "A", If("reason_description") ?? "b")).Refusal,
            world.Try(new ReceiveDeposit(world.Central.Id, usual with
            {
                PayerName = If("payer_name") ?? usual.PayerName,
                PayerAccount = If("payer_account") ?? usual.PayerAccount,
                PayerRfc = If("payer_rfc") ?? usual.PayerRfc,
                PayerInstitution = If("payer_institution"),
                Concept = If("concept") ?? usual.Concept,
                NumericReference = If("numeric_reference"),
                TrackingKey = If("tracking_key"),
            })).Refusal,
        ];

        var refused = refusals.OfType<Refusal>().Single();

        Assert.That(refused.Code, Is.EqualTo(RefusalCode.InvalidArgument));
        Assert.That(refused.Subject, Does.StartWith($"{name} must "));
    }
}
