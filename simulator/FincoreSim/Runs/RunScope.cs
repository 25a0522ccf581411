using System.Collections.Concurrent;
using FincoreSim.ScenarioFiles;

namespace FincoreSim.Runs;

/// <summary>What a name of the scenario stands for. Immutable.</summary>
/// <param name="Thing">What kind of thing it is.</param>
/// <param name="Id">Its id; empty where it has none.</param>
/// <param name="Answer">The answer to the call that made it; null where none did.</param>
internal sealed record Bound(Thing Thing, Guid Id, StepAnswer? Answer = null);

/// <summary>
/// The names that are known at a place of the scenario. A round of repeat or parallel has names of its own, which end with it.
/// Thread-safe.
/// </summary>
internal sealed class RunScope
{
    private readonly ConcurrentDictionary<string, Bound> _names = new(StringComparer.Ordinal);
    private readonly RunScope? _outer;

    /// <summary>The scope of a whole scenario.</summary>
    public RunScope()
    {
    }

    private RunScope(RunScope outer, int round, bool takesTurns) => (_outer, Round, Turn) = (outer, round, outer.Turn ?? (takesTurns ? round : null));

    /// <summary>The number of the round, from 1; 0 outside.</summary>
    public int Round { get; }

    /// <summary>Whether calls of this scope take turns with those of other rounds.</summary>
    public bool TakesTurns => Turn is not null;

    /// <summary>The round of parallel in whose turn calls of this scope are made, also from rounds of repeat within it; null where they take none.</summary>
    public int? Turn { get; }

    /// <summary>The number by which draws of this place differ: unique over nested rounds.</summary>
    public long Ordinal => ((_outer?.Ordinal ?? 0) * 1_000_003) + Round;

    /// <summary>Collects the answers of a round of repeat or parallel; null: they are not counted.</summary>
    public ConcurrentQueue<StepAnswer>? Answers { get; private init; }

    /// <summary>A round within this scope.</summary>
    /// <param name="round">Its number, from 1.</param>
    /// <param name="takesTurns">Whether its calls take turns.</param>
    /// <param name="answers">Collects the answers; null: they must all be good.</param>
    public RunScope Enter(int round, bool takesTurns, ConcurrentQueue<StepAnswer>? answers) => new(this, round, takesTurns) { Answers = answers ?? Answers };

    /// <summary>Names something.</summary>
    public void Define(string? name, Bound bound)
    {
        if (name is not null)
        {
            _names[name] = bound;
        }
    }

    /// <summary>What a name stands for; null where it is not known, because the step that should have named it did not run.</summary>
    public Bound? Find(string name) => _names.TryGetValue(name, out var bound) ? bound : _outer?.Find(name);
}
