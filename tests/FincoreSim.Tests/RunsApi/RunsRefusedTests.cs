using FincoreSim.Api.Auth;
using FincoreSim.Domain.Ledger;
using FincoreSim.Serving;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.RunsApi;

/// <summary>What is not run, and runs that are not there: the answer says why.</summary>
public sealed class RunsRefusedTests
{
    private SimulatorApp _app = null!;
    private RunsClient _runs = null!;

    [SetUp]
    public async Task FindSimulatorAsync() => _runs = new RunsClient(_app = await SimulatorApp.Shared);

    [Test]
    public async Task A_wrong_file_is_told_as_compilers_do()
    {
        const string Wrong = """
            fincoresim: 1
            name: Wrong
            stepz: []
            steps:
              - money_in: {to: nobody, amount: 1.90}
            """;

        var refused = (await _runs.PostAsync(Wrong, "?name=my%20file.yaml")).ShouldBe(400)
            .ShouldHaveMembers("", "error", "detail").ShouldSay("error", "invalid_argument");

        Assert.That(refused["detail"].Split('\n'), Has.All.Match(@"^my file\.yaml:\d+:\d+: error: ."), refused.Text);
        Assert.That(refused["detail"], Does.Contain("my file.yaml:3:1: error: ").And.Contain("my file.yaml:5:"));
    }

    [Test]
    public async Task Rules_alone_are_told_where_they_belong()
    {
        var refused = (await _runs.PostAsync(Scenarios.RulesOnly)).ShouldBe(400);

        Assert.That(
            refused["detail"], Does.Contain("scenario.yaml has rules only").And.Contain("POST /_sim/sandboxes/{sb}/rules"));
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("\0")]
    [TestCase("just words")]
    public async Task What_is_no_file_is_400(string body)
    {
        var refused = (await _runs.PostAsync(body)).ShouldBe(400);

        Assert.That(refused["detail"], Does.Match(@"^scenario\.yaml:[12]:1: error: "));
    }

    [TestCase("repeat=0", "repeat")]
    [TestCase("repeat=101", "repeat")]
    [TestCase("repeat=x", "repeat")]
    [TestCase("parallel=0", "parallel")]
    [TestCase("parallel=17", "parallel")]
    [TestCase("max_steps=0", "max_steps")]
    [TestCase("max_steps=100001", "max_steps")]
    [TestCase("max_time=0s", "max_time")]
    [TestCase("max_time=3m", "max_time")]
    [TestCase("max_time=x", "max_time")]
    [TestCase("seed=-1", "seed")]
    [TestCase("seed=9223372036854775807", "seed")]
    [TestCase("mistakes=nonsense", "mistakes")]
    [TestCase("mistakes=careless&url=http://localhost:5000", "mistakes")]
    [TestCase("url=", "url")]
    [TestCase("url=localhost", "url")]
    [TestCase("url=ftp://localhost", "url")]
    [TestCase("name=a%0Ab", "name")]
    public async Task A_query_out_of_its_bounds_is_400(string query, string member)
    {
        var refused = (await _runs.PostAsync(Scenarios.Short, $"?{query}")).ShouldBe(400);

        Assert.That(refused["detail"], Does.StartWith($"{member} "));
    }

    [Test]
    public async Task More_results_than_a_run_may_have_are_400()
    {
        const string Many = """
            fincoresim: 1
            name: Many
            matrix:
              a: [1, 2, 3, 4, 5, 6]
              b: [1, 2, 3, 4, 5, 6]
            steps:
              - advance: 1s
            """;

        var refused = (await _runs.PostAsync(Many, "?repeat=28")).ShouldBe(400);

        Assert.That(refused["detail"], Does.Contain("36 combinations").And.Contain("1000"));
    }

    [TestCase("61s")]
    [TestCase("soon")]
    [TestCase("")]
    public async Task A_wait_that_cannot_be_is_400(string wait)
    {
        var refused = (await _runs.GetAsync("run000000", $"?wait={wait}")).ShouldBe(400);

        Assert.That(refused["detail"], Does.StartWith("wait "));
    }

    [TestCase("GET", "")]
    [TestCase("DELETE", "")]
    [TestCase("GET", "/junit")]
    [TestCase("GET", "/report")]
    [TestCase("GET", "/bundles/1")]
    public async Task A_run_that_is_not_there_is_404(string method, string below) =>
        (await _app.Anybody.SendAsync(new HttpMethod(method), $"{RunsClient.Path}/nobody{below}")).ShouldBe(404)
            .ShouldSay("detail", "Run not found.");

    [Test]
    public async Task A_sandbox_that_is_not_there_is_told_by_the_result()
    {
        var ended = await _runs.RunAsync(
            """{"fincoresim": 1, "name": "x", "sandbox": {"use": "nobody"}, "steps": [{"advance": "1s"}]}""");

        ended.ShouldSay("status", "unable");
        Assert.That(ended["results.0.failure.title"], Does.Contain("nobody"));
    }

    [Test]
    public async Task The_admin_token_guards_it()
    {
        await using var app =
            await SimulatorApp.StartAsync(new ServeOptions { Urls = "http://127.0.0.1:0", AdminToken = "s3cret" });
        var runs = new RunsClient(app);

        (await runs.PostAsync(Scenarios.Short)).ShouldBe(401);
        (await app.Anybody.GetAsync(RunsClient.Path)).ShouldBe(401);
        (await app.Caller(("Authorization", "Bearer s3cret"))
            .SendAsync(HttpMethod.Post, RunsClient.Path, Scenarios.Short)).ShouldBe(202);
    }
}
