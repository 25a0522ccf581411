using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Accounts;

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
            BankAdapterId = wanted.Fixed.BankAdapterId
                ?? AdapterOf(draft, wanted.ClientId) ?? draft.State.Ids.Uuid(IdKind.Client, -ordinal),
            ParentId = wanted.ParentId ?? CentralOf(draft, wanted) ?? id,
            InstrumentId = wanted.Fixed.InstrumentId ?? new InstrumentId(draft.NextUuid(IdKind.Instrument)),
            Clabe = wanted.Fixed.Clabe ?? Clabe.Create(
                Clabe.MonatoPrefix, customer is null ? ClientPlaza : CustomerPlaza, draft.State.Ids.AccountNumber(ordinal)),
            Type = wanted.Type,
            HolderName = customer?.Name ?? client.Name,
            Rfc = wanted.Fixed.Rfc ?? customer?.Rfc ?? UnknownRfc,
            CreatedAt = wanted.Fixed.CreatedAt ?? draft.Now,
            UpdatedAt = wanted.Fixed.CreatedAt ?? draft.Now,
        };
        draft.Add(new AccountOpened(account, InstrumentOf(account, customer?.Id)));
        return account;
    }

    private static Guid? AdapterOf(Draft draft, ClientId client) =>
        draft.State.Accounts.OldestFirst().FirstOrDefault(account => account.ClientId == client)?.BankAdapterId;

    private static AccountId? CentralOf(Draft draft, NewAccount wanted) => wanted.Type == AccountType.CentralizingAccount
        ? null
        : draft.State.Accounts.OldestFirst().FirstOrDefault(
            account => account.ClientId == wanted.ClientId && account.Type == AccountType.CentralizingAccount)?.Id;

    private static Instrument InstrumentOf(Account account, CustomerId? customer) => new()
    {
        Id = account.InstrumentId,
        ClientId = account.ClientId,
        CustomerId = customer,
        SourceBankId = account.BankId,
        Alias = "InternalAccount",
        Type = InstrumentType.SenderReceiver,
        Rfc = account.Rfc,
        Detail = new ClabeDetail(account.BankId, account.HolderName, account.Clabe.AccountNumber, account.Clabe),
        AccountId = account.Id,
        CreatedAt = account.CreatedAt,
        UpdatedAt = account.UpdatedAt,
    };
}
