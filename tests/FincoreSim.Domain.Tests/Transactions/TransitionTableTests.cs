namespace FincoreSim.Domain.Tests.Transactions;

/// <summary>Every state against every move: an arrow that is absent is refused, and names the states that have it.</summary>
public sealed class TransitionTableTests
{
    private static readonly Dictionary<(TransactionStatus, PaymentMove), TransactionStatus> PaymentArrows = new()
    {
        [(TransactionStatus.Initialized, PaymentMove.Liquidate)] = TransactionStatus.Liquidated,
        [(TransactionStatus.Initialized, PaymentMove.Reject)] = TransactionStatus.Rejected,
        [(TransactionStatus.Liquidated, PaymentMove.Return)] = TransactionStatus.Refunded,
    };

    private static readonly HashSet<(CepStatus, CepStatus)> CepArrows =
    [
        (CepStatus.Initialized, CepStatus.Pending),
        (CepStatus.Pending, CepStatus.Delayed), (CepStatus.Pending, CepStatus.Completed), (CepStatus.Pending, CepStatus.Failed),
        (CepStatus.Delayed, CepStatus.Completed), (CepStatus.Delayed, CepStatus.Failed),
    ];

    private static readonly Dictionary<(AccountStatus, AccountMove), AccountStatus> AccountArrows = new()
    {
        [(AccountStatus.Active, AccountMove.Block)] = AccountStatus.Blocked,
        [(AccountStatus.Suspended, AccountMove.Block)] = AccountStatus.Blocked,
        [(AccountStatus.Blocked, AccountMove.Unblock)] = AccountStatus.Active,
        [(AccountStatus.Active, AccountMove.Suspend)] = AccountStatus.Suspended,
        [(AccountStatus.Blocked, AccountMove.Suspend)] = AccountStatus.Suspended,
        [(AccountStatus.Suspended, AccountMove.Activate)] = AccountStatus.Active,
    };

    private static readonly Dictionary<(InstrumentStatus, InstrumentMove), InstrumentStatus> InstrumentArrows = new()
    {
        [(InstrumentStatus.Active, InstrumentMove.Block)] = InstrumentStatus.Blocked,
        [(InstrumentStatus.Blocked, InstrumentMove.Unblock)] = InstrumentStatus.Active,
    };

    private static readonly Dictionary<(DeliveryStatus, DeliveryMove), DeliveryStatus> DeliveryArrows = new()
    {
        [(DeliveryStatus.Pending, DeliveryMove.Send)] = DeliveryStatus.InFlight,
        [(DeliveryStatus.InFlight, DeliveryMove.Accept)] = DeliveryStatus.Delivered,
        [(DeliveryStatus.InFlight, DeliveryMove.Refuse)] = DeliveryStatus.Refused,
        [(DeliveryStatus.InFlight, DeliveryMove.Retry)] = DeliveryStatus.Pending,
        [(DeliveryStatus.InFlight, DeliveryMove.GiveUp)] = DeliveryStatus.Undelivered,
        [(DeliveryStatus.Pending, DeliveryMove.Cancel)] = DeliveryStatus.Cancelled,
        [(DeliveryStatus.InFlight, DeliveryMove.Cancel)] = DeliveryStatus.Cancelled,
        [(DeliveryStatus.Delivered, DeliveryMove.Resend)] = DeliveryStatus.Pending,
        [(DeliveryStatus.Refused, DeliveryMove.Resend)] = DeliveryStatus.Pending,
        [(DeliveryStatus.Undelivered, DeliveryMove.Resend)] = DeliveryStatus.Pending,
        [(DeliveryStatus.Cancelled, DeliveryMove.Resend)] = DeliveryStatus.Pending,
    };

    [Test, Combinatorial]
    public void Payment([Values] TransactionStatus from, [Values] PaymentMove move) =>
        AssertArrow(PaymentArrows, (from, move), TransactionTransitions.Next(from, move),
            PaymentArrows.Keys.Where(key => key.Item2 == move).Select(key => key.Item1));

    [Test, Combinatorial]
    public void Cep([Values] CepStatus from, [Values] CepStatus to) => AssertArrow(
        CepArrows.ToDictionary(arrow => arrow, arrow => arrow.Item2), (from, to), CepTransitions.Next(from, to),
        CepArrows.Where(arrow => arrow.Item2 == to).Select(arrow => arrow.Item1));

    [Test, Combinatorial]
    public void Account([Values] AccountStatus from, [Values] AccountMove move) =>
        AssertArrow(AccountArrows, (from, move), AccountTransitions.Next(from, move),
            AccountArrows.Keys.Where(key => key.Item2 == move).Select(key => key.Item1));

    [Test, Combinatorial]
    public void Instrument([Values] InstrumentStatus from, [Values] InstrumentMove move) =>
        AssertArrow(InstrumentArrows, (from, move), InstrumentTransitions.Next(from, move),
            InstrumentArrows.Keys.Where(key => key.Item2 == move).Select(key => key.Item1));

    [Test, Combinatorial]
    public void Delivery([Values] DeliveryStatus from, [Values] DeliveryMove move) =>
        AssertArrow(DeliveryArrows, (from, move), DeliveryTransitions.Next(from, move),
            DeliveryArrows.Keys.Where(key => key.Item2 == move).Select(key => key.Item1));

    private static void AssertArrow<TState, TMove>(
        Dictionary<(TState, TMove), TState> arrows, (TState From, TMove) arrow, Outcome<TState> outcome,
        IEnumerable<TState> allowed)
        where TState : struct, Enum
    {
        if (arrows.TryGetValue(arrow, out var to))
        {
            Assert.That(outcome.Value, Is.EqualTo(to));
            return;
        }

        Assert.That(outcome.Refusal?.Code, Is.EqualTo(RefusalCode.StateNotAllowed));
        Assert.That(outcome.Refusal!.Conflict!.Current, Is.EqualTo(WireName<TState>.Of(arrow.From)));
        Assert.That(outcome.Refusal.Conflict.Allowed, Is.EquivalentTo(allowed.Select(WireName<TState>.Of)));
    }
}
