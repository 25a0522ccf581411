using FincoreSim.Domain.Banks;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Ledger;

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

    /// <summary>The holder's name as the instrument shows it, where it differs.</summary>
    public string? InstrumentHolder { get; init; }

    /// <summary>UTC instant of creation.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}

/// <summary>Opens an account of any type with a balance; the API has no public call for it.</summary>
/// <param name="ClientId">The client.</param>
/// <param name="CustomerId">The customer who owns it; null: the client.</param>
/// <param name="Type">What it is for.</param>
/// <param name="Balance">What it starts with; not negative.</param>
/// <param name="Fixed">Fixed values, for templates.</param>
public sealed record OpenAccount(ClientId ClientId, CustomerId? CustomerId, AccountType Type, Money Balance, FixedAccount? Fixed = null)
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

        if (draft.RoomFor(0, Balance) is { } full)
        {
            return full;
        }

        var account = AccountOpening.Stage(draft, new NewAccount(ClientId, CustomerId, Type, BankCatalogue.FincoPay, Fixed ?? new FixedAccount()));
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

/// <summary>Blocks, unblocks, suspends or activates an account; the arrows are those of <see cref="AccountTransitions"/>.</summary>
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

        if (draft.RoomFor(0, Amount) is { } full)
        {
            return full;
        }

        draft.Post(LedgerAccountId.Opening, LedgerAccountId.Of(account.Id), Amount, null);
        return account;
    }
}

/// <summary>What a new account is made of.</summary>
internal sealed record NewAccount(ClientId ClientId, CustomerId? CustomerId, AccountType Type, BankId BankId, FixedAccount Fixed)
{
    public AccountId? ParentId { get; init; }
}

/// <summary>Stages a new account with its instrument and CLABE.</summary>
internal static class AccountOpening
{
    private const string ClientPlaza = "180";
    private const string CustomerPlaza = "185";
    private const long FirstAccountNumber = 200_000;
    private const string UnknownRfc = "ND";

    public static Outcome<Account> Stage(Draft draft, NewAccount wanted)
    {
        if (draft.State.Accounts.Count >= draft.Options.Limits.Registrations)
        {
            return new Refusal(RefusalCode.LimitReached, "accounts");
        }

        var ordinal = draft.NextOrdinal(IdKind.Account);
        var id = wanted.Fixed.Id ?? new AccountId(draft.State.Ids.Uuid(IdKind.Account, ordinal));
        var customer = wanted.CustomerId is { } customerId ? draft.State.Customers.Find(customerId) : null;
        var client = draft.State.Clients.Find(wanted.ClientId)!;
        var account = new Account
        {
            Id = id,
            ClientId = wanted.ClientId,
            OwnerId = customer?.Id.Value ?? client.Id.Value,
            OwnerType = customer is null ? OwnerType.Client : OwnerType.Customer,
            BankId = wanted.BankId,
            BankAdapterId = wanted.Fixed.BankAdapterId ?? AdapterOf(draft, wanted.ClientId) ?? draft.State.Ids.Uuid(IdKind.Client, -ordinal),
            ParentId = wanted.ParentId ?? CentralOf(draft, wanted) ?? id,
            InstrumentId = wanted.Fixed.InstrumentId ?? new InstrumentId(draft.NextUuid(IdKind.Instrument)),
            Clabe = wanted.Fixed.Clabe ?? Clabe.Create(Clabe.MonatoPrefix, customer is null ? ClientPlaza : CustomerPlaza, FirstAccountNumber + ordinal),
            Type = wanted.Type,
            HolderName = customer?.Name ?? client.Name,
            Rfc = customer?.Rfc ?? UnknownRfc,
            CreatedAt = wanted.Fixed.CreatedAt ?? draft.Now,
            UpdatedAt = wanted.Fixed.CreatedAt ?? draft.Now,
        };
        draft.Add(new AccountOpened(account, InstrumentOf(account, customer?.Id, wanted.Fixed.InstrumentHolder)));
        return account;
    }

    private static Guid? AdapterOf(Draft draft, ClientId client) =>
        draft.State.Accounts.OldestFirst().FirstOrDefault(account => account.ClientId == client)?.BankAdapterId;

    private static AccountId? CentralOf(Draft draft, NewAccount wanted) => wanted.Type == AccountType.CentralizingAccount
        ? null
        : draft.State.Accounts.OldestFirst().FirstOrDefault(
            account => account.ClientId == wanted.ClientId && account.Type == AccountType.CentralizingAccount)?.Id;

    private static Instrument InstrumentOf(Account account, CustomerId? customer, string? holder) => new()
    {
        Id = account.InstrumentId,
        ClientId = account.ClientId,
        CustomerId = customer,
        SourceBankId = account.BankId,
        Alias = "InternalAccount",
        Type = InstrumentType.SenderReceiver,
        Rfc = account.Rfc,
        Detail = new ClabeDetail(account.BankId, holder ?? account.HolderName, account.Clabe.AccountNumber, account.Clabe),
        AccountId = account.Id,
        CreatedAt = account.CreatedAt,
        UpdatedAt = account.UpdatedAt,
    };
}
