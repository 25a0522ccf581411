using System.Collections.Concurrent;
using FincoreSim.Ground;

namespace FincoreSim.Disk;

/// <summary>
/// Reads files that may be anything: a pipe that nobody writes to, a device without an end, a drive that does not answer. No
/// more is read than tells that it is too much, and nobody waits for long. Thread-safe.
/// </summary>
internal static class PatientFile
{
    private const int SecondsOfPatience = 10;

    /// <summary>What is still waited for, by path: a file that is looked at again and again is waited for once.</summary>
    private static readonly ConcurrentDictionary<string, Task> Stuck = new(StringComparer.Ordinal);

    /// <summary>Reads a file; null, or why it cannot be read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">How many bytes are wanted at most; one more is read where there are more.</param>
    /// <param name="bytes">What it holds.</param>
    public static FileTrouble? Read(string path, int most, out byte[] bytes)
    {
        bytes = [];
        try
        {
            bytes = Wait(path, () => ReadUpTo(path, most), "nothing came from it");
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return FileTrouble.Of(refused, path);
        }
    }

    /// <summary>
    /// Does something with a file, and throws where it takes too long: opening a pipe waits for somebody to open its other end,
    /// and no thread but one of its own may wait for that.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="work">What is done.</param>
    /// <param name="silence">What to say where nothing comes of it.</param>
    public static T Wait<T>(string path, Func<T> work, string silence)
    {
        var full = Path.GetFullPath(path);
        if (Stuck.TryGetValue(full, out var before) && !before.IsCompleted)
        {
            throw Silent(silence);
        }

        var task = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (Task.WaitAny([task], TimeSpan.FromSeconds(SecondsOfPatience)) < 0)
        {
            Stuck[full] = task;
            Background.Run(async () => Close(await task), static _ =>
            {
                // That it failed is told already: nothing came from the file in time.
            });
            throw Silent(silence);
        }

        Stuck.TryRemove(full, out _);
        return task.GetAwaiter().GetResult();
    }

    /// <summary>What comes when nobody waits for it any more is closed, for whoever is at its other end.</summary>
    private static void Close<T>(T late) => (late as IDisposable)?.Dispose();

    private static IOException Silent(string what) =>
        new($"{what} within {SecondsOfPatience} s; is it a pipe without another end?");

    /// <summary>The length that a file gives is a hint and no more: devices and files of the system have none.</summary>
    private static byte[] ReadUpTo(string path, int most)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[(int)Math.Min(file.CanSeek ? file.Length : 0, most) + 1];
        var length = 0;
        while (true)
        {
            length += file.ReadAtLeast(bytes.AsSpan(length), bytes.Length - length, throwOnEndOfStream: false);
            if (length < bytes.Length || length > most)
            {
                return bytes[..length];
            }

            Array.Resize(ref bytes, (int)Math.Min(2L * bytes.Length, most + 1L));
        }
    }
}
