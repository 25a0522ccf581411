using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Time;
using FincoreSim.Json;
using FincoreSim.Worlds.Requests;

namespace FincoreSim.Control.Requests;

/// <summary>Which calls are asked for; null asks for all.</summary>
internal sealed record RequestFilter(string? Path, string? Method, string? Status, string? Key, DateTimeOffset? Since)
{
    public static ImmutableArray<Member> Query { get; } =
    [
        Member.Text("path", "Only to this path; * stands for any characters.", required: false, example: "/v1/transactions/*"),
        Member.Text("method", "Only with this method, in any case.", required: false, example: "POST"),
        Member.Text("status", "Only with this status, such as 404 or 4xx; none for those whose answer never arrived whole.",
            required: false, example: "4xx"),
        Member.Text("key", "Only with this Idempotency-Key.", required: false),
        Member.Text("since", "Only from this instant on, of the sandbox's time: ISO 8601 with offset.", required: false,
            example: InstantText.Sample),
    ];

    public static Outcome<RequestFilter> Of(ControlQuery query)
    {
        var status = query.Text("status");
        if (status is not null && !IsStatus(status))
        {
            return new Refusal(RefusalCode.InvalidArgument, "status must be a status such as 404, a class such as 4xx, or none.");
        }

        DateTimeOffset? since = null;
        if (query.Text("since") is { } text)
        {
            // In a query a plus that is not written %2B is a blank.
            var read = InstantText.Read(text.Replace(' ', '+'));
            if (!read.IsRead)
            {
                return new Refusal(RefusalCode.InvalidArgument, $"since must be {read.Wanted}.");
            }

            since = read.Value;
        }

        return new RequestFilter(query.Text("path"), query.Text("method"), status?.ToLowerInvariant(), query.Text("key"), since);
    }

    public bool Matches(LoggedRequest request) =>
        (Path is null || IsLike(request.Path, Path))
        && (Method is null || string.Equals(Method, request.Method, StringComparison.OrdinalIgnoreCase))
        && (Status is null || HasStatus(request.Status, Status))
        && (Key is null || string.Equals(Key, request.Key, StringComparison.OrdinalIgnoreCase))
        && (Since is null || request.At >= Since);

    /// <summary>Whether a path is as a pattern says, in which * stands for any characters.</summary>
    public static bool IsLike(string path, string pattern)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
        {
            return path == pattern;
        }

        if (!path.StartsWith(parts[0], StringComparison.Ordinal))
        {
            return false;
        }

        var at = parts[0].Length;
        foreach (var part in parts[1..^1])
        {
            var found = path.IndexOf(part, at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + part.Length;
        }

        return path.Length - at >= parts[^1].Length && path.EndsWith(parts[^1], StringComparison.Ordinal);
    }

    private static bool IsStatus(string text) =>
        text.Length == 3 && text[0] is >= '1' and <= '5'
        && (text[1..].Equals("xx", StringComparison.OrdinalIgnoreCase)
            || (char.IsAsciiDigit(text[1]) && char.IsAsciiDigit(text[2])))
        || text.Equals("none", StringComparison.OrdinalIgnoreCase);

    private static bool HasStatus(int? status, string asked) => status is not { } known ? asked == "none"
        : asked.EndsWith("xx", StringComparison.Ordinal) ? known / 100 == asked[0] - '0'
        : known.ToString(CultureInfo.InvariantCulture) == asked;
}
