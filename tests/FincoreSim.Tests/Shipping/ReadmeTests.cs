using System.Text.RegularExpressions;
using FincoreSim.Hosting;
using FincoreSim.Serving;
using FincoreSim.Testing;

namespace FincoreSim.Tests.Shipping;

/// <summary>The first pages, as a reader uses them: what is pasted works, and what is linked is there.</summary>
public sealed partial class ReadmeTests
{
    private const string Usual = "http://localhost:8080";

    /// <summary>So that a refused call ends the script, and nothing of curl's progress is in between.</summary>
    private const string StrictCurl = "curl() { command curl --silent --show-error --fail-with-body \"$@\" && echo; }\n";

    private static readonly string[] Written = ["simulator", "scenarios", "tests", "openapi", ".github"];

    private static IEnumerable<string> Pages => Written
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Script.Root, folder), "*.md", SearchOption.AllDirectories))
        .Concat(Directory.EnumerateFiles(Script.Root, "*.md"))
        .Select(file => Path.GetRelativePath(Script.Root, file).Replace('\\', '/'))
        .Where(file => !file.Contains("/node_modules/", StringComparison.Ordinal));

    [TestCase("README.md", 2)]
    [TestCase("README.es.md", 2)]
    [TestCase("simulator/manual.md", 4)]
    public async Task What_is_pasted_from_it_is_answered_well(string page, int least)
    {
        await Script.NeedsCurlAsync();
        var text = await File.ReadAllTextAsync(Path.Combine(Script.Root, page));
        var blocks = Shell().Matches(text).Select(block => block.Groups[1].Value)
            .Where(block => Calls().IsMatch(block) && !block.Contains("{id}", StringComparison.Ordinal))
            .ToArray();
        Assert.That(blocks, Has.Length.GreaterThanOrEqualTo(least));

        await using var app = Simulator.Build(new ServeOptions { Urls = "http://127.0.0.1:0" });
        await app.StartAsync();
        var script = string.Concat(blocks).Replace(Usual, app.Urls.Single(), StringComparison.Ordinal);
        var run = await Script.BashAsync(["-euc", StrictCurl + script]);

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
    }

    [Test]
    public async Task The_payment_that_is_pasted_settles_and_its_webhook_is_sent()
    {
        await Script.NeedsCurlAsync();
        await using var app = Simulator.Build(new ServeOptions { Urls = "http://127.0.0.1:0" });
        await app.StartAsync();
        var url = app.Urls.Single();
        var page = await File.ReadAllTextAsync(Path.Combine(Script.Root, "README.md"));
        var first = Shell().Matches(page).Select(block => block.Groups[1].Value)
            .Single(block => block.StartsWith("API=", StringComparison.Ordinal))
            .Replace(Usual, url, StringComparison.Ordinal);

        var run = await Script.BashAsync(
            ["-euc", $"{StrictCurl}{first}\ncurl {url}/_sim/sandboxes/default/clock -d '{{\"advance\": \"3s\"}}'\n"]);

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Output, Does.Contain("\"transactionStatus\":\"INITIALIZED\"").And.Contain("\"status\":\"DELIVERED\""));
        Assert.That(run.Output, Does.Contain("\"answer_status\":201"));
    }

    [TestCaseSource(nameof(Pages))]
    public void What_it_links_to_is_there(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Script.Root, page))!;
        var text = Fences().Replace(File.ReadAllText(Path.Combine(Script.Root, page)), "");

        var links = Links().Matches(text).Select(link => link.Groups[1].Value);
        foreach (var link in links.Where(link => !link.Contains("://", StringComparison.Ordinal)))
        {
            var (file, anchor) = link.Split('#', 2) is [var before, var behind] ? (before, behind) : (link, null);
            var target = Path.GetFullPath(file.Length == 0 ? Path.Combine(Script.Root, page) : Path.Combine(folder, Uri.UnescapeDataString(file)));
            Assert.That(File.Exists(target) || Directory.Exists(target), Is.True, $"{link} leads nowhere");
            if (anchor is not null && Path.GetExtension(target) == ".md")
            {
                Assert.That(AnchorsOf(target), Does.Contain(anchor), link);
            }
        }
    }

    [Test]
    public void The_first_page_is_two_screens() =>
        Assert.That(
            File.ReadAllLines(Path.Combine(Script.Root, "README.md")),
            Has.Length.LessThanOrEqualTo(120),
            "what is long goes into simulator/manual.md");

    /// <summary>As the usual renderers make them: small letters, blanks as hyphens, no other marks.</summary>
    private static IEnumerable<string> AnchorsOf(string page) => Headings().Matches(File.ReadAllText(page))
        .Select(heading => NoAnchor().Replace(heading.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Shell();

    /// <summary>A line that begins with a call, by itself or for a variable.</summary>
    [GeneratedRegex(@"^(\w+=\$\()?curl ", RegexOptions.Multiline)]
    private static partial Regex Calls();

    [GeneratedRegex(@"^ *```.*?^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"^#+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NoAnchor();
}
