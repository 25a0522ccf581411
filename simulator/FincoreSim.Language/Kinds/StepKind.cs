using System.Text.Json.Nodes;
using FincoreSim.Language.Model;
using FincoreSim.Language.Shapes;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Kinds;

/// <summary>One step: a mapping with one command, or a command that stands alone, as <c>settle</c> does.</summary>
internal sealed class StepKind : Kind<Step>
{
    private const string Expect = "expect";

    /// <summary>The commands that stand alone: the one place that knows their words.</summary>
    private static readonly ImmutableArray<Step> Words =
    [
        new AdvanceStep(TimeSpan.Zero, null, false, null) { Command = "settle" },
        new ExpireTokensStep { Command = "expire_tokens" },
    ];

    /// <summary>All steps are described as one.</summary>
    private static readonly object All = new();

    private static readonly ListKind<Step> Block = new("steps", new StepKind());

    /// <summary>Steps, in order.</summary>
    public static Kind<ImmutableArray<Step>> List => Block;

    /// <summary>Steps of a round, whose names end with it and which know <c>${n}</c>.</summary>
    public static Kind<ImmutableArray<Step>> Round { get; } = new CustomKind<ImmutableArray<Step>>(
        "a list: steps",
        static (node, reading) =>
        {
            reading.Names.Enter();
            reading.RoundDepth++;
            var steps = Block.Read(node, reading);
            reading.RoundDepth--;
            reading.Names.Leave();
            return steps;
        },
        static book => Block.Schema(book));

    /// <inheritdoc/>
    public override string Expectation => "a step, such as {advance: 1h}";

    /// <inheritdoc/>
    public override Step? Read(Node node, Reading reading)
    {
        switch (node)
        {
            case ScalarNode { Text: var text } when Words.FirstOrDefault(step => step.Command == text) is { } alone:
                return alone with { At = node.At };
            case MappingNode mapping:
                return ReadCommand(mapping, reading);
            default:
                var meant = node is ScalarNode { Text: var word } ? Nearest.To(word, Alone) : null;
                var hint = meant is null ? "" : $"; did you mean '{meant}'?";
                reading.Error(node, $"expected {Expectation}, found {node.Description}{hint}");
                return null;
        }
    }

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) => book.Named(
        "step", All, () => SchemaBook.AnyOf(
            [SchemaBook.Words(Alone), .. StepShapes.All.Select(step => step.Shape.Schema(book))]));

    private static Step? ReadCommand(MappingNode mapping, Reading reading)
    {
        var commands = StepShapes.All.Where(step => mapping.Has(step.Command)).ToArray();
        if (commands.Length > 1)
        {
            commands = [.. commands.Where(step => step.Command != Expect)];
        }

        switch (commands)
        {
            case [var one]:
                return one.Shape.Read(mapping, reading);
            case []:
                var first = mapping.Entries.IsEmpty ? null : mapping.Entries[0].Key;
                reading.Error(first ?? (Node)mapping,
                    $"a step has one command, and '{first?.Shown}' is not one{Nearest.Hint(first?.Text ?? "", Known)}");
                return null;
            default:
                reading.Error(
                    mapping,
                    $"a step has one command, not {string.Join(" and ", commands.Select(step => step.Command))}: begin a new one "
                    + $"with -");
                return null;
        }
    }

    private static IEnumerable<string> Alone => Words.Select(step => step.Command);

    private static string[] Known => [.. StepShapes.All.Select(step => step.Command)];
}
