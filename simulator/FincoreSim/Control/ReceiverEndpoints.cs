namespace FincoreSim.Control;

/// <summary>
/// A receiver for who has none yet: register <c>http://localhost:8080/_sim/answer/201</c> as a webhook, and every delivery
/// is answered with that status. What arrived stands in the deliveries.
/// </summary>
internal static class ReceiverEndpoints
{
    private static readonly TimeSpan AfterMax = TimeSpan.FromSeconds(60);

    private static readonly ApiOperation Answer = ControlOperations.Of(
        "answerWebhook", "Webhooks", "Answer a webhook with a status", ControlJson.Default.ReceiverAnswer) with
    {
        Auth = AuthScheme.None,
        AnswersAnyStatus = true,
        Query =
        [
            Member.Text("refund_reason", "The refundReason of a 422.", required: false, example: "Invalid Amount"),
            Member.Text("after", "How long to wait before the answer, in real time; at most 60s.", required: false, example: "2s"),
        ],
    };

    public static void MapReceiver(this ControlRoutes routes) => routes.Post("/_sim/answer/{status}", Answer, ReplyAsync);

    private static async ValueTask<Reply> ReplyAsync(ControlCall call)
    {
        var after = TimeSpan.Zero;
        if (call.Query["after"].ToString() is { Length: > 0 } text && (!DurationText.TryParse(text, out after) || after > AfterMax))
        {
            return new Refusal(RefusalCode.InvalidArgument, "after must be a duration such as 2s, at most 60s.");
        }

        if (after > TimeSpan.Zero)
        {
            await Task.Delay(after, call.Time, call.Aborted);
        }

        var isStatus = int.TryParse((string)call.Context.GetRouteValue("status")!, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            && status is >= 200 and <= 599;
        var reason = call.Query["refund_reason"].ToString();
        return isStatus
            ? Http.Reply.Json(new ReceiverAnswer(reason.Length > 0 ? reason : null), ControlJson.Default.ReceiverAnswer, status)
            : new Refusal(RefusalCode.InvalidArgument, "The status in the path must be 200 to 599.");
    }
}

/// <summary>What the built-in receiver answers: nothing, or a reason for a refund.</summary>
internal sealed record ReceiverAnswer([property: JsonPropertyName("refundReason")] string? RefundReason);
