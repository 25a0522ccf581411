using System.Text.Json;
using FincoreSim.Language;
using FincoreSim.Language.Yaml;
using FincoreSim.Testing;
using FincoreSim.Tests.Library;

namespace FincoreSim.Tests.ScenarioFiles;

/// <summary>The schema says what <c>lint</c> says, as far as a schema can: an editor underlines while one writes.</summary>
public sealed class ScenarioSchemaTests
{
    private static readonly string Text = ScenarioSchema.Write();
    private static readonly JsonElement Schema = JsonDocument.Parse(Text).RootElement;
    private static readonly JsonSchemas Checked = new(Text);

    private static IEnumerable<TestCaseData> Shipped =>
        LibraryReadmeTests.Paths().Select(path => new TestCaseData(path).SetArgDisplayNames(path));

    [Test]
    public void Is_the_published_one() => Approved.Verify(ScenarioSchema.Write(), "../../../scenarios/scenario.schema.json");

    [TestCaseSource(nameof(Shipped))]
    public void Takes_every_shipped_file(string path) =>
        Assert.That(Violations(File.ReadAllText(Path.Combine(Files.Folder(), path))), Is.Empty);

    [TestCaseSource(typeof(BrokenFiles), nameof(BrokenFiles.All))]
    public void Refuses_what_lint_refuses_for_its_shape(string text, string[] problems)
    {
        var name = TestContext.CurrentContext.Test.Name;
        var isError = problems.Any(problem => problem.Contains(": error: ", StringComparison.Ordinal));
        var isRefused = ViolationsIn(text) is not { Count: 0 };

        Assert.That(isRefused, Is.EqualTo(isError && !SchemaGaps.Why.ContainsKey(name)), SchemaGaps.Why.GetValueOrDefault(name));
    }

    [TestCaseSource(typeof(SchemaRefusals), nameof(SchemaRefusals.All))]
    public void Refuses_what_stands_where_it_cannot(string text)
    {
        Assert.That(Files.Load("fincoresim: 1\n" + text).File, Is.Null, "lint refuses it");
        Assert.That(Violations("fincoresim: 1\n" + text), Is.Not.Empty);
    }

    [TestCaseSource(typeof(SchemaRefusals), nameof(SchemaRefusals.Allowed))]
    public void Takes_what_lint_takes(string text)
    {
        Assert.That(
            Files.ProblemsOf("fincoresim: 1\n" + text).Where(problem => problem.Contains(": error: ", StringComparison.Ordinal)),
            Is.Empty);
        Assert.That(Violations("fincoresim: 1\n" + text), Is.Empty);
    }

    [Test]
    public void What_a_schema_cannot_say_is_named_and_still_refused_by_lint() => Assert.That(
        SchemaGaps.Why.Keys.Except(BrokenFiles.All().Select(file => file.TestName)), Is.Empty);

    [Test]
    public void Has_an_id_by_which_nothing_is_fetched() =>
        Assert.That(Schema.GetProperty("$id").GetString(), Does.StartWith("urn:"));

    [Test]
    public void Describes_every_key()
    {
        var keys = Schema.GetProperty("$defs").EnumerateObject()
            .Where(definition => definition.Value.TryGetProperty("description", out _))
            .SelectMany(definition => definition.Value.GetProperty("properties").EnumerateObject())
            .Where(key => !key.Value.TryGetProperty("description", out var text) || text.GetString()!.Length < 4);

        Assert.That(keys.Select(key => key.Name), Is.Empty);
    }

    internal static IReadOnlyList<string> Violations(string text) => ViolationsIn(text) ?? ["this is not YAML of the language"];

    /// <summary>What the schema says; null where there is no tree that it could look at.</summary>
    private static IReadOnlyList<string>? ViolationsIn(string text)
    {
        var root = YamlTree.Read(System.Text.Encoding.UTF8.GetBytes(text), new ProblemList("a.yaml"));
        return root is null ? null : Checked.Violations(Plain(root));
    }

    /// <summary>What an editor sees: references as they stand, numbers as YAML makes them.</summary>
    private static JsonElement Plain(Node root) => JsonDocument.Parse(NodeJson.Plain(root)).RootElement;
}
