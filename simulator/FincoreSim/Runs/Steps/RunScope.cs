using System.Collections.Concurrent;
using FincoreSim.Language.Model;

namespace FincoreSim.Runs.Steps;

/// <summary>What a name of the scenario stands for. Immutable.</summary>
/// <param name="Thing">What kind of thing it is.</param>
/// <param name="Id">Its id; empty where it has none.</param>
/// <param name="Answer">The answer to the call that made it; null where none did.</param>
internal sealed record Bound(Thing Thing, Guid Id, StepAnswer? Answer = null);

/// <summary>
/// A place of the scenario while it runs: the way of execution that led to it, and the names that are known there. A round of
/// repeat or parallel has names of its own, which end with it. Thread-safe.
/// </summary>
internal sealed class RunScope
{
    private readonly ConcurrentDictionary<string, Bound> _names;
    private readonly RunScope? _outer;

    /// <summary>The scope of a whole scenario.</summary>
    public RunScope() => _names = NoNames();

    /// <summary>A place with the names of another.</summary>
    private RunScope(RunScope place, string path)
    {
        (_names, _outer, Path) = (place._names, place._outer, path);
        (Round, Turn, Answers) = (place.Round, place.Turn, place.Answers);
    }

    /// <summary>A round, with names of its own.</summary>
    private RunScope(RunScope outer, int round, bool takesTurns, RoundAnswers? answers)
    {
        (_names, _outer, Path) = (NoNames(), outer, string.Create(CultureInfo.InvariantCulture, $"{outer.Path}#{round}"));
        (Round, Turn, Answers) = (round, outer.Turn ?? (takesTurns ? round : null), answers ?? outer.Answers);
    }

    /// <summary>
    /// The way of execution to here: which list of steps, which step of it, which round, and so on. No two steps that are done
    /// have the same, also where the file has one step at both places by an alias; and it is the same in every run.
    /// </summary>
    public string Path { get; } = "";

    /// <summary>The number of the round, from 1; 0 outside.</summary>
    public int Round { get; }

    /// <summary>Whether calls of this scope take turns with those of other rounds.</summary>
    public bool TakesTurns => Turn is not null;

    /// <summary>
    /// The round of parallel in whose turn calls of this scope are made, also from rounds of repeat within it; null where they
    /// take none.
    /// </summary>
    public int? Turn { get; }

    /// <summary>Collects the answers of a round of repeat or parallel; null: they are not counted.</summary>
    public RoundAnswers? Answers { get; }

    /// <summary>A list of steps within this scope, with its names.</summary>
    /// <param name="name">What tells it from the other lists here: <c>steps</c>.</param>
    public RunScope List(string name) => new(this, $"{Path}/{name}");

    /// <summary>A step of this list, with its names.</summary>
    /// <param name="index">Its number in the list, from 0.</param>
    public RunScope Step(int index) => new(this, string.Create(CultureInfo.InvariantCulture, $"{Path}/{index}"));

    /// <summary>A round within this scope.</summary>
    /// <param name="round">Its number, from 1.</param>
    /// <param name="takesTurns">Whether its calls take turns.</param>
    /// <param name="answers">Collects the answers; null: they must all be good.</param>
    public RunScope Enter(int round, bool takesTurns, RoundAnswers? answers) =>
        new(this, round, takesTurns, answers);

    /// <summary>Names something.</summary>
    public void Define(string? name, Bound bound)
    {
        if (name is not null)
        {
            _names[name] = bound;
        }
    }

    /// <summary>
    /// What a name stands for; null where it is not known, because the step that should have named it did not run.
    /// </summary>
    public Bound? Find(string name) => _names.TryGetValue(name, out var bound) ? bound : _outer?.Find(name);

    private static ConcurrentDictionary<string, Bound> NoNames() => new(StringComparer.Ordinal);
}
