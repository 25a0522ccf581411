using FincoreSim.Domain.Webhooks;
using FincoreSim.Language.Model;
using FincoreSim.Runs.Runner;
using FincoreSim.Runs.Steps;

namespace FincoreSim.Runs.Expectations;

/// <summary>
/// Checks the webhooks that were queued: which, how many, whether they arrived, and the statuses that they told. Stateless.
/// </summary>
internal static class WebhookCheck
{
    /// <summary>Why webhooks are not as they must be; null where they are.</summary>
    public static RunFailure? Of(
        WebhookExpectation wanted, Matching matching, IReadOnlyCollection<WebhookCandidate> all, Guid? of, References references,
        RunScope scope)
    {
        var selection =
            new Selection(matching, "webhook", wanted.Fields) { Also = candidate => AboutCheck((WebhookCandidate)candidate, of) };
        var found = selection.Of(all);
        var count = wanted.Counts.FirstOrDefault(member => member.Path == "count")?.Matcher;
        var isCountedOnly = wanted.Counts.Any(member => member.Path is "undelivered" or "delivered");
        if ((count is not null || !isCountedOnly) && selection.CheckCount(wanted.At, all, count, wanted.IsOne) is { } miscounted)
        {
            return miscounted;
        }

        return Counts(wanted, matching, found)
            ?? Statuses(wanted, found, [.. wanted.Statuses.Select(status => references.Text(status, scope))]);
    }

    private static Mismatch? AboutCheck(
        WebhookCandidate candidate, Guid? of) => of is { } id && candidate.Delivery.Event.TransactionId?.Value != id
        ? new Mismatch("of", id.ToString(), candidate.Delivery.Event.TransactionId?.Value.ToString() ?? "nothing")
        : null;

    private static RunFailure? Counts(WebhookExpectation wanted, Matching matching, ImmutableArray<WebhookCandidate> found)
    {
        foreach (var member in wanted.Counts.Where(member => member.Path != "count"))
        {
            if (member.Path == "attempts")
            {
                if (found.FirstOrDefault(
                    webhook => matching.Check(
                        member.Path, member.Matcher, FieldValue.Of(webhook.Delivery.Attempts.Length)) is not null) is { } odd)
                {
                    return new RunFailure(wanted.At,
                        $"expected {matching.Describe(member.Matcher)} attempts of each webhook, found "
                        + $"{odd.Delivery.Attempts.Length}", [odd.ToString()]);
                }

                continue;
            }

            var status = member.Path == "delivered" ? DeliveryStatus.Delivered : DeliveryStatus.Undelivered;
            var those = found.Where(webhook => webhook.Delivery.Status == status).ToArray();
            if (matching.Check(member.Path, member.Matcher, FieldValue.Of(those.Length)) is { } wrong)
            {
                return new RunFailure(wanted.At, $"webhooks {wrong}",
                    [.. found.Except(those).Concat(those).TakeLast(5).Select(webhook => webhook.ToString())]);
            }
        }

        return null;
    }

    private static DateTimeOffset SentAt(WebhookCandidate webhook) =>
        webhook.Delivery.Attempts.FirstOrDefault()?.SentAt ?? webhook.Delivery.NextAttemptAt ?? webhook.Delivery.Event.At;

    /// <summary>The statuses in the order in which they are sent, every copy of a message counted.</summary>
    private static RunFailure? Statuses(
        WebhookExpectation wanted, ImmutableArray<WebhookCandidate> found, ImmutableArray<string> statuses)
    {
        if (statuses.IsEmpty)
        {
            return null;
        }

        string[] told = [.. found.OrderBy(SentAt).Select(webhook => webhook.Status ?? "none")];
        var isRight = wanted.IsInOrder ? told.SequenceEqual(statuses) : statuses.All(told.Contains);
        return isRight ? null : new RunFailure(
            wanted.At,
            $"expected webhooks with the statuses "
            + $"{string.Join(", ", statuses)}{(wanted.IsInOrder ? " in this order and no others" : "")}, found "
            + $"{(told.Length == 0 ? "none" : string.Join(", ", told))}",
            [.. found.Take(10).Select(webhook => webhook.ToString())]);
    }
}
