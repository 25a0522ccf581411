using System.Text.Json.Nodes;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Time;
using FincoreSim.Domain.Transactions;
using FincoreSim.Language.Shapes;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Kinds;

/// <summary>The key <c>then</c>: a word, effects by their keys, a list of these, or the timeline of a CEP.</summary>
internal sealed class ThenKind : Kind<ImmutableArray<RuleEffect>>
{
    private static readonly Key<TimeSpan> After =
        new("after", new DurationKind(), "How long after the payment.") { IsRequired = true };
    private static readonly Key<CepStatus> Status =
        new("status", new WireNameKind<CepStatus>("a status of a CEP"), "What the CEP becomes.") { IsRequired = true };
    private static readonly Key<string> Name =
        new("beneficiary_name", new PlainTextKind("a name", TextRules.SpeiName), "Another holder's name than the instrument's.");

    private static readonly ImmutableArray<string> Words = [.. WireName<CepStatus>.All.Except(["INITIALIZED"]),
        .. EffectShapes.Words];

    private static readonly Shape<CepStep> Moment = new(
        "cep_moment", "A step in the life of a CEP.", [After, Status, Name],
        fields => new CepStep(fields.Get(After), fields.Get(Status), fields.Find(Name)))
    {
        // Nothing leads back to the beginning.
        Together = static _ => [SchemaParts.Member("status", SchemaParts.Not(SchemaParts.Constant("INITIALIZED")))],
    };

    /// <inheritdoc/>
    public override string Expectation => "what happens: a word such as DELAYED or hold, effects, or a timeline";

    /// <inheritdoc/>
    public override ImmutableArray<RuleEffect> Read(Node node, Reading reading) => node switch
    {
        ScalarNode scalar => OfWord(scalar, reading),
        MappingNode mapping => EffectShapes.Shape.Read(mapping, reading) is { IsDefault: false } effects ? effects : [],
        SequenceNode { Items: [] } => Empty(node, reading),
        SequenceNode sequence when sequence.Items.Any(item => item is MappingNode mapping && mapping.Has(Status.Name)) =>
            Timeline(sequence, reading),
        SequenceNode sequence =>
            [.. sequence.Items.SelectMany(item => item is SequenceNode ? Nested(item, reading) : Read(item, reading))],
        _ => [],
    };

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book)
    {
        var word = SchemaBook.Words(Words);
        var one = SchemaBook.AnyOf(EffectShapes.Shape.Schema(book), Moment.Schema(book), SchemaBook.Words(Words));
        return SchemaBook.AnyOf(
            SchemaBook.OrMatrix(word), EffectShapes.Shape.Schema(book),
            new JsonObject { ["type"] = "array", ["items"] = one, ["minItems"] = 1 });
    }

    /// <summary>The status that alone stands for a timeline; null where the timeline is another.</summary>
    public static string? WordOf(ImmutableArray<CepStep> steps) =>
        steps is [.., var last] && last.Status != CepStatus.Initialized && UsualWayTo(last.Status).SequenceEqual(steps)
            ? WireName<CepStatus>.Of(last.Status)
            : null;

    private static ImmutableArray<RuleEffect> Empty(Node node, Reading reading)
    {
        reading.Error(node, "nothing happens here: 'then' is empty");
        return [];
    }

    private static ImmutableArray<RuleEffect> Nested(Node node, Reading reading)
    {
        reading.Error(node, "a list of effects does not hold lists");
        return [];
    }

    private static ImmutableArray<RuleEffect> OfWord(ScalarNode scalar, Reading reading)
    {
        if (WireName<CepStatus>.TryParse(scalar.Text, out var status) && status != CepStatus.Initialized)
        {
            return [new CepTimelineEffect(UsualWayTo(status))];
        }

        if (EffectShapes.OfWord(scalar.Text) is { } effect)
        {
            return [effect];
        }

        reading.Error(scalar, $"'{scalar.Shown}' is not a valid outcome{Nearest.Hint(scalar.Text, Words)}");
        return [];
    }

    /// <summary>
    /// A status alone is reached as usual: PENDING first, and the status when the CEP would usually be complete.
    /// </summary>
    private static ImmutableArray<CepStep> UsualWayTo(CepStatus status)
    {
        var usual = new WorldOptions();
        var pending = new CepStep(usual.CepPendingAfter ?? TimeSpan.Zero, CepStatus.Pending);
        return status == CepStatus.Pending ? [pending] : [pending, new CepStep(usual.CepCompletesAfter ?? pending.After, status)];
    }

    private static ImmutableArray<RuleEffect> Timeline(SequenceNode sequence, Reading reading)
    {
        var errors = reading.Problems.ErrorCount;
        var steps = sequence.Items.Select(item => Moment.Read(item, reading)).OfType<CepStep>().ToImmutableArray();
        if (reading.Problems.ErrorCount > errors)
        {
            return [];
        }

        var current = CepStatus.Initialized;
        for (var index = 0; index < steps.Length; index++)
        {
            var step = steps[index];
            if (index > 0 && step.After < steps[index - 1].After)
            {
                reading.Error(
                    sequence.Items[index],
                    $"a timeline goes forward: {DurationText.Format(step.After)} comes before "
                    + $"{DurationText.Format(steps[index - 1].After)}");
            }

            if (!CepTransitions.Next(current, step.Status).IsAccepted)
            {
                reading.Error(sequence.Items[index],
                    $"a CEP cannot go from {WireName<CepStatus>.Of(current)} to {WireName<CepStatus>.Of(step.Status)}");
            }

            current = step.Status;
        }

        return [new CepTimelineEffect(steps)];
    }
}
