using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Time;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Domain.Worlds;
using FincoreSim.Json;

namespace FincoreSim.Worlds;

/// <summary>What moving a clock led to.</summary>
/// <param name="Now">The world's instant afterwards.</param>
/// <param name="Ran">What was due and ran, in order.</param>
/// <param name="Deliveries">The deliveries that had an answer, or a failed attempt, on the way.</param>
/// <param name="StillWaiting">The deliveries whose receivers had not answered when the real wait was over.</param>
internal sealed record ClockMove(
    DateTimeOffset Now, ImmutableArray<RanItem> Ran, ImmutableArray<Delivery> Deliveries, ImmutableArray<Delivery> StillWaiting)
{
    /// <summary>Of what nobody was told on the way, and why.</summary>
    public ImmutableArray<NobodyTold> NobodyTold { get; init; } = [];
}

/// <summary>
/// Moves a world's clock and settles: items run one after the other at their instants, and before time moves on every
/// webhook that is due is answered by a real exchange, since its answer may schedule more. The real waiting is capped. Where to
/// is decided when it is its turn, so that of two who move the clock at once the second goes on from where the first ended.
/// Refused, at once, where the world is reset, restored or deleted meanwhile.
/// </summary>
/// <param name="run">The life of the sandbox.</param>
/// <param name="time">Real time.</param>
internal sealed class ClockDriver(SandboxRun run, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    /// <summary>Moves the clock of the sandbox as it lives now.</summary>
    public ClockDriver(Sandbox sandbox, TimeProvider time) : this(sandbox.Run, time)
    {
    }

    /// <summary>Moves the clock by a time, and settles; refused where the calendar ends before.</summary>
    public Task<Outcome<ClockMove>> AdvanceAsync(TimeSpan by, CancellationToken stop) => DriveAsync(
        now => WorldCalendar.Has(now + by) ? Until(now + by) : Invalid(
            $"advance leads beyond {WorldCalendar.End}, where the simulator's calendar ends; the sandbox's now is "
            + $"{Stamp.Iso(now)}."),
        stop);

    /// <summary>Sends what is due now, and waits for the answers.</summary>
    public Task<Outcome<ClockMove>> SettleAsync(CancellationToken stop) => AdvanceAsync(TimeSpan.Zero, stop);

    /// <summary>Moves the clock to an instant, and settles; refused where it has passed.</summary>
    public Task<Outcome<ClockMove>> ToAsync(DateTimeOffset target, CancellationToken stop) => DriveAsync(
        now => target >= now
            ? Until(target)
            : Invalid($"to lies before the sandbox's now, {Stamp.Iso(now)}; a clock never goes back."), stop);

    /// <summary>The same, but an instant that has passed only settles: as where a clock runs by itself.</summary>
    public Task<Outcome<ClockMove>> ToOrPastAsync(DateTimeOffset target, CancellationToken stop) =>
        DriveAsync(_ => Until(target), stop);

    /// <summary>Moves the clock until nothing is due that does not recur for ever, but no further than a time.</summary>
    public Task<Outcome<ClockMove>> UntilIdleAsync(TimeSpan max, CancellationToken stop) => DriveAsync(
        now => new Goal(world => IdleAt(world, WorldCalendar.Nearest(now + max))), stop);

    /// <summary>
    /// The instant of what is due next; one that has passed when nothing is, since a running clock never stands still.
    /// </summary>
    private static DateTimeOffset IdleAt(World world, DateTimeOffset last)
    {
        var next = world.State.Due.FirstOrDefault(item => !item.IsRecurring)?.At ?? DateTimeOffset.MinValue;
        return next < last ? next : last;
    }

    private static Outcome<Goal> Until(DateTimeOffset target) => new Goal(_ => target);

    private static Refusal Invalid(string text) => new(RefusalCode.InvalidArgument, text);

    private Task<Outcome<ClockMove>> DriveAsync(
        Func<DateTimeOffset, Outcome<Goal>> aim, CancellationToken stop) => run.DriveAsync(
        async () =>
        {
            var goal = aim(run.Gate.Clock(clock => clock.GetUtcNow()));
            return goal.IsAccepted ? await SettleAndRunAsync(goal.Value, stop) : goal.Refusal;
        },
        stop);

    private async Task<Outcome<ClockMove>> SettleAndRunAsync(Goal goal, CancellationToken stop)
    {
        var gate = run.Gate;
        var (journalBefore, cap) = gate.Read(world => (world.State.Journal.NextSequence - 1, world.State.Options.SettleCap));
        var deadline = time.GetUtcNow() + cap;
        var ran = new List<RanItem>();
        var isThere = false;
        while (!isThere)
        {
            await SettleAsync(deadline, stop);
            if (run.End is { } ended)
            {
                return ended.ToRefusal();
            }

            var isLate = time.GetUtcNow() >= deadline;
            var target = gate.Read(goal.In);
            isThere = gate.RunUntil(target, ran, isLate) && gate.Read(goal.In) <= target && (isLate || gate.IsQuiet);
        }

        return run.End is { } endedNow ? endedNow.ToRefusal() : gate.Read(world => Report(world, ran, journalBefore));
    }

    private async Task SettleAsync(DateTimeOffset deadline, CancellationToken stop)
    {
        while (true)
        {
            // The bell is listened to before the look, so that nothing is missed that comes after it.
            var next = run.Changes.Next();
            var left = deadline - time.GetUtcNow();
            if (run.Gate.IsQuiet || left <= TimeSpan.Zero || run.End is not null)
            {
                return;
            }

            await next.WaitAsync(left < Poll ? left : Poll, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.ThrowIfCancellationRequested();
        }
    }

    private static ClockMove Report(World world, List<RanItem> ran, long journalBefore)
    {
        var attempted = world.State.Journal.After(journalBefore)
            .Select(entry => entry.Fact).OfType<DeliveryAttempted>().Select(fact => fact.Delivery.Id).Distinct();
        return new ClockMove(
            world.Now,
            [.. ran],
            [.. attempted.Select(world.State.Deliveries.Find).OfType<Delivery>()],
            [.. world.State.Deliveries.All.Where(delivery => IsOpen(delivery, world.Now))])
        {
            NobodyTold = [.. world.State.Journal.After(journalBefore).Select(entry => entry.Fact).OfType<NobodyTold>()],
        };
    }

    private static bool IsOpen(Delivery delivery, DateTimeOffset now) => delivery.Status == DeliveryStatus.InFlight
        || (delivery.Status == DeliveryStatus.Pending && delivery.NextAttemptAt <= now);

    /// <summary>Where the clock shall go; asked again once it is there, since there may be more by then.</summary>
    /// <param name="In">The instant, in the world as it is.</param>
    private sealed record Goal(Func<World, DateTimeOffset> In);
}
