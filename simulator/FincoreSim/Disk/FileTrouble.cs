using FincoreSim.Ground;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Disk;

/// <summary>Why a file cannot be read.</summary>
/// <param name="Says">One sentence, without the path.</param>
/// <param name="IsMissing">Whether there is nothing to be read; else there is, and the surroundings do not allow it.</param>
internal sealed record FileTrouble(string Says, bool IsMissing = false)
{
    /// <summary>What stands in a name for bytes that are not UTF-8, as the runtime reads names.</summary>
    private const char NotUtf8 = '\uFFFD';

    private const string Denied = "permission denied";

    /// <summary>Links that lead back to themselves.</summary>
    public static FileTrouble Circle { get; } = new("it is a link that leads in a circle", IsMissing: true);

    /// <summary>A link to what is not there.</summary>
    public static FileTrouble Dangling { get; } = new("it is a link that leads nowhere", IsMissing: true);

    /// <summary>Nothing at all.</summary>
    public static FileTrouble NotThere { get; } = new("it is not there", IsMissing: true);

    /// <summary>Why a path leads to nothing; null where it leads to something, readable or not.</summary>
    public static FileTrouble? OfMissing(string path)
    {
        if (Directory.Exists(path) || (File.Exists(path) && RealPath.LinkOf(path) is null))
        {
            return null;
        }

        return !File.Exists(path) ? NotThere
            : RealPath.Of(path) is null ? Circle
            : LeadsSomewhere(path) ? null
            : Dangling;
    }

    /// <summary>What the file system said of a file.</summary>
    public static FileTrouble Of(Exception refused, string path) =>
        new($"the file cannot be read: {Why(refused, path)}", IsMissingBy(refused));

    /// <summary>What the file system said of a folder.</summary>
    public static FileTrouble OfFolder(Exception refused, string path)
    {
        var why = refused is UnauthorizedAccessException ? Denied : Why(refused, path);
        return new FileTrouble($"the folder cannot be read: {why}", IsMissingBy(refused));
    }

    /// <summary>The exit code that it leads to.</summary>
    public int ExitCode => IsMissing ? ExitCodes.WrongInput : ExitCodes.Environment;

    /// <summary>As a problem of the file.</summary>
    public Problem Of(string path) => new(path, Position.Start, Severity.Error, Says);

    /// <summary>What the file system said, in a few words.</summary>
    public static string Why(Exception refused, string path) => refused switch
    {
        PathTooLongException => "its path is too long",
        FileNotFoundException or DirectoryNotFoundException when path.Contains(NotUtf8) => "its name is not UTF-8",
        FileNotFoundException or DirectoryNotFoundException => NotThere.Says,
        UnauthorizedAccessException => Directory.Exists(path) ? "it is a folder" : Denied,
        _ => refused.Message.Replace($" : '{Path.GetFullPath(path)}'", "", StringComparison.Ordinal),
    };

    /// <summary>Whether there is something behind a link: asked of the system, which has links that no path tells of.</summary>
    private static bool LeadsSomewhere(string link)
    {
        try
        {
            return OperatingSystem.IsWindows() ? File.Exists(RealPath.Of(link)) : File.GetUnixFileMode(link) >= 0;
        }
        catch (Exception nothing) when (nothing is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            // Whatever it is, reading it will tell.
            return true;
        }
    }

    private static bool IsMissingBy(Exception refused) =>
        refused is FileNotFoundException or DirectoryNotFoundException or PathTooLongException;
}
