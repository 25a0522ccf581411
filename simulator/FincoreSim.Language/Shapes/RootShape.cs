using FincoreSim.Domain.Primitives;
using FincoreSim.Language.Kinds;
using FincoreSim.Language.Lint;
using FincoreSim.Language.Model;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Shapes;

/// <summary>A whole file, after the values of the matrix were put in. Stateless.</summary>
internal static class RootShape
{
    private static readonly Key<long> Version =
        new("fincoresim", new WholeKind("the version of the format", 1, 1), "The version of the format: 1.")
        {
            IsRequired = true
        };
    private static readonly Key<string> SchemaUrl =
        new("$schema", new PlainTextKind("a URL"), "The JSON Schema by which editors complete the keys.");
    private static readonly Key<string> Name =
        new("name", new PlainTextKind("a name", TextRules.Name),
            "The name, in reports and in the dashboard; that of the file without it.");
    private static readonly Key<string> Description =
        new("description", new PlainTextKind("a text", TextRules.Prose), "What the scenario is about.");
    private static readonly Key<string> Why =
        new("why", new PlainTextKind("a text", TextRules.Prose), "Why the scenario is worth running.");
    private static readonly Key<ImmutableArray<string>> Tags =
        new("tags", new ListKind<string>("words", new PlainTextKind("a word", TextRules.Label)),
            "Words by which scenarios are picked.");
    private static readonly Key<object> TheMatrix =
        new("matrix", new CustomKind<object>("names with lists of values", (_, _) => true, _ => Matrix.Schema()),
            "Names with lists of values; the scenario runs once for each combination, ${matrix.x}.");
    private static readonly Key<SandboxPlan> Sandbox =
        new("sandbox", SandboxShape.Shape, "The sandbox of the scenario, with its switches.");
    private static readonly Key<GivenPlan> Given = new("given", GivenShapes.Shape, "What is there before the scenario begins.");
    private static readonly Key<ImmutableArray<ScenarioRule>> Rules = new("rules", RuleShape.List, "How the provider behaves.");
    private static readonly Key<ImmutableArray<Watch>> Never =
        new("never", WatchShapes.Never, "What must not happen, at no moment of the run.");
    private static readonly Key<ImmutableArray<Watch>> Always =
        new("always", WatchShapes.Always, "What must be true at every moment of the run.");
    private static readonly Key<ImmutableArray<Step>> Setup =
        new("setup", StepKind.List, "Steps that come first, to reset the integrator say.");
    private static readonly Key<ImmutableArray<Step>> Steps = new("steps", StepKind.List, "What is done, in order.");
    private static readonly Key<ImmutableArray<Expectation>> Expect =
        new("expect", ExpectShape.Shape, "What must be true at the end.");

    /// <summary>The mapping.</summary>
    public static Shape<Scenario> Shape { get; } = new(
        "scenario", "A scenario of FincoreSim.",
        [SchemaUrl, Version, Name, Description, Why, Tags, TheMatrix, Sandbox, Given, Rules, Never, Always, Setup, Steps, Expect],
        Build);

    /// <summary>The name of a file that is not read yet; null where it has none.</summary>
    public static string? NameOf(Node root) =>
        (root as MappingNode)?.Find(Name.Name)?.Value is ScalarNode { Text: { Length: > 0 } name } ? name : null;

    private static Scenario? Build(Fields fields)
    {
        var given = fields.Node.Find(Given.Name)?.Value as MappingNode;
        var sandbox = WithBeginning(fields.Get(Sandbox, new SandboxPlan()), given, fields.Reading);
        if (!fields.Has(Rules) && !fields.Has(Steps) && !fields.Has(Expect))
        {
            fields.Reading.Warn(fields.Node, "nothing happens in this file: it has neither rules nor steps");
        }

        if (fields.List(Rules).Length > 0 && !fields.Has(Steps) && !fields.Has(Expect))
        {
            ArmedLint.CheckKeys(fields.Node, fields.Reading);
            ArmedLint.CheckNames(fields.List(Rules), fields.Reading);
        }

        StepCount.Check(fields.List(Setup), fields.List(Steps), fields.Reading);
        return sandbox is null ? null : new Scenario
        {
            Name = fields.Reading.Scenario,
            Combination = [],
            Description = fields.Find(Description),
            Why = fields.Find(Why),
            Tags = fields.List(Tags),
            Sandbox = sandbox,
            Given = fields.Get(Given, new GivenPlan()),
            Rules = fields.List(Rules),
            Setup = fields.List(Setup),
            Steps = fields.List(Steps),
            Expect = fields.List(Expect),
            Never = fields.List(Never),
            Always = fields.List(Always),
            NamesIntegrator = fields.Reading.NamesIntegrator,
        };
    }

    /// <summary>The sandbox with the template or snapshot that <c>given</c> names, which may stand in one place only.</summary>
    private static SandboxPlan? WithBeginning(SandboxPlan sandbox, MappingNode? given, Reading reading)
    {
        ScalarNode?[] named = [given?.Find(SandboxShape.Template.Name)?.Value as ScalarNode,
            given?.Find(SandboxShape.Snapshot.Name)?.Value as ScalarNode];
        var (template, snapshot) = (named[0], named[1]);
        if ((template ?? snapshot) is not { } beginning)
        {
            return sandbox;
        }

        if ((template is not null && snapshot is not null) || sandbox.Template is not null || sandbox.Snapshot is not null)
        {
            reading.Error(beginning, "a world begins from a template or from a snapshot, and one place says from which");
            return null;
        }

        return sandbox with { Template = template?.Text, Snapshot = snapshot?.Text };
    }
}
