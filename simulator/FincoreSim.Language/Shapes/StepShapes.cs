using System.Text.Json.Nodes;
using FincoreSim.Language.Kinds;
using FincoreSim.Language.Model;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Shapes;

/// <summary>The shapes of steps: each is its command with what may stand beside it. Stateless.</summary>
internal static class StepShapes
{
    /// <summary>What the answer to a step must be.</summary>
    public static Key<AnswerMatch> Expect { get; } = new("expect", AnswerShapes.Answer, "What its answer must be.");

    /// <summary>Every command with its shape, in the order of the documentation.</summary>
    public static ImmutableArray<(string Command, Shape<Step> Shape)> All { get; } =
    [
        .. MoneySteps.All, .. FlowSteps.All, .. WorldSteps.All,
    ];

    /// <summary>A step whose answer can be checked.</summary>
    /// <param name="command">The command.</param>
    /// <param name="description">What it does.</param>
    /// <param name="kind">What stands at the command.</param>
    /// <param name="build">Builds the step, but for what every step has.</param>
    /// <param name="named">What its name stands for; null where it gets none.</param>
    public static (string Command, Shape<Step> Shape) Answered<T>(
        string command, string description, Kind<T> kind, Func<T, Fields, Step?> build, Thing? named = null) =>
        Of(command, description, kind, build, named, [Expect]);

    /// <summary>A step.</summary>
    public static (string Command, Shape<Step> Shape) Of<T>(
        string command, string description, Kind<T> kind, Func<T, Fields, Step?> build, Thing? named,
        params ImmutableArray<Key> beside)
    {
        var main = new Key<T>(command, kind, description) { IsRequired = true };
        Key<string>? name = named is { } thing
            ? new Key<string>("as", new NewNameKind(thing), "The name by which the rest of the file knows its result.")
            : null;
        ImmutableArray<Key> keys = [main, .. beside, .. name is null ? Array.Empty<Key>() : [name]];
        var shape = new Shape<Step>(
            $"{command}_step", description, keys,
            fields => build(fields.Get(main), fields) is { } step ? Complete(step, command, fields, name) : null)
        {
            IsItem = true,
            Elsewhere = key => ElsewhereOf(key, command),
        };
        return (command, shape);
    }

    /// <summary>What stands at a command that says everything by itself: nothing, or true.</summary>
    /// <param name="command">The command.</param>
    public static Kind<bool> Alone(string command) => new CustomKind<bool>(
        "true",
        (node, reading) =>
        {
            if (node is not ScalarNode { IsQuoted: false, Text: "true" or "" })
            {
                reading.Expected(node, $"nothing: write - {command}");
            }

            return true;
        },
        _ => new JsonObject { ["enum"] = new JsonArray(true, null) });

    private static Step Complete(Step step, string command, Fields fields, Key<string>? name) => step with
    {
        At = fields.Node.At,
        Command = command,
        As = name is null ? null : fields.Find(name),
        Expect = fields.Find(Expect),
    };

    /// <summary>Where a key that other commands have belongs.</summary>
    private static string? ElsewhereOf(string key, string command)
    {
        string[] owners = [.. All.Where(step => step.Shape.Keys.Any(known => known.Name == key)).Select(step => step.Command)];
        return owners.Length == 0 ? null : $" beside '{command}'; it goes with {string.Join(", ", owners)}";
    }
}
