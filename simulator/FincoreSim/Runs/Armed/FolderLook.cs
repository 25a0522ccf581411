using FincoreSim.Disk;

namespace FincoreSim.Runs.Armed;

/// <summary>
/// How a file looks from outside; a content that changed looks different, but for changes in one tick of the file system's clock.
/// </summary>
/// <param name="Target">The file itself, where links lead to it.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="WrittenAt">UTC instant at which it was last written, as the file system has it.</param>
internal readonly record struct FileStamp(string Target, long Size, DateTime WrittenAt);

/// <summary>
/// The YAML files below a folder at one look, by path relative to it with slashes. Hidden files and folders are left out.
/// </summary>
internal sealed class FolderLook
{
    private FolderLook(ImmutableSortedDictionary<string, FileStamp> files) => Files = files;

    /// <summary>The files, in the order of their paths.</summary>
    public ImmutableSortedDictionary<string, FileStamp> Files { get; }

    /// <summary>Looks. Throws <see cref="IOException"/> where the folder is not there, or cannot be read.</summary>
    public static FolderLook At(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException("it is not there");
        }

        var files = ImmutableSortedDictionary.CreateBuilder<string, FileStamp>(StringComparer.Ordinal);
        foreach (var file in ScenarioPaths.Of([folder]))
        {
            if (file.Path == folder)
            {
                throw new IOException(file.Trouble!.Says);
            }

            if (StampOf(file) is { } stamp)
            {
                files[Path.GetRelativePath(folder, file.Path).Replace(Path.DirectorySeparatorChar, '/')] = stamp;
            }
        }

        return new FolderLook(files.ToImmutable());
    }

    /// <summary>Whether another look saw the same.</summary>
    public bool IsSame(FolderLook other) => Files.SequenceEqual(other.Files);

    /// <summary>Null where the file has gone since, or a link leads nowhere.</summary>
    private static FileStamp? StampOf(FoundFile file)
    {
        if (file.Trouble is { IsMissing: true })
        {
            return null;
        }

        try
        {
            var target = new FileInfo(file.Real);
            return target.Exists ? new FileStamp(target.FullName, target.Length, target.LastWriteTimeUtc)
                : Directory.Exists(file.Real) ? new FileStamp(file.Real, 0, Directory.GetLastWriteTimeUtc(file.Real))
                : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
