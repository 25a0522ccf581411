using System.Text;

namespace FincoreSim.Pages.Rules;

/// <summary>The scenario files that ship with the program, as the page offers them. Thread-safe.</summary>
internal static class ShippedScenarios
{
    private const string Prefix = "scenarios/";
    private const string End = ".yaml";

    private static readonly FrozenSet<string> Resources = typeof(ShippedScenarios).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The files that can be run, by their folders.</summary>
    public static ImmutableArray<IGrouping<string, ShippedScenario>> Folders { get; } =
    [
        .. Resources.Order(StringComparer.Ordinal).Where(IsRunnable).Select(ShippedScenario.Of)
            .GroupBy(file => file.Folder).OrderByDescending(folder => folder.Key == "examples"),
    ];

    /// <summary>The text of a file; null where there is none.</summary>
    public static byte[]? Read(string path)
    {
        if (!Resources.Contains(Prefix + path))
        {
            return null;
        }

        using var stream = typeof(ShippedScenarios).Assembly.GetManifestResourceStream(Prefix + path)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Files with rules alone are for arming.</summary>
    private static bool IsRunnable(string resource) => Read(resource[Prefix.Length..]) is { } bytes
        && Encoding.UTF8.GetString(bytes).Split('\n').Any(line => line.StartsWith("steps:", StringComparison.Ordinal) || line.StartsWith("expect:", StringComparison.Ordinal));

    /// <summary>A file of the list.</summary>
    internal sealed record ShippedScenario(string Path, string Folder, string Name)
    {
        /// <summary>The file of a resource.</summary>
        public static ShippedScenario Of(string resource)
        {
            var path = resource[Prefix.Length..];
            var at = path.LastIndexOf('/');
            return new ShippedScenario(path, at < 0 ? "" : path[..at], path[(at + 1)..^End.Length]);
        }
    }
}
