namespace FincoreSim.Sandboxes;

/// <summary>How a sandbox's clock starts.</summary>
/// <param name="Mode">Running or frozen.</param>
/// <param name="Start">The first instant; null: the wall clock's now.</param>
/// <param name="Scale">Virtual seconds per real second while running.</param>
internal sealed record ClockSettings(ClockMode Mode, DateTimeOffset? Start, double Scale);

/// <summary>What a sandbox is made from, and goes back to by a reset.</summary>
internal sealed record SandboxSettings(string Id, string Name, long Seed, WorldTemplate Template, ClockSettings Clock, WorldOptions Options);

/// <summary>
/// A world of its own, chosen by credential: state, clock, seed, journal, limits. Shares nothing with the others. Thread-safe.
/// </summary>
internal sealed class Sandbox : IDisposable
{
    private readonly TimeProvider _time;
    private readonly WebhookSender _sender;
    private ImmutableArray<GateObserver> _observers = [];
    private Traffic? _traffic;
    private SandboxRun _run;

    public Sandbox(SandboxSettings settings, TimeProvider time, WebhookSender sender)
    {
        (Settings, _time, _sender) = (settings, time, sender);
        CreatedAt = time.GetUtcNow();
        _run = NewRun();
    }

    public SandboxSettings Settings { get; }

    public string Id => Settings.Id;

    /// <summary>Wall-clock UTC instant of creation.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>The world and what drives it, since the last reset.</summary>
    public SandboxRun Run => Volatile.Read(ref _run);

    /// <summary>The gate before the world.</summary>
    public WorldGate Gate => Run.Gate;

    /// <summary>What a scenario's run sees of the calls; null while no run uses the sandbox.</summary>
    public Traffic? Traffic
    {
        get => Volatile.Read(ref _traffic);
        set => Volatile.Write(ref _traffic, value);
    }

    /// <summary>The world's now.</summary>
    public DateTimeOffset Now => Gate.Clock(clock => clock.GetUtcNow());

    /// <summary>Whether the documentation's placeholders stand for things of this world.</summary>
    public bool KnowsPlaceholders => Settings.Template.IsDocs && Gate.Read(world => world.State.Options.DocsPlaceholders);

    /// <summary>Whether the world has this client.</summary>
    public bool HasClient(ClientId client) => Gate.Read(world => world.State.Clients.Find(client) is not null);

    /// <summary>Lets someone look on from inside the gate, also after a reset or a restore.</summary>
    public void Observe(GateObserver observer)
    {
        _observers = _observers.Add(observer);
        Gate.Observe(observer);
    }

    /// <summary>Lets nobody look on any more after the next reset.</summary>
    public void ForgetObservers() => _observers = [];

    /// <summary>Decides and applies a command, then wakes what waits for changes.</summary>
    public Outcome<T> Execute<T>(Command<T> command)
    {
        var run = Run;
        var outcome = run.Gate.Execute(command);
        run.Wake();
        return outcome;
    }

    /// <summary>Answers a payment request, then wakes what waits for changes.</summary>
    public SubmittedPayment Submit(PaymentRequest request)
    {
        var run = Run;
        var answer = run.Gate.Submit(request);
        run.Wake();
        return answer;
    }

    /// <summary>Reads the world.</summary>
    public T Read<T>(Func<World, T> read) => Gate.Read(read);

    /// <summary>Does several things in the world with nothing in between, then wakes what waits for changes.</summary>
    public T Change<T>(Func<World, T> change)
    {
        var run = Run;
        var changed = run.Gate.Change(change);
        run.Wake();
        return changed;
    }

    /// <summary>Waits until the world's clock shows an instant, however it gets there; a reset ends the wait.</summary>
    public Task WaitUntilAsync(DateTimeOffset instant, CancellationToken stop) => Run.WaitUntilAsync(instant, stop);

    /// <summary>Back to template and seed. Exchanges that are under way are cut off; what they bring is nobody's.</summary>
    public void Reset() => Interlocked.Exchange(ref _run, NewRun()).Dispose();

    /// <summary>Keeps the world as it is; refused while something is under way, since that is no part of a world.</summary>
    public Outcome<Snapshot> TakeSnapshot(string id) => Gate.Fork((world, clock) =>
    {
        var deliveries = world.State.Deliveries;
        return deliveries is { ReadyCount: 0, InFlightCount: 0 }
            ? new Snapshot(id, this, world.Fork(), new ClockSettings(clock.Mode, clock.GetUtcNow(), clock.Scale))
            : (Outcome<Snapshot>)Refusal.OfState(
                "sandbox", $"{deliveries.ReadyCount + deliveries.InFlightCount} deliveries under way", ["nothing under way"], "POST …/clock {\"advance\":\"0s\"}");
    });

    /// <summary>Back to a snapshot: state, rules, and the clock with its mode.</summary>
    public void Restore(Snapshot snapshot) => Interlocked.Exchange(ref _run, NewRun(snapshot.Fork(), ClockOf(snapshot.Clock))).Dispose();

    /// <inheritdoc/>
    public void Dispose() => Run.Dispose();

    private SandboxRun NewRun()
    {
        var clock = ClockOf(Settings.Clock);
        return NewRun(Settings.Template.Build(Settings.Options, Settings.Seed, clock.GetUtcNow()), clock);
    }

    private SandboxRun NewRun(World world, VirtualClock clock)
    {
        var gate = new WorldGate(world, clock);
        foreach (var observer in _observers)
        {
            gate.Observe(observer);
        }

        return new SandboxRun(gate, _time, _sender, url => Traffic?.MaySendTo(url) ?? true);
    }

    private VirtualClock ClockOf(ClockSettings settings) => new(_time, settings.Mode, settings.Start, settings.Scale);
}
