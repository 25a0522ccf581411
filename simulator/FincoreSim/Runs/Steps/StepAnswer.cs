using FincoreSim.Api.Http;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Runs.Expectations;
using FincoreSim.Runs.Posted;

namespace FincoreSim.Runs.Steps;

/// <summary>The answer to one step: of the API, of the integrator, or of the control commands. Immutable.</summary>
internal sealed record StepAnswer
{
    /// <summary>The HTTP status; null where the connection was lost before the answer was whole.</summary>
    public int? Status { get; init; }

    /// <summary>The headers.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } =
        ImmutableDictionary<string, string>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase);

    /// <summary>The body as text.</summary>
    public string Body { get; init; } = "";

    /// <summary>What of the body could not be read, or was read otherwise than the answer says; null where all is well.</summary>
    public string? BodyNote { get; init; }

    /// <summary>The body as JSON; null where it is none.</summary>
    public JsonElement? Json { get; init; }

    /// <summary>How long it took, in real time.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>What broke the connection; null where nothing did.</summary>
    public string? Lost { get; init; }

    /// <summary>The Idempotency-Key that was sent; null where none was.</summary>
    public string? Key { get; init; }

    /// <summary>Whether nobody listened at the address.</summary>
    public bool IsUnreachable { get; init; }

    /// <summary>Whether it is good news: an answer, and no error status.</summary>
    public bool IsGood => Status is < 400;

    /// <summary>Whether it is the answer to an earlier call with the same key.</summary>
    public bool IsReplay => Headers.ContainsKey("X-Fincore-Sim-Idempotent-Replay");

    /// <summary>The id of the transaction that it tells of; null where it tells of none.</summary>
    public Guid? TransactionId => Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("id", out var id)
        && id.ValueKind == JsonValueKind.String && Guid.TryParse(id.GetString(), out var found) ? found : null;

    /// <summary>A field by which expectations look at it.</summary>
    public FieldValue this[string path] => path switch
    {
        "status" => Status is { } status ? FieldValue.Of(status) : FieldValue.Nothing,
        "code" => Error("error_code"),
        "message" => Error("error_detail"),
        "reason" => Error("reason"),
        Matching.Took => FieldValue.Of(Took),
        "json" => FieldValue.Of(Json),
        "headers" => FieldValue.Of(HeadersJson),
        _ when path.StartsWith("json.", StringComparison.Ordinal) => FieldValue.Of(Json).Member(path["json.".Length..]),
        _ when path.StartsWith("headers.", StringComparison.Ordinal) =>
            FieldValue.Of(Headers.GetValueOrDefault(path["headers.".Length..])),
        _ => FieldValue.Nothing,
    };

    /// <summary>In one line, as messages show it.</summary>
    public override string ToString() => IsUnreachable ? Lost! : Lost is not null ? $"connection lost ({Lost})"
        : this["code"].Texts is [var code, ..] ? $"{Status} {code} {this["reason"]}: {this["message"]}"
        : $"{Status} {(Body.Length <= 300 ? Body : string.Concat(Body.AsSpan(0, 300), "…"))}{(BodyNote is null ? "" : $" ({BodyNote})")}".TrimEnd();

    /// <summary>The answer to a control command: what it gave, or why it was refused.</summary>
    public static StepAnswer Of<T>(Outcome<T> outcome)
    {
        if (outcome.IsAccepted)
        {
            return new StepAnswer { Status = 200 };
        }

        var error = WireErrors.Of(outcome.Refusal, new WorldOptions());
        var detail = WireErrors.DetailOf(outcome.Refusal, error);
        var members = new Dictionary<string, string>
        {
            ["error_code"] = error.ErrorCode,
            ["error_detail"] = detail,
            ["reason"] = error.Reason
        };
        var json = JsonSerializer.SerializeToElement(members, RunJson.Default.DictionaryStringString);
        return new StepAnswer { Status = error.Status, Json = json, Body = detail };
    }

    private JsonElement HeadersJson => JsonSerializer.SerializeToElement(
        Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value),
        RunJson.Default.DictionaryStringString);

    /// <summary>A member of the documented error body, wherever in it the page puts it.</summary>
    private FieldValue Error(string member) => Json is { } json ? FieldValue.Of(Search(json, member, 0)) : FieldValue.Nothing;

    private static JsonElement? Search(JsonElement value, string member, int depth) => value.ValueKind switch
    {
        _ when depth > 4 => null,
        JsonValueKind.Object when value.TryGetProperty(member, out var found) => found,
        JsonValueKind.Object =>
            value.EnumerateObject().Select(property => Search(property.Value, member, depth + 1))
                .FirstOrDefault(found => found is not null),
        JsonValueKind.Array =>
            value.EnumerateArray().Select(item => Search(item, member, depth + 1)).FirstOrDefault(found => found is not null),
        _ => null,
    };
}
