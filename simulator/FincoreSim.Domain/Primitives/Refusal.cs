namespace FincoreSim.Domain.Primitives;

/// <summary>
/// Why something was refused. The code decides status, reason and text on the wire (one table in the host); the subject
/// fills the text where it names something, such as a member.
/// </summary>
/// <param name="Code">Which rule said no.</param>
/// <param name="Subject">What the text speaks of; null where the text is fixed.</param>
public sealed record Refusal(RefusalCode Code, string? Subject = null)
{
    /// <summary>For a refusal by a rule: the answer that it wants.</summary>
    public ScriptedAnswer? Scripted { get; init; }

    /// <summary>
    /// For a state that does not allow the request: the state found, those that would do, and what leads there.
    /// </summary>
    public StateConflict? Conflict { get; init; }

    /// <summary>A refusal because of a state, with what the caller needs to get out of it.</summary>
    public static Refusal OfState(string subject, string current, IEnumerable<string> allowed, Remedy? remedy = null) =>
        new(RefusalCode.StateNotAllowed, subject) { Conflict = new StateConflict(current, [.. allowed], remedy) };
}

/// <summary>The answer that a rule wants a refusal to have.</summary>
public sealed record ScriptedAnswer(int Status, string Reason, string Detail);

/// <summary>
/// What a refusal because of a state tells: where the thing is, where it would have to be, and what leads there.
/// </summary>
public sealed record StateConflict(string Current, ImmutableArray<string> Allowed, Remedy? Remedy);

/// <summary>Every reason for which a request is refused. The order is that of the documented and assumed precedence.</summary>
public enum RefusalCode
{
    /// <summary>The request came by a host name that the server does not answer to; the subject says how to allow it.</summary>
    HostNotAllowed,

    /// <summary>A missing, invalid or expired credential (assumed body).</summary>
    Unauthenticated,

    /// <summary>The credential is another client's (assumed body).</summary>
    PermissionDenied,

    /// <summary>The Idempotency-Key header is no UUID (documented text).</summary>
    IdempotencyKeyMalformed,

    /// <summary>The key was used with another body, or was not derived from this one (documented text).</summary>
    IdempotencyKeyMismatch,

    /// <summary>The first request with the key is still unanswered (documented text).</summary>
    OperationInProgress,

    /// <summary>A body is larger than the limit.</summary>
    BodyTooLarge,

    /// <summary>The body is compressed or otherwise encoded; the subject is the header that says so.</summary>
    BodyEncoded,

    /// <summary>The media type is not JSON.</summary>
    MediaTypeUnsupported,

    /// <summary>Malformed JSON, a wrong type, a missing member: the subject names it.</summary>
    InvalidArgument,

    /// <summary>The amount is not a text such as 1.95 (documented text).</summary>
    AmountFormat,

    /// <summary>The amount is zero or less (documented body).</summary>
    AmountNotPositive,

    /// <summary>The currency is not MXN (documented body).</summary>
    CurrencyUnsupported,

    /// <summary>A description of 40 characters or more (documented body).</summary>
    DescriptionTooLong,

    /// <summary>
    /// A penny validation's description has more than 40 characters or a special one (documented rule, assumed body).
    /// </summary>
    PennyDescription,

    /// <summary>An external reference that is not up to 7 digits (documented body).</summary>
    ExternalReference,

    /// <summary>money_out names an instrument that the client does not have (documented as 500).</summary>
    InstrumentMissing,

    /// <summary>An internal transfer's or penny validation's source does not exist (assumed).</summary>
    SourceNotFound,

    /// <summary>The source is an instrument that holds no money (assumed).</summary>
    SourceWithoutAccount,

    /// <summary>A penny validation's source is not a centralizing account's instrument (documented rule, assumed body).</summary>
    SourceNotCentralizing,

    /// <summary>The source or destination is blocked or suspended (documented body).</summary>
    AccountNotActive,

    /// <summary>
    /// An internal transfer's or penny validation's destination does not exist or is not assigned (documented reason).
    /// </summary>
    DestinationNotFound,

    /// <summary>An internal transfer's destination is at another bank (documented reason).</summary>
    ExternalTransferNotAllowed,

    /// <summary>A penny validation's destination is a card (documented rule, assumed body).</summary>
    DestinationNotClabe,

    /// <summary>Source and destination are the same (documented as best practice, assumed body).</summary>
    SameInstrument,

    /// <summary>The available balance is too low (documented body).</summary>
    InsufficientFunds,

    /// <summary>A refund's amount is not that of the original (documented rule, assumed body).</summary>
    RefundAmountDiffers,

    /// <summary>The original was refunded before (assumed body).</summary>
    AlreadyRefunded,

    /// <summary>
    /// Only SPEI credits can be refunded; an internal one needs an opposite transfer (documented rule, assumed body).
    /// </summary>
    RefundOfInternalCredit,

    /// <summary>The transaction is no incoming payment at all (documented rule, assumed body).</summary>
    NotRefundable,

    /// <summary>Something that does not exist, or is another client's; the subject says what (assumed body).</summary>
    NotFound,

    /// <summary>A second active webhook of the same type and URL (observed).</summary>
    WebhookExists,

    /// <summary>A deposit with the tracking key of another one of the same bank and operating day (control API).</summary>
    TrackingKeyExists,

    /// <summary>The caller may not do this here, whatever its credential; the subject says why (control API).</summary>
    Forbidden,

    /// <summary>The state of a thing does not allow what was asked (control API).</summary>
    StateNotAllowed,

    /// <summary>The world that a call waited for is gone: the sandbox was reset or restored; the subject says which.</summary>
    WorldGone,

    /// <summary>A limit of the sandbox is reached; the subject names it.</summary>
    LimitReached,

    /// <summary>No such route.</summary>
    RouteNotFound,

    /// <summary>The route has no such method.</summary>
    MethodNotAllowed,

    /// <summary>A failure that the caller, or a rule, asked for: nothing happened.</summary>
    Unavailable,

    /// <summary>A refusal that a rule asked for, in its own words.</summary>
    Scripted,

    /// <summary>A bug of the simulator; the subject names the invariant or is null.</summary>
    Internal,
}
