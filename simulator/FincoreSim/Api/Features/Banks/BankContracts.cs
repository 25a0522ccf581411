using FincoreSim.Domain.Banks;

namespace FincoreSim.Api.Features.Banks;

/// <summary>A page of the bank catalogue; snake_case (documented).</summary>
internal sealed record BankList(
    [property: JsonPropertyName("total_banks")] int TotalBanks,
    [property: JsonPropertyName("page")] int Page,
    [property: JsonPropertyName("page_size")] int PageSize,
    [property: JsonPropertyName("banks")] ImmutableArray<BankView> Banks);

/// <summary>A SPEI participant; BIM in upper case (observed).</summary>
internal sealed record BankView(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("token")] string Token,
    [property: JsonPropertyName("BIM")] string Bim,
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("bank_status")] string BankStatus)
{
    public static BankView From(Bank bank) => new(bank.Id.Value.ToString(), bank.Name, bank.Token, bank.Bim, bank.Code, "ACTIVE");
}
