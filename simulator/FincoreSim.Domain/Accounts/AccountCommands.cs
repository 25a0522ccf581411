using FincoreSim.Domain.Banks;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Accounts;

/// <summary>The fixed values of an account in a template; what is null is made.</summary>
public sealed record FixedAccount
{
    /// <summary>The id.</summary>
    public AccountId? Id { get; init; }

    /// <summary>The instrument's id.</summary>
    public InstrumentId? InstrumentId { get; init; }

    /// <summary>The CLABE.</summary>
    public Clabe? Clabe { get; init; }

    /// <summary>The bank adapter's id.</summary>
    public Guid? BankAdapterId { get; init; }

    /// <summary>The holder's tax identifier.</summary>
    public string? Rfc { get; init; }

    /// <summary>UTC instant of creation.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}

/// <summary>Opens an account of any type with a balance; the API has no public call for it.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="CustomerId">The customer who owns it; null: the client.</param>
/// <param name="Type">What it is for.</param>
/// <param name="Balance">What it starts with; not negative.</param>
/// <param name="Fixed">Fixed values, for templates.</param>
public sealed record OpenAccount(
    ClientId ClientId, CustomerId? CustomerId, AccountType Type, Money Balance, FixedAccount? Fixed = null)
    : Command<Account>
{
    /// <inheritdoc/>
    public override string Name => "open_account";

    internal override Outcome<Account> Decide(Draft draft)
    {
        if (draft.State.Clients.Find(ClientId) is null)
        {
            return new Refusal(RefusalCode.NotFound, "Client");
        }

        if (CustomerId is { } id && draft.State.Customers.Find(id)?.ClientId != ClientId)
        {
            return new Refusal(RefusalCode.NotFound, "Customer");
        }

        if (draft.RoomFor(Balance) is { } full)
        {
            return full;
        }

        var account = AccountOpening.Stage(
            draft, new NewAccount(ClientId, CustomerId, Type, BankCatalogue.FincoPay, Fixed ?? new FixedAccount()));
        if (account.IsAccepted && Balance > Money.Zero)
        {
            draft.Post(LedgerAccountId.Opening, LedgerAccountId.Of(account.Value.Id), Balance, null);
        }

        return account;
    }
}

/// <summary>
/// Creates a private account under a centralizing one. Refused: a bank that is not FINCO_PAY or its twin, an owner that is
/// neither the client nor its customer, an account that is not a centralizing one of the client (assumed).
/// </summary>
/// <param name="Caller">The client.</param>
/// <param name="BankId">bank_id.</param>
/// <param name="OwnerId">owner_id.</param>
/// <param name="BankAdapterId">client_bank_adapter_id.</param>
/// <param name="ParentId">account_id.</param>
public sealed record CreatePrivateAccount(ClientId Caller, BankId BankId, Guid OwnerId, Guid BankAdapterId, AccountId ParentId)
    : Command<Account>
{
    /// <inheritdoc/>
    public override string Name => "create_private_account";

    internal override Outcome<Account> Decide(Draft draft)
    {
        if (BankId != BankCatalogue.FincoPay && BankId != BankCatalogue.FincoPayTwin)
        {
            return new Refusal(RefusalCode.InvalidArgument, "bank_id must be FINCO_PAY's id or its twin's");
        }

        var customer = OwnerId == Caller.Value ? (CustomerId?)null : new CustomerId(OwnerId);
        if (customer is { } id && draft.State.Customers.Find(id)?.ClientId != Caller)
        {
            return new Refusal(RefusalCode.InvalidArgument, "owner_id must be the client's id or one of its customers'");
        }

        var parent = draft.State.Accounts.Find(ParentId);
        if (parent?.ClientId != Caller || parent.Type != AccountType.CentralizingAccount)
        {
            return new Refusal(RefusalCode.InvalidArgument, "account_id must be a centralizing account of the client");
        }

        return AccountOpening.Stage(draft, new NewAccount(
            Caller, customer, AccountType.PrivateAccount, BankId, new FixedAccount { BankAdapterId = BankAdapterId })
        { ParentId = ParentId });
    }
}

/// <summary>
/// Blocks, unblocks, suspends or activates an account; the arrows are those of <see cref="AccountTransitions"/>.
/// </summary>
/// <param name="AccountId">The account.</param>
/// <param name="Move">What is asked.</param>
public sealed record MoveAccount(AccountId AccountId, AccountMove Move) : Command<Account>
{
    /// <inheritdoc/>
    public override string Name => Move switch
    {
        AccountMove.Block => "block_account",
        AccountMove.Unblock => "unblock_account",
        AccountMove.Suspend => "suspend_account",
        _ => "activate_account",
    };

    internal override Outcome<Account> Decide(Draft draft)
    {
        if (draft.State.Accounts.Find(AccountId) is not { } account)
        {
            return new Refusal(RefusalCode.NotFound, "Account");
        }

        var next = AccountTransitions.Next(account.Status, Move);
        if (!next.IsAccepted)
        {
            return next.Refusal;
        }

        var moved = account with
        {
            Status = next.Value,
            UpdatedAt = draft.Now,
            BlockedAt = next.Value == AccountStatus.Blocked ? draft.Now : null,
            SuspendedAt = next.Value == AccountStatus.Suspended ? draft.Now : null,
            ActivatedAt = next.Value == AccountStatus.Active ? draft.Now : account.ActivatedAt,
        };
        draft.Add(new AccountChanged(moved));
        return moved;
    }
}

/// <summary>Puts money on an account, without any payment; the API has no public call for it.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Amount">Above zero.</param>
public sealed record FundAccount(AccountId AccountId, Money Amount) : Command<Account>
{
    /// <inheritdoc/>
    public override string Name => "fund_account";

    internal override Outcome<Account> Decide(Draft draft)
    {
        if (draft.State.Accounts.Find(AccountId) is not { } account)
        {
            return new Refusal(RefusalCode.NotFound, "Account");
        }

        if (Amount <= Money.Zero)
        {
            return new Refusal(RefusalCode.AmountNotPositive);
        }

        if (draft.RoomFor(Amount) is { } full)
        {
            return full;
        }

        draft.Post(LedgerAccountId.Opening, LedgerAccountId.Of(account.Id), Amount, null);
        return account;
    }
}
