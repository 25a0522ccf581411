using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Time;
using FincoreSim.Language.Kinds;
using FincoreSim.Language.Model;
using FincoreSim.Language.Switches;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Shapes;

/// <summary>The key <c>sandbox</c>: what kind of world a scenario wants, and every switch of it. Stateless.</summary>
internal static class SandboxShape
{
    private static readonly Key<string> Use =
        new("use", new PlainTextKind("the name of a sandbox", TextRules.Label),
            "The sandbox of a running process to use, such as default; without it a sandbox of its own.");
    private static readonly Key<long> Seed =
        new("seed", new WholeKind("a seed", 0, long.MaxValue),
            "The seed of ids, chance and draws; without it the seed of the run.");
    private static readonly Key<DateTimeOffset> Clock = new("clock", new InstantKind(), "When the sandbox's clock begins.");
    private static readonly Key<string> Mode =
        new("mode", new ChoiceKind("a mode of the clock", ["frozen", "running"]), "Whether time goes only when told.");
    private static readonly Key<double> Scale =
        new("scale", new PositiveKind("a factor", VirtualClock.ScaleMax), "How much faster than real time a running clock goes.");
    private static readonly Key<ImmutableArray<string>> AllowHosts =
        new(
            "allow_hosts",
            new ListKind<string>("host names", new PlainTextKind("a host name")),
            "Hosts that calls and webhooks may go to besides the integrator's, in fincoresim run; "
                + "where a file is posted, the server's --allow-call decides.");

    private static ImmutableArray<Key> DecidedByUse => [Seed, Clock, Template, Snapshot];

    private static readonly ImmutableArray<Key<JsonElement>> Switches = [.. OptionSwitches.All.Select(KeyOf)];

    /// <summary>The template, here and in <c>given</c>.</summary>
    public static Key<string> Template { get; } =
        new("template", new ChoiceKind("a template", [.. TemplateNames.All]), "What the world is filled with.");

    /// <summary>The snapshot, here and in <c>given</c>.</summary>
    public static Key<string> Snapshot { get; } =
        new("snapshot", new PlainTextKind("the id of a snapshot", TextRules.Label), "A snapshot that the world begins from.");

    /// <summary>The mapping.</summary>
    public static Shape<SandboxPlan> Shape { get; } = new(
        "sandbox", "The sandbox of the scenario, with its switches.",
        [Use, Seed, Clock, Mode, Scale, AllowHosts, Template, Snapshot, .. Switches], Build)
    {
        Together = static _ =>
        [
            SchemaParts.NotBoth(Template.Name, Snapshot.Name),
            SchemaParts.If(SchemaParts.Has(Use.Name), SchemaParts.NoneOf(DecidedByUse.Select(key => key.Name))),
        ],
    };

    private static SandboxPlan? Build(Fields fields)
    {
        if (fields.Has(Template) && fields.Has(Snapshot))
        {
            fields.Reading.Error(fields.At(Snapshot), "a world begins from a template or from a snapshot, not from both");
            return null;
        }

        if (fields.Has(Use) && DecidedByUse.FirstOrDefault(fields.Has) is { } decided)
        {
            fields.Reading.Error(fields.At(decided),
                $"'{decided.Name}' cannot be chosen for a sandbox that is used by name: it begins as it was made");
            return null;
        }

        var chosen = fields.Node with
        {
            Entries = [.. fields.Node.Entries.Where(entry => Switches.Any(key => key.Name == entry.Key.Text))]
        };
        fields.Reading.IsStrict = chosen.Find("strict")?.Value is ScalarNode { Text: "true" };
        return new SandboxPlan
        {
            Use = fields.Find(Use),
            Seed = fields.FindValue(Seed),
            Clock = fields.FindValue(Clock),
            Mode = fields.Find(Mode) switch { "frozen" => ClockMode.Frozen, "running" => ClockMode.Running, _ => null },
            Scale = fields.FindValue(Scale),
            Template = fields.Find(Template),
            Snapshot = fields.Find(Snapshot),
            AllowHosts = fields.List(AllowHosts),
            Switches = NodeJson.Of(chosen),
        };
    }

    private static Key<JsonElement> KeyOf(OptionSwitch option) => new(
        option.Name,
        new CustomKind<JsonElement>(
            option.Allowed, (node, reading) => Read(option, node, reading), _ => SwitchSchemas.Of(option)),
        $"A switch: {option.Allowed}; the default stands first.");

    private static JsonElement Read(OptionSwitch option, Node node, Reading reading)
    {
        var errors = reading.Problems.ErrorCount;
        new TreeKind().Read(node, reading);
        if (reading.Problems.ErrorCount > errors)
        {
            return default;
        }

        var value = NodeJson.Of(node);
        if (option.Read(new WorldOptions(), value) is null)
        {
            var hint = node is ScalarNode { IsQuoted: false, Kind: not ScalarKind.Text } scalar
                ? $" (a text such as \"{scalar.Shown}\" stands in quotes)"
                : "";
            reading.Error(node, option.Explain(value) is { } problem
                ? $"{option.Name}{OptionSwitches.ProblemOf(option, value).TrimEnd('.')}"
                : $"'{option.Name}' must be: {option.Allowed}; found {node.Description}{hint}");
        }

        return value;
    }
}
