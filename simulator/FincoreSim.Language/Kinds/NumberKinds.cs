using System.Text.Json.Nodes;
using FincoreSim.Language.Shapes;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Kinds;

/// <summary>A whole number, without quotes.</summary>
internal sealed class WholeKind(string expectation, long least, long most) : SingleKind<long>
{
    /// <inheritdoc/>
    public override string Expectation => $"{expectation}, a whole number from {least} to {most}";

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) =>
        SchemaBook.OrReference(new JsonObject { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most });

    /// <inheritdoc/>
    protected override long ReadScalar(ScalarNode scalar, Reading reading)
    {
        var isNumber = long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        if (isNumber && scalar.IsQuoted)
        {
            reading.Error(scalar, $"write {scalar.Text} without quotes: this is a number");
        }
        else if (!isNumber || number < least || number > most)
        {
            reading.Expected(scalar, Expectation);
        }

        return number;
    }
}

/// <summary>A number above zero, without quotes.</summary>
internal sealed class PositiveKind(string expectation, double most) : SingleKind<double>
{
    /// <inheritdoc/>
    public override string Expectation => $"{expectation}, a number above 0 and at most {most}";

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) =>
        SchemaBook.OrReference(new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0, ["maximum"] = most });

    /// <inheritdoc/>
    protected override bool TakesDecimals => true;

    /// <inheritdoc/>
    protected override double ReadScalar(ScalarNode scalar, Reading reading)
    {
        if (scalar.Kind is not (ScalarKind.Integer or ScalarKind.Number)
            || !double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number <= 0
            || !(number <= most))
        {
            reading.Expected(scalar, Expectation);
            return 0;
        }

        return number;
    }
}

/// <summary>true or false, without quotes.</summary>
internal sealed class BooleanKind : SingleKind<bool>
{
    /// <inheritdoc/>
    public override string Expectation => "true or false";

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) => SchemaBook.OrReference(new JsonObject { ["type"] = "boolean" });

    /// <inheritdoc/>
    protected override bool ReadScalar(ScalarNode scalar, Reading reading)
    {
        if (scalar.Kind != ScalarKind.Boolean)
        {
            reading.Expected(scalar, Expectation);
        }

        return scalar.Text == "true";
    }
}

/// <summary>A probability: <c>30%</c>, or a number above 0 and up to 1.</summary>
internal sealed class ChanceKind : SingleKind<double>
{
    /// <inheritdoc/>
    public override string Expectation => "a probability such as 30%";

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) => SchemaBook.OrReference(SchemaBook.AnyOf(
        SchemaBook.Text(@"^[0-9]+(\.[0-9]+)?%$"),
        new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0, ["maximum"] = 1 }));

    /// <inheritdoc/>
    protected override bool TakesDecimals => true;

    /// <inheritdoc/>
    protected override double ReadScalar(ScalarNode scalar, Reading reading)
    {
        var isPercent = scalar.Text.EndsWith('%');
        var digits = isPercent ? scalar.Text[..^1] : scalar.Text;
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || (!isPercent && scalar.IsQuoted))
        {
            reading.Expected(scalar, Expectation);
            return 0;
        }

        var chance = isPercent ? number / 100 : number;
        if (chance == 0)
        {
            reading.Error(scalar, "a chance of 0 means that the rule never fires");
        }
        else if (chance > 1)
        {
            reading.Error(
                scalar, $"a chance is at most 100%{(isPercent ? "" : $": write {scalar.Text}% for {scalar.Text} in a hundred")}");
        }

        return (double)chance;
    }
}
