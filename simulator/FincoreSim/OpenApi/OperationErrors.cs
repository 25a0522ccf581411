using FincoreSim.Api.Http;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.OpenApi.Notes;

namespace FincoreSim.OpenApi;

/// <summary>
/// An error that an operation really gives: its name in the document, the refusal, and what stands behind its body.
/// </summary>
internal sealed record ErrorExample(string Name, Refusal Refusal, Source Source)
{
    /// <summary>The switches under which it is given.</summary>
    public WorldOptions Options { get; init; } = new();

    /// <summary>How it looks on the wire.</summary>
    public WireError Wire => WireErrors.Of(Refusal, Options);
}

/// <summary>The errors that each operation of the API shows as examples. A test provokes every one of them.</summary>
internal static class OperationErrors
{
    private const string Deposit = "MONEY_IN webhook for https://example.com/money-in-webhook";

    private static readonly FrozenDictionary<string, ImmutableArray<ErrorExample>> Own =
        new Dictionary<string, ImmutableArray<ErrorExample>>
        {
            ["createMoneyOutTransaction"] =
            [
                .. Six(Source.None), Amount(Source.Keys), Same(), Key(
                    "idempotency_key_malformed", RefusalCode.IdempotencyKeyMalformed),
                Missing(new WorldOptions { MissingInstrumentIs404 = true }), Mismatch(),
                Key("operation_in_progress", RefusalCode.OperationInProgress, "money_out"), Missing(new WorldOptions()),
            ],
            ["createInternalTransaction"] =
            [
                .. Six(Source.Internal), Amount(Source.None), Same(),
                Of("source_not_found", RefusalCode.SourceNotFound),
                Of("destination_not_found", RefusalCode.DestinationNotFound, source: Source.Internal),
                Of("external_transfer_not_allowed", RefusalCode.ExternalTransferNotAllowed, source: Source.Internal),
            ],
            ["createPennyValidation"] =
            [
                Of("account_not_active", RefusalCode.AccountNotActive), Of("insufficient_funds", RefusalCode.InsufficientFunds),
                Of("external_reference", RefusalCode.ExternalReference), Of("description", RefusalCode.PennyDescription),
                Of("source_not_centralizing", RefusalCode.SourceNotCentralizing), Of(
                    "destination_not_clabe", RefusalCode.DestinationNotClabe),
                Of("source_not_found", RefusalCode.SourceNotFound), Of("destination_not_found", RefusalCode.DestinationNotFound),
                Mismatch() with { Source = Source.None },
            ],
            ["createRefund"] =
            [
                Of("amount_differs", RefusalCode.RefundAmountDiffers), Of("already_refunded", RefusalCode.AlreadyRefunded),
                Of("internal_credit", RefusalCode.RefundOfInternalCredit), Of("not_refundable", RefusalCode.NotRefundable),
                Of("insufficient_funds", RefusalCode.InsufficientFunds), NotFound("Transaction"),
            ],
            ["registerInstrument"] =
            [
                Invalid("card_or_clabe", "Exactly one of debit_card and virtual_clabe must be given."), NotFound("Customer"),
            ],
            ["createClientWebhook"] = [Of("already_exists", RefusalCode.WebhookExists, Deposit)],
            ["createWebhook"] = [Of("already_exists", RefusalCode.WebhookExists, Deposit)],
            ["updateClientWebhook"] =
            [
                Invalid("nothing_given", "At least one of url, token, webhook_status, auth_type must be given."),
                NotFound("Webhook"), Of("already_exists", RefusalCode.WebhookExists, Deposit),
            ],
            ["getAccountById"] = [InvalidId("accountId"), NotFound("Account")],
            ["getInstrumentById"] = [InvalidId("instrumentId"), NotFound("Instrument")],
            ["deleteInstrument"] = [InvalidId("instrumentId"), NotFound("Instrument")],
            ["getTransaction"] = [InvalidId("transactionId"), NotFound("Transaction")],
            ["getClientWebhook"] = [InvalidId("id"), NotFound("Webhook")],
            ["deleteClientWebhook"] = [InvalidId("id"), NotFound("Webhook")],
        }.ToFrozenDictionary();

    /// <summary>
    /// The errors of an operation: those of its own, and what a member that is missing or a page that is none is told.
    /// </summary>
    public static ImmutableArray<ErrorExample> Of(ApiOperation operation)
    {
        var own = Own.GetValueOrDefault(operation.Id, []);
        return operation.Body?.Members.FirstOrDefault(member => member.IsRequired) is { } required
            ? [.. own, Invalid("member_missing", $"{required.Name} is required.")]
            : operation.Query.Any(member => member.Name == "page")
            ? [.. own, Invalid("page", $"page must be a whole number from 1 to {int.MaxValue}.")]
            : own;
    }

    private static ImmutableArray<ErrorExample> Six(Source source) =>
    [
        Of("account_not_active", RefusalCode.AccountNotActive, source: source),
        Of("insufficient_funds", RefusalCode.InsufficientFunds, source: source),
        Of("external_reference", RefusalCode.ExternalReference, source: source),
        Of("amount_not_positive", RefusalCode.AmountNotPositive, source: source),
        Of("description_too_long", RefusalCode.DescriptionTooLong, source: source),
        Of("currency_unsupported", RefusalCode.CurrencyUnsupported, source: source),
    ];

    private static ErrorExample Amount(Source source) => Of("amount_format", RefusalCode.AmountFormat, source: source);

    private static ErrorExample Same() => Of("same_instrument", RefusalCode.SameInstrument);

    private static ErrorExample Missing(WorldOptions options) =>
        Of("instrument_missing", RefusalCode.InstrumentMissing, "Destination instrument",
            options.MissingInstrumentIs404 ? Source.None : Source.Keys) with
        {
            Options = options,
        };

    private static ErrorExample Mismatch() => Key("idempotency_key_mismatch", RefusalCode.IdempotencyKeyMismatch);

    private static ErrorExample Key(string name, RefusalCode code, string? subject = null) =>
        Of(name, code, subject, Source.Keys);

    private static ErrorExample NotFound(string what) => Of("not_found", RefusalCode.NotFound, what);

    private static ErrorExample InvalidId(string name) => Invalid("invalid_id", $"{name} in the path must be a UUID.");

    private static ErrorExample Invalid(string name, string text) => Of(name, RefusalCode.InvalidArgument, text);

    private static ErrorExample Of(string name, RefusalCode code, string? subject = null, Source? source = null) =>
        new(name, new Refusal(code, subject), source ?? Source.None);
}
