using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Webhooks;

/// <summary>What can happen to a delivery.</summary>
public enum DeliveryMove
{
    /// <summary>PENDING to IN_FLIGHT: its attempt begins.</summary>
    Send,

    /// <summary>IN_FLIGHT to DELIVERED: the receiver took it.</summary>
    Accept,

    /// <summary>IN_FLIGHT to REFUSED: the receiver said no for good.</summary>
    Refuse,

    /// <summary>IN_FLIGHT to PENDING: the attempt failed, and there will be another.</summary>
    Retry,

    /// <summary>IN_FLIGHT to UNDELIVERED: the last attempt failed.</summary>
    GiveUp,

    /// <summary>PENDING, or IN_FLIGHT once the attempt failed, to CANCELLED: its webhook no longer receives.</summary>
    Cancel,

    /// <summary>From any end to PENDING: somebody asks for it once more.</summary>
    Resend,
}

/// <summary>The state table of deliveries. Every end has one arrow, which only a caller takes.</summary>
public static class DeliveryTransitions
{
    private static readonly FrozenDictionary<DeliveryMove, (DeliveryStatus[] From, DeliveryStatus To)> Table =
        new Dictionary<DeliveryMove, (DeliveryStatus[], DeliveryStatus)>
        {
            [DeliveryMove.Send] = ([DeliveryStatus.Pending], DeliveryStatus.InFlight),
            [DeliveryMove.Accept] = ([DeliveryStatus.InFlight], DeliveryStatus.Delivered),
            [DeliveryMove.Refuse] = ([DeliveryStatus.InFlight], DeliveryStatus.Refused),
            [DeliveryMove.Retry] = ([DeliveryStatus.InFlight], DeliveryStatus.Pending),
            [DeliveryMove.GiveUp] = ([DeliveryStatus.InFlight], DeliveryStatus.Undelivered),
            [DeliveryMove.Cancel] = ([DeliveryStatus.Pending, DeliveryStatus.InFlight], DeliveryStatus.Cancelled),
            [DeliveryMove.Resend] =
            (
                [DeliveryStatus.Delivered, DeliveryStatus.Refused, DeliveryStatus.Undelivered, DeliveryStatus.Cancelled],
                DeliveryStatus.Pending
            ),
        }.ToFrozenDictionary();

    /// <summary>Where a move leads from a status; refused with the statuses that allow it.</summary>
    public static Outcome<DeliveryStatus> Next(DeliveryStatus current, DeliveryMove move)
    {
        var (from, to) = Table[move];
        return from.Contains(current) ? to : Refusal.OfState(
            "delivery", WireName<DeliveryStatus>.Of(current), from.Select(WireName<DeliveryStatus>.Of),
            new Remedy(RemedyAction.Settle));
    }

    /// <summary>Where a move leads that the world makes by itself, and so never from a status without the arrow.</summary>
    internal static DeliveryStatus After(
        DeliveryStatus current, DeliveryMove move) => Next(current, move) is { IsAccepted: true } next
        ? next.Value
        : throw new InvariantBroken("deliveries_move_by_their_table", $"{current} does not {move}");
}
