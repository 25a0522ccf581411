using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using FincoreSim.Tests.Runs;

namespace FincoreSim.Tests.Library;

/// <summary>
/// The examples ship as the description of the language prints them, which <c>Printed/</c> holds word for word; only comments
/// and blank lines may differ.
/// </summary>
public sealed partial class PrintedExamplesTests
{
    private static string[] Printed =>
        [.. Directory.EnumerateFiles(Folder(), "*.yaml").Select(Path.GetFileName).Order(StringComparer.Ordinal)!];

    [Test]
    public void All_are_printed_and_nothing_else_is_among_them() =>
        Assert.That(Bench.Shipped("examples"), Is.EqualTo(Printed.Select(name => $"examples/{name}")));

    [TestCaseSource(nameof(Printed))]
    public void Ships_as_printed(string name)
    {
        var shipped = File.ReadAllText(Path.Combine(ScenarioFiles.Files.Folder(), "examples", name));

        Assert.That(Lines(shipped), Is.EqualTo(Lines(File.ReadAllText(Path.Combine(Folder(), name)))));
    }

    private static string[] Lines(string text) =>
        [.. text.Split('\n').Select(line => Comment().Replace(line, "").TrimEnd()).Where(line => line.Length > 0)];

    private static string Folder([CallerFilePath] string source = "") => Path.Combine(Path.GetDirectoryName(source)!, "Printed");

    [GeneratedRegex(@"(^|\s)#.*$")]
    private static partial Regex Comment();
}
