using FincoreSim.Domain.Identity;
using FincoreSim.Ground;

namespace FincoreSim.Worlds;

/// <summary>
/// The order in which calls that are made at once reach the world: they all arrive, then a draw says which goes first. So a race
/// is a race for the caller, and still goes the same way for the same seed. Thread-safe.
/// </summary>
/// <param name="rounds">How many rounds there are, numbered from 1.</param>
/// <param name="draws">The draws.</param>
/// <param name="name">The name of the draws.</param>
/// <param name="now">The world's UTC instant.</param>
/// <param name="meanwhile">What happens between two calls once so many were answered, in that order.</param>
/// <param name="failed">Is told of the exception where one of these fails; the turns go on.</param>
internal sealed class Interleaving(
    int rounds, SeededDraws draws, string name, Func<DateTimeOffset> now,
    ImmutableArray<(int AfterCalls, Func<Task> Do)> meanwhile,
    Action<Exception> failed)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, TaskCompletionSource> _waiting = [];
    private readonly HashSet<int> _finished = [];
    private readonly Dictionary<int, DateTimeOffset> _held = [];
    private readonly TaskCompletionSource _stuck = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isTaken;
    private int _meanwhileDone;
    private int _answered;
    private int _calls;

    /// <summary>Completes when every call that is left is held back, and nothing is left that could bring its answer.</summary>
    public Task WhenStuck => _stuck.Task;

    /// <summary>Completes when a call may go through; the next one may when it leaves.</summary>
    public Task EnterAsync(int round)
    {
        TaskCompletionSource mine = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _held.Remove(round);
            _waiting[round] = mine;
        }

        Next();
        return mine.Task;
    }

    /// <summary>A call has gone through.</summary>
    /// <param name="round">Its round.</param>
    /// <param name="heldUntil">The UTC instant, of the world's time, until which its answer is held back: the others do not wait
    /// for it. Null: it is answered.</param>
    public void Leave(int round, DateTimeOffset? heldUntil)
    {
        lock (_lock)
        {
            _calls++;
            _isTaken = false;
            if (heldUntil is { } until)
            {
                _held[round] = until;
            }
            else
            {
                _answered++;
            }
        }

        Next();
    }

    /// <summary>A round makes no more calls.</summary>
    public void Finish(int round)
    {
        lock (_lock)
        {
            _finished.Add(round);
            _held.Remove(round);
            if (_waiting.Remove(round, out var given))
            {
                // It gave up while it waited: its call must not keep the others from theirs.
                given.TrySetResult();
            }
        }

        Next();
    }

    /// <summary>Lets the next call through, once every round waits, has finished or is held.</summary>
    private void Next()
    {
        TaskCompletionSource? next = null;
        Func<Task>? between = null;
        lock (_lock)
        {
            Release();
            if (_isTaken || _waiting.Count + _finished.Count + _held.Count < rounds)
            {
                return;
            }

            if (_meanwhileDone < meanwhile.Length && (_answered >= meanwhile[_meanwhileDone].AfterCalls || _waiting.Count == 0))
            {
                between = meanwhile[_meanwhileDone++].Do;
                _isTaken = true;
            }
            else if (_waiting.Count > 0)
            {
                var round = _waiting.Keys.ElementAt((int)draws.Between(name, _calls, 0, _waiting.Count - 1));
                _waiting.Remove(round, out next);
                _isTaken = true;
            }
            else if (_held.Count > 0)
            {
                _stuck.TrySetResult();
            }
        }

        next?.SetResult();
        if (between is not null)
        {
            Background.Run(() => BetweenAsync(between), failed);
        }
    }

    /// <summary>What was held back until now is on its way; its round is waited for again.</summary>
    private void Release()
    {
        var instant = now();
        foreach (var (round, until) in _held.ToArray())
        {
            if (until <= instant)
            {
                _held.Remove(round);
            }
        }
    }

    private async Task BetweenAsync(Func<Task> what)
    {
        try
        {
            await what();
        }
        finally
        {
            lock (_lock)
            {
                _isTaken = false;
            }

            Next();
        }
    }
}
