namespace FincoreSim.Domain.Tests.Kit;

internal sealed partial class WorldKit
{
    public PaymentForm Form(
        string? amount = "1.95", InstrumentId? source = null, InstrumentId? destination = null,
        string description = "lorem ipsum") =>
        new(source ?? Central.InstrumentId, destination ?? External, "7654329", description, amount, "MXN");

    public Transaction MoneyOut(string amount = "1.95", InstrumentId? destination = null) =>
        Do(new MoneyOut(Client, Form(amount, destination: destination)));

    public Outcome<Transaction> TryMoneyOut(string amount = "1.95", InstrumentId? destination = null) =>
        Try(new MoneyOut(Client, Form(amount, destination: destination)));

    /// <summary>From the centralizing account to the customer's, or to another instrument.</summary>
    public Transaction Internal(string amount = "1.95", InstrumentId? destination = null) =>
        Do(new TransferInternally(Client, Form(amount, destination: destination ?? Private.InstrumentId)));

    public Transaction Penny(InstrumentId? destination = null) =>
        Do(new ValidateByPenny(Client, Central.InstrumentId, destination ?? External, null, null));

    public Transaction Deposit(string amount = "9.99", Account? to = null) =>
        Do(new ReceiveDeposit((to ?? Central).Id, new DepositForm { Amount = Money.Parse(amount) }));

    public Transaction Refund(Transaction deposit) =>
        Do(new RefundDeposit(deposit.ClientId, deposit.Id, deposit.Amount.ToString(), "Devolucion"));

    public Outcome<Transaction> Move(Transaction payment, PaymentMove move, ReturnReason? reason = null) =>
        Try(new MovePayment(payment.Id, move, reason, null));

    public Outcome<Transaction> MoveCep(Transaction penny, CepStatus status) =>
        Try(new MoveCep(penny.Id, status, null, null, []));

    public Outcome<Account> Move(Account account, AccountMove move) => Try(new MoveAccount(account.Id, move));

    public Outcome<Instrument> Move(InstrumentId instrument, InstrumentMove move) => Try(new MoveInstrument(instrument, move));

    public Instrument Register(string clabe, BankId bank) => Do(new RegisterInstrument(
        Client, null, null, InstrumentType.Receiver, null, null, new ClabeForm(bank, "Juan Gomez", clabe[6..], clabe)));

    public Webhook Webhook(WebhookType type, string url = "http://receiver.test/hook", ClientId? client = null) =>
        Do(new RegisterWebhook(client ?? Client, url, "token", type));

    public Outcome<Webhook> SetStatus(Webhook webhook, WebhookStatus status) =>
        Try(new ChangeWebhook(webhook.ClientId, webhook.Id, null, null, status));
}
