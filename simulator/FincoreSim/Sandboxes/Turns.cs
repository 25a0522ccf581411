using FincoreSim.Domain.Identity;

namespace FincoreSim.Sandboxes;

/// <summary>
/// The order in which calls that are made at once reach the world: they all arrive, then a draw says which goes first. So a race
/// is a race for the caller, and still goes the same way for the same seed. Thread-safe.
/// </summary>
/// <param name="rounds">How many rounds there are, numbered from 1.</param>
/// <param name="draws">The draws.</param>
/// <param name="name">The name of the draws.</param>
/// <param name="meanwhile">What happens between two calls once so many have gone through, in that order.</param>
internal sealed class Turns(int rounds, SeededDraws draws, string name, ImmutableArray<(int AfterCalls, Func<Task> Do)> meanwhile)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, TaskCompletionSource> _waiting = [];
    private readonly HashSet<int> _finished = [];
    private bool _isTaken;
    private int _meanwhileDone;
    private int _calls;

    /// <summary>Completes when a call may go through; the next one may when it leaves.</summary>
    public Task EnterAsync(int round)
    {
        TaskCompletionSource mine = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting[round] = mine;
        }

        Next();
        return mine.Task;
    }

    /// <summary>A call has gone through.</summary>
    public void Leave(int round)
    {
        lock (_lock)
        {
            _calls++;
            _isTaken = false;
        }

        Next();
    }

    /// <summary>A round makes no more calls.</summary>
    public void Finish(int round)
    {
        lock (_lock)
        {
            _finished.Add(round);
            if (_waiting.Remove(round, out var given))
            {
                // It gave up while it waited: its call must not keep the others from theirs.
                given.TrySetResult();
            }
        }

        Next();
    }

    /// <summary>Lets the next call through, once every round waits or has finished.</summary>
    private void Next()
    {
        TaskCompletionSource? next = null;
        Func<Task>? between = null;
        lock (_lock)
        {
            if (_isTaken || _waiting.Count + _finished.Count < rounds)
            {
                return;
            }

            if (_meanwhileDone < meanwhile.Length && (_calls >= meanwhile[_meanwhileDone].AfterCalls || _waiting.Count == 0))
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
        }

        next?.SetResult();
        if (between is not null)
        {
            _ = BetweenAsync(between);
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
