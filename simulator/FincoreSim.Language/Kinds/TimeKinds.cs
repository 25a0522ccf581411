using System.Text.Json.Nodes;
using FincoreSim.Domain.Time;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Language.Shapes;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Kinds;

/// <summary>A duration.</summary>
internal sealed class DurationKind(bool mayBeZero = true) : SingleKind<TimeSpan>
{
    /// <summary>What durations look like.</summary>
    public const string Pattern = "^([0-9]+(ms|s|m|h|d))+$";

    /// <summary>What durations above 0 look like.</summary>
    public const string PositivePattern = "^(?=.*[1-9])([0-9]+(ms|s|m|h|d))+$";

    /// <inheritdoc/>
    public override string Expectation => $"{DurationText.Form}{(mayBeZero ? "" : ", above 0")}";

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) =>
        SchemaBook.OrMatrix(SchemaBook.Text(mayBeZero ? Pattern : PositivePattern));

    /// <inheritdoc/>
    protected override TimeSpan ReadScalar(ScalarNode scalar, Reading reading)
    {
        var duration = DurationText.Read(scalar.Text);
        if (duration.IsRead && (mayBeZero || duration.Value > TimeSpan.Zero))
        {
            return duration.Value;
        }

        if (scalar.Kind == ScalarKind.Integer)
        {
            reading.Error(scalar, $"a duration has a unit: {scalar.Text}s, {scalar.Text}m or {scalar.Text}h");
        }
        else
        {
            reading.Expected(scalar, $"{duration.Wanted ?? DurationText.Form}{(mayBeZero ? "" : ", above 0")}");
        }

        return default;
    }
}

/// <summary>A duration, or two between which one is drawn.</summary>
internal sealed class DurationRangeKind : Kind<DurationRange>
{
    private static readonly DurationKind Duration = new();

    private static readonly Key<ImmutableArray<TimeSpan>> Between =
        new("between", new ListKind<TimeSpan>("two durations, the shorter first", Duration), "The shortest and the longest.")
        {
            IsRequired = true
        };

    private static readonly Shape<DurationRange> Drawn = new("drawn_duration", "A duration that is drawn.", [Between], BuildDrawn)
    {
        Together = _ => [SchemaParts.Member("between", new JsonObject { ["minItems"] = 2, ["maxItems"] = 2 })],
    };

    /// <inheritdoc/>
    public override string Expectation => "a duration such as 10m, or {between: [0s, 2m]}";

    /// <inheritdoc/>
    public override DurationRange Read(Node node, Reading reading)
    {
        if (node is MappingNode)
        {
            return Drawn.Read(node, reading);
        }

        var duration = Duration.Read(node, reading);
        return new DurationRange(duration, duration);
    }

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) => SchemaBook.AnyOf(Duration.Schema(book), Drawn.Schema(book));

    private static DurationRange BuildDrawn(Fields fields)
    {
        if (fields.Get(Between) is [var from, var to] && from <= to)
        {
            return new DurationRange(from, to);
        }

        fields.Reading.Error(fields.At(Between), "between takes two durations, the shorter first");
        return default;
    }
}

/// <summary>An instant with its offset.</summary>
internal sealed class InstantKind : SingleKind<DateTimeOffset>
{
    /// <inheritdoc/>
    public override string Expectation => $"an instant such as \"{InstantText.Sample}\"";

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) => SchemaBook.OrMatrix(SchemaBook.Text(InstantText.Pattern));

    /// <inheritdoc/>
    protected override DateTimeOffset ReadScalar(ScalarNode scalar, Reading reading)
    {
        var instant = InstantText.Read(scalar.Text);
        if (!instant.IsRead)
        {
            reading.Expected(
                scalar, instant.Wanted.Replace(InstantText.Sample, $"\"{InstantText.Sample}\"", StringComparison.Ordinal));
        }
        else if (!scalar.IsQuoted)
        {
            reading.Error(
                scalar, $"write \"{scalar.Text}\" in quotes: YAML 1.1 readers make a timestamp of it, without its offset");
        }

        return instant.Value;
    }
}
