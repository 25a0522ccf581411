namespace FincoreSim.Language.Model;

/// <summary>
/// The templates that a world can be filled with, by their names on the wire, in files and on the command line.
/// </summary>
internal static class TemplateNames
{
    /// <summary>The demo world of the public documentation.</summary>
    public const string Docs = "docs";

    /// <summary>One client, no money.</summary>
    public const string Empty = "empty";

    /// <summary>Customers, instruments and a month of history.</summary>
    public const string Busy = "busy";

    /// <summary>All of them, the default first.</summary>
    public static ImmutableArray<string> All { get; } = [Docs, Empty, Busy];
}
