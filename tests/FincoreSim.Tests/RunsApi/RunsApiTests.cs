using System.Text.Json;
using System.Xml.Linq;
using FincoreSim.Runs.Bundles;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Shipping;

namespace FincoreSim.Tests.RunsApi;

/// <summary>Scenario files that are sent to the simulator: what is taken, what comes of it, and the reports.</summary>
public sealed class RunsApiTests
{
    private RunsClient _runs = null!;

    [SetUp]
    public async Task FindSimulatorAsync() => _runs = new RunsClient(await SimulatorApp.Shared);

    [Test]
    public async Task A_file_that_passes()
    {
        var posted = (await _runs.PostAsync(Scenarios.Passing)).ShouldBe(202);
        var ended = await _runs.EndAsync(posted["id"]);

        Assert.That(posted.Header("Location"), Is.EqualTo($"{RunsClient.Path}/{posted["id"]}"));
        ended.ShouldSay("status", "passed").ShouldSay("name", "A payment leaves").ShouldSay("file", "scenario.yaml")
            .ShouldSay("total", "1").ShouldSay("passed", "1").ShouldSay("failed", "0").ShouldSay("unable", "0")
            .ShouldHaveMembers("results.0", "name", "status", "repetition", "seed", "clock", "fingerprint", "took_ms")
            .ShouldSay("results.0.name", "A payment leaves").ShouldSay("results.0.status", "passed").ShouldSay(
                "results.0.seed", "7")
            .ShouldSay("results.0.clock", "2026-03-02T09:00:00.000000-06:00").ShouldSay("results.0.repetition", "1");
        Assert.That(ended.Count("results"), Is.EqualTo(1));
    }

    [Test]
    public async Task Json_is_taken_as_well()
    {
        var ended = await _runs.RunAsync("""{"fincoresim": 1, "name": "In JSON", "steps": [{"advance": "1s"}]}""");

        ended.ShouldSay("status", "passed").ShouldSay("name", "In JSON");
    }

    [TestCase("?max_steps=2", "counting all rounds the scenario takes 3 steps, and may take at most 2 here (run --max-steps)")]
    [TestCase("?max_time=1ms", "broken off, because a scenario may take at most 1ms of real time here (run --max-time)")]
    public async Task A_bound_that_is_reached_is_a_failure(string query, string why)
    {
        var ended = await _runs.RunAsync(query.Contains("time") ? Scenarios.Endless : Scenarios.Passing, query);

        Assert.That(ended.ShouldSay("status", "failed")["results.0.failure.title"], Does.Contain(why));
    }

    [Test]
    public async Task A_file_that_fails_says_where_and_why_and_leaves_what_helps()
    {
        var ended = await _runs.RunAsync(Scenarios.Failing, "?name=pay/twice.yaml");

        ended.ShouldSay("status", "failed").ShouldSay("failed", "1").ShouldSay("results.0.status", "failed")
            .ShouldHaveMembers("results.0.failure", "place", "title", "details")
            .ShouldMatch("results.0.failure.place", @"^pay/twice\.yaml:13:\d+$")
            .ShouldSay("results.0.bundle", $"{RunsClient.Path}/{ended["id"]}/bundles/1");
        Assert.That(ended["results.0.failure.title"], Does.Contain("259.00").And.Contain("379.50"));
        Assert.That(ended.At("results.0.journal").EnumerateArray().Select(line => line.GetString()),
            Has.Some.Contain("transaction_created"));
    }

    [Test]
    public async Task The_bundle_of_a_failed_result_has_its_world_again()
    {
        var ended = await _runs.RunAsync(Scenarios.Failing, "?name=pa%C3%B1o.yaml");

        var file = (await _runs.GetAsync(ended["id"], "/bundles/1")).ShouldBe(200);

        Assert.That(file.Header("Content-Type"), Is.EqualTo("application/zip"));
        Assert.That(file.Header("Content-Disposition"), Does.Contain("attachment").And.Contain(".run.zip"));
        using var stream = new MemoryStream(file.Bytes.ToArray());
        var bundle = BundleFile.Read(stream);
        var replayed = BundleReplay.Run(bundle);
        Assert.Multiple(() =>
        {
            Assert.That(replayed.IsSame, Is.True);
            Assert.That(replayed.Replayed.Fingerprint, Is.EqualTo(ended["results.0.fingerprint"]));
            Assert.That(bundle.Scenario.Text, Is.EqualTo(Scenarios.Failing));
            Assert.That(bundle.Result, Does.Contain(ended["results.0.failure.title"]));
        });
        (await _runs.GetAsync(ended["id"], "/bundles/2")).ShouldBe(404);
        (await _runs.GetAsync(ended["id"], "/bundles/x")).ShouldBe(404);
    }

    [Test]
    public async Task What_is_kept_of_many_failures_is_bounded_and_the_rest_is_counted()
    {
        var ended = await _runs.RunAsync(Scenarios.Half, "?repeat=12&parallel=4&seed=5");

        ended.ShouldSay("total", "24").ShouldSay("passed", "12").ShouldSay("failed", "12")
            .ShouldSay("bundles_dropped", "2").ShouldSay("journals_dropped", "2");
        var results = ended.At("results").EnumerateArray().ToArray();
        Assert.That(results.Select(result => result.GetProperty("repetition").GetInt32()),
            Is.EqualTo(Enumerable.Range(1, 12).SelectMany(number => new[] { number, number })));
        Assert.That(
            results.Select(result => result.GetProperty("name").GetString()), Is.EqualTo(
                Enumerable.Repeat((string[])["Half of it [is=1.00]", "Half of it [is=2.00]"], 12).SelectMany(both => both)));
        Assert.That(results.Count(result => result.TryGetProperty("bundle", out _)), Is.EqualTo(10));
        Assert.That(results.Count(result => result.TryGetProperty("journal", out _)), Is.EqualTo(10));
        Assert.That(results.Count(HasNoBundleLeft), Is.EqualTo(2));
        Assert.That(results.All(result => result.GetProperty("seed").GetInt64() == 5));
        (await _runs.GetAsync(ended["id"], "/bundles/10")).ShouldBe(200);
        (await _runs.GetAsync(ended["id"], "/bundles/11")).ShouldBe(404);
    }

    [Test]
    public async Task The_sample_integrator_passes_and_with_its_mistake_it_does_not()
    {
        var file = await File.ReadAllTextAsync(Path.Combine(Script.Root, "scenarios/judging/answers-201.yaml"));

        (await _runs.RunAsync(file)).ShouldSay("status", "passed");
        (await _runs.RunAsync(file, "?mistakes=answers-200-before-booking")).ShouldSay("status", "failed");
        (await _runs.RunAsync(file, "?mistakes=second-cent")).ShouldSay("status", "passed");
    }

    [Test]
    public async Task An_integrator_that_is_not_there_is_nobodys_failure()
    {
        const string File = """
            fincoresim: 1
            name: Asks the integrator
            steps:
              - call: GET ${INTEGRATOR_URL}/book
                expect: {status: 200}
            """;

        var ended = await _runs.RunAsync(File, "?url=http://127.0.0.1:9");

        ended.ShouldSay("status", "unable").ShouldSay("unable", "1").ShouldSay("results.0.status", "unable");
    }

    [Test]
    public async Task Junit_is_read_as_others_read_it()
    {
        var id = await _runs.StartAsync(Scenarios.Half, "?name=half.yaml");

        var report = (await _runs.GetAsync(id, "/junit?wait=25s")).ShouldBe(200);

        Assert.That(report.Header("Content-Type"), Is.EqualTo("application/xml"));
        var root = XDocument.Parse(report.Text).Root!;
        var cases = root.Descendants("testcase").ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(root.Attribute("tests")!.Value, Is.EqualTo("2"));
            Assert.That(root.Attribute("failures")!.Value, Is.EqualTo("1"));
            Assert.That(root.Element("testsuite")!.Attribute("name")!.Value, Is.EqualTo("half.yaml"));
            Assert.That(
                cases.Select(one => one.Attribute("name")!.Value), Is.EqualTo(["Half of it [is=1.00]", "Half of it [is=2.00]"]));
            Assert.That(cases[1].Element("failure")!.Value, Does.Contain($"{RunsClient.Path}/{id}/bundles/1"));
        });
    }

    [Test]
    public async Task The_report_is_a_page()
    {
        var id = await _runs.StartAsync(Scenarios.Half);

        var page = (await _runs.GetAsync(id, "/report?wait=25s")).ShouldBe(200);

        Assert.That(page.Header("Content-Type"), Is.EqualTo("text/html; charset=utf-8"));
        Assert.That(page.Text, Does.StartWith("<!doctype html>").And.Contain("1 passed, 1 failed"));
    }

    private static bool HasNoBundleLeft(JsonElement result) => result.TryGetProperty("failure", out var failure)
        && failure.GetProperty("details").EnumerateArray()
            .Any(line => line.GetString()!.StartsWith("no bundle was left", StringComparison.Ordinal));
}
