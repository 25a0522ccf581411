using FincoreSim.Language.Model;
using FincoreSim.Language.Yaml;
using FincoreSim.Runs.Expectations;
using FincoreSim.Runs.Runner;

namespace FincoreSim.Runs.Steps;

/// <summary>
/// The answers of all rounds of a repeat or parallel, counted by the outcome that each is: they are looked at as they come, so
/// that many rounds do not keep many answers. Thread-safe.
/// </summary>
/// <param name="outcomes">The outcomes.</param>
/// <param name="matching">What they are held against the answers by.</param>
internal sealed class RoundAnswers(ImmutableArray<OutcomeCount> outcomes, Matching matching)
{
    /// <summary>How many kinds of answer are told apart.</summary>
    private const int KindsMax = 1000;

    private const int KindsShown = 10;

    private readonly Lock _lock = new();
    private readonly int[] _taken = new int[outcomes.Length];
    private readonly Dictionary<string, int> _kinds = new(StringComparer.Ordinal);

    // An outcome can name what a step during the rounds gives its name to; those that came before it are looked at in the end.
    private readonly List<StepAnswer> _early = [];
    private int _count;
    private int _others;

    /// <summary>Takes an answer.</summary>
    public void Take(StepAnswer answer)
    {
        lock (_lock)
        {
            _count++;
            var kind = KindOf(answer);
            kind = _kinds.Count < KindsMax || _kinds.ContainsKey(kind) ? kind : "something else";
            _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
            try
            {
                Count(answer);
            }
            catch (ScenarioStopped)
            {
                _early.Add(answer);
            }
        }
    }

    /// <summary>Every answer must be one of the outcomes, each outcome taken as often as it says.</summary>
    /// <param name="at">Where the outcomes stand.</param>
    public RunFailure? Check(Position at)
    {
        lock (_lock)
        {
            _early.ForEach(Count);
            _early.Clear();
            if (_others > 0)
            {
                return new RunFailure(at, $"{_others} of {_count} answers are none of the outcomes", Spread);
            }

            var wrong = Enumerable.Range(0, outcomes.Length).FirstOrDefault(
                number => outcomes[number].Count is { } count
                    ? matching.Check("count", count, FieldValue.Of(_taken[number])) is not null
                    : _taken[number] == 0, -1);
            return wrong < 0 ? null : new RunFailure(
                at, $"outcome {wrong + 1}: expected {Wanted(outcomes[wrong])}, found {_taken[wrong]} of {_count}", Spread);
        }
    }

    private ImmutableArray<string> Spread =>
        [.. _kinds.OrderBy(kind => kind.Key, StringComparer.Ordinal).Take(KindsShown)
            .Select(kind => $"{kind.Value} × {kind.Key}")];

    private void Count(StepAnswer answer)
    {
        var index = Enumerable.Range(0, outcomes.Length)
            .FirstOrDefault(number => AnswerSelection.Check(matching, outcomes[number].Answer, answer) is null, -1);
        if (index < 0)
        {
            _others++;
        }
        else
        {
            _taken[index]++;
        }
    }

    private string Wanted(OutcomeCount outcome) =>
        outcome.Count is { } count ? $"{matching.Describe(count)} such answers" : "at least one such answer";

    /// <summary>What an answer has in common with others: the text of an error, the status alone of a success.</summary>
    private static string KindOf(StepAnswer answer) => answer switch
    {
        { Lost: not null } => "connection lost",
        { IsGood: true, Status: { } status } => $"{status}",
        _ => answer.ToString(),
    };
}
