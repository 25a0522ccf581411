namespace FincoreSim.Tests.Kit;

/// <summary>The sections of pages that are made from the code, between two comments. Thread-safe: a page has several.</summary>
internal static class ReadmeSection
{
    private static readonly Lock Writing = new();

    /// <summary>Compares a section with what the code makes; APPROVE=1 writes it.</summary>
    /// <param name="page">The path of the page.</param>
    /// <param name="name">What the section is called in its comments.</param>
    /// <param name="made">What the code makes.</param>
    public static void Verify(string page, string name, string made) =>
        Verify(page, $"<!-- {name}: begin (made from the code) -->\n", $"<!-- {name}: end -->", made);

    /// <summary>The same, with the comments as they stand.</summary>
    public static void Verify(string page, string begin, string end, string made)
    {
        lock (Writing)
        {
            var text = File.ReadAllText(page).ReplaceLineEndings("\n");
            Assert.That(text, Does.Contain(begin).And.Contain(end));
            var from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
            var to = text.IndexOf(end, StringComparison.Ordinal);
            if (Environment.GetEnvironmentVariable("APPROVE") == "1")
            {
                File.WriteAllText(page, text[..from] + made + text[to..]);
                return;
            }

            Assert.That(text[from..to], Is.EqualTo(made), "APPROVE=1 dotnet test writes it");
        }
    }
}
