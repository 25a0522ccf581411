using System.Runtime.CompilerServices;
using System.Text;
using FincoreSim.Language;
using FincoreSim.Language.Model;
using FincoreSim.Tests.OpenApi;

namespace FincoreSim.Tests.ScenarioFiles;

/// <summary>Reads scenario files and texts for tests.</summary>
internal static class Files
{
    public static string Folder([CallerFilePath] string source = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "../../../scenarios"));

    public static string[] Examples() =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder(), "examples"), "*.yaml").Order(StringComparer.Ordinal)];

    public static LoadedFile Load(string text, string path = "a.yaml") => ScenarioLoader.Load(path, Encoding.UTF8.GetBytes(text));

    public static LoadedFile LoadExample(string name) =>
        Load(File.ReadAllText(Path.Combine(Folder(), "examples", name + ".yaml")), name + ".yaml");

    public static string[] ProblemsOf(string text) => [.. Load(text).Problems.Select(problem => problem.ToString())];

    /// <summary>The one scenario of a text that has no problems.</summary>
    public static Scenario Scenario(string text)
    {
        var loaded = Load(text);
        Assert.That(loaded.Problems, Is.Empty);
        return loaded.File!.Scenarios.Single();
    }
}
