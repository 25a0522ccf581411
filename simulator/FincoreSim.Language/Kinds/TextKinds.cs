using System.Text.Json.Nodes;
using FincoreSim.Domain.Primitives;
using FincoreSim.Language.Model;
using FincoreSim.Language.Shapes;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Kinds;

/// <summary>A text without references.</summary>
/// <param name="expectation">What is expected.</param>
/// <param name="rule">What it may be; any line by default.</param>
internal sealed class PlainTextKind(string expectation, TextRule? rule = null) : SingleKind<string>
{
    private readonly TextRule _rule = rule ?? TextRules.Line;

    /// <inheritdoc/>
    public override string Expectation => expectation;

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book)
    {
        var plain = SchemaBook.Text(_rule);
        plain["not"] = SchemaBook.Text(@"(^|[^$])\$\{");
        return SchemaBook.OrMatrix(plain);
    }

    /// <inheritdoc/>
    protected override string? ReadScalar(ScalarNode scalar, Reading reading)
    {
        if (!IsText(scalar, reading) || reading.Template(scalar) is not { } template)
        {
            return null;
        }

        if (!template.IsPlain)
        {
            reading.Error(scalar, "only references to the matrix are allowed here");
            return null;
        }

        return IsWithin(_rule, template, scalar, reading) ? template.PlainText : null;
    }

    /// <summary>
    /// Whether a text keeps its rule, which is told where it does not. What references stand for is known only in the run.
    /// </summary>
    public static bool IsWithin(TextRule? rule, Template template, ScalarNode scalar, Reading reading)
    {
        if (template.IsPlain && rule?.ProblemOf(template.PlainText) is { } problem)
        {
            reading.Error(scalar, $"this text {problem}");
            return false;
        }

        return true;
    }
}

/// <summary>A text that may hold references.</summary>
/// <param name="expectation">What is expected.</param>
/// <param name="rule">What it may be; null: whoever gets it says, such as the API where its refusal is the point.</param>
internal sealed class TemplateKind(string expectation, TextRule? rule = null) : SingleKind<Template>
{
    /// <inheritdoc/>
    public override string Expectation => expectation;

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) =>
        rule is null ? SchemaBook.Template() : SchemaBook.OrReference(SchemaBook.Text(rule));

    /// <inheritdoc/>
    protected override Template? ReadScalar(ScalarNode scalar, Reading reading) =>
        IsText(scalar, reading) && reading.Template(scalar) is { } template
            && PlainTextKind.IsWithin(rule, template, scalar, reading) ? template : null;
}

/// <summary>An absolute URL, which mostly begins with a reference.</summary>
internal sealed class UrlKind : SingleKind<Template>
{
    /// <inheritdoc/>
    public override string Expectation => "a URL such as ${INTEGRATOR_URL}/hooks/money-in";

    /// <summary>How a URL begins: with its scheme and a host, or with a reference.</summary>
    public const string Beginning = @"([Hh][Tt][Tt][Pp][Ss]?://[^/]|\$\{)";

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) =>
        SchemaParts.AllOf(SchemaBook.Text("^" + Beginning), SchemaBook.Template());

    /// <inheritdoc/>
    protected override Template? ReadScalar(ScalarNode scalar, Reading reading) =>
        IsText(scalar, reading) ? Check(scalar, scalar.Text, reading) : null;

    /// <summary>A URL that is the whole or a part of a scalar.</summary>
    public static Template? Check(ScalarNode scalar, string url, Reading reading)
    {
        if (reading.Template(scalar with { Text = url }) is not { } template)
        {
            return null;
        }

        if (template.Parts is [{ Reference: { Name: not (Reading.IntegratorUrl or Reading.SimulatorUrl) } }, ..])
        {
            return template;
        }

        var sample = template.Resolve(
            static reference => reference.Name is Reading.IntegratorUrl or Reading.SimulatorUrl ? "http://localhost" : "x");
        if (Uri.TryCreate(sample, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https")
        {
            return template;
        }

        reading.Error(
            scalar, $"'{url}' is not an http or https URL; the integrator's begins with ${{{Reading.IntegratorUrl}}}");
        return null;
    }
}

/// <summary>One of several words.</summary>
internal sealed class ChoiceKind(string expectation, ImmutableArray<string> words) : SingleKind<string>
{
    /// <inheritdoc/>
    public override string Expectation => expectation;

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) => SchemaBook.OrMatrix(SchemaBook.Words(words));

    /// <inheritdoc/>
    protected override string? ReadScalar(ScalarNode scalar, Reading reading)
    {
        if (words.Contains(scalar.Text))
        {
            return scalar.Text;
        }

        reading.Error(scalar, $"'{scalar.Shown}' is not {expectation}{Nearest.Hint(scalar.Text, words)}");
        return null;
    }
}

/// <summary>A word of the API that stands for a value of an enum.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
internal sealed class WireNameKind<TEnum>(string expectation) : SingleKind<TEnum>
    where TEnum : struct, Enum
{
    /// <inheritdoc/>
    public override string Expectation => $"{expectation}: {string.Join(", ", WireName<TEnum>.All)}";

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) => SchemaBook.OrMatrix(SchemaBook.Words(WireName<TEnum>.All));

    /// <inheritdoc/>
    protected override TEnum ReadScalar(ScalarNode scalar, Reading reading)
    {
        if (!WireName<TEnum>.TryParse(scalar.Text, out var value))
        {
            reading.Error(scalar, $"'{scalar.Shown}' is not {expectation}{Nearest.Hint(scalar.Text, WireName<TEnum>.All)}");
        }

        return value;
    }
}

/// <summary>A name that is given to something: <c>as:</c>.</summary>
internal sealed class NewNameKind(Thing thing) : SingleKind<string>
{
    /// <inheritdoc/>
    public override string Expectation => "a name of your own";

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book)
    {
        var name = SchemaBook.Text("^[A-Za-z][A-Za-z0-9_]*$");
        name["not"] = SchemaBook.Words(Reading.ReservedNames);
        return SchemaBook.OrMatrix(name);
    }

    /// <inheritdoc/>
    protected override string? ReadScalar(ScalarNode scalar, Reading reading)
    {
        if (!IsText(scalar, reading) || !PlainTextKind.IsWithin(TextRules.Label, Template.Plain(scalar.Text), scalar, reading))
        {
            return null;
        }

        reading.Define(scalar, thing);
        return scalar.Text;
    }
}
