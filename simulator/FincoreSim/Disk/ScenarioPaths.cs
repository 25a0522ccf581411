namespace FincoreSim.Disk;

/// <summary>A file that was found.</summary>
/// <param name="Path">How it is called: as it was named, or below the folder that was named.</param>
/// <param name="Real">Where it really is.</param>
/// <param name="Trouble">Why it cannot be read, where that is known already; null where it may be tried.</param>
internal sealed record FoundFile(string Path, string Real, FileTrouble? Trouble = null)
{
    /// <summary>Reads it, up to a limit; null, or why it cannot be read.</summary>
    public FileTrouble? Read(int most, out byte[] bytes)
    {
        bytes = [];
        return Trouble ?? PatientFile.Read(Path, most, out bytes);
    }
}

/// <summary>
/// Finds the scenario files that paths name: the files themselves, and those below folders. Each is found once, whatever links
/// lead to it; hidden files and folders below a folder are left out. For one search.
/// </summary>
internal sealed class ScenarioPaths
{
    /// <summary>What is said of an entry that cannot be looked at: it has gone, or its name is none for the system.</summary>
    private const FileAttributes Unknown = (FileAttributes)(-1);

    private static readonly EnumerationOptions Shown = new()
    {
        AttributesToSkip = FileAttributes.Hidden,
        IgnoreInaccessible = false,
    };

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<string> _links = new();
    private readonly List<FoundFile> _found = [];

    /// <summary>The files of several paths, each path's by name.</summary>
    public static ImmutableArray<FoundFile> Of(IEnumerable<string> paths)
    {
        var search = new ScenarioPaths();
        return [.. paths.SelectMany(search.Find)];
    }

    /// <summary>Whether a name below a folder is that of a scenario file.</summary>
    public static bool IsScenario(string name) =>
        name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong with the first path that leads to nothing; null where each leads somewhere.</summary>
    public static string? Missing(IEnumerable<string> paths) => paths.Select(SayMissing).FirstOrDefault(said => said is not null);

    private static string? SayMissing(string path) => path.Length == 0 ? "a path is empty"
        : FileTrouble.OfMissing(path) is not { } trouble ? null
        : trouble == FileTrouble.NotThere ? $"there is no {path}"
        : $"there is no {path}: {trouble.Says}";

    private FoundFile[] Find(string path)
    {
        _found.Clear();
        var real = RealPath.Of(path);
        if (!Directory.Exists(path))
        {
            Take(new FoundFile(path, real ?? Path.GetFullPath(path)));
        }
        else if (real is not null)
        {
            Enter(path, real);
        }

        // A file is called by its own name rather than by a link's, so links have their turn when all else is known.
        while (_links.TryDequeue(out var link))
        {
            Follow(link);
        }

        return [.. _found.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    private void Enter(string folder, string real)
    {
        if (!_seen.Add(real))
        {
            return;
        }

        try
        {
            var entries = new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Shown);
            foreach (var entry in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                Take(entry, Path.Combine(folder, entry.Name), Path.Combine(real, entry.Name));
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            _found.Add(new FoundFile(folder, real, FileTrouble.OfFolder(refused, folder)));
        }
    }

    private void Take(FileSystemInfo entry, string path, string real)
    {
        if (entry.Attributes is not Unknown && entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
        {
            _links.Enqueue(path);
        }
        else if (entry is DirectoryInfo)
        {
            Enter(path, real);
        }
        else if (IsScenario(entry.Name))
        {
            Take(new FoundFile(path, real));
        }
    }

    private void Follow(string link)
    {
        var real = RealPath.Of(link);
        if (Directory.Exists(real))
        {
            Enter(link, real);
        }
        else if (File.Exists(real) && IsScenario(link))
        {
            Take(new FoundFile(link, real));
        }
        else if (IsScenario(link))
        {
            _found.Add(new FoundFile(link, Path.GetFullPath(link), real is null ? FileTrouble.Circle : FileTrouble.Dangling));
        }
    }

    private void Take(FoundFile file)
    {
        if (_seen.Add(file.Real))
        {
            _found.Add(file);
        }
    }
}
