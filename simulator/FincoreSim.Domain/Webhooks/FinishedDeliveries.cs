using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Webhooks;

/// <summary>
/// In which order deliveries ended. One that was resent since stands here more than once; where it ended before counts no more,
/// and is passed over. As its parts, a handle is dead once it was superseded under the same edit.
/// </summary>
internal readonly struct FinishedDeliveries
{
    /// <summary>So many places may count no more before they are looked for.</summary>
    private const int PassedOverMin = 1024;

    private readonly StateList<Ended> _inOrder;

    private FinishedDeliveries(StateList<Ended> inOrder) => _inOrder = inOrder;

    /// <summary>How many places there are.</summary>
    public int Places => _inOrder.Count;

    public FinishedDeliveries Add(Delivery delivery, Edit edit) =>
        new(_inOrder.Add(new Ended(delivery.Id, delivery.AttemptsMade), edit));

    /// <summary>The delivery that ended first, and the others.</summary>
    /// <exception cref="InvariantBroken">There is none.</exception>
    public (Delivery First, FinishedDeliveries Others) TakeFirst(DeliveriesByNumber all, Edit edit)
    {
        var rest = _inOrder;
        while (rest.Count > 0)
        {
            var first = Find(rest[rest.First], all);
            rest = rest.DropBefore(rest.First + 1, edit);
            if (first is not null)
            {
                return (first, new(rest));
            }
        }

        throw new InvariantBroken("finished_deliveries_are_counted", "more are counted than there are");
    }

    /// <summary>The same without the places that count no more, once these are most.</summary>
    public FinishedDeliveries Cleared(DeliveriesByNumber all, int finished, Edit edit)
    {
        if (_inOrder.Count <= PassedOverMin + (2 * finished))
        {
            return this;
        }

        var last = _inOrder.Forward(_inOrder.First).Select((ended, place) => (ended.Id, Place: place)).GroupBy(entry => entry.Id)
            .ToDictionary(entries => entries.Key, entries => entries.Max(entry => entry.Place));
        var counting = default(StateList<Ended>);
        var place = 0;
        foreach (var ended in _inOrder.Forward(_inOrder.First))
        {
            counting = last[ended.Id] == place++ && Find(ended, all) is not null ? counting.Add(ended, edit) : counting;
        }

        return new(counting);
    }

    private static Delivery? Find(Ended ended, DeliveriesByNumber all) =>
        all.Find(ended.Id) is { IsFinished: true } found && found.AttemptsMade == ended.AttemptsMade ? found : null;

    /// <summary>
    /// Where a delivery ended, and after how many attempts: if it made more since, or is gone, this counts no more.
    /// </summary>
    private readonly record struct Ended(DeliveryId Id, int AttemptsMade);
}
