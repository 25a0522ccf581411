using FincoreSim.Language.Model;
using FincoreSim.Language.Yaml;
using FincoreSim.Runs.Runner;
using FincoreSim.Runs.Steps;

namespace FincoreSim.Runs.Expectations;

/// <summary>Holds answers against how they must be. Stateless.</summary>
internal static class AnswerSelection
{
    /// <summary>Picks the answers of receivers that are so.</summary>
    public static Selection Of(Matching matching, AnswerMatch wanted) => new(matching, "answer", wanted.Members)
    {
        Also = candidate => wanted.IsConnectionLost is { } lost && candidate is AnswerCandidate answer && answer.IsLost != lost
            ? new Mismatch("connection", lost ? "lost" : "kept", answer.IsLost ? "lost" : "kept")
            : null,
    };

    /// <summary>
    /// The answers to the first message whose copies were answered with different statuses; null where there is none. Answers
    /// that were lost do not count.
    /// </summary>
    public static ImmutableArray<AnswerCandidate>? Different(IEnumerable<AnswerCandidate> answers) => answers
        .Where(answer => !answer.IsLost)
        .GroupBy(answer => answer.Message)
        .Where(message => message.Select(answer => answer["status"].ToString()).Distinct().Skip(1).Any())
        .Select(message => (ImmutableArray<AnswerCandidate>?)message.ToImmutableArray())
        .FirstOrDefault();

    /// <summary>Why an answer is not as it must be; null where it is.</summary>
    public static Mismatch? Check(Matching matching, AnswerMatch wanted, StepAnswer answer)
    {
        if (wanted.IsConnectionLost is { } lost && lost != answer.Lost is not null)
        {
            return new Mismatch("connection", lost ? "lost" : "kept", answer.ToString());
        }

        if (answer.Lost is not null
            && (wanted.Members.Length > 0 || wanted.IsReplayed is not null || wanted.SameTransactionAs is not null))
        {
            return new Mismatch("connection", "an answer", answer.ToString());
        }

        return wanted.IsReplayed is { } replayed && replayed != answer.IsReplay
            ? new Mismatch("replayed", replayed ? "true" : "false", answer.IsReplay ? "true" : "false")
            : matching.CheckAll(wanted.Members, path => answer[path]);
    }

    /// <summary>The failure that an answer is not as it must be; null where it is.</summary>
    public static RunFailure? Fail(Position at, string what, Matching matching, AnswerMatch wanted, StepAnswer answer) =>
        Check(matching, wanted, answer) is { } wrong
            ? new RunFailure(at, $"{what}: {wrong}", [$"the answer was {answer}"]) { IsEnvironment = answer.IsUnreachable }
            : null;
}
