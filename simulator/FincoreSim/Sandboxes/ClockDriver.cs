using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Sandboxes;

/// <summary>What moving a clock led to.</summary>
/// <param name="Now">The world's instant afterwards.</param>
/// <param name="Ran">What was due and ran, in order.</param>
/// <param name="Deliveries">The deliveries that had an answer, or a failed attempt, on the way.</param>
/// <param name="StillWaiting">The deliveries whose receivers had not answered when the real wait was over.</param>
internal sealed record ClockMove(
    DateTimeOffset Now, ImmutableArray<RanItem> Ran, ImmutableArray<Delivery> Deliveries, ImmutableArray<Delivery> StillWaiting);

/// <summary>
/// Moves a world's clock and settles: items run one after the other at their instants, and before time moves on every
/// webhook that is due is answered by a real exchange, since its answer may schedule more. The real waiting is capped.
/// </summary>
internal sealed class ClockDriver(Sandbox sandbox, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    /// <summary>Moves the clock by a time, and settles.</summary>
    public Task<ClockMove> AdvanceAsync(TimeSpan by, CancellationToken stop) => ToAsync(sandbox.Now + by, stop);

    /// <summary>Moves the clock to an instant, and settles. An instant that has passed only settles.</summary>
    public Task<ClockMove> ToAsync(DateTimeOffset target, CancellationToken stop) => DriveAsync(_ => target, stop);

    /// <summary>Moves the clock until nothing is due that does not recur for ever, but no further than a time.</summary>
    public Task<ClockMove> UntilIdleAsync(TimeSpan max, CancellationToken stop)
    {
        var last = sandbox.Now + max;
        return DriveAsync(gate => gate.Read(world => IdleAt(world, last)), stop);
    }

    /// <summary>The instant of what is due next; one that has passed when nothing is, since a running clock never stands still.</summary>
    private static DateTimeOffset IdleAt(World world, DateTimeOffset last)
    {
        var next = world.State.Due.FirstOrDefault(item => !item.IsRecurring)?.At ?? DateTimeOffset.MinValue;
        return next < last ? next : last;
    }

    private Task<ClockMove> DriveAsync(Func<WorldGate, DateTimeOffset> target, CancellationToken stop)
    {
        var run = sandbox.Run;
        return run.DriveAsync(() => SettleAndRunAsync(run, target, stop), stop);
    }

    private async Task<ClockMove> SettleAndRunAsync(SandboxRun run, Func<WorldGate, DateTimeOffset> target, CancellationToken stop)
    {
        var gate = run.Gate;
        var (journalBefore, cap) = gate.Read(world => (world.State.Journal.NextSequence - 1, world.State.Options.SettleCap));
        var deadline = time.GetUtcNow() + cap;
        var ran = new List<RanItem>();
        while (true)
        {
            await SettleAsync(run, deadline, stop);
            var isLate = time.GetUtcNow() >= deadline;
            var goal = target(gate);
            if (gate.RunUntil(goal, ran, isLate) && target(gate) <= goal && (isLate || gate.IsQuiet))
            {
                break;
            }
        }

        run.Wake();
        return gate.Read(world => Report(world, ran, journalBefore));
    }

    private async Task SettleAsync(SandboxRun run, DateTimeOffset deadline, CancellationToken stop)
    {
        while (!run.Gate.IsQuiet)
        {
            var left = deadline - time.GetUtcNow();
            if (left <= TimeSpan.Zero || run.Stopped.IsCancellationRequested)
            {
                return;
            }

            // Waking rings the bell, so that it is listened to only afterwards: else this would turn in circles.
            run.Wake();
            var next = run.Changes.Next();
            if (!run.Gate.IsQuiet)
            {
                await next.WaitAsync(left < Poll ? left : Poll, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                stop.ThrowIfCancellationRequested();
            }
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
            [.. world.State.Deliveries.All.Where(delivery => IsOpen(delivery, world.Now))]);
    }

    private static bool IsOpen(Delivery delivery, DateTimeOffset now) => delivery.Status == DeliveryStatus.InFlight
        || (delivery.Status == DeliveryStatus.Pending && delivery.NextAttemptAt <= now);
}
