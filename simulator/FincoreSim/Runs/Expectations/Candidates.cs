using System.Text;
using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Json;
using FincoreSim.Language.Model;
using FincoreSim.Runs.Posted;
using FincoreSim.Runs.Steps;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Requests;
using FincoreSim.Worlds.Webhooks;

namespace FincoreSim.Runs.Expectations;

/// <summary>Something that an expectation is held against.</summary>
internal interface ICandidate
{
    /// <summary>A field; nothing where it is not there.</summary>
    FieldValue this[string path] { get; }
}

/// <summary>A transaction, by the fields of <see cref="TransactionFields"/>.</summary>
internal sealed class TransactionCandidate(WorldState state, Transaction transaction) : ICandidate
{
    /// <summary>The transaction.</summary>
    public Transaction Transaction => transaction;

    /// <inheritdoc/>
    public FieldValue this[string path] => path switch
    {
        "from" => new FieldValue(Counterparties.From(state, transaction)),
        "to" => new FieldValue(Counterparties.To(state, transaction)),
        "kind" => new FieldValue(Kinds(transaction)),
        "key" => Key(),
        _ => FieldValue.Of(Text(path)),
    };

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Kinds(transaction)[0]} {transaction.Id.Value} {WireName<TransactionSubCategory>.Of(transaction.SubCategory)} "
        + $"{transaction.Amount} "
        + $"{WireName<TransactionStatus>.Of(transaction.Status)}{(transaction.Reason is { } reason ? $" ({reason.Code})" : "")}{(transaction.Cep is { } cep ? $", CEP {WireName<CepStatus>.Of(cep.Status)}" : "")}";

    /// <summary>What kind it is, as the commands that make it are called: a penny validation is a money_out too.</summary>
    private static ImmutableArray<string> Kinds(Transaction transaction) => transaction switch
    {
        { OriginalId: not null } => ["refund"],
        { SubCategory: TransactionSubCategory.SpeiCredit } => ["money_in"],
        { SubCategory: TransactionSubCategory.IntCredit } => ["internal_transfer", "money_in"],
        { SubCategory: TransactionSubCategory.IntDebit } => ["internal_transfer", "money_out"],
        { Cep: not null } => ["penny_validation", "money_out"],
        _ => ["money_out"],
    };

    private string? Text(string path) => path switch
    {
        "id" => transaction.Id.Value.ToString(),
        "amount" => transaction.Amount.ToString(),
        "client_id" => transaction.ClientId.Value.ToString(),
        "description" => transaction.Description,
        "external_reference" => transaction.ExternalReference,
        "tracking_key" => transaction.TrackingKey,
        "category" => WireName<TransactionCategory>.Of(transaction.Category),
        "sub_category" => WireName<TransactionSubCategory>.Of(transaction.SubCategory),
        "status" => WireName<TransactionStatus>.Of(transaction.Status),
        "original" => transaction.OriginalId?.Value.ToString(),
        "refund" => transaction.RefundId?.Value.ToString(),
        "other_leg" => transaction.OtherLegId?.Value.ToString(),
        "account_id" => transaction.AccountId.Value.ToString(),
        "reason" => transaction.Reason?.Code,
        "cep_status" => transaction.Cep is { } cep ? WireName<CepStatus>.Of(cep.Status) : null,
        "payer_name" => transaction.Payer?.Name,
        "payer_account" => transaction.Payer?.Account,
        "from_bank" => transaction.Payer?.Institution,
        "created_at" => Stamp.Iso(transaction.CreatedAt),
        "updated_at" => Stamp.Iso(transaction.UpdatedAt),
        _ => null,
    };

    private FieldValue Key() => new([.. state.Idempotency.All
        .Where(record => record.Answer.Outcome is { IsAccepted: true } outcome && outcome.Value.Id == transaction.Id)
        .Select(record => record.Key.Key.ToString())]);
}

/// <summary>A webhook that was queued for one receiver, by the fields of its body.</summary>
internal sealed class WebhookCandidate(WorldState state, Delivery delivery) : ICandidate
{
    private JsonElement? _message;

    /// <summary>The delivery.</summary>
    public Delivery Delivery => delivery;

    /// <summary>The status that its body tells; null where it tells none.</summary>
    public string? Status => this["status"].Texts is [var text, ..] ? text : null;

    /// <inheritdoc/>
    public FieldValue this[string path] => path switch
    {
        "type" => FieldValue.Of(WireName<WebhookType>.Of(delivery.Event.Notice.Type)),
        "status" => Body.Member("status"),
        "body" => Body,
        "url" => FieldValue.Of(state.Webhooks.Find(delivery.WebhookId) is { } webhook ? WebhookUrl.Shown(webhook.Url) : null),
        "id_msg" => FieldValue.Of(delivery.Event.Id.Value.ToString()),
        _ when path.StartsWith("body.", StringComparison.Ordinal) => Body.Member(path["body.".Length..]),
        _ => FieldValue.Nothing,
    };

    /// <inheritdoc/>
    public override string ToString()
    {
        var last = delivery.Attempts.LastOrDefault();
        var told = Status is { } status ? $" {status}" : "";
        return $"{WireName<WebhookType>.Of(delivery.Event.Notice.Type)}{told} of "
            + $"{delivery.Event.TransactionId?.Value.ToString() ?? "a report"}, "
            + $"{WireName<DeliveryStatus>.Of(delivery.Status)} after {delivery.AttemptsMade} attempts"
            + (last?.Result is { } result
                ? $", last answer {result.StatusCode?.ToString(CultureInfo.InvariantCulture) ?? result.Error}"
                : "");
    }

    private FieldValue Body => FieldValue.Of(Message).Member("body") is { Json: not null } body ? body : FieldValue.Of(Message);

    private JsonElement Message
    {
        get
        {
            if (_message is { } known)
            {
                return known;
            }

            using var document = JsonDocument.Parse(WebhookMessage.Of(delivery, default));
            return (_message = document.RootElement.Clone()).Value;
        }
    }
}

/// <summary>What a receiver answered to one attempt, as it was treated where a rule treats it otherwise.</summary>
internal sealed class AnswerCandidate(Delivery delivery, Attempt attempt) : ICandidate
{
    private readonly StepAnswer _answer = Read(delivery, attempt);

    /// <inheritdoc/>
    public FieldValue this[string path] => _answer[path];

    /// <summary>
    /// Whether an attempt was a real exchange that has ended: one that a rule cut off never reached the receiver.
    /// </summary>
    public static bool IsExchange(Attempt attempt) =>
        attempt.Result is { Error: not (SandboxRun.DroppedByRule or SandboxRun.HostNotAllowed) };

    /// <summary>The message that it answers: the same for every copy.</summary>
    public Guid Message => delivery.Event.Id.Value;

    /// <summary>Whether no whole answer came.</summary>
    public bool IsLost => _answer.Lost is not null;

    /// <inheritdoc/>
    public override string ToString() =>
        $"to {WireName<WebhookType>.Of(delivery.Event.Notice.Type)} {delivery.Event.Id.Value}, attempt {attempt.Number}: "
        + $"{_answer}";

    private static StepAnswer Read(Delivery delivery, Attempt attempt)
    {
        var result = attempt.Result!;
        var isTreated = delivery.TreatedAs is not null && attempt == delivery.Attempts[^1];
        return new StepAnswer
        {
            Status = isTreated ? delivery.TreatedAs : result.StatusCode,
            Lost = isTreated ? null : result.Error,
            Took = result.Took,
            Body = result.Body,
            Json = isTreated && delivery.TreatedReason is { } reason ? Treated(reason) : RunJson.Parse(result.Body),
            Headers = result.Headers.ToImmutableDictionary(
                header => header.Name, header => header.Text ?? "", StringComparer.OrdinalIgnoreCase),
        };
    }

    private static JsonElement Treated(string reason) => JsonSerializer.SerializeToElement(
        new Dictionary<string, string> { ["refundReason"] = reason }, RunJson.Default.DictionaryStringString);
}

/// <summary>A call that was made to the sandbox.</summary>
internal sealed class CallCandidate(LoggedRequest call) : ICandidate
{
    /// <summary>The call.</summary>
    public LoggedRequest Call => call;

    /// <inheritdoc/>
    public FieldValue this[string path] => path switch
    {
        "status" => call.Status is { } status ? FieldValue.Of(status) : FieldValue.Nothing,
        "key" => FieldValue.Of(call.Key),
        "body" => FieldValue.Of(RunJson.Parse(Text)),
        _ when path.StartsWith("body.", StringComparison.Ordinal) =>
            FieldValue.Of(RunJson.Parse(Text)).Member(path["body.".Length..]),
        "headers" => FieldValue.Of(JsonSerializer.SerializeToElement(
            call.SentHeaders.Select(Redaction.OfHeader)
                .ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value),
            RunJson.Default.DictionaryStringString)),
        _ when path.StartsWith("headers.", StringComparison.Ordinal) => FieldValue.Of(call.Header(path["headers.".Length..])),
        _ => FieldValue.Nothing,
    };

    /// <inheritdoc/>
    public override string ToString() =>
        $"{call.Method} {call.Path}{call.Query} → "
        + $"{call.Status?.ToString(CultureInfo.InvariantCulture) ?? "connection lost"}{(call.Key is { } key ? $", key {key}" : "")}";

    private string Text => Encoding.UTF8.GetString(call.Body.Span);
}
