namespace FincoreSim.Testing;

/// <summary>
/// Real time that a test sets: it stands until it is told to pass, and timers ring when it does. The clock of the wall can be set
/// back too, which no timer notices. Thread-safe.
/// </summary>
public sealed class ManualTime : TimeProvider
{
    /// <summary>
    /// How long those who were rung for may take to set their next timers: one that was about to be given up sets none.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _now;
    private TimeSpan _passed;

    /// <summary>Time that stands at an instant.</summary>
    public ManualTime(DateTimeOffset start) => _now = start.ToUniversalTime();

    /// <summary>What the clock of the wall shows. Setting it rings no timer.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (_lock)
            {
                return _now;
            }
        }

        set
        {
            lock (_lock)
            {
                _now = value.ToUniversalTime();
            }
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now;

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _passed.Ticks;
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass, timers ringing each at its instant; nobody who waits is waited for.</summary>
    public void Advance(TimeSpan by)
    {
        TimeSpan until;
        lock (_lock)
        {
            until = _passed + by;
        }

        while (TakeDue(until) is { } timer)
        {
            timer.Ring();
        }
    }

    /// <summary>
    /// Lets time pass as it does where nobody is busy: after each ring those who were rung for have set their next timers before
    /// it goes on. Fails where nothing waits for an instant up to the end, since nothing would then happen by itself.
    /// </summary>
    /// <param name="by">How much time passes.</param>
    /// <param name="nextBy">Up to when something has to be waited for; null: the end.</param>
    public async Task PassAsync(TimeSpan by, TimeSpan? nextBy = null)
    {
        var (left, next) = (by, nextBy ?? by);
        while (left > TimeSpan.Zero)
        {
            var (wait, count) = await NextAsync(next);
            var step = wait < left ? wait : left;
            Advance(step);
            (left, next) = (left - step, next - step);
            if (left > TimeSpan.Zero)
            {
                await IsSoonAsync(() => _timers.Count >= count, Grace);
            }
        }
    }

    /// <summary>Waits until a timer is set to ring exactly so long from now.</summary>
    public Task WhenTimerAsync(TimeSpan from) =>
        UntilAsync(() => _timers.Exists(timer => timer.DueAt == _passed + from), $"no timer is set to ring in {from}");

    private async Task<(TimeSpan Wait, int Count)> NextAsync(TimeSpan atMost)
    {
        var next = TimeSpan.Zero;
        var count = 0;
        await UntilAsync(
            () =>
            {
                count = _timers.Count;
                var due = _timers.Count == 0 ? TimeSpan.MaxValue : _timers.Min(timer => timer.DueAt);
                next = due == TimeSpan.MaxValue ? due : due - _passed;
                return next <= atMost;
            },
            $"no timer is set to ring within {atMost}");
        return (next > TimeSpan.Zero ? next : TimeSpan.Zero, count);
    }

    private async Task UntilAsync(Func<bool> isSo, string complaint)
    {
        if (!await IsSoonAsync(isSo, Eventually.Patience))
        {
            lock (_lock)
            {
                throw new CheckFailedException(
                    $"{complaint}; set are: {string.Join(", ", _timers.Select(timer => timer.DueAt - _passed))}.");
            }
        }
    }

    /// <summary>Whether something becomes so in a while of real time, looked at under the lock whenever a timer is set.</summary>
    private async Task<bool> IsSoonAsync(Func<bool> isSo, TimeSpan patience)
    {
        using var late = new CancellationTokenSource(patience);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (isSo())
                {
                    return true;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(late.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (late.IsCancellationRequested)
            {
                return false;
            }
        }
    }

    private ManualTimer? TakeDue(TimeSpan until)
    {
        lock (_lock)
        {
            var next = _timers.Where(timer => timer.DueAt <= until).MinBy(timer => timer.DueAt);
            var to = next is null ? until : next.DueAt > _passed ? next.DueAt : _passed;
            _now += to - _passed;
            _passed = to;
            next?.Next();
            return next;
        }
    }

    private void Change(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            timer.Set(dueTime == Timeout.InfiniteTimeSpan ? null : _passed + dueTime, period);
            _timers.Remove(timer);
            if (timer.DueAt < TimeSpan.MaxValue)
            {
                _timers.Add(timer);
            }

            var changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            changed.SetResult();
        }
    }

    private sealed class ManualTimer(ManualTime time, Action ring) : ITimer
    {
        private TimeSpan _period;

        /// <summary>When it rings, as time that has passed; the longest time for never.</summary>
        public TimeSpan DueAt { get; private set; } = TimeSpan.MaxValue;

        public void Ring() => ring();

        public void Set(TimeSpan? dueAt, TimeSpan period) => (DueAt, _period) = (dueAt ?? TimeSpan.MaxValue, period);

        /// <summary>Sets it to its next ring, or never.</summary>
        public void Next()
        {
            DueAt = _period > TimeSpan.Zero ? DueAt + _period : TimeSpan.MaxValue;
            if (DueAt == TimeSpan.MaxValue)
            {
                time._timers.Remove(this);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Change(this, dueTime, period);
            return true;
        }

        public void Dispose() => time.Change(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
