using FincoreSim.Domain.Scenarios;

namespace FincoreSim.Control;

/// <summary>What can be looked up about the simulator itself.</summary>
internal static class CatalogueEndpoints
{
    public static void MapCatalogues(this ControlRoutes routes) => routes.Get(
        "/_sim/reserved-values",
        ControlOperations.Of("listReservedValues", "Catalogues", "CLABEs that make a payment end in a certain way", ControlJson.Default.ItemsReservedValueView),
        ListReservedValues);

    private static ValueTask<Reply> ListReservedValues(ControlCall call) => ValueTask.FromResult(Reply.Json(
        new Items<ReservedValueView>([.. ReservedValues.All.Select(value => new ReservedValueView(value.Clabe.Digits, value.Effect, value.Description))]),
        ControlJson.Default.ItemsReservedValueView));
}

/// <summary>A reserved CLABE.</summary>
internal sealed record ReservedValueView(
    [property: JsonPropertyName("clabe")] string Clabe,
    [property: JsonPropertyName("effect")] string Effect,
    [property: JsonPropertyName("description")] string Description);
