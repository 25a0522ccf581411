using FincoreSim.Language.Model;
using FincoreSim.Runs.Runner;
using FincoreSim.Runs.Steps;
using FincoreSim.Worlds.Requests;

namespace FincoreSim.Runs.Expectations;

/// <summary>
/// Checks what the integrator sent to us: how often, with what, in which order, and whether it kept to one key. Stateless.
/// </summary>
internal static class CallsCheck
{
    /// <summary>Why the calls are not as they must be; null where they are.</summary>
    public static RunFailure? Of(
        RunContext context, References references, Matching matching, CallsExpectation wanted, RunScope scope)
    {
        CallCandidate[] all =
        [
            .. context.Sandbox.Requests.After(context.Traffic.CallsBefore).Select(placed => placed.Thing)
                .Where(call => !call.IsOwn).Select(call => new CallCandidate(call)),
        ];
        var selection = Selection(references, matching, wanted, scope);
        var found = selection.Of(all);
        var isCountAsked = wanted.Count is not null || wanted.Order.IsEmpty;
        return (isCountAsked ? selection.CheckCount(wanted.At, all, wanted.Count, isOne: false) : null)
            ?? Same(wanted, found, wanted.IsSameKey, "key", call => call.Key ?? "none")
            ?? Same(wanted, found, wanted.IsSameBody, "body",
                call => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(call.Body.Span)))
            ?? Order(wanted, all, [.. wanted.Order.Select(line => (line.Method, references.Text(line.Target, scope)))]);
    }

    /// <summary>Picks the calls that an expectation is about.</summary>
    public static Selection Selection(References references, Matching matching, CallsExpectation wanted, RunScope scope)
    {
        var path = references.TextOrNull(wanted.Path, scope);
        return new Selection(matching, "call", wanted.Fields)
        {
            Also = candidate => LineCheck(((CallCandidate)candidate).Call, wanted.Method, path),
        };
    }

    private static Mismatch? LineCheck(LoggedRequest call, string? method, string? path) =>
        (method is null || method == call.Method) && (path is null || IsAt(call.Path + call.Query, path))
            ? null
            : new Mismatch("to", $"{method} {path}".Trim(), $"{call.Method} {call.Path}{call.Query}");

    /// <summary>Whether a call went to a path; its query counts only where one is asked for.</summary>
    private static bool IsAt(string called, string path) => path.Contains('?') ? called == path : called.Split('?')[0] == path;

    private static RunFailure? Same(
        CallsExpectation wanted, ImmutableArray<CallCandidate> found, bool isAsked, string what, Func<LoggedRequest, string> of)
    {
        var different = found.Select(candidate => of(candidate.Call)).Distinct().Count();
        return !isAsked || different <= 1
            ? null
            : new RunFailure(wanted.At, $"expected {found.Length} calls with the same {what}, found {different} different",
                [.. found.Take(10).Select(call => call.ToString())]);
    }

    /// <summary>The calls must come in this order; others may lie between them.</summary>
    private static RunFailure? Order(
        CallsExpectation wanted, CallCandidate[] all, ImmutableArray<(string? Method, string Path)> order)
    {
        var at = 0;
        foreach (var (method, path) in order)
        {
            var next = Array.FindIndex(all, at, candidate => LineCheck(candidate.Call, method, path) is null);
            if (next < 0)
            {
                return new RunFailure(
                    wanted.At,
                    $"expected the calls {string.Join(", then ", order.Select(one => $"{one.Method} {one.Path}".Trim()))}; "
                    + $"{path} did not come {(at == 0 ? "at all" : "after them")}",
                    [.. all.Take(20).Select(call => call.ToString())]);
            }

            at = next + 1;
        }

        return null;
    }
}
