using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Transactions;

/// <summary>A transaction came into being.</summary>
/// <param name="Created">The transaction.</param>
public sealed record TransactionCreated(Transaction Created) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "transaction_created";

    /// <inheritdoc/>
    public override TransactionId? Transaction => Created.Id;

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details =>
    [
        new("sub_category", WireName<TransactionSubCategory>.Of(Created.SubCategory)), new("amount", Created.Amount.ToString()),
        new("status", WireName<TransactionStatus>.Of(Created.Status)), new("tracking_key", Created.TrackingKey),
    ];

    internal static FactForm Form { get; } = new FactForm<Transaction>(created => new TransactionCreated(created));

    internal override KeptFact Kept => new(Form, Created);

    internal override void ApplyTo(WorldState state)
    {
        state.Transactions = state.Transactions.Add(Created.Id, Created, state.Edit);
        state.IndexTransaction(Created.ClientId, Created.Id);
        if (Created.SubCategory == TransactionSubCategory.SpeiCredit)
        {
            state.IndexDeposit(Created);
        }
    }
}

/// <summary>
/// SPEI returned a deposit, since the account is not active: the money stayed with the clearing, and no transaction came of it.
/// </summary>
/// <param name="Deposit">What would have been.</param>
/// <param name="AccountStatus">The state of the account, for people.</param>
public sealed record DepositReturned(Transaction Deposit, string AccountStatus) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "deposit_returned";

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details =>
    [
        new("account", Deposit.AccountId.Value.ToString()), new("account_status", AccountStatus), new("amount",
            Deposit.Amount.ToString()),
        new("payer_account", Deposit.Payer?.Account), new("tracking_key", Deposit.TrackingKey), new("reason",
            Deposit.Reason?.Code),
    ];

    internal override void ApplyTo(WorldState state)
    {
        // The money never came: nothing of the world changes.
    }
}

/// <summary>A transaction changed.</summary>
/// <param name="Changed">The transaction as it is now.</param>
public sealed record TransactionChanged(Transaction Changed) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "transaction_changed";

    /// <inheritdoc/>
    public override TransactionId? Transaction => Changed.Id;

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details =>
    [
        new("status", WireName<TransactionStatus>.Of(Changed.Status)), new("reason", Changed.Reason?.Code),
        new("cep", Changed.Cep is { } cep ? WireName<CepStatus>.Of(cep.Status) : null),
    ];

    internal static FactForm Form { get; } = new FactForm<Transaction>(changed => new TransactionChanged(changed));

    internal override KeptFact Kept => new(Form, Changed);

    internal override void ApplyTo(WorldState state) =>
        state.Transactions = state.Transactions.Replace(Changed.Id, Changed, state.Edit);
}
