using FincoreSim.Disk;

namespace FincoreSim.Output;

/// <summary>
/// Writes files that are there whole or not at all: beside the old one first, then in its place, so that a full disk or a crash
/// loses nothing that was there before. Stateless.
/// </summary>
internal static class WholeFile
{
    /// <summary>
    /// Writes a file in place of one that may be there; a link stays, and what it leads to is replaced. Throws what the file
    /// system throws, and whatever <paramref name="write"/> does; nothing is left of the attempt then.
    /// </summary>
    public static void Write(string path, Action<Stream> write)
    {
        var target = TargetOf(path);
        using (var pipe = OpenWhatStays(target))
        {
            if (pipe is not null)
            {
                write(pipe);
                return;
            }
        }

        var beside = Path.Combine(Path.GetDirectoryName(target)!, $".fincoresim-{Path.GetRandomFileName()}.tmp");
        try
        {
            using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(file);

                // A name that is moved before its bytes are on the disk can lead to nothing after a crash.
                file.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows() && File.Exists(target))
            {
                File.SetUnixFileMode(beside, File.GetUnixFileMode(target));
            }

            File.Move(beside, target, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    private static string TargetOf(string path)
    {
        var link = new FileInfo(Path.GetFullPath(path));
        return IsDevice(link.FullName) || link.LinkTarget is null
            ? link.FullName
            : link.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    /// <summary>
    /// What is there and no ordinary file: a device such as <c>/dev/stdout</c>, or a pipe. It is written to, and stays what it
    /// is. Null for everything else; a file that may not be written throws here, before anything is made beside it.
    /// </summary>
    private static FileStream? OpenWhatStays(string target)
    {
        if (!File.Exists(target))
        {
            return null;
        }

        var there = PatientFile.Wait(
            target,
            () => new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite),
            "nobody took what would be written to it");
        if (IsDevice(target) || !there.CanSeek)
        {
            return there;
        }

        there.Dispose();
        return null;
    }

    private static bool IsDevice(string target) => !OperatingSystem.IsWindows()
        && (target.StartsWith("/dev/", StringComparison.Ordinal) || target.StartsWith("/proc/", StringComparison.Ordinal));
}
