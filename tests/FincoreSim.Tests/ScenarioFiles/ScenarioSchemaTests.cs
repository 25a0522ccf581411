using System.Text.Json;
using FincoreSim.Language;
using FincoreSim.Language.Yaml;
using FincoreSim.Testing;

namespace FincoreSim.Tests.ScenarioFiles;

public sealed class ScenarioSchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(ScenarioSchema.Write()).RootElement;

    [Test]
    public void Is_the_published_one() => Approved.Verify(ScenarioSchema.Write(), "../../../scenarios/scenario.schema.json");

    [TestCaseSource(typeof(Files), nameof(Files.Examples))]
    public void Takes_every_example(string path) => Assert.That(Violations(File.ReadAllText(path)), Is.Empty);

    [TestCase("fincoresim: 2\nname: x")]
    [TestCase("fincoresim: 1\nnme: x")]
    [TestCase("fincoresim: 1\nrules: [{when: ceep, then: DELAYED}]")]
    [TestCase("fincoresim: 1\nrules: [{when: cep}]")]
    [TestCase("fincoresim: 1\ngiven: {accounts: [{balance: 1.90}]}")]
    [TestCase("fincoresim: 1\nsteps: [{advance: 90}]")]
    [TestCase("fincoresim: 1\nsteps: [{advanse: 90s}]")]
    [TestCase("fincoresim: 1\nsandbox: {mode: freezing}")]
    public void Refuses_what_the_loader_refuses(string text)
    {
        Assert.That(Violations(text), Is.Not.Empty);
        Assert.That(Files.Load(text).File, Is.Null);
    }

    [Test]
    public void Describes_every_key()
    {
        var keys = Schema.GetProperty("$defs").EnumerateObject()
            .Where(definition => definition.Value.TryGetProperty("properties", out _))
            .SelectMany(definition => definition.Value.GetProperty("properties").EnumerateObject())
            .Where(key => !key.Value.TryGetProperty("description", out var text) || text.GetString()!.Length < 4);

        Assert.That(keys.Select(key => key.Name).Except(["gt", "gte", "lt", "lte", "in", "not", "matches", "exists", "contains"]),
            Is.Empty);
    }

    internal static IReadOnlyList<string> Violations(string text)
    {
        var root = YamlTree.Read(System.Text.Encoding.UTF8.GetBytes(text), new ProblemList("a.yaml"))!;
        return SchemaValidator.Validate(Schema, Schema.GetProperty("$defs").GetProperty("scenario"), NodeJson.Of(root));
    }
}
