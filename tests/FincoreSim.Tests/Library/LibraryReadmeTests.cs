using System.Globalization;
using System.Text;
using FincoreSim.Domain.Kernel;
using FincoreSim.Language;
using FincoreSim.Language.Model;
using FincoreSim.Tests.Kit;
using FincoreSim.Tests.OpenApi;
using FincoreSim.Tests.ScenarioFiles;

namespace FincoreSim.Tests.Library;

/// <summary>
/// The shipped scenarios are read without a complaint, tell what they are for, and stand in the README's table.
/// </summary>
public sealed class LibraryReadmeTests
{
    private const string Begin = "<!-- library:begin -->\n";
    private const string End = "<!-- library:end -->";

    /// <summary>The examples of the language: they are what the specification has, without descriptions.</summary>
    private const string Examples = "examples";

    private static readonly string Folder = Files.Folder();

    private static IEnumerable<TestCaseData> All => Paths().Select(path => new TestCaseData(path).SetArgDisplayNames(path));

    [TestCaseSource(nameof(All))]
    public void Is_read_without_errors_or_warnings_and_says_what_it_is_for(string path)
    {
        var loaded = ScenarioLoader.Load(path, File.ReadAllBytes(Path.Combine(Folder, path)));

        Assert.That(loaded.Problems, Is.Empty);
        var scenario = loaded.File!.Scenarios[0];
        if (FolderOf(path) != Examples)
        {
            Assert.That(scenario.Description, Is.Not.Empty, "a description");
            Assert.That(scenario.Tags, Is.Not.Empty, "tags");
            Assert.That(scenario.IsRunnable, "steps");
        }
    }

    [Test]
    public void Names_are_unique() => Assert.That(Paths().Select(path => Load(path).Name), Is.Unique);

    [Test]
    public void The_readme_has_the_table_of_the_library() =>
        ReadmeSection.Verify(Path.Combine(Folder, "README.md"), Begin, End, Table());

    private static string Table()
    {
        var text = new StringBuilder();
        foreach (var folder in Paths().GroupBy(FolderOf))
        {
            text.Append(
                CultureInfo.InvariantCulture, $"\n### {folder.Key}\n\n| File | What must happen | Why |\n|---|---|---|\n");
            foreach (var path in folder)
            {
                var file = Load(path);
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| [{Path.GetFileNameWithoutExtension(path)}]({path}) | {Cell(file.Name)} | "
                    + $"{Cell(file.Scenarios[0].Description ?? "")} |\n");
            }
        }

        return text.Append('\n').ToString();
    }

    private static string Cell(string text) =>
        text.Trim().Replace("\n", " ", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    private static string FolderOf(string path) => path[..path.LastIndexOf('/')];

    private static ScenarioFile Load(string path) => ScenarioLoader.Load(path, File.ReadAllBytes(Path.Combine(Folder, path))).File
        ?? throw new InvalidOperationException($"{path} has errors");

    /// <summary>Every shipped file, below the folder of scenarios, with slashes.</summary>
    internal static string[] Paths() =>
    [
        .. Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];
}
