using System.Text.Json;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Tests.Library;

/// <summary>
/// What a careful integrator answers to a webhook, by what it says alone. Below <c>/hooks</c> it looks at the token and decides;
/// at <c>/201</c> and <c>/422</c> it has decided, which is what the walkthrough asks of a receiver.
/// </summary>
internal static class CarefulAnswers
{
    /// <summary>The token that it expects.</summary>
    public const string Token = "conformance-token";

    /// <summary>Why it refuses.</summary>
    public const string Refusal = """{"refundReason":"Invalid Amount"}""";

    /// <summary>The status and the body.</summary>
    public static (int Status, string Body) Of(string path, string? authorization, JsonElement message) => path switch
    {
        "/201" => (201, ""),
        "/422" => (422, Refusal),
        _ when authorization != $"Bearer {Token}" => (401, ""),
        _ when !IsDeposit(message) => (200, ""),
        _ when IsNeverRight(message) => (422, Refusal),
        _ => (201, ""),
    };

    /// <summary>Whether a message tells of money that came in.</summary>
    public static bool IsDeposit(JsonElement message) =>
        message.TryGetProperty("msg_name", out var name) && name.GetString() == "MONEY_IN";

    /// <summary>Whether it is of the amount that is never right.</summary>
    public static bool IsNeverRight(JsonElement message) =>
        message.GetProperty("body").GetProperty("amount").GetString() == "99.99";
}
