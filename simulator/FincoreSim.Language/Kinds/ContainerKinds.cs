using System.Text.Json.Nodes;
using FincoreSim.Language.Shapes;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Kinds;

/// <summary>A list of values of one kind.</summary>
/// <typeparam name="T">What an item is.</typeparam>
/// <param name="expectation">What is expected.</param>
/// <param name="item">The kind of an item.</param>
/// <param name="takesOne">Whether one alone may stand in place of a list.</param>
/// <param name="most">How many items it may have; they are counted before any is read.</param>
/// <param name="least">How many items it must have, for the schema: who reads it says what is wrong with fewer.</param>
internal sealed class ListKind<T>(
    string expectation, Kind<T> item, bool takesOne = false, int most = ListKinds.ItemsMax, int least = 0)
    : Kind<ImmutableArray<T>>
{
    /// <inheritdoc/>
    public override string Expectation => $"a list: {expectation}";

    /// <summary>Reads every item, also after one that is wrong; one alone where that is taken.</summary>
    public override ImmutableArray<T> Read(Node node, Reading reading)
    {
        if (node is not SequenceNode sequence)
        {
            if (!takesOne)
            {
                reading.Expected(node, Expectation);
                return [];
            }

            return item.Read(node, reading) is { } alone ? [alone] : [];
        }

        if (sequence.Items.Length > most)
        {
            reading.Error(node, $"this list has {sequence.Items.Length} entries; at most {most} are allowed");
            return [];
        }

        var items = ImmutableArray.CreateBuilder<T>(sequence.Items.Length);
        foreach (var child in sequence.Items.TakeWhile(_ => !reading.Problems.IsFull))
        {
            if (item.Read(child, reading) is { } value)
            {
                items.Add(value);
            }
        }

        return items.ToImmutable();
    }

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book)
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = item.Schema(book), ["maxItems"] = most };
        if (least > 0)
        {
            list["minItems"] = least;
        }

        return takesOne ? SchemaBook.AnyOf(item.Schema(book), list) : list;
    }
}

/// <summary>What lists have in common.</summary>
internal static class ListKinds
{
    /// <summary>How many items a list may have where nothing else is said.</summary>
    public const int ItemsMax = 10_000;
}

/// <summary>Names of the file's own with a value each: headers, say.</summary>
/// <typeparam name="T">What a value is.</typeparam>
internal sealed class MapKind<T>(string expectation, Kind<T> value) : Kind<ImmutableArray<KeyValuePair<string, T>>>
{
    /// <inheritdoc/>
    public override string Expectation => expectation;

    /// <inheritdoc/>
    public override ImmutableArray<KeyValuePair<string, T>> Read(Node node, Reading reading)
    {
        if (node is not MappingNode mapping)
        {
            reading.Expected(node, Expectation);
            return [];
        }

        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, T>>();
        foreach (var entry in mapping.Entries)
        {
            if (value.Read(entry.Value, reading) is { } known)
            {
                entries.Add(KeyValuePair.Create(entry.Key.Text, known));
            }
        }

        return entries.ToImmutable();
    }

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) =>
        new() { ["type"] = "object", ["additionalProperties"] = value.Schema(book) };
}

/// <summary>A value that is read by a further look at what it is, and described by a schema of its own.</summary>
/// <typeparam name="T">What is read.</typeparam>
internal sealed class CustomKind<T>(
    string expectation, Func<Node, Reading, T?> read, Func<SchemaBook, JsonObject> schema) : Kind<T>
{
    /// <inheritdoc/>
    public override string Expectation => expectation;

    /// <inheritdoc/>
    public override T? Read(Node node, Reading reading) => read(node, reading);

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) => schema(book);
}

/// <summary>A JSON value of any form, for bodies; its references and unquoted scalars are checked.</summary>
internal sealed class TreeKind : Kind<Node>
{
    /// <inheritdoc/>
    public override string Expectation => "a JSON value";

    /// <inheritdoc/>
    public override Node Read(Node node, Reading reading)
    {
        switch (node)
        {
            case ScalarNode { IsQuoted: false } scalar when ScalarKinds.TrapIn(scalar.Text) is { } trap:
                reading.Error(node, trap);
                break;
            case ScalarNode scalar:
                reading.Template(scalar);
                break;
            case SequenceNode sequence:
                foreach (var item in sequence.Items)
                {
                    Read(item, reading);
                }

                break;
            case MappingNode mapping:
                foreach (var entry in mapping.Entries)
                {
                    Read(entry.Value, reading);
                }

                break;
        }

        return node;
    }

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) => new();
}
