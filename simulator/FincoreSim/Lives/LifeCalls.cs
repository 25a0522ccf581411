using FincoreSim.Domain.Primitives;
using FincoreSim.Worlds.Requests;

namespace FincoreSim.Lives;

/// <summary>The calls in a life, from their log: what made the transaction, its replays, and conflicts over its key.</summary>
internal static class LifeCalls
{
    /// <summary>The calls that belong to a transaction, oldest first.</summary>
    public static ImmutableArray<LoggedRequest> Of(RequestLog log, TransactionId id)
    {
        var all = log.After(0).Select(placed => placed.Thing).ToArray();
        var keys = all.Where(call => call.Transaction == id && call.Verdict is KeyVerdict.New or KeyVerdict.Replay)
            .Select(call => (call.Client, call.Path, call.Key!)).ToHashSet();
        return
        [
            .. all.Where(call => call.Transaction == id
                || (call.Verdict is KeyVerdict.Conflict or KeyVerdict.InProgress
                    && keys.Contains((call.Client, call.Path, call.Key!)))),
        ];
    }

    /// <summary>A row in and a row out for each.</summary>
    public static IEnumerable<LifeRow> Rows(ImmutableArray<LoggedRequest> calls) => calls.SelectMany(RowsOf);

    private static IEnumerable<LifeRow> RowsOf(LoggedRequest call)
    {
        var verdict = WireName<KeyVerdict>.Of(call.Verdict).ToLowerInvariant();
        var asked = new LifeRow
        {
            Kind = call.Verdict switch
            {
                KeyVerdict.Replay => LifeKind.Replay,
                KeyVerdict.Conflict or KeyVerdict.InProgress => LifeKind.Conflict,
                _ => LifeKind.Call,
            },
            At = call.At,
            From = LifeLane.Integrator,
            To = LifeLane.Simulator,
            Title = $"{call.Method} {call.Path}{call.Query}",
            Detail = call.Key is { } key ? $"key {key}: {verdict}" : null,
            Sequence = call.Entries.IsEmpty ? null : call.Entries.First,
            Request = call.Number,
            Place = (call.Entries.First, -1),
        };
        yield return asked;
        if (call.Answer is { } answer)
        {
            yield return asked with
            {
                Kind = LifeKind.Answer,
                From = LifeLane.Simulator,
                To = LifeLane.Integrator,
                Title = call.Status?.ToString(CultureInfo.InvariantCulture) ?? "no whole answer",
                Detail = answer.Note ?? answer.ErrorCode,
                Status = call.Status,
                Took = call.Took,
                Sequence = null,
                Place = (Math.Max(call.Entries.End - 1, call.Entries.First), 1),
            };
        }
    }
}
