using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Kernel;

namespace FincoreSim.Worlds.Requests;

/// <summary>How many calls are kept, and about how many bytes of them.</summary>
internal readonly record struct RequestBounds(int Requests, long Bytes)
{
    /// <summary>Where a scenario's run looks at them all.</summary>
    public static RequestBounds OfRun { get; } = new(20_000, 32L * 1024 * 1024);

    /// <summary>Of the calls that are no sandbox's.</summary>
    public static RequestBounds OfNobody { get; } = Of(new WorldLimits());

    /// <summary>As a sandbox's options say.</summary>
    public static RequestBounds Of(WorldLimits limits) => new(limits.Requests, limits.RequestBytes);
}

/// <summary>
/// The calls to one sandbox, or of nobody, oldest first, up to so many and so many bytes; the oldest are dropped, and counted.
/// Numbers go on when it is cleared. Thread-safe.
/// </summary>
internal sealed class RequestLog
{
    private readonly Lock _lock = new();
    private readonly Queue<LoggedRequest> _requests = new();
    private RequestBounds? _fixed;
    private long _newest;
    private long _bytes;
    private long _dropped;

    /// <summary>Rings with each call.</summary>
    public ChangeBell Changes { get; } = new();

    /// <summary>Called with each call that is kept, in order; must be quick.</summary>
    public Action<LoggedRequest>? Added { get; set; }

    /// <summary>What is kept whatever the options say; null: as they say.</summary>
    public RequestBounds? Fixed
    {
        get
        {
            lock (_lock)
            {
                return _fixed;
            }
        }

        set
        {
            lock (_lock)
            {
                _fixed = value;
            }
        }
    }

    /// <summary>The number of the newest call, how many went because of the bounds, and how much is kept.</summary>
    public (long Newest, long Dropped, int Kept, long Bytes) Counts
    {
        get
        {
            lock (_lock)
            {
                return (_newest, _dropped, _requests.Count, _bytes);
            }
        }
    }

    /// <summary>Whether calls are kept at all under these bounds.</summary>
    public bool Keeps(RequestBounds bounds) => (_fixed ?? bounds).Requests > 0;

    /// <summary>Takes a call, and gives it its number.</summary>
    public void Add(LoggedRequest request, RequestBounds bounds)
    {
        lock (_lock)
        {
            request.Number = ++_newest;
            _requests.Enqueue(request);
            _bytes += request.Weight;
            var (most, bytes) = _fixed ?? bounds;
            while (_requests.Count > most || (_bytes > bytes && _requests.Count > 1))
            {
                _bytes -= _requests.Dequeue().Weight;
                _dropped++;
            }

            Added?.Invoke(request);
        }

        Changes.Ring();
    }

    /// <summary>The calls with higher numbers, oldest first; a copy.</summary>
    public IReadOnlyList<Placed<LoggedRequest>> After(long number)
    {
        lock (_lock)
        {
            var skipped = (int)Math.Clamp(number - (_newest - _requests.Count), 0, _requests.Count);
            return [.. _requests.Skip(skipped).Select(request => new Placed<LoggedRequest>(request.Number, request))];
        }
    }

    /// <summary>The call with a number; null where it is not kept.</summary>
    public LoggedRequest? Find(long number) =>
        number > 0 && After(number - 1) is [{ Thing: var found }, ..] && found.Number == number ? found : null;

    /// <summary>Forgets all, as a reset does.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _requests.Clear();
            (_bytes, _dropped) = (0, 0);
        }

        Changes.Ring();
    }
}
