using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Json;

namespace FincoreSim.Api.Features.Transactions;

/// <summary>
/// The answer to a payment, written member by member: the JSON of its <see cref="TransactionView"/>, without the view and its
/// texts coming into being. Immutable.
/// </summary>
/// <param name="transaction">The transaction.</param>
/// <param name="options">The switches under which it is written.</param>
internal sealed class TransactionAnswer(Transaction transaction, WorldOptions options) : LateJson
{
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText BankId = JsonEncodedText.Encode("bankId");
    private static readonly JsonEncodedText ClientId = JsonEncodedText.Encode("clientId");
    private static readonly JsonEncodedText ExternalReference = JsonEncodedText.Encode("externalReference");
    private static readonly JsonEncodedText TrackingId = JsonEncodedText.Encode("trackingId");
    private static readonly JsonEncodedText Description = JsonEncodedText.Encode("description");
    private static readonly JsonEncodedText Amount = JsonEncodedText.Encode("amount");
    private static readonly JsonEncodedText Currency = JsonEncodedText.Encode("currency");
    private static readonly JsonEncodedText Pesos = JsonEncodedText.Encode(Transaction.Currency);
    private static readonly JsonEncodedText Category = JsonEncodedText.Encode("category");
    private static readonly JsonEncodedText SubCategory = JsonEncodedText.Encode("subCategory");
    private static readonly JsonEncodedText Status = JsonEncodedText.Encode("transactionStatus");
    private static readonly JsonEncodedText Audit = JsonEncodedText.Encode("audit");
    private static readonly JsonEncodedText CreatedAt = JsonEncodedText.Encode("createdAt");
    private static readonly JsonEncodedText UpdatedAt = JsonEncodedText.Encode("updatedAt");
    private static readonly JsonEncodedText DeletedAt = JsonEncodedText.Encode("deletedAt");
    private static readonly JsonEncodedText BlockedAt = JsonEncodedText.Encode("blockedAt");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer)
    {
        if (transaction is { OriginalId: not null } or { Cep: not null })
        {
            // What only some have.
            JsonSerializer.Serialize(writer, TransactionView.From(transaction, options), ApiJson.Default.TransactionView);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString(Id, transaction.Id.Value);
        writer.WriteString(BankId, transaction.BankId.Value);
        writer.WriteString(ClientId, transaction.ClientId.Value);
        writer.WriteString(ExternalReference, transaction.ExternalReference);
        writer.WriteString(TrackingId, transaction.TrackingKey);
        writer.WriteString(Description, transaction.Description);
        Span<byte> amount = stackalloc byte[Money.LengthMax];
        writer.WriteString(Amount, amount[..transaction.Amount.Format(amount)]);
        writer.WriteString(Currency, Pesos);
        writer.WriteString(Category, WireName<TransactionCategory>.Of(transaction.Category));
        writer.WriteString(SubCategory, WireName<TransactionSubCategory>.Of(transaction.SubCategory));
        writer.WriteString(Status, WireName<TransactionStatus>.Of(transaction.Status));
        WriteAudit(writer);
        writer.WriteEndObject();
    }

    private void WriteAudit(Utf8JsonWriter writer)
    {
        Span<byte> stamp = stackalloc byte[Stamp.RestLength];
        writer.WriteStartObject(Audit);
        Stamp.WriteRest(transaction.CreatedAt, stamp);
        writer.WriteString(CreatedAt, stamp);
        Stamp.WriteRest(transaction.UpdatedAt, stamp);
        writer.WriteString(UpdatedAt, stamp);
        var absent = Stamp.RestOrNone(null, options);
        writer.WriteString(DeletedAt, absent);
        writer.WriteString(BlockedAt, absent);
        writer.WriteEndObject();
    }
}
