using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Json;

namespace FincoreSim.Api.Features.Accounts;

/// <summary>A page of accounts; <c>totalItem</c> in the singular (documented).</summary>
internal sealed record AccountList(
    [property: JsonPropertyName("currentPage")] int CurrentPage,
    [property: JsonPropertyName("perPage")] int PerPage,
    [property: JsonPropertyName("totalItem")] int TotalItem,
    [property: JsonPropertyName("data")] ImmutableArray<AccountView> Data);

/// <summary>An account (documented by the answer of private_accounts).</summary>
internal sealed record AccountView(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("bankId")] string BankId,
    [property: JsonPropertyName("clientId")] string ClientId,
    [property: JsonPropertyName("clientBankAdapterId")] string ClientBankAdapterId,
    [property: JsonPropertyName("accountId")] string AccountId,
    [property: JsonPropertyName("instrumentId")] string InstrumentId,
    [property: JsonPropertyName("ownerId")] string OwnerId,
    [property: JsonPropertyName("ownerType")] string OwnerType,
    [property: JsonPropertyName("accountNumber")] string AccountNumber,
    [property: JsonPropertyName("clabeNumber")] string ClabeNumber,
    [property: JsonPropertyName("availableBalance")] string AvailableBalance,
    [property: JsonPropertyName("accountType")] string AccountType,
    [property: JsonPropertyName("accountStatus")] string AccountStatus,
    [property: JsonPropertyName("audit")] AccountAudit Audit,
    [property: JsonPropertyName("bankAdapter")] string BankAdapter)
{
    public static AccountView From(AccountBalance balance, WorldOptions options)
    {
        var account = balance.Account;
        return new AccountView(
            account.Id.Value.ToString(),
            account.BankId.Value.ToString(),
            account.ClientId.Value.ToString(),
            account.BankAdapterId.ToString(),
            account.ParentId.Value.ToString(),
            account.InstrumentId.Value.ToString(),
            account.OwnerId.ToString(),
            WireName<Domain.Accounts.OwnerType>.Of(account.OwnerType),
            account.Clabe.AccountNumber,
            account.Clabe.Digits,
            balance.Available.ToString(),
            WireName<Domain.Accounts.AccountType>.Of(account.Type),
            WireName<Domain.Accounts.AccountStatus>.Of(account.Status),
            AccountAudit.From(account, options),
            Account.BankAdapter);
    }
}

/// <summary>When an account changed (documented).</summary>
internal sealed record AccountAudit(
    [property: JsonPropertyName("createdAt")] string CreatedAt,
    [property: JsonPropertyName("updatedAt")] string UpdatedAt,
    [property: JsonPropertyName("deletedAt")] string? DeletedAt,
    [property: JsonPropertyName("blockedAt")] string? BlockedAt,
    [property: JsonPropertyName("activatedAt")] string? ActivatedAt,
    [property: JsonPropertyName("suspendedAt")] string? SuspendedAt)
{
    public static AccountAudit From(Account account, WorldOptions options) => new(
        Stamp.Rest(account.CreatedAt),
        Stamp.Rest(account.UpdatedAt),
        Stamp.RestOrNone(null, options),
        Stamp.RestOrNone(account.BlockedAt, options),
        Stamp.RestOrNone(account.ActivatedAt, options),
        Stamp.RestOrNone(account.SuspendedAt, options));
}
