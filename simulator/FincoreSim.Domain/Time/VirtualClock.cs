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
/// The clock of one world. Running, it follows a source at a scale; frozen, it stands until moved. It never goes back, and it
/// stays in <see cref="WorldCalendar"/>. Not thread-safe: the world's gate is its only user.
/// </summary>
public sealed class VirtualClock : TimeProvider
{
    /// <summary>The fastest scale.</summary>
    public const double ScaleMax = 1_000_000;

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
        _anchor = WorldCalendar.Nearest((start ?? _sourceAnchor).ToUniversalTime());
        Mode = mode;
        Scale = scale;
    }

    /// <summary>Running or frozen.</summary>
    public ClockMode Mode { get; private set; }

    /// <summary>Virtual seconds per second of the source.</summary>
    public double Scale { get; private set; }

    /// <summary>
    /// Another one after each change of how its time relates to that of the source: who waits for an instant looks again.
    /// </summary>
    public long Version { get; private set; }

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
            Version++;
        }

        _sourceSeen = source;
        return At(source);
    }

    /// <summary>Moves the clock forward; an instant that has passed changes nothing.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        if (instant > GetUtcNow())
        {
            Anchor(WorldCalendar.Nearest(instant));
        }
    }

    /// <summary>Changes how time passes from now on.</summary>
    public void Set(ClockMode mode, double scale)
    {
        Anchor(GetUtcNow());
        Mode = mode;
        Scale = scale;
    }

    /// <summary>
    /// How long the source takes until the clock shows an instant; null when it never will: it is frozen, or the instant lies
    /// after <see cref="WorldCalendar.Last"/>.
    /// </summary>
    public TimeSpan? RealTimeUntil(DateTimeOffset instant)
    {
        var left = (instant - GetUtcNow()).Ticks;
        if (left <= 0)
        {
            return TimeSpan.Zero;
        }

        if (Mode == ClockMode.Frozen || instant > WorldCalendar.Last)
        {
            return null;
        }

        // At a scale near 0 it is longer than any duration.
        var real = Math.Ceiling(left / Scale);
        return real < TimeSpan.MaxValue.Ticks ? TimeSpan.FromTicks((long)real) : TimeSpan.MaxValue;
    }

    private void Anchor(DateTimeOffset instant)
    {
        _anchor = instant.ToUniversalTime();
        _sourceAnchor = _source.GetUtcNow();
        _sourceSeen = _sourceAnchor;
        Version++;
    }

    private DateTimeOffset At(DateTimeOffset source)
    {
        var passed = Math.Round((source - _sourceAnchor).Ticks * Scale);
        return passed < (WorldCalendar.Last - _anchor).Ticks ? _anchor.AddTicks((long)passed) : WorldCalendar.Last;
    }
}
