namespace FincoreSim.Language.Yaml;

/// <summary>Tells of a word that nobody knows: what was probably meant, and what there is. Stateless.</summary>
internal static class Unknown
{
    private const int ShownMax = 64;

    /// <summary>The message about a member of a body.</summary>
    /// <param name="path">What stands before the name: the objects that it is in, each with a dot behind it.</param>
    /// <param name="name">The name.</param>
    /// <param name="known">The members of its object.</param>
    public static string Member(string path, string name, IReadOnlyCollection<string> known) =>
        $"{path}{Shown(name)} is not a member of this request{Hint(path, name, known)}";

    /// <summary>The message about a member of a query.</summary>
    public static string InQuery(string name, IReadOnlyCollection<string> known) => known.Count == 0
        ? $"This call takes no query, and so no {Shown(name)}."
        : $"{Shown(name)} is not a query member of this call{Hint("", name, known)}";

    /// <summary>The end of such a message.</summary>
    public static string Hint(string path, string name, IReadOnlyCollection<string> known) => Nearest.To(name, known) is { } meant
        ? $"; did you mean {path}{meant}? Known are {string.Join(", ", known)}."
        : $"; known are {string.Join(", ", known)}.";

    /// <summary>A name as a message has it; what is long is cut, but not within a character.</summary>
    public static string Shown(string name) => name.Length switch
    {
        0 => "a member without a name",
        > ShownMax => $"{name[..(char.IsHighSurrogate(name[ShownMax - 1]) ? ShownMax - 1 : ShownMax)]}…",
        _ => name,
    };
}
