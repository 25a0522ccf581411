using FincoreSim.Api.Http;
using FincoreSim.Domain.Primitives;
using FincoreSim.Json;
using FincoreSim.Worlds.Requests;

namespace FincoreSim.Control.Requests;

/// <summary>Holds the calls that came in against what a test expects of them. Stateless.</summary>
internal static class RequestVerification
{
    private const int NearestMax = 3;

    /// <summary>What is asked.</summary>
    public static BodyShape Body { get; } = new(
        "VerifyRequest",
        Member.Text("path", "The path; * stands for any characters.", example: "/v1/transactions/money_out"),
        Member.Text("method", "The method, in any case.", required: false, example: "POST"),
        Member.Of("body", MemberKind.Any, "What the body must have: members that are not named may be anything.",
            example: """{"transaction_request":{"amount":"1.95"}}"""),
        Member.Text("key", "The Idempotency-Key.", required: false),
        Member.Of("status", MemberKind.Integer, "The status that was answered.", example: "200"),
        Member.Of("count", MemberKind.Integer, "Exactly so many.", example: "1"),
        Member.Of("at_least", MemberKind.Integer, "So many or more."),
        Member.Of("at_most", MemberKind.Integer, "So many or fewer."));

    /// <summary>200 where as many calls are as asked for, 409 else.</summary>
    public static Reply Run(ParsedBody asked, RequestLog log)
    {
        if (Wrong(asked) is { } wrong)
        {
            return new Refusal(RefusalCode.InvalidArgument, wrong);
        }

        var calls = log.After(0).Select(placed => placed.Thing).ToArray();
        var differences = calls.Select(call => (Call: call, Difference: Difference(asked, call))).ToArray();
        var count = differences.Count(one => one.Difference is null);
        var (least, most) = Bounds(asked);
        if (count >= least && count <= most)
        {
            return Reply.Json(new VerifyView(true, count, InWords(least, most), null, []), ControlJson.Default.VerifyView);
        }

        var nearest = count > most ? [] : Nearest(differences);
        var dropped = log.Counts.Dropped is > 0 and var gone ? $" {gone} older ones are no longer kept." : "";
        return Reply.Json(
            new VerifyView(false, count, InWords(least, most),
                $"{count} of {calls.Length} calls are so; expected {InWords(least, most)}.{dropped}", nearest),
            ControlJson.Default.VerifyView,
            StatusCodes.Status409Conflict);
    }

    /// <summary>The calls that were right for longest; those to other paths only where there is nothing nearer.</summary>
    private static ImmutableArray<NearMiss> Nearest((LoggedRequest Call, (int Rank, string Text)? Difference)[] differences)
    {
        var rankMin = differences.Any(one => one.Difference is { Rank: > 0 }) ? 1 : 0;
        return
        [
            .. differences.Where(one => one.Difference?.Rank >= rankMin).OrderByDescending(one => one.Difference!.Value.Rank)
                .ThenByDescending(one => one.Call.Number).Take(NearestMax)
                .Select(
                    one => new NearMiss(one.Call.Number, one.Call.Method, one.Call.Path + one.Call.Query,
                        one.Difference!.Value.Text)),
        ];
    }

    private static string? Wrong(ParsedBody asked)
    {
        foreach (var name in (string[])["count", "at_least", "at_most"])
        {
            if (asked.OptionalInteger(name) is < 0 or > int.MaxValue)
            {
                return $"{name} must be a whole number from 0 up.";
            }
        }

        if (asked.Has("count") && (asked.Has("at_least") || asked.Has("at_most")))
        {
            return "count says it all; give it alone, or at_least and at_most.";
        }

        return asked.OptionalInteger("at_least") > asked.OptionalInteger("at_most")
            ? "at_least must not be more than at_most."
            : null;
    }

    private static (long Least, long Most) Bounds(ParsedBody asked) =>
        asked.OptionalInteger("count") is { } count ? (count, count)
        : asked.OptionalInteger("at_most") is { } most ? (asked.OptionalInteger("at_least") ?? 0, most)
        : (asked.OptionalInteger("at_least") ?? 1, long.MaxValue);

    private static string InWords(long least, long most) => (least, most) switch
    {
        _ when least == most => $"exactly {least}",
        (_, long.MaxValue) => $"at least {least}",
        (0, _) => $"at most {most}",
        _ => $"{least} to {most}",
    };

    /// <summary>Where a call first differs, and how much was right before; null where it is as asked.</summary>
    private static (int Rank, string Text)? Difference(ParsedBody asked, LoggedRequest call)
    {
        var (path, method) = (asked.Text("path"), asked.OptionalText("method"));
        if (!RequestFilter.IsLike(call.Path, path))
        {
            return (0, $"path: expected {path}, found {call.Path}");
        }

        if (method is not null && !method.Equals(call.Method, StringComparison.OrdinalIgnoreCase))
        {
            return (1, $"method: expected {method}, found {call.Method}");
        }

        if (asked.OptionalText("key") is { } key && !key.Equals(call.Key, StringComparison.OrdinalIgnoreCase))
        {
            return (2, $"key: expected {key}, found {call.Key ?? "none"}");
        }

        if (asked.OptionalInteger("status") is { } status && status != call.Status)
        {
            return (3,
                $"status: expected {status}, found {call.Status?.ToString(CultureInfo.InvariantCulture) ?? "no whole answer"}");
        }

        return asked.Has("body") && JsonPart.Difference(asked.Raw("body"), call.Body) is { } different ? (4, different) : null;
    }
}
