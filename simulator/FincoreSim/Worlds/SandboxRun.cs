using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Time;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Domain.Worlds;
using FincoreSim.Ground;
using FincoreSim.Worlds.Telemetry;
using FincoreSim.Worlds.Webhooks;

namespace FincoreSim.Worlds;

/// <summary>
/// One life of a sandbox, from a reset to the next: its gate, and the loop that runs what is due and sends what is ready.
/// Whatever ends the loop or an exchange before its time poisons the world, so that it is seen. Thread-safe.
/// </summary>
internal sealed class SandboxRun : IGateBell, IDisposable
{
    /// <summary>The error of an attempt that a rule cut off before it reached the receiver.</summary>
    public const string DroppedByRule = "dropped_by_rule";

    /// <summary>The error of an attempt to a host that the scenario may not call.</summary>
    public const string HostNotAllowed = "host_not_allowed";

    private static readonly TimeSpan LongestHoldUp = TimeSpan.FromMilliseconds(250);

    // Every call runs what is due before it looks, so that waking for each item while calls come is for nothing. While none
    // come nobody sees whether an item that ran at its own instant of the world's time did so a few milliseconds later.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan ShortestWaitUnderLoad = TimeSpan.FromMilliseconds(25);

    /// <summary>How often the gate was entered since the last look when calls come all the time.</summary>
    private const long LoadedEntries = 50;

    // Nobody tells when the wall clock itself jumps ahead, as after a machine has slept.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time;
    private readonly WebhookSender _sender;
    private readonly Func<string, bool> _maySendTo;
    private readonly Action<InvariantBroken> _broke;
    private readonly AsyncSignal _work = new();
    private readonly SemaphoreSlim _driving = new(1, 1);
    private Task _sentBefore = Task.CompletedTask;
    private int _end = -1;

    /// <summary>Begins a life.</summary>
    /// <param name="gate">The gate before its world.</param>
    /// <param name="time">Real time.</param>
    /// <param name="sender">Makes the exchanges.</param>
    /// <param name="maySendTo">Whether webhooks may be sent to a URL.</param>
    /// <param name="broke">Is told, once, that the world is poisoned.</param>
    public SandboxRun(
        WorldGate gate, TimeProvider time, WebhookSender sender, Func<string, bool> maySendTo, Action<InvariantBroken> broke)
    {
        (Gate, _time, _sender, _maySendTo, _broke) = (gate, time, sender, maySendTo, broke);
        Gate.Ring(this);
        Background.Run(LiveAsync, bug => Fail("sandboxes_go_on", "telling that it is broken", bug));
    }

    public WorldGate Gate { get; }

    /// <summary>Whether it has the rules that stand in the process.</summary>
    public required bool HasStandingRules { get; init; }

    /// <summary>Rings for whoever follows the journal or the clock.</summary>
    public ChangeBell Changes { get; } = new();

    /// <summary>Cancelled when this life ends.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>How this life ended; null while it goes on.</summary>
    public LifeEnd? End => Volatile.Read(ref _end) is var end and >= 0 ? (LifeEnd)end : null;

    /// <summary>Whether someone drives the clock now.</summary>
    public bool IsDriven => _driving.CurrentCount == 0;

    /// <summary>
    /// Ends this life: exchanges that are under way are cut off, and whoever waits for its world waits no longer.
    /// </summary>
    public void Finish(LifeEnd how)
    {
        Interlocked.CompareExchange(ref _end, (int)how, -1);
        _stop.Cancel();
        Changes.Ring();
    }

    /// <summary>Ends this life with its sandbox.</summary>
    public void Dispose() => Finish(LifeEnd.Deleted);

    /// <summary>Poisons the world: something failed that was begun on its behalf and that nobody waits for.</summary>
    /// <param name="invariant">The invariant: that it never fails.</param>
    /// <param name="doing">What was being done.</param>
    /// <param name="bug">How it failed.</param>
    public void Fail(string invariant, string doing, Exception bug)
    {
        // What breaks off because its life has ended is nobody's any more.
        if (!_stop.IsCancellationRequested)
        {
            Gate.Break(bug as InvariantBroken ?? new InvariantBroken(invariant, doing, bug));
        }
    }

    /// <summary>Lets one caller at a time drive the clock; refused, at once, where this life ends before it is done.</summary>
    public async Task<Outcome<T>> DriveAsync<T>(Func<Task<Outcome<T>>> drive, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, _stop.Token);
        try
        {
            await _driving.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (End is not null && !stop.IsCancellationRequested)
        {
            return End.Value.ToRefusal();
        }

        try
        {
            return End is { } ended ? ended.ToRefusal() : await drive();
        }
        finally
        {
            _driving.Release();
        }
    }

    /// <summary>Waits until the clock shows an instant: by itself while it runs, or because someone moves it.</summary>
    /// <returns>How this life ended before; null where it did not.</returns>
    public async Task<LifeEnd?> WaitUntilAsync(DateTimeOffset instant, CancellationToken stop)
    {
        while (true)
        {
            var next = Changes.Next();
            var (isThere, left) = Gate.Clock(clock => (clock.GetUtcNow() >= instant, clock.RealTimeUntil(instant)));
            if (isThere || End is not null)
            {
                return isThere ? null : End;
            }

            if (Gate.Broken is { } broken)
            {
                throw broken;
            }

            var wait = left < LongestWait ? InWholeMilliseconds(left.Value) : LongestWait;
            await next.WaitAsync(wait, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    void IGateBell.Changed() => Changes.Ring();

    /// <inheritdoc/>
    void IGateBell.Due() => _work.Pulse();

    /// <inheritdoc/>
    void IGateBell.Broke(InvariantBroken broken)
    {
        Changes.Ring();
        _work.Pulse();
    }

    /// <summary>Timers count whole milliseconds; one that rings before its instant has to be set again.</summary>
    private static TimeSpan InWholeMilliseconds(TimeSpan span) => TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds));

    private async Task LiveAsync()
    {
        await Task.Yield();
        try
        {
            await LoopAsync();
        }
        catch (Exception bug)
        {
            Fail("sandboxes_go_on", "running what is due", bug);
        }

        if (Gate.Broken is { } broken)
        {
            _broke(broken);
        }
    }

    private async Task LoopAsync()
    {
        long entered = 0;
        while (!_stop.IsCancellationRequested && Gate.Broken is null)
        {
            StartExchanges();
            var wait = Gate.PlanNext();
            if (wait is { } known)
            {
                var shortest = Gate.Entered - entered > LoadedEntries ? ShortestWaitUnderLoad : ShortestWait;
                wait = known < shortest ? shortest : known < LongestWait ? InWholeMilliseconds(known) : LongestWait;
            }

            entered = Gate.Entered;
            await _work.WaitAsync(wait, _time, _stop.Token);
        }
    }

    private void StartExchanges()
    {
        foreach (var dispatch in Gate.Execute(new TakeDeliveries { Origin = Origin.Clock }).Value)
        {
            var (before, recorded) = (_sentBefore, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            Background.Run(() => ExchangeAsync(dispatch, before, recorded),
                bug => Fail("exchanges_end", "an exchange with a receiver", bug));
            _sentBefore = recorded.Task;
        }
    }

    private async Task<AttemptResult> ResultAsync(Dispatch dispatch)
    {
        using var span = Spans.Exchange(dispatch);
        var result = await AttemptAsync(dispatch);
        span.Tell(result);
        return result;
    }

    private async Task<AttemptResult> AttemptAsync(Dispatch dispatch)
    {
        if (dispatch.DropsConnection || !_maySendTo(dispatch.Webhook.Url))
        {
            return new AttemptResult { Error = dispatch.DropsConnection ? DroppedByRule : HostNotAllowed };
        }

        try
        {
            return await _sender.SendAsync(dispatch, Gate, _stop.Token);
        }
        catch (Exception bug) when (bug is not InvariantBroken)
        {
            // The sender takes whatever a receiver does, so this is a bug of ours: it stands in the delivery, where it is seen.
            return new AttemptResult { Error = $"bug in the simulator: {bug.GetType().Name}: {bug.Message}" };
        }
    }

    /// <summary>
    /// Makes an exchange and records its answer. On a frozen clock answers are recorded in the order of sending, so that a run
    /// goes the same way every time; but one that is slow holds up those behind it only for a moment.
    /// </summary>
    private async Task ExchangeAsync(Dispatch dispatch, Task sentBefore, TaskCompletionSource recorded)
    {
        try
        {
            var result = await ResultAsync(dispatch);
            if (!sentBefore.IsCompleted && Gate.Clock(clock => clock.Mode) == ClockMode.Frozen)
            {
                await sentBefore.WaitAsync(LongestHoldUp, _time, _stop.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (!_stop.IsCancellationRequested)
            {
                var attempted = Gate.Execute(
                    new RecordAttempt(dispatch.Delivery.Id, result) { Origin = Origin.Webhook }, dispatch.Delivery.CausedBy);
                if (attempted.IsAccepted)
                {
                    _sender.Attempted?.Invoke(attempted.Value);
                }
            }
        }
        finally
        {
            recorded.SetResult();
        }
    }
}
