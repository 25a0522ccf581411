
namespace FincoreSim.OpenApi;

/// <summary>What the type of an answer does not say of itself: its name for people, and what its texts look like.</summary>
/// <param name="Type">The contract.</param>
/// <param name="Name">The name of its schema.</param>
/// <param name="Description">What it is.</param>
/// <param name="Texts">Its texts, by their names on the wire.</param>
internal sealed record SchemaFacts(Type Type, string Name, string Description, FrozenDictionary<string, TextKind> Texts)
{
    /// <summary>The facts of a contract. Texts that look alike stand together, their names separated by spaces.</summary>
    public static SchemaFacts Of<T>(string name, string description, params ReadOnlySpan<(string Names, TextKind Kind)> texts)
    {
        var kinds = new Dictionary<string, TextKind>(StringComparer.Ordinal);
        foreach (var (names, kind) in texts)
        {
            foreach (var one in names.Split(' '))
            {
                kinds.Add(one, kind);
            }
        }

        return new SchemaFacts(typeof(T), name, description, kinds.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
