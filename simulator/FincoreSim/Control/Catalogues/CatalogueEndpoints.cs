using System.Text;
using FincoreSim.Api.Auth;
using FincoreSim.Api.Http;
using FincoreSim.Control.Sandboxes;
using FincoreSim.Domain.Transactions;
using FincoreSim.Fidelity;
using FincoreSim.Language;

namespace FincoreSim.Control.Catalogues;

/// <summary>What can be looked up about the simulator itself.</summary>
internal static class CatalogueEndpoints
{
    private const string SchemaType = "application/schema+json";

    /// <summary>Made once, at the first request.</summary>
    private static readonly Lazy<byte[]> Schema = new(static () => Encoding.UTF8.GetBytes(ScenarioSchema.Write()));

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
        routes.Get(
            "/_sim/scenario.schema.json",
            ControlOperations.Of("getScenarioSchema", "Catalogues", "The JSON Schema of scenario files, for editors",
                ControlJson.Default.JsonElement) with
            {
                Auth = AuthScheme.None,
                ContentType = SchemaType,
                Description = "Above a file: # yaml-language-server: $schema= and this address. "
                    + "It is no secret, so that editors get it without a token.",
            },
            _ => ValueTask.FromResult(Reply.Content(Schema.Value, SchemaType)));
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
