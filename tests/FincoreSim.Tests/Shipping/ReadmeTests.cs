using System.Text.RegularExpressions;
using FincoreSim.Hosting;
using FincoreSim.Serving;

namespace FincoreSim.Tests.Shipping;

/// <summary>What the pages say can be pasted, and where they lead to is there.</summary>
public sealed partial class ReadmeTests
{
    /// <summary>What a reader sees at once on a screen, twice, with the lines of the picture.</summary>
    private const int TwoScreens = 120;

    private static IEnumerable<string> Pages => new[] { "", "simulator", "scenarios", "openapi", "tests" }
        .SelectMany(folder => Directory.EnumerateFiles(
            Path.Combine(Script.Root, folder), "*.md", folder.Length == 0 ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(Script.Root, path).Replace('\\', '/'))
        .Where(path => !path.Split('/').Any(part => part is "node_modules" or "bin" or "obj" or "TestResults"));

    [TestCaseSource(nameof(Pages))]
    public void Every_link_leads_somewhere(string page)
    {
        var dead = Link().Matches(Fence().Replace(File.ReadAllText(Path.Combine(Script.Root, page)), ""))
            .Select(match => match.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(target => !IsThere(page, target));

        Assert.That(dead, Is.Empty);
    }

    [TestCase("README.md")]
    [TestCase("README.es.md")]
    public async Task Its_curls_work_as_they_can_be_pasted(string page)
    {
        await Script.NeedsCurlAsync();
        await using var app = Simulator.Build(new ServeOptions { Urls = "http://127.0.0.1:0" });
        await app.StartAsync();
        var blocks = Block().Matches(await File.ReadAllTextAsync(Path.Combine(Script.Root, page))).Select(match => match.Groups[1].Value)
            .Where(block => block.Contains("curl ", StringComparison.Ordinal)).ToArray();
        var folder = Directory.CreateTempSubdirectory("fincoresim-readme-");

        var run = await Script.BashAsync([
            "-c",
            $"set -euo pipefail; cd '{folder.FullName}'; curl() {{ command curl -sS --fail-with-body \"$@\"; echo; }}\n"
                + string.Concat(blocks).Replace("http://localhost:8080", app.Urls.Single(), StringComparison.Ordinal)]);
        folder.Delete(recursive: true);

        Assert.That(blocks, Has.Length.GreaterThan(2));
        Assert.That(run.ExitCode, Is.Zero, run.ToString());
    }

    [Test]
    public void The_front_page_fits_on_two_screens() =>
        Assert.That(File.ReadAllLines(Path.Combine(Script.Root, "README.md")), Has.Length.LessThanOrEqualTo(TwoScreens));

    private static bool IsThere(string page, string target)
    {
        var (path, anchor) = target.Split('#', 2) is [var left, var right] ? (left, right) : (target, null);
        var file = path.Length == 0
            ? Path.Combine(Script.Root, page)
            : Path.GetFullPath(Path.Combine(Script.Root, Path.GetDirectoryName(page)!, Uri.UnescapeDataString(path)));
        return (File.Exists(file) || Directory.Exists(file)) && (anchor is null || !file.EndsWith(".md", StringComparison.Ordinal)
            || Heading().Matches(File.ReadAllText(file)).Select(match => Slug(match.Groups[1].Value)).Contains(anchor));
    }

    /// <summary>The anchor that GitHub gives a heading.</summary>
    private static string Slug(string heading) =>
        NoSlug().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"(?<!`)\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}\- _]")]
    private static partial Regex NoSlug();
}
