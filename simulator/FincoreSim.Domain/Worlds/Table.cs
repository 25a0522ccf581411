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
    private readonly StateMap<TId, T> _byId;
    private readonly StateList<TId> _order;

    private Table(StateMap<TId, T> byId, StateList<TId> order) => (_byId, _order) = (byId, order);

    /// <summary>How many there are.</summary>
    public int Count => _byId.Count;

    /// <summary>How many were dropped from the front.</summary>
    public long Dropped => _order.First;

    /// <summary>The thing with this id; null where there is none.</summary>
    public T? Find(TId id) => _byId.Find(id);

    /// <summary>All, in the order in which they came.</summary>
    public IEnumerable<T> OldestFirst()
    {
        foreach (var id in _order.Forward(_order.First))
        {
            yield return _byId.Find(id)!;
        }
    }

    /// <summary>All, the last one first.</summary>
    public IEnumerable<T> NewestFirst()
    {
        foreach (var id in _order.Backward())
        {
            yield return _byId.Find(id)!;
        }
    }

    internal T? Oldest => _order.Count > 0 ? _byId.Find(_order[_order.First]) : null;

    internal Table<TId, T> Add(TId id, T item, Edit edit) => new(_byId.Set(id, item, edit), _order.Add(id, edit));

    internal Table<TId, T> Replace(TId id, T item, Edit edit) => new(_byId.Set(id, item, edit), _order);

    internal Table<TId, T> DropOldest(Edit edit) =>
        new(_byId.Remove(_order[_order.First], edit), _order.DropBefore(_order.First + 1, edit));
}
