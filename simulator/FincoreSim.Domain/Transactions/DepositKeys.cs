using FincoreSim.Domain.Collections;

namespace FincoreSim.Domain.Transactions;

/// <summary>What no two deposits of an operating day have in common.</summary>
/// <param name="Institution">Banxico's code of the payer's bank.</param>
/// <param name="TrackingKey">The payer's tracking key.</param>
internal readonly record struct DepositKey(string Institution, string TrackingKey);

/// <summary>
/// The tracking keys of the deposits of one operating day, the last one: those of the days before may come again. As its parts, a
/// handle is dead once it was superseded under the same edit.
/// </summary>
internal readonly struct DepositKeys
{
    private readonly DateOnly _day;
    private readonly StateMap<DepositKey, bool> _keys;

    private DepositKeys(DateOnly day, StateMap<DepositKey, bool> keys) => (_day, _keys) = (day, keys);

    /// <summary>How many there are.</summary>
    public int Count => _keys.Count;

    /// <summary>Whether a deposit of a day had this key.</summary>
    public bool Has(DepositKey key, DateOnly day) => day == _day && _keys.Contains(key);

    /// <summary>With the key of a deposit; another day begins with none.</summary>
    public DepositKeys Add(DepositKey key, DateOnly day, Edit edit) =>
        new(day, (day == _day ? _keys : default).Set(key, true, edit));
}
