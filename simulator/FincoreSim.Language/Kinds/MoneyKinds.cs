using System.Text.Json.Nodes;
using FincoreSim.Domain.Primitives;
using FincoreSim.Language.Model;
using FincoreSim.Language.Shapes;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Kinds;

/// <summary>An amount of a step. Immutable.</summary>
internal abstract record Amount;

/// <summary>An amount as written, maybe a reference; maybe no amount at all, where the API shall refuse it.</summary>
/// <param name="Text">The text.</param>
internal sealed record FixedAmount(Template Text) : Amount;

/// <summary>An amount that is drawn for each round, both ends included.</summary>
/// <param name="From">The least.</param>
/// <param name="To">The most.</param>
internal sealed record DrawnAmount(Money From, Money To) : Amount;

/// <summary>Money: a quoted text with two decimals, or a reference.</summary>
internal sealed class MoneyKind : SingleKind<Template>
{
    /// <inheritdoc/>
    public override string Expectation => "money, a quoted text such as \"1.90\"";

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) => SchemaBook.OrReference(SchemaBook.Text(@"^-?[0-9]+\.[0-9][0-9]$"));

    /// <inheritdoc/>
    protected override Template? ReadScalar(ScalarNode scalar, Reading reading)
    {
        if (!IsQuoted(scalar, reading) || reading.Template(scalar) is not { } template)
        {
            return null;
        }

        if (template.IsPlain && !Money.TryParse(scalar.Text, out _))
        {
            var hint = Fixed(scalar.Text) is { } known ? $": write {known}" : $" such as {Example}";
            reading.Error(scalar, $"'{scalar.Shown}' is not a valid amount{hint}");
            return null;
        }

        return template;
    }

    /// <summary>Whether a scalar is no number without quotes, which is told with the fix.</summary>
    public static bool IsQuoted(ScalarNode scalar, Reading reading)
    {
        if (scalar.Kind == ScalarKind.Text)
        {
            return true;
        }

        reading.Error(scalar, $"money is a quoted text: write {Fixed(scalar.Text) ?? Example}");
        return false;
    }

    private const string Example = "\"1.90\"";

    private static string? Fixed(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture, out var number)
            && decimal.Round(number, 2) == number
        ? '"' + number.ToString("0.00", CultureInfo.InvariantCulture) + '"'
        : null;
}

/// <summary>
/// An amount of a step: quoted, or drawn between two. A text that is no amount is taken where the API's refusal is the point.
/// </summary>
internal sealed class AmountKind(bool takesAnyText) : Kind<Amount>
{
    private static readonly MoneyKind Money = new();

    private static readonly Key<ImmutableArray<Template>> Between =
        new("between", new ListKind<Template>("two amounts, the smaller first", Money), "The least and the most.")
        {
            IsRequired = true
        };

    private static readonly Shape<DrawnAmount> Drawn = new(
        "drawn_amount", "An amount that is drawn for each round.", [Between], BuildDrawn)
    {
        Together = _ =>
        [
            SchemaParts.Member("between", new JsonObject
            {
                ["minItems"] = 2,
                ["maxItems"] = 2,
                ["items"] = SchemaBook.OrMatrix(SchemaBook.Text(@"^(?=.*[1-9])[0-9]+\.[0-9][0-9]$")),
            }),
        ],
    };

    /// <inheritdoc/>
    public override string Expectation => Money.Expectation;

    /// <inheritdoc/>
    public override Amount? Read(Node node, Reading reading) => node switch
    {
        MappingNode => Drawn.Read(node, reading),
        ScalarNode { IsQuoted: true } scalar when takesAnyText =>
            reading.Template(scalar) is { } text ? new FixedAmount(text) : null,
        _ => Money.Read(node, reading) is { } text ? new FixedAmount(text) : null,
    };

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) =>
        SchemaBook.AnyOf(takesAnyText ? SchemaBook.Template() : Money.Schema(book), Drawn.Schema(book));

    private static DrawnAmount? BuildDrawn(Fields fields)
    {
        var ends = fields.Get(Between);
        if (ends is [{ IsPlain: true } from, { IsPlain: true } to])
        {
            var drawn = new DrawnAmount(Domain.Primitives.Money.Parse(from.Raw), Domain.Primitives.Money.Parse(to.Raw));
            if (drawn.From <= drawn.To && drawn.From > Domain.Primitives.Money.Zero)
            {
                return drawn;
            }
        }

        fields.Reading.Error(fields.At(Between), "between takes two amounts above 0, the smaller first");
        return null;
    }
}
