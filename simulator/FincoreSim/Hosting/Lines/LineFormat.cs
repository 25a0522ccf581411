using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Json;
using FincoreSim.Output;
using FincoreSim.Serving;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Requests;
using FincoreSim.Worlds.Webhooks;

namespace FincoreSim.Hosting.Lines;

/// <summary>
/// The words of a line: when, what, how it was answered, what it led to. Texts from outside are made harmless. Stateless.
/// </summary>
internal sealed class LineFormat(LineSettings settings)
{
    private const int BodyShownMax = 2_000;
    private const int ShortId = 8;
    private const string Reset = "\u001b[0m";

    /// <summary>
    /// A call: <c>09:39:23  POST /v1/transactions/money_out  200  1.2 ms  SPEI_DEBIT 1.95 b60cf4f4 INITIALIZED</c>.
    /// </summary>
    public IEnumerable<string> Of(LoggedRequest request, Sandbox? sandbox)
    {
        var status = request.Status?.ToString(CultureInfo.InvariantCulture) ?? "broken off";
        var took = request.Took is { } time ? Milliseconds(time) : "";
        var key = request.Verdict is KeyVerdict.None or KeyVerdict.New or KeyVerdict.Replay
            ? ""
            : $"key {WireName<KeyVerdict>.Of(request.Verdict).ToLowerInvariant()}";
        yield return Line(
            request.At, VisibleText.Line($"{request.Method} {request.Path}{request.Query}"), Colored(status, request.Status),
            took, Became(request, sandbox), key,
            sandbox is null or { Id: SandboxRegistry.DefaultId } ? "" : $"in {sandbox.Id}");
        if (settings.HasBodies)
        {
            foreach (var line in Body("  >", Redaction.OfBody(request.Path, request.Body.Span)))
            {
                yield return line;
            }

            foreach (var line in Body(
                "  <", request.Answer is { } answer ? Redaction.OfBody(request.Path, answer.ToBytes()) : ""))
            {
                yield return line;
            }
        }
    }

    /// <summary>
    /// An attempt: <c>09:39:25 MONEY_IN to http://localhost:5000/hook 503 227 ms tried again 10s after the event, at
    /// 09:39:35</c>.
    /// </summary>
    public IEnumerable<string> Of(Delivery delivery)
    {
        var attempt = delivery.Attempts[^1];
        var result = attempt.Result;
        var status = result?.StatusCode?.ToString(CultureInfo.InvariantCulture) ?? result?.Error ?? "no answer";
        var next = delivery.NextAttemptAt is { } at ? $"at {Clock(at)}" : "";
        yield return Line(
            attempt.SentAt,
            VisibleText.Line($"{WireName<WebhookType>.Of(delivery.Event.Notice.Type)} to {WebhookUrl.Shown(attempt.Url)}"),
            Colored(status, result?.StatusCode),
            result is null ? "" : Milliseconds(result.Took), VisibleText.Line($"{attempt.Decision} {next}".TrimEnd()),
            attempt.IsResend ? "by hand" : "");
        if (settings.HasBodies)
        {
            foreach (var line in Body("  >", System.Text.Encoding.UTF8.GetString(WebhookMessage.Of(delivery, default))))
            {
                yield return line;
            }

            foreach (var line in Body("  <", result?.Body ?? ""))
            {
                yield return line;
            }
        }
    }

    private static string Line(DateTimeOffset at, params IEnumerable<string> parts) =>
        string.Join("  ", parts.Where(part => part.Length > 0).Prepend(Clock(at)));

    private static string Clock(DateTimeOffset at) => Stamp.Seconds(at)[^8..];

    private static string Milliseconds(TimeSpan took) =>
        string.Create(CultureInfo.InvariantCulture, $"{took.TotalMilliseconds:0.0} ms");

    private static string Became(LoggedRequest request, Sandbox? sandbox) => request switch
    {
        { Answer.Refusal: { } refusal } =>
            $"refused: {WireName<RefusalCode>.Of(refusal.Code).ToLowerInvariant()} {request.Answer.ErrorCode}".TrimEnd(),
        { Answer.Note: { } note } => note,
        { Verdict: KeyVerdict.Replay, Transaction: { } again } => $"replay of {Short(again)}",
        { Transaction: { } id } when sandbox?.Gate.Inspect(world => world.State.Transactions.Find(id)) is { } made => Of(made),
        _ when sandbox is not null && !request.Entries.IsEmpty => Command(request, sandbox),
        _ => "",
    };

    private static string Of(Transaction made) =>
        $"{WireName<TransactionSubCategory>.Of(made.SubCategory)} {made.Amount} {Short(made.Id)} "
        + $"{WireName<TransactionStatus>.Of(made.Status)}";

    private static string Command(LoggedRequest request, Sandbox sandbox) => sandbox.Gate.Inspect(
        world => world.State.Journal.Of(request.Entries).Select(entry => entry.Fact).OfType<CommandAccepted>().FirstOrDefault())
        ?.Command ?? "";

    private static string Short(TransactionId id) => id.Value.ToString()[..ShortId];

    private static IEnumerable<string> Body(string mark, string text) =>
        text.Length == 0 ? [] : [$"{mark} {VisibleText.Line(text.Length > BodyShownMax ? $"{text[..BodyShownMax]}…" : text)}"];

    private string Colored(string text, int? status) => !settings.HasColors ? VisibleText.Line(text) : status switch
    {
        >= 200 and < 300 => $"\u001b[32m{text}{Reset}",
        >= 400 and < 500 => $"\u001b[33m{text}{Reset}",
        _ => $"\u001b[31m{VisibleText.Line(text)}{Reset}",
    };
}
