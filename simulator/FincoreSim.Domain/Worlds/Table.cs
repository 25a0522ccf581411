namespace FincoreSim.Domain.Worlds;

/// <summary>
/// Things by id, in the order in which they came. As its parts, a handle is dead once it was superseded under the same edit.
/// </summary>
/// <typeparam name="TId">The id.</typeparam>
/// <typeparam name="T">The thing, immutable.</typeparam>
public readonly struct Table<TId, T>
    where TId : struct, IEquatable<TId>
    where T : class
{
    // The map leads to places in the list, not to things: so it has no references that the collector would have to follow,
    // and replacing a thing writes where its neighbours of the same age are.
    private readonly StateMap<TId, long> _places;
    private readonly StateList<KeyValuePair<TId, T>> _things;

    private Table(StateMap<TId, long> places, StateList<KeyValuePair<TId, T>> things) => (_places, _things) = (places, things);

    /// <summary>How many there are.</summary>
    public int Count => _things.Count;

    /// <summary>How many were dropped from the front.</summary>
    public long Dropped => _things.First;

    /// <summary>The thing with this id; null where there is none.</summary>
    public T? Find(TId id) => _places.TryGet(id, out var place) ? _things[place].Value : null;

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

    internal T? Oldest => Count > 0 ? _things[_things.First].Value : null;

    internal Table<TId, T> Add(TId id, T item, Edit edit) => new(_places.Set(id, _things.End, edit), _things.Add(new(id, item), edit));

    /// <summary>Replaces a thing that is there.</summary>
    internal Table<TId, T> Replace(TId id, T item, Edit edit) => _places.TryGet(id, out var place)
        ? new(_places, _things.Set(place, new(id, item), edit))
        : throw new InvariantBroken("only_what_is_there_changes", $"{id}");

    internal Table<TId, T> DropOldest(Edit edit) =>
        new(_places.Remove(_things[_things.First].Key, edit), _things.DropBefore(_things.First + 1, edit));
}
