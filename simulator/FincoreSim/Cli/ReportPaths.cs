using FincoreSim.Disk;
using FincoreSim.Ground;

namespace FincoreSim.Cli;

/// <summary>
/// Looks at where a run is to leave its reports and bundles before it begins: nobody wants to learn only at the end of a long run
/// that they cannot be there. Stateless.
/// </summary>
internal static class ReportPaths
{
    /// <summary>What is wrong, and the exit code that it leads to; null where nothing is.</summary>
    /// <param name="options">Where things are to be.</param>
    /// <param name="inputs">The scenario files, which no report may overwrite.</param>
    public static (string Problem, int Code)? Check(RunOptions options, IEnumerable<FoundFile> inputs)
    {
        (string Option, string Path)[] reports =
        [
            .. options.JUnit is { } junit ? [("--junit", junit)] : Array.Empty<(string, string)>(),
            .. options.Html is { } html ? [("--html", html)] : Array.Empty<(string, string)>(),
        ];
        var files = inputs.ToLookup(file => file.Real, file => file.Path, StringComparer.Ordinal);
        foreach (var (option, path) in reports)
        {
            if (Barrier(path, isFolder: false) is { } barrier)
            {
                return ($"the report cannot be written: {barrier}", ExitCodes.Environment);
            }

            if (RealPath.Of(path) is { } real && files[real].FirstOrDefault() is { } input)
            {
                return ($"{option} would overwrite the scenario file {input}.", ExitCodes.WrongInput);
            }
        }

        return reports is [var first, var second] && RealPath.Of(first.Path) == RealPath.Of(second.Path) && !IsDevice(first.Path)
            ? ($"{first.Option} and {second.Option} are the same file; each needs its own.", ExitCodes.WrongInput)
            : options.Settings.BundleFolder is { } folder && Barrier(folder, isFolder: true) is { } wrong
                ? ($"--bundles must be a folder: {wrong}", ExitCodes.WrongInput)
                : null;
    }

    /// <summary>What stands where the file or folder, or a folder on the way to it, would have to be.</summary>
    private static string? Barrier(string path, bool isFolder)
    {
        if (!isFolder && Directory.Exists(path))
        {
            return $"{path} is a folder.";
        }

        var above = isFolder ? Path.GetFullPath(path) : Path.GetDirectoryName(Path.GetFullPath(path));
        while (above is not null && !Directory.Exists(above))
        {
            if (File.Exists(above))
            {
                return $"{above} is a file.";
            }

            above = Path.GetDirectoryName(above);
        }

        return null;
    }

    private static bool IsDevice(string path) => path.StartsWith("/dev/", StringComparison.Ordinal);
}
