using System.Net;
using System.Net.Sockets;
using FincoreSim.Api.Auth;
using FincoreSim.Fidelity;
using FincoreSim.Hosting;
using FincoreSim.Serving;
using Microsoft.AspNetCore.Builder;

namespace FincoreSim.Tests.Shipping;

/// <summary>
/// simulator/walkthrough.sh against real servers: one that is well, one that is guarded, one that is not there.
/// </summary>
public sealed class WalkthroughTests
{
    private const string AdminToken = "letmein";

    [Test]
    public async Task Every_step_is_as_expected_also_when_two_walk_at_once()
    {
        await Script.NeedsCurlAsync();
        await using var app = await StartAsync(new ServeOptions { Urls = "http://127.0.0.1:0" });
        var sandboxes = await HealthOfAsync(app);

        var runs = await Task.WhenAll(WalkAsync(app), WalkAsync(app));

        foreach (var run in runs)
        {
            Assert.That(run.ExitCode, Is.Zero, run.ToString());
            Assert.That(
                run.LastLine,
                Does.Match(
                    "^walkthrough: [0-9]+ steps, all as expected: [0-9]+ documented, [0-9]+ observed, [0-9]+ assumed, [0-9]+ of "
                    + "the simulator$"));
            Assert.That(run.Errors, Is.Empty);
        }

        Assert.That(await HealthOfAsync(app), Is.EqualTo(sandboxes), "it leaves no sandbox behind");
    }

    [Test]
    public void Every_step_says_what_it_is_as_the_catalogue_has_it()
    {
        var script = File.ReadAllText(Path.Combine(Script.Root, "simulator/walkthrough.sh"));
        var catalogue = Behaviours.All.Select(behaviour => $"{FidelityTable.LabelOf(behaviour)}:{behaviour.Id}")
            .Append("simulator").ToHashSet();

        var steps = script.Split('\n').Select(line => line.Trim()).Where(
            line => line.StartsWith("step ", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[1]).ToArray();

        Assert.That(steps, Has.Length.GreaterThan(40));
        Assert.That(steps.Except(catalogue), Is.Empty);
    }

    [Test]
    public async Task With_the_admin_token_it_walks_through_a_guarded_control_api_and_does_not_print_it()
    {
        await Script.NeedsCurlAsync();
        await using var app = await StartAsync(new ServeOptions { Urls = "http://127.0.0.1:0", AdminToken = AdminToken });

        var run = await WalkAsync(app, (ServeOptions.AdminTokenVariable, AdminToken));

        Assert.That(run.ExitCode, Is.Zero, run.ToString());
        Assert.That(run.Output, Does.Not.Contain(AdminToken));
    }

    [Test]
    public async Task The_first_surprise_stops_it_and_is_named()
    {
        await Script.NeedsCurlAsync();
        await using var app = await StartAsync(new ServeOptions { Urls = "http://127.0.0.1:0", AdminToken = AdminToken });

        var run = await WalkAsync(app);

        Assert.That(run.ExitCode, Is.EqualTo(1), run.ToString());
        Assert.That(run.Errors, Does.Contain("walkthrough: step 2 is not as expected: expected status 201, got 401"));
        Assert.That(run.Errors, Does.Contain("The admin token is missing or wrong."));
        Assert.That(run.Output, Does.Not.Contain("all as expected"));
    }

    [Test]
    public async Task Where_nobody_answers_it_says_how_to_start_a_server()
    {
        await Script.NeedsCurlAsync();

        var run = await Script.BashAsync(["simulator/walkthrough.sh", $"http://127.0.0.1:{UnusedPort()}"]);

        Assert.That(run.ExitCode, Is.EqualTo(1), run.ToString());
        Assert.That(run.Errors, Does.Contain("does not answer").And.Contain("dotnet run --project simulator/FincoreSim"));
    }

    private static Task<ScriptRun> WalkAsync(WebApplication app, params (string Name, string Value)[] environment) =>
        Script.BashAsync(["simulator/walkthrough.sh", app.Urls.Single()], environment);

    private static async Task<WebApplication> StartAsync(ServeOptions options)
    {
        var app = Simulator.Build(options);
        await app.StartAsync();
        return app;
    }

    private static async Task<string> HealthOfAsync(WebApplication app)
    {
        using var http = new HttpClient();
        using var health =
            System.Text.Json.JsonDocument.Parse(await http.GetStringAsync(new Uri($"{app.Urls.Single()}/_sim/health")));
        return health.RootElement.GetProperty("sandboxes").GetRawText();
    }

    /// <summary>A port that was free a moment ago.</summary>
    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
