using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Time;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Domain.Worlds;

/// <summary>
/// The one lock of a world: everything that reads or changes it, or its clock, goes through here, synchronously. Each entry first
/// sets the world's time and runs what is due; when it is left, it rings for who must know what changed. Thread-safe.
/// </summary>
public sealed partial class WorldGate
{
    private readonly Lock _lock = new();
    private readonly World _world;
    private readonly VirtualClock _clock;
    private readonly IGateWatch? _watch;
    private ImmutableArray<GateObserver> _observers = [];
    private long _entered;

    /// <summary>A gate before a world, with the clock that drives it.</summary>
    /// <param name="world">The world.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="watch">Measures it; null: nobody does.</param>
    public WorldGate(World world, VirtualClock clock, IGateWatch? watch = null)
    {
        _world = world;
        _clock = clock;
        _watch = watch;
    }

    /// <summary>Whether an exchange with a receiver could begin: a hint, read without the lock.</summary>
    public bool HasWork => _world.State.Deliveries.CanStart;

    /// <summary>How often it was entered so far: a hint, read without the lock.</summary>
    public long Entered => Volatile.Read(ref _entered);

    /// <summary>Whether a rule waits for requests: a hint, read without the lock.</summary>
    public bool HasRequestRules => _world.State.Rules.Any(RuleEvent.Request);

    /// <summary>What broke the world, after which it answers nothing; null while all is well. Read without the lock.</summary>
    public InvariantBroken? Broken => _world.Broken;

    /// <summary>Whether no delivery is due now and no exchange is under way.</summary>
    public bool IsQuiet => Read(world => world.State.Deliveries is { ReadyCount: 0, InFlightCount: 0 });

    /// <summary>Lets someone look on from now on.</summary>
    public void Observe(GateObserver observer)
    {
        using var visit = Visit();
        _observers = _observers.Add(observer);
        observer.Attached(this, _world);
    }

    /// <summary>Lets someone look on no more.</summary>
    public void Forget(GateObserver observer)
    {
        using var visit = Visit();
        _observers = _observers.Remove(observer);
    }

    /// <summary>Decides and applies a command.</summary>
    public Outcome<T> Execute<T>(Command<T> command, long? causedBy = null)
    {
        using var visit = Visit();
        Enter();
        return Decide(command, causedBy);
    }

    /// <summary>Decides and applies a command, and tells which entries of the journal it wrote.</summary>
    public Outcome<T> Execute<T>(Command<T> command, out JournalSpan entries)
    {
        using var visit = Visit();
        Enter();
        var first = _world.State.Journal.NextSequence;
        var outcome = Decide(command, null);
        entries = new JournalSpan(first, _world.State.Journal.NextSequence) { At = _world.Now };
        return outcome;
    }

    /// <summary>Decides and applies a command that depends on the world as it is, with nothing in between.</summary>
    /// <param name="make">Makes the command, or refuses to.</param>
    public Outcome<T> Execute<T>(Func<World, Outcome<Command<T>>> make)
    {
        using var visit = Visit();
        Enter();
        var command = make(_world);
        return command.IsAccepted ? Decide(command.Value, null) : command.Refusal;
    }

    /// <summary>Answers a payment request.</summary>
    public SubmittedPayment Submit(PaymentRequest request)
    {
        using var visit = Visit();
        Enter();
        foreach (var observer in _observers)
        {
            observer.Entering(_world.Now, request);
        }

        var first = _world.State.Journal.NextSequence;
        var submitted = _world.Submit(request);
        var end = _world.State.Journal.NextSequence;
        Conclude();
        return submitted with { Entries = new JournalSpan(first, end) { At = _world.Now } };
    }

    /// <summary>Reads something that is immutable, or copied.</summary>
    public T Read<T>(Func<World, T> read)
    {
        using var visit = Visit();
        Enter();
        return read(_world);
    }

    /// <summary>Overload that avoids a closure.</summary>
    public T Read<TAsked, T>(TAsked asked, Func<World, TAsked, T> read)
    {
        using var visit = Visit();
        Enter();
        return read(_world, asked);
    }

    /// <summary>Looks at a world just as it is, a broken one too, to tell what became of it: nothing that is due runs.</summary>
    public T Inspect<T>(Func<World, T> look)
    {
        using var visit = Visit();
        return look(_world);
    }

    /// <summary>
    /// Runs what is due, each item at its instant, until an instant is reached or a receiver must be asked first, since its
    /// answer may schedule more.
    /// </summary>
    /// <param name="until">The instant to stop at.</param>
    /// <param name="ran">Gets what ran.</param>
    /// <param name="ignoresReceivers">Whether it goes on all the same: the wait for them is over.</param>
    /// <returns>Whether the instant was reached.</returns>
    public bool RunUntil(DateTimeOffset until, ICollection<RanItem> ran, bool ignoresReceivers = false)
    {
        using var visit = Visit();
        ThrowIfBroken();
        until = WorldCalendar.Nearest(until);
        while (ignoresReceivers || _world.State.Deliveries is { ReadyCount: 0, InFlightCount: 0 })
        {
            if (_world.RunNextDue(until) is not { } item)
            {
                _clock.MoveTo(until);
                _world.MoveTo(until);
                return true;
            }

            _clock.MoveTo(item.At);
            ran.Add(item);
            Conclude();
        }

        return false;
    }

    /// <summary>Looks at world and clock together, once what was due has run.</summary>
    public T Fork<T>(Func<World, VirtualClock, T> use)
    {
        using var visit = Visit();
        Enter();
        return use(_world, _clock);
    }

    /// <summary>Reads or sets the clock.</summary>
    public T Clock<T>(Func<VirtualClock, T> use)
    {
        using var visit = Visit();
        return use(_clock);
    }

    /// <summary>Poisons the world: something failed that it goes on only with.</summary>
    public void Break(InvariantBroken broken)
    {
        using var visit = Visit();
        _world.Break(broken);
    }

    private Outcome<T> Decide<T>(Command<T> command, long? causedBy)
    {
        foreach (var observer in _observers)
        {
            observer.Entering(_world.Now, command, causedBy);
        }

        var outcome = _world.Execute(command, causedBy);
        Conclude();
        return outcome;
    }

    private void Enter()
    {
        ThrowIfBroken();
        _entered++;
        var now = _clock.GetUtcNow();
        while (_world.RunNextDue(now) is { } item)
        {
            // Each item runs at its own instant; the loop ends when the next one lies in the future.
            Conclude();
            if (_watch is { IsOn: true } watch)
            {
                watch.Ran(item, (now - item.At) / _clock.Scale);
            }
        }

        _world.MoveTo(now);
    }

    private void Conclude()
    {
        foreach (var observer in _observers)
        {
            observer.Concluded(_world);
        }
    }

    private void ThrowIfBroken()
    {
        if (_world.Broken is { } broken)
        {
            throw broken;
        }
    }
}
