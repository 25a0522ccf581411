using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FincoreSim.Language.Shapes;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Kinds;

/// <summary>
/// A regular expression that runs in time linear to its text; it has no references, whose characters it shares.
/// </summary>
internal sealed class PatternKind : SingleKind<string>
{
    private const int LengthMax = 1000;

    /// <inheritdoc/>
    public override string Expectation => "a regular expression";

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) => new()
    {
        ["type"] = "string",
        ["format"] = "regex",
        ["maxLength"] = LengthMax,
    };

    /// <inheritdoc/>
    protected override string? ReadScalar(ScalarNode scalar, Reading reading)
    {
        if (!IsText(scalar, reading))
        {
            return null;
        }

        if (scalar.Text.Length > LengthMax)
        {
            reading.Error(scalar, $"a regular expression has at most {LengthMax} characters");
            return null;
        }

        try
        {
            _ = new Regex(scalar.Text, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
            return scalar.Text;
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
        {
            reading.Error(
                scalar, $"'{scalar.Shown}' is not a usable regular expression: {refused.Message.ReplaceLineEndings(" ")}");
            return null;
        }
    }
}
