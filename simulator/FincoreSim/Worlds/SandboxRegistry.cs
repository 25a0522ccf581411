using System.Collections.Concurrent;
using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Time;
using FincoreSim.Worlds.Requests;
using FincoreSim.Worlds.Seeding;
using FincoreSim.Worlds.Telemetry;
using FincoreSim.Worlds.Webhooks;
using Microsoft.Extensions.Logging.Abstractions;

namespace FincoreSim.Worlds;

/// <summary>What a process makes its sandboxes with.</summary>
/// <param name="Seed">The seed of the default sandbox and of the ids and seeds of the others; null: one is drawn.</param>
/// <param name="Template">What the default sandbox starts with.</param>
/// <param name="IsGuarded">Whether the control API asks for a token, so that keys must not be guessed.</param>
internal sealed record RegistrySettings(long? Seed, WorldTemplate Template, bool IsGuarded)
{
    /// <summary>
    /// Whether an api key that begins with <see cref="SandboxRegistry.OwnKeyPrefix"/> makes a sandbox of its own at its first
    /// use.
    /// </summary>
    public bool MakesOwn { get; init; }

    /// <summary>How long a sandbox may be unused before it ends; null: for ever.</summary>
    public TimeSpan? TimeToLive { get; init; }
}

/// <summary>What a sandbox is made from that somebody asks for; what is null is chosen.</summary>
/// <param name="Name">A name for people; null: its id.</param>
/// <param name="Seed">The seed of ids and chance; null: one of its own.</param>
/// <param name="Template">What it starts with.</param>
/// <param name="Clock">How its time passes.</param>
/// <param name="Options">Its switches.</param>
internal sealed record SandboxRequest(string? Name, long? Seed, WorldTemplate Template, ClockSettings Clock, WorldOptions Options)
{
    /// <summary>Its id; null: one of the registry's.</summary>
    public string? Id { get; init; }

    /// <summary>The api key of its first client; null: a derived one.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Whether it has the rules that stand in the process.</summary>
    public bool HasStandingRules { get; init; } = true;
}

/// <summary>The sandboxes of this process; <c>default</c> is always there. Thread-safe.</summary>
internal sealed partial class SandboxRegistry : IDisposable
{
    /// <summary>The id of the sandbox that exists from the start.</summary>
    public const string DefaultId = "default";

    /// <summary>How many sandboxes may exist at a time.</summary>
    public const int SandboxesMax = 1000;

    /// <summary>How many snapshots may exist at a time.</summary>
    public const int SnapshotsMax = 1000;

    private readonly ConcurrentDictionary<string, Sandbox> _sandboxes = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly WebhookSender _sender;
    private readonly StandingRules _standing;
    private readonly SeededIds _ids;
    private readonly ILogger<SandboxRegistry> _log;
    private readonly ConcurrentDictionary<string, Snapshot> _snapshots = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Sandbox> _byKey = new(StringComparer.Ordinal);
    private readonly RegistrySettings _settings;
    private readonly SimulatorMeter? _meter;
    private readonly ITimer? _sweeps;
    private readonly Lock _placing = new();
    private readonly Lock _making = new();
    private long _created;
    private long _snapped;
    private long _placed;

    public SandboxRegistry(
        RegistrySettings settings, TimeProvider time, WebhookSender sender, StandingRules standing,
        ILogger<SandboxRegistry>? log = null,
        SimulatorMeter? meter = null)
    {
        _log = log ?? NullLogger<SandboxRegistry>.Instance;
        Seed = settings.Seed ?? Seeds.Draw();
        Secret = settings.IsGuarded ? ProcessSecret.Draw() : ProcessSecret.None;
        (_time, _sender, _standing, _ids, _settings, _meter) = (time, sender, standing, new SeededIds(Seed), settings, meter);
        Default = Place(new Sandbox(
            new SandboxSettings(
                DefaultId, DefaultId, Seed, settings.Template, new ClockSettings(ClockMode.Running, null, 1), new WorldOptions())
            {
                Secret = Secret,
            },
            time, sender, standing, broke: TellBroken, meter: meter));
        _sweeps = settings.TimeToLive is { } live
            ? time.CreateTimer(_ => Sweep(live), null, SweepEvery(live), SweepEvery(live))
            : null;
    }

    /// <summary>
    /// The seed of the process: that of the default sandbox, and what the ids and seeds of the others come from. The one that it
    /// was given; else it was drawn, since an integrator's database remembers the ids of yesterday.
    /// </summary>
    public long Seed { get; }

    /// <summary>The sandbox that exists from the start.</summary>
    public Sandbox Default { get; }

    /// <summary>What the keys of its sandboxes are derived with; none where nobody is asked for a token.</summary>
    public ProcessSecret Secret { get; }

    /// <summary>The calls that are no sandbox's.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>How many there are.</summary>
    public int Count => _sandboxes.Count;

    /// <summary>All, in the order of creation.</summary>
    public IReadOnlyList<Sandbox> All => [.. After(0).Select(placed => placed.Thing)];

    /// <summary>Those behind a place, in the order of creation.</summary>
    public IEnumerable<Placed<Sandbox>> After(long place) => _sandboxes.Values.Where(sandbox => sandbox.Place > place)
        .OrderBy(sandbox => sandbox.Place).Select(sandbox => new Placed<Sandbox>(sandbox.Place, sandbox));

    /// <summary>The sandbox with this id; it is in use from now on.</summary>
    public Sandbox? Find(string id)
    {
        var found = _sandboxes.GetValueOrDefault(id);
        found?.Touch();
        return found;
    }

    /// <summary>Makes a sandbox; refused beyond <see cref="SandboxesMax"/>.</summary>
    /// <param name="name">A name for people; null: its id.</param>
    /// <param name="seed">The seed of ids and chance; null: one of its own.</param>
    /// <param name="template">What it starts with.</param>
    /// <param name="clock">How its time passes.</param>
    /// <param name="options">Its switches.</param>
    /// <param name="hasStandingRules">Whether it has the rules that stand in the process.</param>
    public Outcome<Sandbox> Create(
        string? name, long? seed, WorldTemplate template, ClockSettings clock, WorldOptions options,
        bool hasStandingRules = true) =>
        Create(new SandboxRequest(name, seed, template, clock, options) { HasStandingRules = hasStandingRules });

    /// <summary>Makes a sandbox; refused beyond <see cref="SandboxesMax"/>, and where its id or key is another's.</summary>
    public Outcome<Sandbox> Create(SandboxRequest request)
    {
        if (_sandboxes.Count >= SandboxesMax)
        {
            return new Refusal(RefusalCode.LimitReached, LimitInWords);
        }

        if (request.Template.Shortage(
            request.Options.Limits, request.Seed ?? 0, request.Clock.Start ?? _time.GetUtcNow()) is { } shortage)
        {
            return shortage;
        }

        var ordinal = Interlocked.Increment(ref _created);
        var id = request.Id ?? IdOf(ordinal);
        var settings = new SandboxSettings(
            id, request.Name ?? id, request.Seed ?? SeedOf(ordinal), request.Template, request.Clock, request.Options)
        {
            Secret = Secret,
            ApiKey = request.ApiKey,
        };
        return _standing.Publish(
            () => Place(new Sandbox(settings, _time, _sender, _standing, request.HasStandingRules, TellBroken, _meter)));
    }

    /// <summary>The seed of a sandbox that names none. Where somebody wrote the process's they are counted.</summary>
    private long SeedOf(long ordinal) => Seed < SeededIds.FirstDrawnSeed ? ordinal : Seeds.Of($"sandbox {ordinal} of {Seed}");

    /// <summary>The snapshots behind a place, oldest first.</summary>
    public IEnumerable<Placed<Snapshot>> SnapshotsAfter(long place) => _snapshots.Values.Where(snapshot => snapshot.Place > place)
        .OrderBy(snapshot => snapshot.Place).Select(snapshot => new Placed<Snapshot>(snapshot.Place, snapshot));

    /// <summary>The snapshot with this id.</summary>
    public Snapshot? FindSnapshot(string id) => _snapshots.GetValueOrDefault(id);

    /// <summary>
    /// Takes a snapshot of a sandbox; refused beyond <see cref="SnapshotsMax"/>, or while something is under way.
    /// </summary>
    public Outcome<Snapshot> TakeSnapshot(Sandbox sandbox)
    {
        if (_snapshots.Count >= SnapshotsMax)
        {
            return new Refusal(RefusalCode.LimitReached, $"snapshots ({SnapshotsMax})");
        }

        var taken =
            sandbox.TakeSnapshot(string.Create(CultureInfo.InvariantCulture, $"snap{Interlocked.Increment(ref _snapped):D6}"));
        if (taken.IsAccepted)
        {
            lock (_placing)
            {
                taken.Value.Place = ++_placed;
                _snapshots[taken.Value.Id] = taken.Value;
            }
        }

        return taken;
    }

    /// <summary>Ends a sandbox; its snapshots go with it.</summary>
    public bool Delete(string id)
    {
        var isGone = _sandboxes.TryRemove(id, out var sandbox);
        foreach (var snapshot in _snapshots.Values.Where(snapshot => snapshot.SandboxId == id))
        {
            _snapshots.TryRemove(snapshot.Id, out _);
        }

        if (sandbox?.Settings.ApiKey is { } key)
        {
            _byKey.TryRemove(KeyValuePair.Create(key, sandbox));
        }

        sandbox?.Dispose();
        return isGone;
    }

    /// <summary>Lets a sandbox be found, behind all that can be: who reads a list on misses none.</summary>
    private Sandbox Place(Sandbox sandbox)
    {
        lock (_placing)
        {
            sandbox.Place = ++_placed;
            if (sandbox.Settings.ApiKey is { } key)
            {
                _byKey[key] = sandbox;
            }

            return _sandboxes[sandbox.Id] = sandbox;
        }
    }

    private void TellBroken(Sandbox sandbox, InvariantBroken broken) => BrokenLog(_log, broken, sandbox.Id);

    [LoggerMessage(EventId = 1, Level = LogLevel.Critical,
        Message = "Sandbox {Sandbox} is broken by a bug of the simulator, and answers nothing more until it is reset")]
    private static partial void BrokenLog(ILogger log, Exception broken, string sandbox);

    /// <summary>The id of a sandbox by its number; with a secret nobody can tell it without having been told.</summary>
    private string IdOf(long ordinal)
    {
        var plain = _ids.Uuid(IdKind.Client, -ordinal).ToString("N");
        return $"sb{(Secret.IsSet ? Convert.ToHexStringLower(Secret.Derive($"fincoresim sandbox/{plain}")) : plain)[..12]}";
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sweeps?.Dispose();
        foreach (var sandbox in _sandboxes.Values)
        {
            sandbox.Dispose();
        }
    }
}
