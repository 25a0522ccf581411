using System.Text.Json.Nodes;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Language.Model;
using FincoreSim.Language.Shapes;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Kinds;

/// <summary>How one value must be: a plain value for equal, or comparisons.</summary>
/// <param name="name">Its name in the schema.</param>
/// <param name="value">What it is compared with.</param>
internal sealed class MatcherKind(string name, Kind<Operand> value) : Kind<Matcher>
{
    /// <inheritdoc/>
    public override string Expectation => $"{value.Expectation}, or a comparison such as {{gte: …}}";

    /// <inheritdoc/>
    public override Matcher? Read(Node node, Reading reading) => node is MappingNode mapping
        ? Comparisons.Read(mapping, value, reading)
        : value.Read(node, reading) is { } operand ? new EqualMatcher(operand) : null;

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) =>
        book.Named(name, this, () => SchemaBook.AnyOf(value.Schema(book), Comparisons.Schema(value, book)));
}

/// <summary>How a JSON value must be: members by mapping or by dotted path, lists item by item, values as always.</summary>
internal sealed class TreeMatcherKind : Kind<Matcher>
{
    private static readonly AnyOperandKind Any = new();

    /// <inheritdoc/>
    public override string Expectation => "members with what they must be";

    /// <inheritdoc/>
    public override Matcher? Read(Node node, Reading reading) => node switch
    {
        MappingNode mapping when Comparisons.AreIn(mapping) => Comparisons.Read(mapping, Any, reading),
        MappingNode mapping => new MembersMatcher([.. ReadMembers(mapping, reading)]),
        SequenceNode sequence => new ListMatcher([.. sequence.Items.Select(item => Read(item, reading)).OfType<Matcher>()]),
        _ => Any.Read(node, reading) is { } operand ? new EqualMatcher(operand) : null,
    };

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book) => new();

    private IEnumerable<MemberMatcher> ReadMembers(MappingNode mapping, Reading reading)
    {
        foreach (var entry in mapping.Entries)
        {
            if (Read(entry.Value, reading) is { } matcher)
            {
                yield return new MemberMatcher(entry.Key.Text, matcher);
            }
        }
    }
}

/// <summary>The comparisons of matchers. Stateless.</summary>
internal static class Comparisons
{
    /// <summary>How many values one comparison may name; each event is compared with all of them.</summary>
    private const int OperandsMax = 1000;

    private static readonly FrozenDictionary<string, MatchOperator> Operators = Enum.GetValues<MatchOperator>()
        .Where(value => value != MatchOperator.Equal)
        .ToFrozenDictionary(value => WireName<MatchOperator>.Of(value).ToLowerInvariant(), StringComparer.Ordinal);

    private static readonly OperandKind<bool> Flag = new(new BooleanKind());
    private static readonly OperandKind<Template> Text = new(new TemplateKind("a text"));
    private static readonly OperandKind<string> Pattern = new(new PatternKind());

    /// <summary>Whether a mapping has nothing but comparisons.</summary>
    public static bool AreIn(MappingNode mapping) =>
        mapping.Entries.Length > 0 && mapping.Entries.All(entry => Operators.ContainsKey(entry.Key.Text));

    /// <summary>Reads a mapping of comparisons.</summary>
    public static ComparisonMatcher? Read(MappingNode mapping, Kind<Operand> value, Reading reading)
    {
        if (mapping.Entries.Length == 0)
        {
            reading.Expected(mapping, value.Expectation);
            return null;
        }

        var errors = reading.Problems.ErrorCount;
        var comparisons = mapping.Entries.Select(entry => ReadOne(entry, value, reading)).OfType<Comparison>().ToImmutableArray();
        return reading.Problems.ErrorCount == errors ? new ComparisonMatcher(comparisons) : null;
    }

    /// <summary>The schema of comparisons with a value.</summary>
    public static JsonObject Schema(Kind<Operand> value, SchemaBook book)
    {
        var properties = new JsonObject();
        foreach (var (name, comparison) in Operators.OrderBy(pair => pair.Value))
        {
            properties.Add(name, KindOf(comparison, value).Schema(book));
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
            ["minProperties"] = 1,
        };
    }

    private static Comparison? ReadOne(Entry entry, Kind<Operand> value, Reading reading)
    {
        if (!Operators.TryGetValue(entry.Key.Text, out var comparison))
        {
            reading.Error(entry.Key, $"'{entry.Key.Shown}' is not a valid comparison{Nearest.Hint(entry.Key.Text, Operators.Keys)}");
            return null;
        }

        if (entry.Value is SequenceNode { Items: [] })
        {
            reading.Error(entry.Value, $"'{entry.Key.Text}' with an empty list says nothing");
            return null;
        }

        return new Comparison(comparison, KindOf(comparison, value).Read(entry.Value, reading));
    }

    private static Kind<ImmutableArray<Operand>> KindOf(MatchOperator comparison, Kind<Operand> value) => comparison switch
    {
        MatchOperator.Exists => new OneKind(Flag),
        MatchOperator.Matches => new OneKind(Pattern),
        MatchOperator.Contains => new OneKind(Text),
        MatchOperator.In => new ListKind<Operand>(value.Expectation, value, most: OperandsMax, least: 1),
        MatchOperator.Not => new ListKind<Operand>(value.Expectation, value, takesOne: true, most: OperandsMax, least: 1),
        _ => new OneKind(value),
    };

    /// <summary>One operand, no list.</summary>
    private sealed class OneKind(Kind<Operand> value) : Kind<ImmutableArray<Operand>>
    {
        public override string Expectation => value.Expectation;

        public override ImmutableArray<Operand> Read(Node node, Reading reading) =>
            value.Read(node, reading) is { } operand ? [operand] : [];

        public override JsonObject Schema(SchemaBook book) => value.Schema(book);
    }
}
