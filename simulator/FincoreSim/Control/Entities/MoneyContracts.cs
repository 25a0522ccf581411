using FincoreSim.Control.Deliveries;
using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Worlds;
using FincoreSim.Json;

namespace FincoreSim.Control.Entities;

/// <summary>An account with its balances.</summary>
internal sealed record AccountItem(
    [property: JsonPropertyName("account_id")] string AccountId,
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("owner_id")] string OwnerId,
    [property: JsonPropertyName("owner_type")] string OwnerType,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("clabe")] string Clabe,
    [property: JsonPropertyName("instrument_id")] string InstrumentId,
    [property: JsonPropertyName("holder_name")] string HolderName,
    [property: JsonPropertyName("posted")] string Posted,
    [property: JsonPropertyName("pending")] string Pending,
    [property: JsonPropertyName("available")] string Available)
{
    public static AccountItem From(Account account, LedgerAccount ledger) => new(
        account.Id.Value.ToString(),
        account.ClientId.Value.ToString(),
        account.OwnerId.ToString(),
        WireName<OwnerType>.Of(account.OwnerType),
        WireName<AccountType>.Of(account.Type),
        WireName<AccountStatus>.Of(account.Status),
        account.Clabe.Digits,
        account.InstrumentId.Value.ToString(),
        account.HolderName,
        ledger.Posted.ToString(),
        ledger.PendingDebits.ToString(),
        ledger.Available.ToString());
}

/// <summary>An instrument, deleted ones too.</summary>
internal sealed record InstrumentItem(
    [property: JsonPropertyName("instrument_id")] string InstrumentId,
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("owner_id")] string OwnerId,
    [property: JsonPropertyName("account_id")] string? AccountId,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("alias")] string Alias,
    [property: JsonPropertyName("bank_id")] string BankId,
    [property: JsonPropertyName("clabe")] string? Clabe,
    [property: JsonPropertyName("card_number")] string? CardNumber,
    [property: JsonPropertyName("holder_name")] string HolderName,
    [property: JsonPropertyName("rfc")] string Rfc)
{
    public static InstrumentItem From(Instrument instrument) => new(
        instrument.Id.Value.ToString(),
        instrument.ClientId.Value.ToString(),
        instrument.OwnerId.ToString(),
        instrument.AccountId?.Value.ToString(),
        WireName<InstrumentType>.Of(instrument.Type),
        WireName<InstrumentStatus>.Of(instrument.Status),
        instrument.Alias,
        instrument.Detail.BankId.Value.ToString(),
        (instrument.Detail as ClabeDetail)?.Clabe.Digits,
        (instrument.Detail as CardDetail)?.CardNumber,
        instrument.Detail.HolderName,
        instrument.Rfc);
}

/// <summary>A transaction, with what the API does not show.</summary>
internal sealed record TransactionItem(
    [property: JsonPropertyName("transaction_id")] string TransactionId,
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("account_id")] string AccountId,
    [property: JsonPropertyName("category")] string Category,
    [property: JsonPropertyName("sub_category")] string SubCategory,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("amount")] string Amount,
    [property: JsonPropertyName("tracking_key")] string TrackingKey,
    [property: JsonPropertyName("external_reference")] string ExternalReference,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("reason")] string? Reason,
    [property: JsonPropertyName("original_transaction_id")] string? OriginalTransactionId,
    [property: JsonPropertyName("refund_transaction_id")] string? RefundTransactionId,
    [property: JsonPropertyName("other_leg_id")] string? OtherLegId,
    [property: JsonPropertyName("cep_status")] string? CepStatus,
    [property: JsonPropertyName("created_at")] string CreatedAt,
    [property: JsonPropertyName("updated_at")] string UpdatedAt)
{
    /// <summary>Who is at the other end.</summary>
    [JsonPropertyName("counterparty")]
    public CounterpartyView? Counterparty { get; init; }

    /// <summary>What the change led to; null where it is read only.</summary>
    [JsonPropertyName("deliveries")]
    public ImmutableArray<DeliverySummary>? Deliveries { get; init; }

    /// <summary>Of what of the change nobody was told, and why; null where it is read only.</summary>
    [JsonPropertyName("nobody_told")]
    public ImmutableArray<NobodyToldView>? NobodyTold { get; init; }

    public static TransactionItem From(Transaction transaction, World world) => new(
        transaction.Id.Value.ToString(),
        transaction.ClientId.Value.ToString(),
        transaction.AccountId.Value.ToString(),
        WireName<TransactionCategory>.Of(transaction.Category),
        WireName<TransactionSubCategory>.Of(transaction.SubCategory),
        WireName<TransactionStatus>.Of(transaction.Status),
        transaction.Amount.ToString(),
        transaction.TrackingKey,
        transaction.ExternalReference,
        transaction.Description,
        transaction.Reason?.Code,
        transaction.OriginalId?.Value.ToString(),
        transaction.RefundId?.Value.ToString(),
        transaction.OtherLegId?.Value.ToString(),
        transaction.Cep is { } cep ? WireName<Domain.Transactions.CepStatus>.Of(cep.Status) : null,
        Stamp.Iso(transaction.CreatedAt),
        Stamp.Iso(transaction.UpdatedAt))
    {
        Counterparty = CounterpartyView.Of(transaction, world),
    };
}

/// <summary>What a deposit led to: a transaction, or its return by SPEI.</summary>
internal sealed record MoneyInView(
    [property: JsonPropertyName("transaction_id")] string? TransactionId,
    [property: JsonPropertyName("returned")] ReturnedDeposit? Returned,
    [property: JsonPropertyName("deliveries")] ImmutableArray<DeliverySummary> Deliveries,
    [property: JsonPropertyName("nobody_told")] ImmutableArray<NobodyToldView> NobodyTold)
{
    public static MoneyInView From(Transaction deposit, Announced announced) => new(
        deposit.Reason is null ? deposit.Id.Value.ToString() : null,
        deposit.Reason is { } reason ? new ReturnedDeposit(reason.Code, reason.Description, deposit.TrackingKey) : null,
        announced.Deliveries,
        announced.NobodyTold);
}

/// <summary>Why SPEI returned a deposit.</summary>
internal sealed record ReturnedDeposit(
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("reason_description")] string ReasonDescription,
    [property: JsonPropertyName("tracking_key")] string TrackingKey);

/// <summary>The ledger: balances, totals, invariants.</summary>
internal sealed record LedgerView(
    [property: JsonPropertyName("accounts")] ImmutableArray<LedgerAccountView> Accounts,
    [property: JsonPropertyName("totals")] LedgerTotals Totals,
    [property: JsonPropertyName("invariants")] ImmutableArray<InvariantView> Invariants,
    [property: JsonPropertyName("entries_folded")] long EntriesFolded,
    [property: JsonPropertyName("next"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? Next)
{
    public static LedgerView From(World world, ControlCall call)
    {
        var ledger = world.State.Ledger;
        var found = ControlList.Page(call, ledger.AccountsAfter(ControlList.AfterOf(call)));
        return new LedgerView(
            [.. found.Page.Select(LedgerAccountView.From)],
            new LedgerTotals(ledger.Debits.ToString(), ledger.Credits.ToString()),
            [.. world.CheckInvariants().Select(state => new InvariantView(state.Name, state.Holds))],
            ledger.EntriesFolded,
            found.Next);
    }
}

/// <summary>A ledger account. available = posted − pending; pending_credits is what open holds will bring in.</summary>
internal sealed record LedgerAccountView(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("posted")] string Posted,
    [property: JsonPropertyName("pending")] string Pending,
    [property: JsonPropertyName("pending_credits")] string PendingCredits,
    [property: JsonPropertyName("available")] string Available)
{
    public static LedgerAccountView From(LedgerAccount account) => new(
        account.IsSystem ? account.Name : account.Id.Value.ToString(),
        account.Name,
        account.Posted.ToString(),
        account.PendingDebits.ToString(),
        account.PendingCredits.ToString(),
        account.Available.ToString());
}

/// <summary>The sums of all posted entries so far.</summary>
internal sealed record LedgerTotals(
    [property: JsonPropertyName("debits")] string Debits,
    [property: JsonPropertyName("credits")] string Credits);

/// <summary>An invariant, and whether it holds.</summary>
internal sealed record InvariantView(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("holds")] bool Holds);
