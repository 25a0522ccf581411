namespace FincoreSim.SampleIntegrator.Http;

/// <summary>What is wrong.</summary>
internal sealed record ErrorView([property: JsonPropertyName("error")] string Error);

/// <summary>What came in for a CLABE and was accepted.</summary>
internal sealed record WalletView(
    [property: JsonPropertyName("clabe")] string Clabe,
    [property: JsonPropertyName("balance")] string Balance);

/// <summary>A deposit that was booked.</summary>
internal sealed record MovementView(
    [property: JsonPropertyName("id_msg")] string IdMsg,
    [property: JsonPropertyName("transaction_id")] string TransactionId,
    [property: JsonPropertyName("clabe")] string Clabe,
    [property: JsonPropertyName("amount")] string Amount,
    [property: JsonPropertyName("sub_category")] string SubCategory);

/// <summary>The whole book in four figures.</summary>
internal sealed record BookView(
    [property: JsonPropertyName("deposits")] string Deposits,
    [property: JsonPropertyName("payouts_settled")] string PayoutsSettled,
    [property: JsonPropertyName("payouts_open")] string PayoutsOpen,
    [property: JsonPropertyName("balance")] string Balance);

/// <summary>What asks for a validation.</summary>
internal sealed record ValidationForm([property: JsonPropertyName("clabe")] string? Clabe);

/// <summary>How far a validation is; the reason only where Fincore refused it.</summary>
internal sealed record ValidationView(
    [property: JsonPropertyName("clabe")] string Clabe,
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("reason"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null);

/// <summary>What asks for a payout.</summary>
internal sealed record PayoutForm(
    [property: JsonPropertyName("reference")] string? Reference,
    [property: JsonPropertyName("clabe")] string? Clabe,
    [property: JsonPropertyName("amount")] string? Amount);

/// <summary>How far a payout is.</summary>
internal sealed record PayoutView(
    [property: JsonPropertyName("reference")] string Reference,
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("amount")] string Amount,
    [property: JsonPropertyName("transaction_id")] string? TransactionId,
    [property: JsonPropertyName("reason")] string? Reason);

/// <summary>Why a deposit is refused: what Fincore writes into the refund (documented).</summary>
internal sealed record RefusalView([property: JsonPropertyName("refundReason")] string RefundReason);

[JsonSerializable(typeof(ErrorView))]
[JsonSerializable(typeof(WalletView))]
[JsonSerializable(typeof(MovementView[]))]
[JsonSerializable(typeof(BookView))]
[JsonSerializable(typeof(ValidationForm))]
[JsonSerializable(typeof(ValidationView))]
[JsonSerializable(typeof(PayoutForm))]
[JsonSerializable(typeof(PayoutView))]
[JsonSerializable(typeof(RefusalView))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class WalletJson : JsonSerializerContext;
