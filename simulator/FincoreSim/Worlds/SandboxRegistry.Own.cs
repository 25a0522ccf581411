using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Time;

namespace FincoreSim.Worlds;

/// <summary>
/// Sandboxes by an id or a key that somebody chose, those that keys make for themselves, and the end of unused ones.
/// </summary>
internal sealed partial class SandboxRegistry
{
    /// <summary>How an api key begins that makes a sandbox of its own at its first use, where that is switched on.</summary>
    public const string OwnKeyPrefix = "auto-";

    /// <summary>How long such a key may be.</summary>
    public const int OwnKeyLengthMax = 80;

    private static readonly TimeSpan SweepShortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SweepLongest = TimeSpan.FromMinutes(1);

    private long _expired;

    /// <summary>How many sandboxes ended because nobody used them.</summary>
    public long Expired => Volatile.Read(ref _expired);

    /// <summary>What is said where there are too many: also what helps.</summary>
    private string LimitInWords => $"sandboxes ({SandboxesMax}; DELETE /_sim/sandboxes/{{sb}} ends one, "
        + $"{(_settings.TimeToLive is null ? "and serve --sandbox-ttl 30m those that nobody uses" : "unused ones end by themselves")})";

    /// <summary>The sandbox whose first client has this key by somebody's choice; it is in use from now on.</summary>
    public Sandbox? FindByKey(string key)
    {
        var found = _byKey.IsEmpty ? null : _byKey.GetValueOrDefault(key);
        found?.Touch();
        return found;
    }

    /// <summary>Whether a key makes a sandbox of its own.</summary>
    public bool MakesOwn(string key) => _settings.MakesOwn && IsOwnKey(key);

    /// <summary>
    /// Whether a key is written as those that make sandboxes: <c>auto-</c>, then letters, digits, dots and dashes.
    /// </summary>
    public static bool IsOwnKey(string key) => key.Length > OwnKeyPrefix.Length && key.Length <= OwnKeyLengthMax
        && key.StartsWith(OwnKeyPrefix, StringComparison.Ordinal)
        && key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_');

    /// <summary>The sandbox of a key, made at its first use: of many callers that come at once, one makes it.</summary>
    public Outcome<Sandbox> FindOrMake(string key)
    {
        lock (_making)
        {
            return FindByKey(key) is { } found ? found : Create(new SandboxRequest(
                key, null, _settings.Template, new ClockSettings(ClockMode.Running, null, 1), new WorldOptions())
            { ApiKey = key });
        }
    }

    /// <summary>The sandbox with the id of a request, made where there is none, and whether it was.</summary>
    public Outcome<(Sandbox Sandbox, bool IsNew)> FindOrMake(SandboxRequest request)
    {
        lock (_making)
        {
            if (Find(request.Id!) is { } found)
            {
                return (found, false);
            }

            if (request.ApiKey is { } key && FindByKey(key) is { } other)
            {
                return Refusal.OfState("api key", $"the one of sandbox {other.Id}", ["a key that no sandbox has"], null);
            }

            return Create(request).Map(made => (made, true));
        }
    }

    /// <summary>Ends what nobody has used for so long; not the default sandbox, nor one that a scenario's run uses.</summary>
    private void Sweep(TimeSpan live)
    {
        foreach (var sandbox in _sandboxes.Values)
        {
            if (sandbox.Id != DefaultId && sandbox.Traffic is null && _time.GetElapsedTime(sandbox.UsedAt) >= live
                && Delete(sandbox.Id))
            {
                Interlocked.Increment(ref _expired);
            }
        }
    }

    private static TimeSpan SweepEvery(TimeSpan live)
    {
        var quarter = live / 4;
        return quarter < SweepShortest ? SweepShortest : quarter > SweepLongest ? SweepLongest : quarter;
    }
}
