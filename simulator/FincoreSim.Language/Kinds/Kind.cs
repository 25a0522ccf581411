using System.Text.Json.Nodes;
using FincoreSim.Language.Shapes;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Kinds;

/// <summary>
/// What may stand somewhere in a file: how it is read and checked, and its JSON Schema. One source for both, so that editors
/// and the loader agree. Stateless.
/// </summary>
internal abstract class Kind
{
    /// <summary>What is expected, with an example, for messages.</summary>
    public abstract string Expectation { get; }

    /// <summary>Its JSON Schema.</summary>
    public abstract JsonObject Schema(SchemaBook book);

    /// <summary>Reads a value without knowing its type; null where it is wrong, which was told.</summary>
    public abstract object? ReadAny(Node node, Reading reading);
}

/// <summary>What may stand somewhere in a file, as a type.</summary>
/// <typeparam name="T">What is read.</typeparam>
internal abstract class Kind<T> : Kind
{
    /// <summary>Reads a value. Where it is wrong, that was told and the result means nothing.</summary>
    public abstract T? Read(Node node, Reading reading);

    /// <inheritdoc/>
    public sealed override object? ReadAny(Node node, Reading reading) => Read(node, reading);
}

/// <summary>A single value: no list, no mapping.</summary>
/// <typeparam name="T">What is read.</typeparam>
internal abstract class SingleKind<T> : Kind<T>
{
    /// <summary>Whether an unquoted number with two decimals is a number here, and not money that lost its quotes.</summary>
    protected virtual bool TakesDecimals => false;

    /// <inheritdoc/>
    public sealed override T? Read(Node node, Reading reading)
    {
        if (node is not ScalarNode scalar)
        {
            reading.Expected(node, Expectation);
            return default;
        }

        if (scalar.Kind == ScalarKind.Null)
        {
            reading.Error(node, $"a value is missing: {Expectation}");
            return default;
        }

        var mayBeTrap = !scalar.IsQuoted && !(TakesDecimals && ScalarKinds.LooksLikeMoney(scalar.Text));
        if (mayBeTrap && ScalarKinds.TrapIn(scalar.Text) is { } trap)
        {
            reading.Error(node, trap);
            return default;
        }

        return ReadScalar(scalar, reading);
    }

    /// <summary>Reads a scalar that is neither nothing nor one of those that YAML misreads.</summary>
    protected abstract T? ReadScalar(ScalarNode scalar, Reading reading);

    /// <summary>Whether a scalar is a text; where it is a number or boolean without quotes, that is told.</summary>
    protected static bool IsText(ScalarNode scalar, Reading reading)
    {
        if (scalar.Kind == ScalarKind.Text)
        {
            return true;
        }

        reading.Error(
            scalar, $"write \"{scalar.Shown}\" in quotes: this is a text, and unquoted YAML makes {scalar.Description} of it");
        return false;
    }
}

/// <summary>A kind that is only known later, for kinds that hold each other.</summary>
/// <typeparam name="T">What is read.</typeparam>
internal sealed class LaterKind<T>(Func<Kind<T>> kind) : Kind<T>
{
    /// <inheritdoc/>
    public override string Expectation => kind().Expectation;

    /// <inheritdoc/>
    public override T? Read(Node node, Reading reading) => kind().Read(node, reading);

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) => kind().Schema(book);
}
