using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Api.Http;

/// <summary>How a refusal looks on the wire.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The gRPC code; 9 in all documented bodies.</param>
/// <param name="Reason">The reason.</param>
/// <param name="Detail">The error_detail; {0} is the refusal's subject.</param>
/// <param name="ErrorCode">The error_code; 10-E4120 in all documented bodies, the others are ours.</param>
internal sealed record WireError(int Status, int Code, string Reason, string Detail, string ErrorCode);

/// <summary>The one table from refusals to the wire. Documented texts are marked; the rest is assumed.</summary>
internal static class WireErrors
{
    private const string Documented = "10-E4120";
    private const string Precondition = "FAILED_PRECONDITION";
    private const string Data = "DATA_ERROR";

    private static readonly FrozenDictionary<RefusalCode, WireError> Table = new Dictionary<RefusalCode, WireError>
    {
        [RefusalCode.Unauthenticated] = new(401, 16, "UNAUTHENTICATED", "{0}", "10-E4010"),
        [RefusalCode.HostNotAllowed] = new(421, 7, "PERMISSION_DENIED", "{0}", "10-E4210"),
        [RefusalCode.Forbidden] = new(403, 7, "PERMISSION_DENIED", "{0}", "10-E4031"),
        [RefusalCode.PermissionDenied] = new(403, 7, "PERMISSION_DENIED", "The credential belongs to another client.",
            "10-E4030"),

        // Idempotency guide: the texts are documented.
        [RefusalCode.IdempotencyKeyMalformed] = new(400, 3, "INVALID_ARGUMENT", "Invalid UUID format for idempotency-key",
            "10-E4001"),
        [RefusalCode.IdempotencyKeyMismatch] =
            new(409, 10, "idempotency_key_mismatch", "Idempotency key mismatch (payload or namespace)", "10-E4091"),
        [RefusalCode.OperationInProgress] = new(409, 10, "operation_in_progress", "Operation {0} in progress.", "10-E4092"),
        [RefusalCode.AmountFormat] = new(400, 9, Data, "Transaction amount format is invalid.", Documented),

        [RefusalCode.BodyTooLarge] = new(413, 8, "RESOURCE_EXHAUSTED", "The body is larger than {0} bytes.", "10-E4130"),
        [RefusalCode.BodyEncoded] = new(
            415, 3, "INVALID_ARGUMENT", "Compressed requests are not read: send the body as it is, without {0}.", "10-E4151"),
        [RefusalCode.MediaTypeUnsupported] = new(415, 3, "INVALID_ARGUMENT", "The Content-Type must be application/json.",
            "10-E4150"),
        [RefusalCode.InvalidArgument] = new(400, 3, "INVALID_ARGUMENT", "{0}", "10-E4000"),

        // Internal Transactions page: the six documented bodies.
        [RefusalCode.AmountNotPositive] = new(400, 9, Data, "Transaction Amount must be higher than 0.", Documented),
        [RefusalCode.CurrencyUnsupported] = new(400, 9, Data, "Transaction currency unsupported.", Documented),
        [RefusalCode.DescriptionTooLong] = new(400, 9, Data, "Transaction description must have less than 40 characters length.",
            Documented),
        [RefusalCode.ExternalReference] =
            new(400, 9, Data, "External reference should be numeric and have a maximum length of 7 digits.", Documented),
        [RefusalCode.AccountNotActive] = new(400, 9, Precondition, "The account is not currently active.", Documented),
        [RefusalCode.InsufficientFunds] = new(400, 9, Precondition, "The account does not have sufficient funds.", Documented),

        [RefusalCode.PennyDescription] = new(
            400, 9, Data, "Penny validation description must have at most 40 characters: letters, digits and spaces.",
            Documented),
        [RefusalCode.InstrumentMissing] = new(500, 13, "INTERNAL", "{0} not found.", "10-E5000"),
        [RefusalCode.SourceNotFound] = new(404, 5, "source_not_found", "Source instrument not found.", "10-E4041"),
        [RefusalCode.SourceWithoutAccount] = new(400, 9, Precondition, "The source instrument has no account to pay from.",
            Documented),
        [RefusalCode.SourceNotCentralizing] = new(
            400, 9, Precondition, "The source instrument must belong to a centralizing account.", Documented),
        [RefusalCode.DestinationNotFound] = new(404, 5, "destination_not_found",
            "Destination instrument not found or not assigned.", "10-E4042"),
        [RefusalCode.ExternalTransferNotAllowed] = new(
            409, 9, "external_transfer_not_allowed", "The destination instrument is external to Monato.", "10-E4093"),
        [RefusalCode.DestinationNotClabe] = new(400, 9, Precondition, "The destination instrument must be a CLABE.", Documented),
        [RefusalCode.SameInstrument] = new(400, 9, Precondition, "Source and destination instruments must be different.",
            Documented),
        [RefusalCode.RefundAmountDiffers] = new(
            400, 9, Precondition, "Refund amount must be equal to the original transaction amount.", Documented),
        [RefusalCode.AlreadyRefunded] = new(400, 9, Precondition, "The transaction has already been refunded.", Documented),
        [RefusalCode.RefundOfInternalCredit] = new(
            400, 9, Precondition,
            "Internal credits cannot be refunded; create an internal transaction in the opposite direction.", Documented),
        [RefusalCode.NotRefundable] = new(400, 9, Precondition, "Only incoming SPEI transactions can be refunded.", Documented),
        [RefusalCode.NotFound] = new(404, 5, "NOT_FOUND", "{0} not found.", "10-E4040"),
        [RefusalCode.WebhookExists] = new(409, 6, "ALREADY_EXISTS", "An active {0} already exists.", "10-E4094"),
        [RefusalCode.TrackingKeyExists] = new(409, 6, "ALREADY_EXISTS",
            "{0} came in already; with \"duplicate\": true it comes in once more.", "10-E4096"),
        [RefusalCode.StateNotAllowed] = new(409, 9, Precondition, "The state of the {0} does not allow this.", "10-E4095"),
        [RefusalCode.WorldGone] = new(
            409, 10, "ABORTED", "The sandbox was {0} while this call waited; the world that it waited for is gone.", "10-E4096"),
        [RefusalCode.LimitReached] = new(429, 8, "RESOURCE_EXHAUSTED", "The limit of {0} is reached.", "10-E4290"),
        [RefusalCode.RouteNotFound] = new(404, 5, "NOT_FOUND", "There is no {0}.", "10-E4049"),
        [RefusalCode.MethodNotAllowed] = new(405, 12, "UNIMPLEMENTED", "{0} is not allowed here; see the Allow header.",
            "10-E4050"),
        [RefusalCode.Unavailable] = new(503, 14, "UNAVAILABLE", "{0}", "10-E5030"),
        [RefusalCode.Scripted] = new(500, 13, "INTERNAL", "{0}", "10-E5000"),
        [RefusalCode.Internal] = new(500, 13, "INTERNAL", "{0}", "10-E5001"),
    }.ToFrozenDictionary();

    /// <summary>The codes that have a row.</summary>
    public static IEnumerable<RefusalCode> Codes => Table.Keys;

    /// <summary>How a refusal looks under the switches in force.</summary>
    public static WireError Of(Refusal refusal, WorldOptions options)
    {
        if (refusal.Scripted is { } scripted)
        {
            return new WireError(scripted.Status, GrpcCodeOf(scripted.Status), scripted.Reason, scripted.Detail,
                $"10-E{scripted.Status}0");
        }

        var error = Table[refusal.Code];
        return refusal.Code == RefusalCode.InstrumentMissing && options.MissingInstrumentIs404
            ? error with { Status = 404, Code = 5, Reason = "NOT_FOUND", ErrorCode = "10-E4040" }
            : error;
    }

    private static int GrpcCodeOf(int status) => status switch
    {
        400 => 9,
        401 => 16,
        403 => 7,
        404 => 5,
        409 => 10,
        429 => 8,
        503 => 14,
        _ => 13,
    };

    /// <summary>The text of a refusal.</summary>
    public static string DetailOf(Refusal refusal, WireError error) =>
        error.Detail.Replace("{0}", refusal.Subject ?? "", StringComparison.Ordinal);
}
