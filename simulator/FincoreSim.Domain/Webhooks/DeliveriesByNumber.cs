using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Webhooks;

/// <summary>
/// The deliveries that are kept, by the number of their id, which is the order in which they came. As its parts, a handle is dead
/// once it was superseded under the same edit.
/// </summary>
internal readonly struct DeliveriesByNumber
{
    /// <summary>How many numbers may be asked for each delivery that is kept, before sorting them costs less.</summary>
    private const int AskedMax = 8;

    private readonly StateMap<long, Delivery> _all;
    private readonly long _last;

    private DeliveriesByNumber(StateMap<long, Delivery> all, long last) => (_all, _last) = (all, last);

    /// <summary>How many there are.</summary>
    public int Count => _all.Count;

    /// <summary>The delivery with this id; null where there is none.</summary>
    public Delivery? Find(DeliveryId id) => _all.TryGet(NumberOf(id), out var found) && found.Id == id ? found : null;

    /// <summary>Those above a number, in the order of their numbers.</summary>
    public IEnumerable<Delivery> Above(long number)
    {
        var (all, last) = (_all, _last);
        return (Int128)last - number > (long)AskedMax * Count
            ? all.Entries.Where(entry => entry.Key > number).OrderBy(entry => entry.Key).Select(entry => entry.Value)
            : Asked(all, number, last);
    }

    /// <summary>With a delivery that is new, or takes its own place.</summary>
    public DeliveriesByNumber Set(Delivery delivery, Edit edit)
    {
        var number = NumberOf(delivery.Id);
        return new(_all.Set(number, delivery, edit), Math.Max(_last, number));
    }

    /// <summary>Without the delivery with this id.</summary>
    public DeliveriesByNumber Remove(DeliveryId id, Edit edit) => new(_all.Remove(NumberOf(id), edit), _last);

    private static IEnumerable<Delivery> Asked(StateMap<long, Delivery> all, long number, long last)
    {
        while (number < last)
        {
            if (all.TryGet(++number, out var delivery))
            {
                yield return delivery;
            }
        }
    }

    private static long NumberOf(DeliveryId id) => SeededIds.OrdinalOf(id.Value);
}
