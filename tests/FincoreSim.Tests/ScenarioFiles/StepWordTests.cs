using FincoreSim.Language.Shapes;

namespace FincoreSim.Tests.ScenarioFiles;

/// <summary>Who writes a file looks the words of the language up in its page.</summary>
public sealed class StepWordTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Files.Folder(), "README.md"));

    private static IEnumerable<string> Words => StepShapes.All.Select(step => step.Command);

    [TestCaseSource(nameof(Words))]
    public void A_step_is_in_the_table_of_the_page(string word) => Assert.That(
        Page.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split(" | ")[0]),
        Has.Some.Matches($@"`{word}[:`]"));
}
