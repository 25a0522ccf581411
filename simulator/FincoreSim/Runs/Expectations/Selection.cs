using FincoreSim.Language.Model;
using FincoreSim.Language.Yaml;
using FincoreSim.Runs.Runner;

namespace FincoreSim.Runs.Expectations;

/// <summary>
/// Holds what is wanted against the candidates: how many are so, and where they are too few or too many, what comes nearest.
/// Used for one check.
/// </summary>
/// <param name="matching">Compares.</param>
/// <param name="what">What is looked for, in one word.</param>
/// <param name="wanted">The fields, with what they must be.</param>
internal sealed class Selection(Matching matching, string what, ImmutableArray<MemberMatcher> wanted)
{
    private const int NearestShown = 3;

    /// <summary>Another condition, told by why it fails; null: none.</summary>
    public Func<ICandidate, Mismatch?>? Also { get; init; }

    /// <summary>The candidates that are as wanted.</summary>
    public ImmutableArray<T> Of<T>(IEnumerable<T> candidates)
        where T : ICandidate => [.. candidates.Where(candidate => Check(candidate) is null)];

    /// <summary>Why a candidate is not as wanted; null where it is.</summary>
    public Mismatch? Check(ICandidate candidate) => Also?.Invoke(candidate) ?? matching.CheckAll(wanted, path => candidate[path]);

    /// <summary>The failure that not enough, or too many, are as wanted; null where the number is right.</summary>
    /// <param name="at">The place of the expectation.</param>
    /// <param name="candidates">All candidates.</param>
    /// <param name="count">How many there must be; null: one, or at least one.</param>
    /// <param name="isOne">Whether null means exactly one.</param>
    public RunFailure? CheckCount(Position at, IReadOnlyCollection<ICandidate> candidates, Matcher? count, bool isOne)
    {
        var found = Of(candidates).Length;
        var isRight = count is not null ? matching.Check("count", count, FieldValue.Of(found)) is null
            : isOne ? found == 1 : found > 0;
        if (isRight)
        {
            return null;
        }

        var expected = count is not null
            ? $"{matching.Describe(count)} {Plural}"
            : isOne ? $"exactly one {what}" : $"at least one {what}";
        return new RunFailure(at, $"expected {expected}{Conditions}; found {found} of {candidates.Count}", Nearest(candidates));
    }

    private string Plural => what.EndsWith('s') ? what : $"{what}s";

    private string Conditions => wanted.IsEmpty
        ? ""
        : $" with {string.Join(", ", wanted.Select(member => $"{member.Path} {matching.Describe(member.Matcher)}"))}";

    /// <summary>
    /// Those that are as wanted, and the others that come nearest, each with the first field in which it differs.
    /// </summary>
    private ImmutableArray<string> Nearest(IReadOnlyCollection<ICandidate> candidates)
    {
        if (candidates.Count == 0)
        {
            return [$"there are no {Plural} at all"];
        }

        var ranked = candidates
            .Select((candidate, index) => (candidate, index, wrong: Check(candidate), right: Right(candidate)))
            .OrderByDescending(entry => entry.right.Count(isRight => isRight))
            .ThenByDescending(entry => entry.right.TakeWhile(isRight => isRight).Count()).ThenByDescending(entry => entry.index)
            .ToArray();
        ImmutableArray<string> right = [
            .. ranked.Where(entry => entry.wrong is null).Take(NearestShown).Select(entry => $"  {entry.candidate}")];
        ImmutableArray<string> wrong = [.. ranked.Where(entry => entry.wrong is not null).Take(NearestShown)
            .SelectMany(entry => new[] { $"  {entry.candidate}", $"    differs in {entry.wrong}" })];
        return
        [
            .. right.IsEmpty ? [] : right.Insert(0, "so it is:"),
            .. wrong.IsEmpty ? [] : wrong.Insert(0, "nearest:"),
        ];
    }

    /// <summary>Which fields are right, in the order in which they are wanted: people name first what matters most.</summary>
    private bool[] Right(ICandidate candidate) =>
        [.. wanted.Select(member => matching.Check(member.Path, member.Matcher, candidate[member.Path]) is null)];
}
