using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Sandboxes;

/// <summary>
/// One life of a sandbox, from a reset to the next: its gate, and the loop that runs what is due and sends what is ready.
/// Thread-safe.
/// </summary>
internal sealed class SandboxRun : IDisposable
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

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time;
    private readonly WebhookSender _sender;
    private readonly Func<string, bool> _maySendTo;
    private readonly AsyncSignal _work = new();
    private readonly SemaphoreSlim _driving = new(1, 1);
    private Task _sentBefore = Task.CompletedTask;
    private long _wakesAtTicks = long.MaxValue;

    public SandboxRun(WorldGate gate, TimeProvider time, WebhookSender sender, Func<string, bool> maySendTo)
    {
        (Gate, _time, _sender, _maySendTo) = (gate, time, sender, maySendTo);
        _ = LoopAsync();
    }

    public WorldGate Gate { get; }

    /// <summary>Whether it has the rules that stand in the process.</summary>
    public required bool HasStandingRules { get; init; }

    /// <summary>Rings for whoever follows the journal.</summary>
    public ChangeBell Changes { get; } = new();

    /// <summary>Cancelled when this life ends.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>Wakes the loop when there is something for it to do, and followers of the journal.</summary>
    public void Wake()
    {
        Changes.Ring();
        if (Gate.HasWork || Gate.NextDueTicks < Volatile.Read(ref _wakesAtTicks))
        {
            _work.Pulse();
        }
    }

    /// <summary>Lets one caller at a time drive the clock.</summary>
    public async Task<T> DriveAsync<T>(Func<Task<T>> drive, CancellationToken stop)
    {
        await _driving.WaitAsync(stop);
        try
        {
            return await drive();
        }
        finally
        {
            _driving.Release();
        }
    }

    /// <summary>Waits until the clock shows an instant: by itself while it runs, or because someone moves it.</summary>
    public async Task WaitUntilAsync(DateTimeOffset instant, CancellationToken stop)
    {
        while (!_stop.IsCancellationRequested)
        {
            var next = Changes.Next();
            if (Gate.Clock(clock => clock.GetUtcNow()) >= instant)
            {
                return;
            }

            var wait = Gate.Clock(clock => clock.RealTimeUntil(instant)) ?? LongestWait;
            await next.WaitAsync(wait < LongestWait ? wait : LongestWait, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stop.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        Changes.Ring();
    }

    private async Task LoopAsync()
    {
        await Task.Yield();
        long entered = 0;
        while (!_stop.IsCancellationRequested)
        {
            TimeSpan? wait;
            try
            {
                StartExchanges();
                Volatile.Write(ref _wakesAtTicks, Gate.NextDueTicks);
                wait = Gate.RealTimeUntilNext();
            }
            catch (InvariantBroken)
            {
                // The world is poisoned; every call says so, and nothing more is sent.
                return;
            }

            if (wait is { } known)
            {
                var shortest = Gate.Entered - entered > LoadedEntries ? ShortestWaitUnderLoad : ShortestWait;
                wait = known < shortest ? shortest : known > LongestWait ? LongestWait : known;
            }

            entered = Gate.Entered;

            await _work.WaitAsync(wait, _time, _stop.Token);
        }
    }

    private void StartExchanges()
    {
        foreach (var dispatch in Gate.Execute(new TakeDeliveries { Origin = Origin.Clock }).Value)
        {
            var recorded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = ExchangeAsync(dispatch, _sentBefore, recorded);
            _sentBefore = recorded.Task;
        }
    }

    private async Task<AttemptResult> ResultAsync(Dispatch dispatch)
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
                await sentBefore.WaitAsync(LongestHoldUp, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            Record(dispatch, result);
        }
        finally
        {
            recorded.SetResult();
        }
    }

    private void Record(Dispatch dispatch, AttemptResult result)
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        try
        {
            Gate.Execute(new RecordAttempt(dispatch.Delivery.Id, result) { Origin = Origin.Webhook }, dispatch.Delivery.CausedBy);
        }
        catch (InvariantBroken)
        {
            // The world is poisoned by now; every call says so.
            return;
        }

        Wake();
        _work.Pulse();
    }
}

/// <summary>Tells any number of followers that something changed. Thread-safe.</summary>
internal sealed class ChangeBell
{
    private TaskCompletionSource? _next;

    /// <summary>Wakes everyone who waits.</summary>
    public void Ring()
    {
        if (Volatile.Read(ref _next) is not null)
        {
            Interlocked.Exchange(ref _next, null)?.TrySetResult();
        }
    }

    /// <summary>Completes at the next ring after the call.</summary>
    public Task Next()
    {
        while (true)
        {
            if (Volatile.Read(ref _next) is { } waiting)
            {
                return waiting.Task;
            }

            var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Interlocked.CompareExchange(ref _next, mine, null) is null)
            {
                return mine.Task;
            }
        }
    }
}
