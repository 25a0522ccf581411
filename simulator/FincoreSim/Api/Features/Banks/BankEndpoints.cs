using FincoreSim.Api.Http;
using FincoreSim.Domain.Banks;

namespace FincoreSim.Api.Features.Banks;

/// <summary>The catalogue of SPEI participants.</summary>
internal static class BankEndpoints
{
    private static readonly ApiOperation List = new("retrieveBanksCatalog", "Banks", "RetrieveBanksCatalog",
        "Retrieve the catalogue of SPEI participants")
    {
        Answer = ApiJson.Default.BankList,
        Query = QueryMembers.Pages("page_size"),
    };

    public static void MapBanks(this ApiRoutes routes) => routes.Get("/v1/banks", List, ReadBanks);

    private static Reply ReadBanks(ApiCall call)
    {
        var paging = Paging.Read(call.Query, "page_size");
        if (!paging.IsAccepted)
        {
            return paging.Refusal;
        }

        var all = call.Sandbox.Read(world => world.State.Banks).All;
        var page = paging.Value;
        return Reply.Json(
            new BankList(all.Length, page.Number, page.Size, [.. page.Of(all).Select(BankView.From)]), ApiJson.Default.BankList);
    }
}
