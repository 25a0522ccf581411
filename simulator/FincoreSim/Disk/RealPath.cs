namespace FincoreSim.Disk;

/// <summary>Where a path really leads: one file has one such path, by whatever links it is reached. Stateless.</summary>
internal static class RealPath
{
    /// <summary>As many links as systems follow for one path.</summary>
    private const int LinksMax = 40;

    private static readonly char[] Separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    /// <summary>The path without links, whether or not it is there; null where links lead in a circle.</summary>
    public static string? Of(string path)
    {
        var full = Path.GetFullPath(path);
        var at = Path.GetPathRoot(full)!;
        var ahead = new Stack<string>(Segments(full[at.Length..]).Reverse());
        var links = 0;
        while (ahead.TryPop(out var segment))
        {
            var next = segment == ".." ? Path.GetDirectoryName(at) ?? at : Path.Combine(at, segment);
            if (LinkOf(next) is not { } target)
            {
                at = next;
                continue;
            }

            if (++links > LinksMax)
            {
                return null;
            }

            var root = Path.GetPathRoot(target) is { Length: > 0 } absolute ? absolute : "";
            at = root.Length > 0 ? root : at;
            Array.ForEach([.. Segments(target[root.Length..]).Reverse()], ahead.Push);
        }

        return at;
    }

    /// <summary>What a link says; null for everything else, and for what cannot be looked at.</summary>
    public static string? LinkOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Segments(string path) =>
        path.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Where(segment => segment != ".");
}
