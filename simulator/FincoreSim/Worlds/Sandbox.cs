using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Time;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Domain.Worlds;
using FincoreSim.Worlds.Requests;
using FincoreSim.Worlds.Seeding;
using FincoreSim.Worlds.Telemetry;
using FincoreSim.Worlds.Webhooks;

namespace FincoreSim.Worlds;

/// <summary>How a sandbox's clock starts.</summary>
/// <param name="Mode">Running or frozen.</param>
/// <param name="Start">The first instant; null: the wall clock's now.</param>
/// <param name="Scale">Virtual seconds per real second while running.</param>
internal sealed record ClockSettings(ClockMode Mode, DateTimeOffset? Start, double Scale);

/// <summary>What a sandbox is made from, and goes back to by a reset.</summary>
internal sealed record SandboxSettings(
    string Id, string Name, long Seed, WorldTemplate Template, ClockSettings Clock, WorldOptions Options)
{
    /// <summary>What its keys are derived with.</summary>
    public ProcessSecret Secret { get; init; } = ProcessSecret.None;

    /// <summary>The api key of its first client that somebody chose; null where it is derived.</summary>
    public string? ApiKey { get; init; }
}

/// <summary>
/// A world of its own, chosen by credential: state, clock, seed, journal, limits. Shares nothing with the others. Thread-safe.
/// </summary>
internal sealed class Sandbox : IDisposable
{
    private readonly TimeProvider _time;
    private readonly WebhookSender _sender;
    private readonly StandingRules _standing;
    private readonly SimulatorMeter? _meter;
    private readonly Action<Sandbox, InvariantBroken> _broke;
    private readonly CancellationTokenSource _deleted = new();
    private ImmutableArray<GateObserver> _observers = [];
    private Traffic? _traffic;
    private SandboxRun _run;
    private long _startTicks;

    /// <summary>A sandbox that lives from now on.</summary>
    /// <param name="settings">What it is made from.</param>
    /// <param name="time">Real time.</param>
    /// <param name="sender">Makes the exchanges with receivers.</param>
    /// <param name="standing">The rules that stand in the process.</param>
    /// <param name="hasStandingRules">Whether it has them.</param>
    /// <param name="broke">Is told, once for each life, that its world is poisoned; null: nobody is.</param>
    /// <param name="meter">Counts what happens in it; null: nobody does.</param>
    public Sandbox(
        SandboxSettings settings, TimeProvider time, WebhookSender sender, StandingRules standing, bool hasStandingRules = true,
        Action<Sandbox, InvariantBroken>? broke = null, SimulatorMeter? meter = null)
    {
        (Settings, _time, _sender, _standing, _meter, HasStandingRules) = (settings, time, sender, standing, meter,
            hasStandingRules);
        _broke = broke ?? ((_, _) => { });
        CreatedAt = time.GetUtcNow();
        Tokens = new SandboxTokens(settings.Id, settings.Secret, time);
        _run = NewRun();
        KeyClient = settings.ApiKey is null ? null : Gate.Inspect(world => world.State.Clients.OldestFirst().First().Id);
        Touch();
    }

    public SandboxSettings Settings { get; }

    /// <summary>What its keys are derived with.</summary>
    public ProcessSecret Secret => Settings.Secret;

    public string Id => Settings.Id;

    /// <summary>Its place in the list of all, which the registry gives.</summary>
    public long Place { get; set; }

    /// <summary>Wall-clock UTC instant of creation.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>When it was last called or asked for, by <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long UsedAt { get; private set; }

    /// <summary>The client whose api key was chosen: the first of its template. Null where none was.</summary>
    public ClientId? KeyClient { get; private set; }

    /// <summary>Its tokens, which outlive a reset.</summary>
    public SandboxTokens Tokens { get; }

    /// <summary>
    /// The UTC instant at which its template built the world, by the clock of the sandbox; that of the last reset.
    /// </summary>
    public DateTimeOffset Start => new(Volatile.Read(ref _startTicks), TimeSpan.Zero);

    /// <summary>The world and what drives it, since the last reset.</summary>
    public SandboxRun Run => Volatile.Read(ref _run);

    /// <summary>The gate before the world.</summary>
    public WorldGate Gate => Run.Gate;

    /// <summary>
    /// Whether its lives have the rules that stand in the process, from the next one on: what a scenario's run comes to must
    /// not hang on them.
    /// </summary>
    public bool HasStandingRules { get; set; }

    /// <summary>The calls to it.</summary>
    public RequestLog Requests { get; } = new();

    /// <summary>
    /// What a scenario's run sees of the calls; null while no run uses the sandbox. A run looks at all of them.
    /// </summary>
    public Traffic? Traffic
    {
        get => Volatile.Read(ref _traffic);
        set
        {
            Requests.Fixed = value is null ? null : RequestBounds.OfRun;
            Volatile.Write(ref _traffic, value);
        }
    }

    /// <summary>The world's now.</summary>
    public DateTimeOffset Now => Gate.Clock(clock => clock.GetUtcNow());

    /// <summary>The switches as they are now.</summary>
    public WorldOptions Options => Gate.Read(world => world.State.Options);

    /// <summary>Whether the documentation's placeholders stand for things of this world.</summary>
    public bool KnowsPlaceholders => Settings.Template.IsDocs && Gate.Read(world => world.State.Options.DocsPlaceholders);

    /// <summary>Whether the world has this client.</summary>
    public bool HasClient(ClientId client) => Gate.Read(client, static (world, id) => world.State.Clients.Find(id) is not null);

    /// <summary>What broke its world, after which it answers nothing until it is reset; null while all is well.</summary>
    public InvariantBroken? Broken => Gate.Broken;

    /// <summary>Cancelled when the sandbox is no more.</summary>
    public CancellationToken Deleted => _deleted.Token;

    /// <summary>Notes that it is in use.</summary>
    public void Touch() => UsedAt = _time.GetTimestamp();

    /// <summary>Lets someone look on from inside the gate, also after a reset or a restore.</summary>
    public void Observe(GateObserver observer)
    {
        _observers = _observers.Add(observer);
        Gate.Observe(observer);
    }

    /// <summary>Lets nobody look on any more after the next reset.</summary>
    public void ForgetObservers() => _observers = [];

    /// <summary>Decides and applies a command.</summary>
    public Outcome<T> Execute<T>(Command<T> command) => Gate.Execute(command);

    /// <summary>Decides and applies a command that depends on the world as it is.</summary>
    public Outcome<T> Execute<T>(Func<World, Outcome<Command<T>>> make) => Gate.Execute(make);

    /// <summary>Answers a payment request.</summary>
    public SubmittedPayment Submit(PaymentRequest request) => Gate.Submit(request);

    /// <summary>Reads the world.</summary>
    public T Read<T>(Func<World, T> read) => Gate.Read(read);

    /// <summary>Ends every token that was issued so far; the real UTC instant at which it did.</summary>
    public Outcome<DateTimeOffset> ExpireTokens() =>
        Execute(new ExpireTokens { Origin = Origin.Control }).Map(_ => Tokens.EndAll());

    /// <summary>
    /// Back to template, seed and standing rules. Exchanges that are under way are cut off; what they bring is nobody's.
    /// </summary>
    public void Reset() => Begin(NewRun, LifeEnd.Reset);

    /// <summary>Keeps the world as it is; refused while something is under way, since that is no part of a world.</summary>
    /// <param name="id">The snapshot's id.</param>
    /// <param name="taken">Called when it is taken, before anything else can happen in the world: for who records it.</param>
    public Outcome<Snapshot> TakeSnapshot(string id, Action? taken = null) => Gate.Fork<Outcome<Snapshot>>((world, clock) =>
    {
        var deliveries = world.State.Deliveries;
        if (deliveries is not { ReadyCount: 0, InFlightCount: 0 })
        {
            return Refusal.OfState(
                "sandbox", $"{deliveries.ReadyCount + deliveries.InFlightCount} deliveries under way", ["nothing under way"],
                new Remedy(RemedyAction.Settle));
        }

        taken?.Invoke();
        return new Snapshot(id, this, world.Fork(), new ClockSettings(clock.Mode, clock.GetUtcNow(), clock.Scale));
    });

    /// <summary>
    /// Back to a snapshot: state, rules, and the clock with its mode. Standing rules that changed since are as they are now.
    /// </summary>
    public void Restore(Snapshot snapshot) => Begin(() => NewRun(snapshot.Fork(), ClockOf(snapshot.Clock)), LifeEnd.Restored);

    /// <inheritdoc/>
    public void Dispose()
    {
        _deleted.Cancel();
        Run.Dispose();
    }

    private void Begin(Func<SandboxRun> build, LifeEnd before) => _standing.Publish(() =>
    {
        Interlocked.Exchange(ref _run, build()).Finish(before);
        Requests.Clear();
        if (_deleted.IsCancellationRequested)
        {
            // It was deleted meanwhile: nobody finds it any more, so nobody would end this life.
            Run.Dispose();
        }

        return this;
    });

    private SandboxRun NewRun()
    {
        var clock = ClockOf(Settings.Clock);
        var start = clock.GetUtcNow();
        Volatile.Write(ref _startTicks, start.UtcTicks);
        return NewRun(Settings.Template.Build(Settings.Options, Settings.Seed, start), clock);
    }

    private SandboxRun NewRun(World world, VirtualClock clock)
    {
        var hasStandingRules = HasStandingRules;
        if (hasStandingRules)
        {
            _standing.Prepare(world, Settings);
        }

        var measuring = _meter is null ? null : new WorldMeter(_meter, _time);
        var gate = new WorldGate(world, clock, measuring);
        if (measuring is not null)
        {
            gate.Observe(measuring);
        }

        foreach (var observer in _observers)
        {
            gate.Observe(observer);
        }

        return new SandboxRun(gate, _time, _sender, url => Traffic?.MaySendTo(url) ?? true, broken => _broke(this, broken))
        {
            HasStandingRules = hasStandingRules,
        };
    }

    private VirtualClock ClockOf(ClockSettings settings) => new(_time, settings.Mode, settings.Start, settings.Scale);
}
