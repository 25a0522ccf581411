using FincoreSim.Language.Kinds;
using FincoreSim.Language.Model;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Shapes;

/// <summary>A key of a mapping: its name, what may stand there, and what it means.</summary>
/// <param name="name">The name.</param>
/// <param name="description">What it means, for the schema.</param>
internal abstract class Key(string name, string description)
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>What it means.</summary>
    public string Description { get; } = description;

    /// <summary>Whether it must be there.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What may stand there.</summary>
    public abstract Kind Kind { get; }
}

/// <summary>A key whose values have a type.</summary>
/// <typeparam name="T">What is read.</typeparam>
internal sealed class Key<T>(string name, Kind<T> kind, string description) : Key(name, description)
{
    /// <inheritdoc/>
    public override Kind Kind => kind;
}

/// <summary>Keys that are not known beforehand: whatever begins with a prefix, such as <c>body.</c>.</summary>
/// <param name="Prefix">The prefix; empty for any key.</param>
/// <param name="Kind">What may stand there.</param>
/// <param name="Description">What it means.</param>
internal sealed record OpenKeys(string Prefix, Kind<Matcher> Kind, string Description);

/// <summary>The values of a mapping that was read without errors.</summary>
/// <param name="node">The mapping.</param>
/// <param name="reading">The reading, for checks that span several keys.</param>
/// <param name="values">What was read, by key.</param>
/// <param name="others">What was read for keys not known beforehand.</param>
internal sealed class Fields(
    MappingNode node, Reading reading, IReadOnlyDictionary<Key, object?> values, ImmutableArray<MemberMatcher> others)
{
    /// <summary>The mapping.</summary>
    public MappingNode Node => node;

    /// <summary>The reading.</summary>
    public Reading Reading => reading;

    /// <summary>What was read for keys not known beforehand.</summary>
    public ImmutableArray<MemberMatcher> Others => others;

    /// <summary>Whether a key is there.</summary>
    public bool Has(Key key) => values.ContainsKey(key);

    /// <summary>The value of a key that is there.</summary>
    public T Get<T>(Key<T> key) => (T)values[key]!;

    /// <summary>The value of a key, or another one where it is not there.</summary>
    public T Get<T>(Key<T> key, T otherwise) => values.TryGetValue(key, out var value) ? (T)value! : otherwise;

    /// <summary>The items of a key; none where it is not there.</summary>
    public ImmutableArray<T> List<T>(Key<ImmutableArray<T>> key) => Get(key, []);

    /// <summary>The value of a key; null where it is not there.</summary>
    public T? Find<T>(Key<T> key)
        where T : class => values.TryGetValue(key, out var value) ? (T)value! : null;

    /// <summary>The value of a key; null where it is not there.</summary>
    public T? FindValue<T>(Key<T> key)
        where T : struct => values.TryGetValue(key, out var value) ? (T)value! : null;

    /// <summary>Where a key's value stands; the mapping itself where it is not there.</summary>
    public Node At(Key key) => node.Find(key.Name)?.Value ?? node;

    /// <summary>The matchers of the given keys that are there, and those of keys not known beforehand.</summary>
    public ImmutableArray<MemberMatcher> Matchers(IEnumerable<Key<Matcher>> keys) =>
        [.. keys.Where(Has).Select(key => new MemberMatcher(key.Name, Get(key))), .. others];
}
