using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FincoreSim.Disk;
using FincoreSim.Language.Yaml;
using FincoreSim.Output;
using FincoreSim.Runs.Reports;
using FincoreSim.Runs.Runner;
using FincoreSim.Tests.ScenarioFiles;

namespace FincoreSim.Tests.Runs;

/// <summary>What people and machines read of a run: on a terminal, in a log, beside a pull request, in JUnit and as a page.</summary>
public sealed partial class ReportsTests
{
    private const string Name = "Pays once, 100%: \u001b[31m<b>done</b>";

    [Test]
    public void Not_on_a_terminal_there_are_plain_lines_and_what_did_not_pass_stands_at_the_end_once_more()
    {
        var lines = Printed(live: null);

        Assert.That(lines, Has.None.Contain("\u001b"));
        Assert.That(lines[^3], Is.EqualTo("failed:"));
        Assert.That(lines[^2],
            Does.StartWith("FAILED  Pays once").And.Contain("(pays.yaml:7:3: balance of a: is: expected 1.00, found 2.00)"));
        Assert.That(lines[^1], Does.StartWith("1 passed, 1 failed in "));
    }

    [TestCase("", true)]
    [TestCase("1", false)]
    public void On_a_terminal_words_are_coloured_unless_NO_COLOR_is_set_and_the_last_line_says_how_far_it_is(
        string noColor, bool isColoured)
    {
        using var terminal = new StringWriter { NewLine = "\n" };
        Printed(LiveLines.Of(true, name => name == "NO_COLOR" ? noColor : "xterm", terminal));
        var shown = terminal.ToString();

        Assert.That(shown.Contains("\u001b[1;31mFAILED\u001b[0m  Pays once", StringComparison.Ordinal), Is.EqualTo(isColoured));
        Assert.That(shown, Does.Contain("2 of 2 ended, 1 did not pass"));
        Assert.That(Colour().IsMatch(shown), Is.EqualTo(isColoured));
        Assert.That(shown, Does.Not.Contain("\u001b[31m<b>"), "a name colours nothing");
    }

    [Test]
    public void A_terminal_that_cannot_write_over_a_line_gets_plain_ones() =>
        Assert.That(LiveLines.Of(true, name => name == "TERM" ? "dumb" : null, TextWriter.Null), Is.Null);

    [Test]
    public void GitHub_gets_a_line_for_each_that_ends_no_value_early()
    {
        var lines = Annotations.Of(Report() with
        {
            Wrong = [new WrongFile("a,b.yaml", [new Problem("a,b.yaml", new Position(2, 3), Severity.Error, "no\nway")])],
        }).ToArray();

        Assert.That(lines[0], Is.EqualTo("::error file=a%2Cb.yaml,line=2,col=3,title=the file is wrong::no%0Away"));
        Assert.That(lines[1], Does.StartWith(
            "::error file=pays.yaml,line=7,col=3,title=Pays once%2C 100%25%3A \\u001b[31m<b>done</b>"
            + "::balance of a: is: expected 1.00"));
        Assert.That(lines[1], Does.Contain("%0A  available 2.00"));
    }

    [Test]
    public void JUnit_has_file_line_and_why_it_matters()
    {
        var cases = XDocument.Load(new MemoryStream(JUnitReport.Of(Report()))).Descendants("testcase").ToArray();

        Assert.That(cases.Select(one => (string?)one.Attribute("file")), Is.All.EqualTo("pays.yaml"));
        Assert.That(cases.Select(one => (string?)one.Attribute("line")), Is.EqualTo(new[] { "1", "7" }));
        Assert.That(
            cases[0].Descendants("property").Select(one => (string?)one.Attribute("name")), Has.Some.EqualTo("description"));
        Assert.That(cases[1].Element("failure")!.Value, Does.Contain("why it matters: Money is paid once.\nIt was not."));
    }

    [Test]
    public void The_page_begins_with_what_is_asked_first_and_fetches_nothing()
    {
        var page = Encoding.UTF8.GetString(HtmlReport.Of(Report() with
        {
            Began = new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero),
            Integrator = "http://me:secret@localhost:5000/hooks",
            LeftOut = ["only a part of conformance ran: 4 files of conformance/book did not"],
        }));
        string[] order =
        [
            "<h1>1 of 2 failed", "A scenario that passed proves", "conformance/book did not", "http://***@localhost:5000/hooks",
            "2026-03-02 15:00:00 UTC",
            "<dd>FincoreSim ", "<h2>What did not pass", "#7 something happened", "<h2>Scenarios",
        ];

        var body = page[page.IndexOf("<body>", StringComparison.Ordinal)..];
        var places = order.Select(text => body.IndexOf(text, StringComparison.Ordinal)).ToArray();

        Assert.That(places, Is.Ordered.And.All.GreaterThanOrEqualTo(0), string.Join(", ", places));
        Assert.That(Fetching().Matches(page).Select(match => match.Value), Is.Empty);
        Assert.That(page, Does.Contain("light-dark(").And.Not.Contain("secret").And.Not.Contain("<b>done"));
    }

    [Test]
    public void A_suite_that_ran_without_the_folders_in_it_says_so()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "book"));
        foreach (var file in new[] { "a.yaml", "b.yaml", "book/c.yaml" })
        {
            File.WriteAllText(Path.Combine(folder.Path, file), "fincoresim: 1\n");
        }

        string[] files = [Path.Combine(folder.Path, "a.yaml"), Path.Combine(folder.Path, "b.yaml")];

        Assert.That(SuiteGaps.Of(ScenarioPaths.Of(files)).Single(), Does.Contain("1 file of").And.Contain("book"));
        Assert.That(SuiteGaps.Of(ScenarioPaths.Of([folder.Path])), Is.Empty, "the whole folder");
        Assert.That(SuiteGaps.Of(ScenarioPaths.Of(files[..1])), Is.Empty, "one file alone is no suite");
    }

    [TestCase("scenarios/a.yaml", "scenarios/a.yaml")]
    [TestCase("./a.yaml", "a.yaml")]
    [TestCase("/elsewhere/a.yaml", "/elsewhere/a.yaml")]
    public void Files_are_called_relative_to_where_it_ran(string file, string shown)
    {
        Assert.That(ReportPlace.Of(file), Is.EqualTo(shown));
        Assert.That(ReportPlace.Of(Path.Combine(Environment.CurrentDirectory, "x", "a.yaml")), Is.EqualTo("x/a.yaml"));
    }

    private static string[] Printed(LiveLines? live)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var report = new TextReport(new VisibleWriter(text), isRepeated: false, live, total: 2);
        foreach (var result in Report().Results)
        {
            report.Ended(result);
        }

        report.Finish(Report());
        return text.ToString().TrimEnd('\n').Split('\n');
    }

    private static RunReport Report()
    {
        var scenario = Files.Scenario(
            "fincoresim: 1\nname: x\ndescription: Money is paid once.\nwhy: It was not.\nsteps: [settle]\n") with
        { Name = Name };
        var passed = new RunResult
        {
            File = "pays.yaml",
            Scenario = scenario,
            Repetition = 1,
            Verdict = RunVerdict.Passed,
            Took = TimeSpan.FromMilliseconds(12),
            Seed = 42,
            Clock = RunSettings.ClockDefault,
        };
        var failed = passed with
        {
            Verdict = RunVerdict.Failed,
            Failure = new RunFailure(new Position(7, 3), "balance of a: is: expected 1.00, found 2.00", ["available 2.00"]),
            Journal = ["#7 something happened"],
        };
        return new RunReport([passed, failed], [], [], TimeSpan.FromSeconds(1));
    }

    [GeneratedRegex("""\u001b\[[0-9;]*m""")]
    private static partial Regex Colour();

    [GeneratedRegex("""<script|<link|<img|@import|url\(|\ssrc=|https?://(?!\*\*\*@localhost)[^\s"<]+""")]
    private static partial Regex Fetching();
}
