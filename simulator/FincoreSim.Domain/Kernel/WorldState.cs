using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Kernel;

/// <summary>
/// All that a world is at an instant: what every resource needs, and a part for each resource, which extends this class by its
/// own properties. Facts change it, nothing else; a fork shares what both have and copies what one of them changes.
/// Not thread-safe: the world's gate guards it.
/// </summary>
public sealed class WorldState
{
    private readonly long[] _ordinals;
    private readonly StatePart[] _parts;

    /// <summary>The state of a new world.</summary>
    /// <param name="options">The switches.</param>
    /// <param name="seed">The seed of ids and chance.</param>
    /// <param name="parts">Makes the parts, one for each slot.</param>
    internal WorldState(WorldOptions options, long seed, Func<Edit, IEnumerable<StatePart>> parts)
    {
        Options = options;
        Seed = seed;
        Ids = new SeededIds(seed);
        Edit = new Edit();
        Journal = new Journal(Edit);
        Schedule = new Schedule(Edit);
        _ordinals = new long[Draft.IdKinds];
        _parts = InSlots(parts(Edit));
    }

    private WorldState(WorldState other)
    {
        Edit = new Edit();
        (Options, Seed, Ids, ScheduledCount) = (other.Options, other.Seed, other.Ids, other.ScheduledCount);
        _ordinals = [.. other._ordinals];
        Journal = other.Journal.Fork(Edit);
        Schedule = other.Schedule.Fork(Edit);
        _parts = InSlots(other._parts.Select(part => part.Fork(Edit)));
    }

    /// <summary>The switches.</summary>
    public WorldOptions Options { get; internal set; }

    /// <summary>The seed of ids and chance.</summary>
    public long Seed { get; private set; }

    /// <summary>All that happened.</summary>
    public Journal Journal { get; }

    internal SeededIds Ids { get; private set; }

    internal Edit Edit { get; private set; }

    internal Schedule Schedule { get; }

    internal long ScheduledCount { get; private set; }

    /// <summary>What is due, in the order in which it will run.</summary>
    public IEnumerable<DueItem> Due => Schedule.Items;

    /// <summary>How many ids of a kind were given so far.</summary>
    public long Ordinal(IdKind kind) => _ordinals[(int)kind];

    /// <summary>The part of a resource; only its own extension asks for it.</summary>
    internal T Part<T>(StateSlot slot)
        where T : StatePart => (T)_parts[(int)slot];

    internal void UseSeed(long seed) => (Seed, Ids) = (seed, new SeededIds(seed));

    internal void CountIds(Draft draft)
    {
        for (var kind = 0; kind < draft.Used.Length; kind++)
        {
            _ordinals[kind] += draft.Used[kind];
        }

        ScheduledCount += draft.ScheduledCount;
    }

    internal WorldState Fork()
    {
        var fork = new WorldState(this);
        Edit = new Edit();
        Journal.Use(Edit);
        Schedule.Use(Edit);
        foreach (var part in _parts)
        {
            part.Use(Edit);
        }

        return fork;
    }

    private static StatePart[] InSlots(IEnumerable<StatePart> parts)
    {
        var slots = new StatePart[Enum.GetValues<StateSlot>().Length];
        foreach (var part in parts)
        {
            slots[(int)part.Slot] = part;
        }

        var missing = Array.IndexOf(slots, null);
        return missing < 0 ? slots : throw new InvariantBroken("every_resource_has_its_state", ((StateSlot)missing).ToString());
    }
}
