namespace FincoreSim.Domain.Time;

/// <summary>How a world's time passes.</summary>
public enum ClockMode
{
    /// <summary>With the wall clock, from an offset and at a scale.</summary>
    Running,

    /// <summary>Only when told.</summary>
    Frozen,
}

/// <summary>
/// The clock of one world. Running, it follows a source at a scale; frozen, it stands until moved. It never goes back.
/// Not thread-safe: the world's gate is its only user.
/// </summary>
public sealed class VirtualClock : TimeProvider
{
    private readonly TimeProvider _source;
    private DateTimeOffset _anchor;
    private DateTimeOffset _sourceAnchor;
    private DateTimeOffset _sourceSeen;

    /// <summary>A clock that stands at, or starts from, an instant.</summary>
    /// <param name="source">What a running clock follows.</param>
    /// <param name="mode">Running or frozen.</param>
    /// <param name="start">The first instant; null is the source's now.</param>
    /// <param name="scale">Virtual seconds per second of the source, above 0.</param>
    public VirtualClock(TimeProvider source, ClockMode mode, DateTimeOffset? start = null, double scale = 1)
    {
        _source = source;
        _sourceAnchor = source.GetUtcNow();
        _sourceSeen = _sourceAnchor;
        _anchor = (start ?? _sourceAnchor).ToUniversalTime();
        Mode = mode;
        Scale = scale;
    }

    /// <summary>Running or frozen.</summary>
    public ClockMode Mode { get; private set; }

    /// <summary>Virtual seconds per second of the source.</summary>
    public double Scale { get; private set; }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        if (Mode == ClockMode.Frozen)
        {
            return _anchor;
        }

        var source = _source.GetUtcNow();
        if (source < _sourceSeen)
        {
            // A wall clock can be set back; the world goes on from what it showed last.
            (_anchor, _sourceAnchor) = (At(_sourceSeen), source);
        }

        _sourceSeen = source;
        return At(source);
    }

    /// <summary>Moves the clock forward; an instant that has passed changes nothing.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        if (instant > GetUtcNow())
        {
            Anchor(instant);
        }
    }

    /// <summary>Changes how time passes from now on.</summary>
    public void Set(ClockMode mode, double scale)
    {
        Anchor(GetUtcNow());
        Mode = mode;
        Scale = scale;
    }

    /// <summary>How long the source takes until the clock shows an instant; null when it never will (frozen).</summary>
    public TimeSpan? RealTimeUntil(DateTimeOffset instant)
    {
        if (Mode == ClockMode.Frozen)
        {
            return null;
        }

        var left = (instant - GetUtcNow()) / Scale;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private void Anchor(DateTimeOffset instant)
    {
        _anchor = instant.ToUniversalTime();
        _sourceAnchor = _source.GetUtcNow();
        _sourceSeen = _sourceAnchor;
    }

    private DateTimeOffset At(DateTimeOffset source) => _anchor + ((source - _sourceAnchor) * Scale);
}
