using FincoreSim.Domain.Identity;

namespace FincoreSim.Domain.Collections;

/// <summary>
/// A map of ids that come and go in about the order in which a world numbered them: what is open for each of the payments
/// under way. Their values lie side by side in a window over the numbers, so that neither finding nor changing one touches
/// memory that lies anywhere. Any other id works too, at the cost of a <see cref="StateMap{TKey,TValue}"/>. The default value is
/// the empty map.
/// </summary>
/// <remarks>Forks, handles and threads: as for <see cref="StateList{T}"/>.</remarks>
internal readonly struct NumberedMap<TValue>
{
    /// <summary>How many numbers may be left out between one id and the next, for the window to go on.</summary>
    private const int GapMax = 64;

    /// <summary>A window of so many numbers may be as empty as it likes.</summary>
    private const int SmallWindow = 1024;

    /// <summary>How many numbers a larger window may have for each id in it; what stays for long must not keep it open.</summary>
    private const int NumbersEach = 8;

    private readonly StateList<Slot> _window;
    private readonly long _offset;
    private readonly int _inWindow;
    private readonly StateMap<Guid, TValue> _others;

    private NumberedMap(StateList<Slot> window, long offset, int inWindow, StateMap<Guid, TValue> others) =>
        (_window, _offset, _inWindow, _others) = (window, offset, inWindow, others);

    /// <summary>How many ids there are.</summary>
    public int Count => _inWindow + _others.Count;

    /// <summary>How many numbers the window spans.</summary>
    internal int WindowSize => _window.Count;

    /// <summary>Every value once, in an order that is the same for the same history of writes.</summary>
    public IEnumerable<TValue> Values =>
        _window.Forward(_window.First).Where(slot => slot.IsTaken).Select(slot => slot.Value).Concat(_others.Entries().Select(pair => pair.Value));

    /// <summary>The values above a number, in the order of the numbers of their ids.</summary>
    public IEnumerable<TValue> Above(long number)
    {
        var others = new Queue<KeyValuePair<Guid, TValue>>(_others.Entries()
            .Where(pair => SeededIds.OrdinalOf(pair.Key) > number).OrderBy(pair => SeededIds.OrdinalOf(pair.Key)));
        for (var place = Math.Max(_window.First, number + 1 - _offset); place < _window.End; place++)
        {
            while (others.TryPeek(out var other) && SeededIds.OrdinalOf(other.Key) <= place + _offset)
                yield return others.Dequeue().Value;

            if (_window[place] is { IsTaken: true } slot)
                yield return slot.Value;
        }

        foreach (var (_, value) in others)
            yield return value;
    }

    /// <summary>Gets the value of an id, if it is there.</summary>
    public bool TryGet(Guid id, [MaybeNullWhen(false)] out TValue value)
    {
        if (PlaceOf(id) is var place && IsAt(place, id))
        {
            value = _window.At(place).Value;
            return true;
        }

        return _others.TryGet(id, out value);
    }

    /// <summary>Whether the id is there.</summary>
    public bool Contains(Guid id) => IsAt(PlaceOf(id), id) || _others.Contains(id);

    /// <summary>Adds the id, or replaces its value. This handle must not be used again under the same edit.</summary>
    public NumberedMap<TValue> Set(Guid id, TValue value, Edit edit)
    {
        var place = PlaceOf(id);
        if (IsAt(place, id))
            return new(_window.Set(place, new Slot(id, value, IsTaken: true), edit), _offset, _inWindow, _others);

        if (!SeededIds.IsNumbered(id, out var number) || _others.Contains(id))
            return WithOther(id, value, edit);

        if (_window.Count == 0)
            return new NumberedMap<TValue>(_window, number - _window.End, 0, _others).Added(_window.End, new Slot(id, value, IsTaken: true), edit);

        return place >= _window.First && place <= _window.End + GapMax && (place >= _window.End || !_window.At(place).IsTaken)
            ? Added(place, new Slot(id, value, IsTaken: true), edit)
            : WithOther(id, value, edit);
    }

    /// <summary>
    /// Removes the id; without it, returns this handle. Otherwise this handle must not be used again under the same edit.
    /// </summary>
    public NumberedMap<TValue> Remove(Guid id, Edit edit)
    {
        var place = PlaceOf(id);
        if (!IsAt(place, id))
            return new(_window, _offset, _inWindow, _others.Remove(id, edit));

        var window = _window.Set(place, default, edit);
        return new(WithoutGap(window, edit), _offset, _inWindow - 1, _others);
    }

    /// <summary>Where in the window the id's number would be; anything where it has none.</summary>
    private long PlaceOf(Guid id) => SeededIds.OrdinalOf(id) is > 0 and <= uint.MaxValue and var number ? number - _offset : -1;

    private bool IsAt(long place, Guid id)
    {
        if (place < _window.First || place >= _window.End)
            return false;

        ref readonly var slot = ref _window.At(place);
        return slot.IsTaken && slot.Id == id;
    }

    private NumberedMap<TValue> WithOther(Guid id, TValue value, Edit edit) => new(_window, _offset, _inWindow, _others.Set(id, value, edit));

    private NumberedMap<TValue> Added(long place, Slot slot, Edit edit)
    {
        var window = _window;
        while (window.End < place)
            window = window.Add(default, edit);

        window = place == window.End ? window.Add(slot, edit) : window.Set(place, slot, edit);
        return new NumberedMap<TValue>(window, _offset, _inWindow + 1, _others).Narrowed(edit);
    }

    /// <summary>What is left behind at the front of a window that is nearly empty goes to the others.</summary>
    private NumberedMap<TValue> Narrowed(Edit edit)
    {
        if (_window.Count <= SmallWindow || _window.Count <= NumbersEach * _inWindow)
            return this;

        // The front is taken, or the window would begin behind it.
        var front = _window.At(_window.First);
        var others = _others.Set(front.Id, front.Value, edit);
        return new(WithoutGap(_window.DropBefore(_window.First + 1, edit), edit), _offset, _inWindow - 1, others);
    }

    private static StateList<Slot> WithoutGap(StateList<Slot> window, Edit edit)
    {
        var first = window.First;
        while (first < window.End && !window.At(first).IsTaken)
            first++;

        return DroppedBefore(window, first, edit);
    }

    /// <summary>A list fills a chunk again that it drops as a whole; so it is dropped chunk by chunk.</summary>
    private static StateList<Slot> DroppedBefore(StateList<Slot> window, long first, Edit edit)
    {
        while (window.First < first)
            window = window.DropBefore(Math.Min(first, ((window.First >> ListChunk<Slot>.Bits) + 1) << ListChunk<Slot>.Bits), edit);

        return window;
    }

    /// <summary>A number's place: an id with that number, or nothing.</summary>
    private readonly record struct Slot(Guid Id, TValue Value, bool IsTaken);
}
