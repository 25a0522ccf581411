using FincoreSim.Control.Deliveries;
using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Domain.Worlds;

namespace FincoreSim.Control;

/// <summary>
/// What a change to a transaction led to: the webhooks that were queued, and of what nobody was told. Immutable.
/// </summary>
/// <param name="Deliveries">The deliveries.</param>
/// <param name="NobodyTold">What would have had one.</param>
internal sealed record Announced(ImmutableArray<DeliverySummary> Deliveries, ImmutableArray<NobodyToldView> NobodyTold)
{
    /// <summary>Where a world's journal and deliveries end, to begin from.</summary>
    public static Mark MarkOf(WorldGate gate) =>
        gate.Read(world => new Mark(world.State.Journal.NextSequence - 1, world.State.Ordinal(IdKind.Delivery)));

    /// <summary>What came since a mark and is about a transaction.</summary>
    public static Announced Since(Mark mark, WorldGate gate, TransactionId id)
    {
        var (deliveries, facts) = gate.Read(world => (
            world.State.Deliveries.After(mark.Delivery).Select(placed => placed.Thing)
                .Where(delivery => delivery.Event.TransactionId == id).ToArray(),
            world.State.Journal.After(mark.Journal).Select(entry => entry.Fact).OfType<NobodyTold>()
                .Where(fact => fact.About == id).ToArray()));
        return new Announced([.. deliveries.Select(DeliverySummary.From)], [.. facts.Select(NobodyToldView.From)]);
    }

    /// <summary>An end of journal and deliveries.</summary>
    internal readonly record struct Mark(long Journal, long Delivery);
}
