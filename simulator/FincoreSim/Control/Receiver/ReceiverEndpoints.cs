using FincoreSim.Api.Auth;
using FincoreSim.Api.Http;
using FincoreSim.Domain.Primitives;
using FincoreSim.Json;

namespace FincoreSim.Control.Receiver;

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
            Member.Of("after", MemberKind.Duration, "How long to wait before the answer, in real time; at most 60s.",
                example: "2s") with { Longest = AfterMax },
        ],
    };

    public static void MapReceiver(this ControlRoutes routes) => routes.Post("/_sim/answer/{status}", Answer, ReplyAsync);

    private static async ValueTask<Reply> ReplyAsync(ControlCall call)
    {
        if (call.Query.Duration("after") is { } after && after > TimeSpan.Zero)
        {
            await Task.Delay(after, call.Time, call.Aborted);
        }

        var isStatus = int.TryParse(
            (string)call.Context.GetRouteValue("status")!, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            && status is >= 200 and <= 599;
        return isStatus
            ? Reply.Json(new ReceiverAnswer(call.Query.Text("refund_reason")), ControlJson.Default.ReceiverAnswer, status)
            : new Refusal(RefusalCode.InvalidArgument, "The status in the path must be 200 to 599.");
    }
}

/// <summary>What the built-in receiver answers: nothing, or a reason for a refund.</summary>
internal sealed record ReceiverAnswer([property: JsonPropertyName("refundReason")] string? RefundReason);
