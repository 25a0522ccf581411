using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Kernel;

/// <summary>
/// Things by id, in the order in which they came. As its parts, a handle is dead once it was superseded under the same edit.
/// </summary>
/// <typeparam name="TId">The id.</typeparam>
/// <typeparam name="T">The thing, immutable.</typeparam>
public readonly struct Table<TId, T>
    where TId : struct, IEquatable<TId>, IResourceId
    where T : class
{
    private const long OrdinalMax = 1L << 32;

    // Ids that the world numbered itself say where their thing is: at their ordinal plus an offset that is found with the
    // first of them. So the index has only the others (those of the documentation), and neither finding nor adding a thing
    // touches memory that lies anywhere, however many there are.
    private readonly StateMap<TId, long> _places;
    private readonly StateList<KeyValuePair<TId, T>> _things;
    private readonly long? _offset;

    private Table(StateMap<TId, long> places, StateList<KeyValuePair<TId, T>> things, long? offset) =>
        (_places, _things, _offset) = (places, things, offset);

    /// <summary>How many there are.</summary>
    public int Count => _things.Count;

    /// <summary>How many were dropped from the front.</summary>
    public long Dropped => _things.First;

    /// <summary>The thing with this id; null where there is none.</summary>
    public T? Find(TId id) => PlaceOf(id) is { } place ? _things[place].Value : null;

    /// <summary>The thing that came after so many of those that are kept.</summary>
    public T this[int index] => _things[_things.First + index].Value;

    /// <summary>All, in the order in which they came.</summary>
    public IEnumerable<T> OldestFirst()
    {
        foreach (var (_, thing) in _things.Forward(_things.First))
        {
            yield return thing;
        }
    }

    /// <summary>All, the last one first.</summary>
    public IEnumerable<T> NewestFirst()
    {
        foreach (var (_, thing) in _things.Backward())
        {
            yield return thing;
        }
    }

    /// <summary>Those behind a place, oldest first; behind 0 are all.</summary>
    public IEnumerable<Placed<T>> After(long place)
    {
        var at = Math.Max(place, _things.First);
        foreach (var (_, thing) in _things.Forward(at))
        {
            yield return new(++at, thing);
        }
    }

    /// <summary>Those before a place, newest first; before the largest number are all.</summary>
    public IEnumerable<Placed<T>> Before(long place)
    {
        var at = Math.Min(place - 1, _things.End);
        foreach (var (_, thing) in _things.Backward(at))
        {
            yield return new(at--, thing);
        }
    }

    internal T? Oldest => Count > 0 ? _things[_things.First].Value : null;

    internal Table<TId, T> Add(TId id, T item, Edit edit)
    {
        var place = _things.End;
        var things = _things.Add(new(id, item), edit);
        var offset = _offset ?? OffsetOf(id, place);
        return offset is { } known && SeededIds.OrdinalOf(id.Value) == place - known
            ? new(_places, things, offset)
            : new(_places.Set(id, place, edit), things, offset);
    }

    /// <summary>Replaces a thing that is there.</summary>
    internal Table<TId, T> Replace(TId id, T item, Edit edit) => PlaceOf(id) is { } place
        ? new(_places, _things.Set(place, new(id, item), edit), _offset)
        : throw new InvariantBroken("only_what_is_there_changes", $"{id}");

    internal Table<TId, T> DropOldest(Edit edit) =>
        new(_places.Remove(_things[_things.First].Key, edit), _things.DropBefore(_things.First + 1, edit), _offset);

    /// <summary>Where the thing with this id is; null where there is none.</summary>
    private long? PlaceOf(TId id)
    {
        if (_offset is { } offset && SeededIds.OrdinalOf(id.Value) is > 0 and < OrdinalMax and var ordinal
            && ordinal + offset is var likely && likely >= _things.First && likely < _things.End && _things[likely].Key.Equals(id))
        {
            return likely;
        }

        return _places.TryGet(id, out var place) ? place : null;
    }

    /// <summary>Any other id reads as an ordinal of this size once in a thousand million times, and then it is in the index.</summary>
    private static long? OffsetOf(TId id, long place) =>
        SeededIds.OrdinalOf(id.Value) is > 0 and < OrdinalMax and var ordinal ? place - ordinal : null;
}
