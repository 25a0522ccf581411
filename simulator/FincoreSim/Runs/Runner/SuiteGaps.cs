using FincoreSim.Disk;

namespace FincoreSim.Runs.Runner;

/// <summary>
/// Finds the parts of a suite that nobody named: who runs a folder by its files leaves out the folders in it. Stateless.
/// </summary>
internal static class SuiteGaps
{
    /// <summary>A sentence for each folder whose own files all run while those of a folder in it do not.</summary>
    public static ImmutableArray<string> Of(ImmutableArray<FoundFile> found)
    {
        var taken = found.Select(file => file.Real).ToHashSet(StringComparer.Ordinal);
        var gaps = ImmutableArray.CreateBuilder<string>();
        var folders = found.Where(file => file.Trouble is null).Select(file => FolderOf(file.Path));
        foreach (var folder in folders.Distinct(StringComparer.Ordinal))
        {
            var all = ScenarioPaths.Of([folder]).Where(file => file.Trouble is null).ToArray();
            var left = all.Where(file => !taken.Contains(file.Real)).ToArray();
            var isWhole = left.All(file => FolderOf(file.Path) != folder) && all.Count(file => FolderOf(file.Path) == folder) > 1;
            if (isWhole && left.Length > 0)
            {
                gaps.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"only a part of {folder} ran: {left.Length} file{(left.Length == 1 ? "" : "s")} of "
                    + $"{string.Join(", ", left.Select(file => FolderOf(file.Path)).Distinct(StringComparer.Ordinal))} did not"));
            }
        }

        return gaps.ToImmutable();
    }

    private static string FolderOf(string path) => Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".";
}
