using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Kernel;

/// <summary>
/// Entities by id, in the order in which they came. As its parts, a handle is dead once it was superseded under the same edit.
/// </summary>
/// <typeparam name="TId">The id.</typeparam>
/// <typeparam name="T">The entity, immutable.</typeparam>
public readonly struct Table<TId, T>
    where TId : struct, IEquatable<TId>, IResourceId
    where T : class
{
    private const long OrdinalMax = 1L << 32;

    // Ids that the world numbered itself say where their entity is: at their ordinal plus an offset that is found with the
    // first of them. So the index has only the others (those of the documentation), and neither finding nor adding an entity
    // touches memory that lies anywhere, however many there are.
    private readonly StateMap<TId, long> _places;
    private readonly StateList<KeyValuePair<TId, T>> _entities;
    private readonly long? _offset;

    private Table(StateMap<TId, long> places, StateList<KeyValuePair<TId, T>> entities, long? offset) =>
        (_places, _entities, _offset) = (places, entities, offset);

    /// <summary>How many there are.</summary>
    public int Count => _entities.Count;

    /// <summary>How many were dropped from the front.</summary>
    public long Dropped => _entities.First;

    /// <summary>The entity with this id; null where there is none.</summary>
    public T? Find(TId id) => PlaceOf(id) is { } place ? _entities[place].Value : null;

    /// <summary>The entity that came after so many of those that are kept.</summary>
    public T this[int index] => _entities[_entities.First + index].Value;

    /// <summary>All, in the order in which they came.</summary>
    public IEnumerable<T> OldestFirst()
    {
        foreach (var (_, entity) in _entities.Forward(_entities.First))
        {
            yield return entity;
        }
    }

    /// <summary>All, the last one first.</summary>
    public IEnumerable<T> NewestFirst()
    {
        foreach (var (_, entity) in _entities.Backward())
        {
            yield return entity;
        }
    }

    /// <summary>Those behind a place, oldest first; behind 0 are all.</summary>
    public IEnumerable<Placed<T>> After(long place)
    {
        var at = Math.Max(place, _entities.First);
        foreach (var (_, entity) in _entities.Forward(at))
        {
            yield return new(++at, entity);
        }
    }

    /// <summary>Those before a place, newest first; before the largest number are all.</summary>
    public IEnumerable<Placed<T>> Before(long place)
    {
        var at = Math.Min(place - 1, _entities.End);
        foreach (var (_, entity) in _entities.Backward(at))
        {
            yield return new(at--, entity);
        }
    }

    internal T? Oldest => Count > 0 ? _entities[_entities.First].Value : null;

    internal Table<TId, T> Add(TId id, T item, Edit edit)
    {
        var place = _entities.End;
        var entities = _entities.Add(new(id, item), edit);
        var offset = _offset ?? OffsetOf(id, place);
        return offset is { } known && SeededIds.OrdinalOf(id.Value) == place - known
            ? new(_places, entities, offset)
            : new(_places.Set(id, place, edit), entities, offset);
    }

    /// <summary>Replaces an entity that is there.</summary>
    internal Table<TId, T> Replace(TId id, T item, Edit edit) => PlaceOf(id) is { } place
        ? new(_places, _entities.Set(place, new(id, item), edit), _offset)
        : throw new InvariantBroken("only_what_is_there_changes", $"{id}");

    internal Table<TId, T> DropOldest(Edit edit) =>
        new(_places.Remove(_entities[_entities.First].Key, edit), _entities.DropBefore(_entities.First + 1, edit), _offset);

    /// <summary>Where the entity with this id is; null where there is none.</summary>
    private long? PlaceOf(TId id)
    {
        if (_offset is { } offset && SeededIds.OrdinalOf(id.Value) is > 0 and < OrdinalMax and var ordinal
            && ordinal + offset is var likely && likely >= _entities.First && likely < _entities.End
            && _entities[likely].Key.Equals(id))
        {
            return likely;
        }

        return _places.TryGet(id, out var place) ? place : null;
    }

    /// <summary>
    /// Any other id reads as an ordinal of this size once in a thousand million times, and then it is in the index.
    /// </summary>
    private static long? OffsetOf(TId id, long place) =>
        SeededIds.OrdinalOf(id.Value) is > 0 and < OrdinalMax and var ordinal ? place - ordinal : null;
}
