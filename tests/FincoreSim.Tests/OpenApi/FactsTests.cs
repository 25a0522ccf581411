using System.Text.Json.Serialization.Metadata;
using FincoreSim.Api.Features;
using FincoreSim.Control;
using FincoreSim.OpenApi;
using FincoreSim.Runs.Posted;
using FincoreSim.Worlds.Webhooks;

namespace FincoreSim.Tests.OpenApi;

/// <summary>The tables of what texts look like: complete for the API, and without what is no longer there.</summary>
public sealed class FactsTests
{
    [TestCaseSource(nameof(ApiContracts))]
    public void Every_text_of_the_api_has_its_facts(string contract)
    {
        var facts = ApiFacts.All.Single(facts => facts.Type.ToString() == contract);
        var known = (JsonTypeInfo)(ApiJson.Default.GetTypeInfo(facts.Type) ?? WebhookJson.Default.GetTypeInfo(facts.Type))!;

        Assert.That(facts.Texts.Keys, Is.EquivalentTo(TextsOf(known)));
    }

    [TestCaseSource(nameof(ControlContracts))]
    public void No_facts_are_of_a_text_that_is_not_there(string contract)
    {
        var facts = ControlFacts.All.Single(facts => facts.Type.ToString() == contract);

        Assert.That(facts.Texts.Keys,
            Is.SubsetOf(TextsOf(ControlJson.Default.GetTypeInfo(facts.Type) ?? PostedRunJson.Default.GetTypeInfo(facts.Type)!)));
    }

    [Test]
    public void Every_schema_of_an_answer_of_the_api_has_its_facts()
    {
        var named = ApiFacts.All.Select(facts => facts.Name).ToHashSet();
        var closed = ServedDocuments.Current.Fincore.Root.GetProperty("components").GetProperty("schemas").EnumerateObject()
            .Where(schema => schema.Value.TryGetProperty("additionalProperties", out _)).Select(schema => schema.Name);

        Assert.That(closed, Is.EquivalentTo(named));
    }

    private static IEnumerable<string> ApiContracts() => ApiFacts.All.Select(facts => facts.Type.ToString());

    private static IEnumerable<string> ControlContracts() => ControlFacts.All.Select(facts => facts.Type.ToString());

    private static IEnumerable<string> TextsOf(JsonTypeInfo contract) =>
        contract.Properties
            .Where(member =>
                member.PropertyType == typeof(string)
                || (Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType) == typeof(Guid))
            .Select(member => member.Name);
}
