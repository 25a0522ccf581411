namespace FincoreSim.Tests.ScenarioFiles;

/// <summary>What is told of files that break the rules of the language: place, problem, and what to write instead.</summary>
public sealed class BrokenFilesTests
{
    [TestCaseSource(typeof(BrokenFiles), nameof(BrokenFiles.All))]
    public void Are_told_where_and_how(string text, string[] problems) =>
        Assert.That(Files.ProblemsOf(text), Is.EqualTo(problems));

    [TestCaseSource(typeof(BrokenFiles), nameof(BrokenFiles.All))]
    public void Do_not_load_when_there_are_errors(string text, string[] problems) =>
        Assert.That(Files.Load(text).File,
            problems.Any(problem => problem.Contains(": error: ", StringComparison.Ordinal)) ? Is.Null : Is.Not.Null);
}
