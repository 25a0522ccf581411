using System.Text.Json.Nodes;
using FincoreSim.Language.Model;
using FincoreSim.Language.Shapes;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Kinds;

/// <summary>A value to compare with, checked as another kind.</summary>
/// <typeparam name="T">What the other kind reads.</typeparam>
internal sealed class OperandKind<T>(Kind<T> kind) : Kind<Operand>
{
    /// <inheritdoc/>
    public override string Expectation => kind.Expectation;

    /// <inheritdoc/>
    public override Operand? Read(Node node, Reading reading)
    {
        var errors = reading.Problems.ErrorCount;
        kind.Read(node, reading);
        return reading.Problems.ErrorCount == errors && node is ScalarNode scalar ? AnyOperandKind.Take(scalar) : null;
    }

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) => kind.Schema(book);
}

/// <summary>A text to compare with, or null for nothing.</summary>
internal sealed class TextOperandKind : Kind<Operand>
{
    private static readonly TemplateKind Text = new("a text");

    /// <inheritdoc/>
    public override string Expectation => "a text, or null";

    /// <inheritdoc/>
    public override Operand? Read(Node node, Reading reading) => node is ScalarNode { Kind: ScalarKind.Null } nothing
        ? AnyOperandKind.Take(nothing)
        : Text.Read(node, reading) is { } text ? new Operand(ScalarKind.Text, text) : null;

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) => new() { ["type"] = new JsonArray("string", "null") };
}

/// <summary>Any single value to compare with, also nothing.</summary>
internal sealed class AnyOperandKind : Kind<Operand>
{
    /// <inheritdoc/>
    public override string Expectation => "a text, number, true, false or null";

    /// <summary>A scalar that was checked; what has no readable references is taken as it stands.</summary>
    public static Operand Take(ScalarNode scalar) =>
        new(scalar.Kind, Template.Read(scalar.Text).Template ?? Template.Plain(scalar.Text));

    /// <inheritdoc/>
    public override Operand? Read(Node node, Reading reading)
    {
        if (node is not ScalarNode scalar)
        {
            reading.Expected(node, Expectation);
            return null;
        }

        if (!scalar.IsQuoted && ScalarKinds.TrapIn(scalar.Text) is { } trap)
        {
            reading.Error(node, trap);
            return null;
        }

        return reading.Template(scalar) is { } template ? new Operand(scalar.Kind, template) : null;
    }

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) =>
        new() { ["type"] = new JsonArray("string", "number", "boolean", "null") };
}
