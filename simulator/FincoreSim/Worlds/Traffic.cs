using System.Collections.Concurrent;
using FincoreSim.Outbound;

namespace FincoreSim.Worlds;

/// <summary>
/// How a scenario's run orders the calls to its sandbox, and what it sees of them: turns, answers that hang, and the
/// hosts that webhooks may go to. A sandbox has one only while a run uses it. Thread-safe.
/// </summary>
internal sealed class Traffic
{
    /// <summary>
    /// The header by which a run marks its own calls: its value is the id of its sandbox, a slash, and the call's number.
    /// </summary>
    public const string StepHeader = "X-Fincore-Sim-Step";

    /// <summary>
    /// The header by which a call takes its turn among those that a run makes at once: the number of its round.
    /// </summary>
    public const string TurnHeader = "X-Fincore-Sim-Turn";

    /// <summary>The headers that only the runner sends.</summary>
    public static FrozenSet<string> Headers { get; } =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, StepHeader, TurnHeader, OutboundPolicy.FromHeader);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _held = new(StringComparer.Ordinal);
    private Interleaving? _turns;

    /// <summary>The number of the last call before the run.</summary>
    public required long CallsBefore { get; init; }

    /// <summary>The turns that calls take now; null while nothing happens at once.</summary>
    public Interleaving? Interleaving
    {
        get => Volatile.Read(ref _turns);
        set => Volatile.Write(ref _turns, value);
    }

    /// <summary>Whether webhooks may be sent to a URL.</summary>
    public required Func<string, bool> MaySendTo { get; init; }

    /// <summary>Completes when the answer to a call of the run is held back; a frozen clock would hold it for ever.</summary>
    public Task WhenHeld(string step) => HeldOf(step).Task;

    /// <summary>Whether a run's call may reach a sandbox: its own alone, whatever credential the scenario puts into it.</summary>
    public static bool IsOf(Sandbox sandbox, string step) => step.StartsWith($"{sandbox.Id}/", StringComparison.Ordinal);

    /// <summary>Forgets a call of the run.</summary>
    public void Forget(string step) => _held.TryRemove(step, out _);

    /// <summary>Notes that the answer to a call is held back.</summary>
    public void Hold(HttpContext context)
    {
        if (context.Request.Headers.TryGetValue(StepHeader, out var step))
        {
            HeldOf(step.ToString()).TrySetResult();
        }
    }

    /// <summary>Waits for the turn of a call; null where it takes none.</summary>
    public async ValueTask<int?> EnterAsync(HttpContext context)
    {
        if (Interleaving is not { } turns
            || !int.TryParse(context.Request.Headers[TurnHeader], NumberStyles.None, CultureInfo.InvariantCulture, out var round))
        {
            return null;
        }

        await turns.EnterAsync(round);
        return round;
    }

    /// <summary>Ends the turn of a call.</summary>
    /// <param name="round">Its round; null where it took none.</param>
    /// <param name="heldUntil">Until when its answer is held back; null: it is not.</param>
    public void Leave(int? round, DateTimeOffset? heldUntil)
    {
        if (round is { } entered)
        {
            Interleaving?.Leave(entered, heldUntil);
        }
    }

    private TaskCompletionSource HeldOf(string step) =>
        _held.GetOrAdd(step, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
