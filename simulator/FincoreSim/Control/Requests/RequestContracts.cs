using FincoreSim.Control.Journals;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Worlds;
using FincoreSim.Json;
using FincoreSim.Worlds.Requests;

namespace FincoreSim.Control.Requests;

/// <summary>A call to the API, in a line.</summary>
internal sealed record RequestItem(
    [property: JsonPropertyName("id")] long Id,
    [property: JsonPropertyName("at")] string At,
    [property: JsonPropertyName("real_at")] string RealAt,
    [property: JsonPropertyName("method")] string Method,
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("query")] string? Query,
    [property: JsonPropertyName("status")] int? Status,
    [property: JsonPropertyName("ms")] double? Milliseconds,
    [property: JsonPropertyName("client_id")] string? ClientId,
    [property: JsonPropertyName("idempotency_key")] string? IdempotencyKey,
    [property: JsonPropertyName("idempotency")] string Idempotency,
    [property: JsonPropertyName("transaction_id")] string? TransactionId,
    [property: JsonPropertyName("journal_entry")] long? JournalEntry,
    [property: JsonPropertyName("refusal")] RequestRefusal? Refusal)
{
    public static RequestItem From(LoggedRequest request) => new(
        request.Number,
        Stamp.Iso(request.At),
        Stamp.Iso(request.RealAt),
        request.Method,
        request.Path,
        request.Query.Length > 0 ? request.Query : null,
        request.Status,
        request.Took is { } took ? Math.Round(took.TotalMilliseconds, 3) : null,
        request.Client?.Value.ToString(),
        request.Key,
        WireName<KeyVerdict>.Of(request.Verdict).ToLowerInvariant(),
        request.Transaction?.Value.ToString(),
        request.Entries.IsEmpty ? null : request.Entries.First,
        RequestRefusal.Of(request.Answer));
}

/// <summary>Why a call was refused.</summary>
internal sealed record RequestRefusal(
    [property: JsonPropertyName("rule")] string Rule,
    [property: JsonPropertyName("error_code")] string? ErrorCode,
    [property: JsonPropertyName("subject")] string? Subject)
{
    public static RequestRefusal? Of(LoggedAnswer? answer) => answer?.Refusal is { } refusal
        ? new RequestRefusal(WireName<RefusalCode>.Of(refusal.Code).ToLowerInvariant(), answer.ErrorCode, refusal.Subject)
        : null;
}

/// <summary>A header of a call or an answer.</summary>
internal sealed record HeaderView(
    [property: JsonPropertyName("name")] string Name, [property: JsonPropertyName("value")] string Value);

/// <summary>A rule that was considered.</summary>
internal sealed record ConsideredRule(
    [property: JsonPropertyName("rule")] string Rule,
    [property: JsonPropertyName("fired")] bool Fired,
    [property: JsonPropertyName("why")] string Why);

/// <summary>The answer to a call, as it was seen or was to be seen.</summary>
internal sealed record RequestAnswer(
    [property: JsonPropertyName("status")] int? Status,
    [property: JsonPropertyName("headers")] ImmutableArray<HeaderView> Headers,
    [property: JsonPropertyName("body")] string Body,
    [property: JsonPropertyName("body_bytes")] int BodyBytes,
    [property: JsonPropertyName("note")] string? Note);

/// <summary>A call to the API with everything that is known of it.</summary>
internal sealed record RequestView(
    [property: JsonPropertyName("request")] RequestItem Request,
    [property: JsonPropertyName("headers")] ImmutableArray<HeaderView> Headers,
    [property: JsonPropertyName("body")] string Body,
    [property: JsonPropertyName("body_bytes")] int? BodyBytes,
    [property: JsonPropertyName("body_note")] string? BodyNote,
    [property: JsonPropertyName("answer")] RequestAnswer? Answer,
    [property: JsonPropertyName("rules")] ImmutableArray<ConsideredRule> Rules,
    [property: JsonPropertyName("journal")] ImmutableArray<JournalEntryView> Journal)
{
    /// <summary>How much of an answer is shown.</summary>
    private const int AnswerBytesMax = 64 * 1024;

    public static RequestView From(LoggedRequest request, WorldGate? gate)
    {
        JournalEntry[] entries = gate is null || request.Entries.IsEmpty
            ? []
            : gate.Inspect(world => world.State.Journal.Of(request.Entries).ToArray());
        return new RequestView(
            RequestItem.From(request),
            [.. request.SentHeaders.Select(Redaction.OfHeader).Select(header => new HeaderView(header.Key, header.Value))],
            Redaction.OfBody(request.Path, request.Body.Span),
            request.BodyLength,
            NoteOf(request),
            request.Answer is { } answer ? AnswerOf(request.Path, answer) : null,
            [.. entries.Select(entry => entry.Fact).OfType<RulesConsidered>().SelectMany(considered => considered.Verdicts)
                .Select(RuleOf)],
            [.. entries.Select(JournalEntryView.From)]);
    }

    private static ConsideredRule RuleOf(RuleVerdict verdict) => new(verdict.Rule, verdict.HasFired, verdict.Why);

    private static string? NoteOf(LoggedRequest request) => request switch
    {
        { BodyLength: null } => "nobody read the body: the call was refused, or ended, before",
        { BodyLength: { } length } when length > request.Body.Length => $"the first {LoggedRequest.BodyBytesMax} bytes are kept",
        _ => null,
    };

    private static RequestAnswer AnswerOf(string path, LoggedAnswer answer)
    {
        var bytes = answer.ToBytes();
        var shown = bytes.AsSpan(0, Math.Min(bytes.Length, AnswerBytesMax));
        var cut = shown.Length < bytes.Length ? $"the first {AnswerBytesMax} bytes are shown" : null;
        return new RequestAnswer(
            answer.Status,
            [.. answer.Headers.Select(header => new HeaderView(header.Key, header.Value))],
            Redaction.OfBody(path, shown),
            bytes.Length,
            answer.Note is { } note && cut is not null ? $"{note}; {cut}" : answer.Note ?? cut);
    }
}

/// <summary>A page of the calls that are kept, and how many older ones were dropped because a limit was reached.</summary>
internal sealed record RequestPage(
    [property: JsonPropertyName("items")] ImmutableArray<RequestItem> Items,
    [property: JsonPropertyName("newest")] long Newest,
    [property: JsonPropertyName("dropped")] long Dropped,
    [property: JsonPropertyName("next"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? Next);

/// <summary>What a verification came to.</summary>
internal sealed record VerifyView(
    [property: JsonPropertyName("verified")] bool Verified,
    [property: JsonPropertyName("count")] int Count,
    [property: JsonPropertyName("expected")] string Expected,
    [property: JsonPropertyName("detail")] string? Detail,
    [property: JsonPropertyName("nearest")] ImmutableArray<NearMiss> Nearest);

/// <summary>A call that nearly was as asked.</summary>
internal sealed record NearMiss(
    [property: JsonPropertyName("id")] long Id,
    [property: JsonPropertyName("method")] string Method,
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("difference")] string Difference);
