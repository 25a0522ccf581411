using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Time;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Domain.Worlds;

/// <summary>
/// What a gate rings when it is left, for who drives the world or follows it. Called under the lock, so it must be quick, and
/// must not enter the gate again.
/// </summary>
public interface IGateBell
{
    /// <summary>Something happened, or the clock was set or moved.</summary>
    void Changed();

    /// <summary>An exchange can begin, or the wait that <see cref="WorldGate.PlanNext"/> gave is no longer right.</summary>
    void Due();

    /// <summary>The world is poisoned, as of now.</summary>
    /// <param name="broken">Why.</param>
    void Broke(InvariantBroken broken);
}

/// <summary>
/// The gate's bell. The gate is the only way to the world and to its clock, so whatever changes when something comes due (a mode,
/// a scale, a moved clock, a command, a switch) is seen here, and nobody who makes such a change has to remember to wake anyone.
/// </summary>
public sealed partial class WorldGate
{
    private IGateBell? _bell;
    private long _toldSequence;
    private long _toldVersion;
    private bool _hasToldBroken;

    // What the driver waits for: an item before these ticks, or another relation to real time, makes its wait wrong.
    private long _plannedTicks = long.MaxValue;
    private long _plannedVersion = -1;

    /// <summary>Rings a bell from now on, and in nobody else's place.</summary>
    public void Ring(IGateBell bell)
    {
        using var visit = Visit();
        _bell = bell;
    }

    /// <summary>
    /// How long the wall clock takes until something is due; null when nothing will be by itself. From now on the bell says when
    /// this is no longer right.
    /// </summary>
    public TimeSpan? PlanNext()
    {
        using var visit = Visit();
        var now = _clock.GetUtcNow();
        var next = _world.Broken is null ? _world.State.Schedule.Next : null;
        _plannedVersion = _clock.Version;
        _plannedTicks = _clock.Mode == ClockMode.Frozen ? now.UtcTicks + 1 : next?.Ticks ?? long.MaxValue;
        return next is null ? null : _clock.RealTimeUntil(next.At);
    }

    /// <summary>Enters the lock; leaving it rings.</summary>
    private Visitor Visit()
    {
        if (_watch is { IsOn: true } watch)
        {
            var arrived = watch.Arrived();
            _lock.Enter();
            watch.Entered(arrived);
        }
        else
        {
            _lock.Enter();
        }

        return new Visitor(this);
    }

    private void Leave()
    {
        try
        {
            if (_bell is { } bell)
            {
                Ring(bell, _world.State);
            }
        }
        finally
        {
            _lock.Exit();
        }
    }

    private void Ring(IGateBell bell, WorldState state)
    {
        var (sequence, version) = (state.Journal.NextSequence, _clock.Version);
        if (sequence != _toldSequence || version != _toldVersion)
        {
            (_toldSequence, _toldVersion) = (sequence, version);
            bell.Changed();
        }

        if (_world.Broken is { } broken)
        {
            if (!_hasToldBroken)
            {
                _hasToldBroken = true;
                bell.Broke(broken);
            }
        }
        else if (state.Deliveries.CanStart || version != _plannedVersion || state.Schedule.Next?.Ticks < _plannedTicks)
        {
            bell.Due();
        }
    }

    private readonly ref struct Visitor(WorldGate gate)
    {
        public void Dispose() => gate.Leave();
    }
}
