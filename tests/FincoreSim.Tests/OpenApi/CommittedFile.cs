using FincoreSim.Testing;

namespace FincoreSim.Tests.OpenApi;

/// <summary>Compares a text with a file that is committed at the root of the repository; APPROVE=1 writes the file.</summary>
internal static class CommittedFile
{
    private static readonly string Root = FindRoot();

    /// <summary>Fails with the first line that differs.</summary>
    public static void Verify(string made, string path)
    {
        var full = Path.Combine(Root, path);
        var wanted = made.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, wanted);
            return;
        }

        var (left, right) = (Lines(File.Exists(full) ? File.ReadAllText(full) : ""), Lines(wanted));
        var same = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        if (same < Math.Max(left.Length, right.Length))
        {
            throw new CheckFailedException($"""
                {path} differs from what the code makes, from line {same + 1} on. If the change is meant, run again with APPROVE=1.
                  committed: {LineAt(left, same)}
                  code:      {LineAt(right, same)}
                """);
        }
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');

    private static string LineAt(string[] lines, int index) => index < lines.Length ? lines[index] : "(end of the text)";

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FincoreSim.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("FincoreSim.sln is not above the tests");
        }

        return folder.FullName;
    }
}
