using FincoreSim.Api.Http;
using FincoreSim.Control.Sandboxes;
using FincoreSim.Domain.Transactions;
using FincoreSim.Fidelity;

namespace FincoreSim.Control.Catalogues;

/// <summary>What can be looked up about the simulator itself.</summary>
internal static class CatalogueEndpoints
{
    public static void MapCatalogues(this ControlRoutes routes)
    {
        routes.Get(
            "/_sim/reserved-values",
            ControlOperations.Of("listReservedValues", "Catalogues", "CLABEs that make a payment end in a certain way",
                ControlJson.Default.ItemsReservedValueView), ListReservedValues);
        routes.Get(
            "/_sim/fidelity",
            ControlOperations.Of("listBehaviours", "Catalogues", "Each behaviour, with how sure it is and why",
                ControlJson.Default.ItemsBehaviourView), ListBehaviours);
    }

    private static ValueTask<Reply> ListBehaviours(ControlCall call) => ValueTask.FromResult(Reply.Json(
        new Items<BehaviourView>(
            [.. Behaviours.All.Select(
                item => new BehaviourView(item.Id, FidelityTable.LabelOf(item), item.Source, item.Sentence, item.Switch))]),
        ControlJson.Default.ItemsBehaviourView));

    private static ValueTask<Reply> ListReservedValues(ControlCall call) => ValueTask.FromResult(Reply.Json(
        new Items<ReservedValueView>(
            [.. ReservedValues.All.Select(value => new ReservedValueView(value.Clabe.Digits, value.Effect, value.Description))]),
        ControlJson.Default.ItemsReservedValueView));
}

/// <summary>A reserved CLABE.</summary>
internal sealed record ReservedValueView(
    [property: JsonPropertyName("clabe")] string Clabe,
    [property: JsonPropertyName("effect")] string Effect,
    [property: JsonPropertyName("description")] string Description);

/// <summary>A behaviour of the simulator, with what stands behind it.</summary>
internal sealed record BehaviourView(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("label")] string Label,
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("sentence")] string Sentence,
    [property: JsonPropertyName("switch")] string? Switch);
