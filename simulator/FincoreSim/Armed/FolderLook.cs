using FincoreSim.ScenarioFiles;

namespace FincoreSim.Armed;

/// <summary>How a file looks from outside; a content that changed looks different, but for changes in one tick of the file system's clock.</summary>
/// <param name="Target">The file itself, where links lead to it.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="WrittenAt">UTC instant at which it was last written, as the file system has it.</param>
internal readonly record struct FileStamp(string Target, long Size, DateTime WrittenAt);

/// <summary>The YAML files below a folder at one look, by path relative to it with slashes. Hidden files and folders are left out.</summary>
internal sealed class FolderLook
{
    private const int DepthMax = 16;

    private static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = DepthMax,
        AttributesToSkip = FileAttributes.Hidden,
        IgnoreInaccessible = true,
    };

    private FolderLook(ImmutableSortedDictionary<string, FileStamp> files) => Files = files;

    /// <summary>The files, in the order of their paths.</summary>
    public ImmutableSortedDictionary<string, FileStamp> Files { get; }

    /// <summary>Looks. Throws <see cref="IOException"/> where the folder is not there.</summary>
    public static FolderLook At(string folder)
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, FileStamp>(StringComparer.Ordinal);
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", Below).Where(file => file.Extension is ".yaml" or ".yml"))
        {
            if (StampOf(file) is { } stamp)
            {
                files[Path.GetRelativePath(folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/')] = stamp;
            }
        }

        return new FolderLook(files.ToImmutable());
    }

    /// <summary>Whether another look saw the same.</summary>
    public bool IsSame(FolderLook other) => Files.SequenceEqual(other.Files);

    /// <summary>The content of a file, of which no more is read than tells that it is too large.</summary>
    public static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var buffer = new byte[(int)Math.Min(file.Length, YamlTree.BytesMax) + 1];
        return buffer[..file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
    }

    /// <summary>Null where the file has gone since, or a link leads nowhere.</summary>
    private static FileStamp? StampOf(FileInfo file)
    {
        try
        {
            var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
            return target is { Exists: true } ? new FileStamp(target.FullName, target.Length, target.LastWriteTimeUtc) : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
