using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Rules;

/// <summary>What rules make of a request that has arrived, before it is read.</summary>
/// <param name="Fault">What the caller sees instead of an answer; null: the request goes on.</param>
/// <param name="RetryAfter">For 429: how long the caller should wait.</param>
public sealed record RequestVerdict(AnswerFault? Fault, TimeSpan? RetryAfter)
{
    /// <summary>The request goes on.</summary>
    public static RequestVerdict GoesOn { get; } = new(null, null);
}

/// <summary>Asks the rules about a request. The host sends it only while a rule waits for requests.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path.</param>
/// <param name="Caller">The client.</param>
public sealed record ConsultRequest(string Method, string Path, ClientId Caller) : Command<RequestVerdict>
{
    private const int TooManyRequests = 429;

    /// <inheritdoc/>
    public override string Name => "request";

    internal override Outcome<RequestVerdict> Decide(Draft draft)
    {
        var firing = RuleEngine.Fire(draft, RuleEvent.Request, this, static request => request.Subject(), RuleStage.Arrival);
        if (firing.Find<RequestFaultEffect>() is { } broken)
        {
            return new RequestVerdict(broken.How, null);
        }

        return firing.Find<RateLimitEffect>() is { } limit ? Limit(draft, limit) : RequestVerdict.GoesOn;
    }

    private RuleSubject Subject() => new(null, new Dictionary<string, ImmutableArray<string>>
    {
        ["method"] = [Method],
        ["path"] = [Path],
        ["to"] = [$"{Method} {Path}"],
        ["client_id"] = [Caller.Value.ToString()],
    }.ToFrozenDictionary());

    /// <summary>
    /// So many requests in each window of the world's time; a window begins with the first request after the last.
    /// </summary>
    private static RequestVerdict Limit(Draft draft, RateLimitEffect limit)
    {
        var armed = draft.Rules.First(
            rule => rule.Rule.Then.Contains(limit) && rule.Fired > draft.State.Rules.Find(rule.Rule.Name)!.Fired);
        var isNew = armed.WindowStart is not { } start || draft.Now >= start + limit.Per;
        var counted = armed with
        {
            WindowStart = isNew ? draft.Now : armed.WindowStart,
            WindowCount = isNew ? 1 : armed.WindowCount + 1,
        };
        draft.CountRule(counted);
        return counted.WindowCount <= limit.Requests
            ? RequestVerdict.GoesOn
            : new RequestVerdict(new AnswerFault(AnswerFaultKind.Status, TooManyRequests),
                counted.WindowStart!.Value + limit.Per - draft.Now);
    }
}
