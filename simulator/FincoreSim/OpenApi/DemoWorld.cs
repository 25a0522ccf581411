using FincoreSim.Domain.Banks;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Domain.Worlds;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.OpenApi;

/// <summary>
/// A demo world of the documents' own, in which what their examples show has happened. The same every time: its clock
/// stands still and its seed is fixed. Nothing is sent from it, since nobody drives it.
/// </summary>
internal sealed class DemoWorld
{
    private static readonly DateTimeOffset Start = new(2026, 2, 24, 16, 30, 15, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 2, 24);

    public DemoWorld()
    {
        World = WorldTemplate.Docs.Build(Options with { ReportsEnabled = true }, seed: 1, Start);
        Webhooks =
        [
            .. Enum.GetValues<WebhookType>().Select(type => World.Do(new RegisterWebhook(
                DocsTemplate.Client, $"https://example.com/{WireName<WebhookType>.Of(type).ToLowerInvariant()}",
                "secretToken0123", type))),
        ];
        Card = World.Do(new RegisterInstrument(
            DocsTemplate.Client, BankCatalogue.FincoPay, DocsTemplate.Customer, InstrumentType.Receiver, "XAXX010101000",
            "Tarjeta ABC123",
            new CardForm(World.State.Banks.OfCode("40002")!.Id, "Pedro Navajas Dos", "5579072268574100")));
        MoneyOut = World.Do(new MoneyOut(DocsTemplate.Client, Form(DocsTemplate.External, "1.95")));
        Transfer = World.Do(new TransferInternally(DocsTemplate.Client, Form(DocsTemplate.Internal, "1.00")));
        Penny =
            World.Do(new ValidateByPenny(DocsTemplate.Client, DocsTemplate.CentralInstrument, DocsTemplate.External, null, null));
        Deposit = TransactionQueries.Find(
            World.State, DocsTemplate.Client, DocsTemplate.Deposit, new TransactionFilter(null, null, null, null))!;
        Refund = World.Do(new RefundDeposit(DocsTemplate.Client, DocsTemplate.Deposit, "9.99", "Lorem ipsum"));
        GoOn();
    }

    /// <summary>The switches, as they are by default.</summary>
    public static WorldOptions Options { get; } = new();

    public World World { get; }

    public ImmutableArray<Webhook> Webhooks { get; }

    public Instrument Card { get; }

    /// <summary>A money out as it was answered.</summary>
    public Transaction MoneyOut { get; }

    public Transaction Transfer { get; }

    public Transaction Penny { get; }

    /// <summary>A deposit, before it was refunded.</summary>
    public TransactionDetail Deposit { get; }

    public Transaction Refund { get; }

    /// <summary>The events of one type, oldest first.</summary>
    public IEnumerable<WebhookEvent> Events<TNotice>()
        where TNotice : Notice =>
        World.State.Deliveries.All.Select(delivery => delivery.Event).Where(happened => happened.Notice is TNotice);

    /// <summary>What comes later: a deposit, a rejected payment, the CEP, the end of the day.</summary>
    private void GoOn()
    {
        World.MoveTo(Start.AddSeconds(6));
        World.Do(
            new ReceiveDeposit(DocsTemplate.Central,
                new DepositForm { Amount = Money.Parse("123.00"), Concept = "Payment for invoice 4567" }));
        World.Do(new MovePayment(MoneyOut.Id, PaymentMove.Liquidate, null, null));
        var rejected = World.Do(new MoneyOut(DocsTemplate.Client, Form(DocsTemplate.External, "2.50")));
        World.Do(new MovePayment(rejected.Id, PaymentMove.Reject, ReturnReason.CancelledAccount, null));
        World.Do(new MoveCep(Penny.Id, CepStatus.Pending, null, null, []));
        World.Do(new MovePayment(Penny.Id, PaymentMove.Liquidate, null, null));
        World.Do(new MoveCep(Penny.Id, CepStatus.Completed, null, null, []));
        World.Do(new Domain.Reports.CloseOperatingDay(Day));
    }

    private static PaymentForm Form(InstrumentId destination, string amount) =>
        new(DocsTemplate.CentralInstrument, destination, "1234567", "lorem ipsum dolor sit amet", amount, Transaction.Currency);
}
