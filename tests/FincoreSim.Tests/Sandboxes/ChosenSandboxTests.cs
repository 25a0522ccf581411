using System.Text.Json.Nodes;
using FincoreSim.Serving;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Seeding;
using Microsoft.Extensions.DependencyInjection;

namespace FincoreSim.Tests.Sandboxes;

/// <summary>
/// Sandboxes without a set-up call: by an id or a key of one's own, made by a key itself, and ended when nobody uses them.
/// </summary>
public sealed class ChosenSandboxTests
{
    private static string Unique(string prefix) => $"{prefix}{Guid.NewGuid():N}"[..24];

    [Test]
    public async Task Put_makes_it_and_finds_it_again()
    {
        var app = await SimulatorApp.Shared;
        var (id, key) = (Unique("it-"), Unique("key-"));
        var body =
            new JsonObject
            {
                ["seed"] = 42,
                ["template"] = "docs",
                ["api_key"] = key,
                ["clock"] = new JsonObject { ["mode"] = "frozen", ["now"] = Docs.Start }
            };

        var made = (await PutAsync(app, id, body)).ShouldBe(201).ShouldSay("id", id).ShouldSay("api_key", key)
            .ShouldSay("seed", "42");
        var again = (await PutAsync(app, id, body)).ShouldBe(200).ShouldSay("created_at", made["created_at"]);
        (await PutAsync(app, id, [])).ShouldBe(200).ShouldSay("seed", "42");

        var credentials = await app.Caller(("x-api-key", key)).GetAsync($"/v1/clients/{again["client_id"]}/credentials");
        credentials.ShouldBe(200).ShouldSay("data.0.client_secret", made["client_secret"]);
        (await app.Anybody.DeleteAsync($"/_sim/sandboxes/{id}")).ShouldBe(200);
        (await app.Caller(("x-api-key", key)).GetAsync($"/v1/clients/{made["client_id"]}/credentials")).ShouldBe(401);
        (await PutAsync(app, id, body)).ShouldBe(201);
        await app.Anybody.DeleteAsync($"/_sim/sandboxes/{id}");
    }

    [TestCase("""{"seed":43}""", "with the seed 42")]
    [TestCase("""{"name":"other"}""", "with the name mine")]
    [TestCase("""{"template":"empty"}""", "with the template docs")]
    [TestCase("""{"api_key":"another-key-of-ours"}""", "with another api_key")]
    [TestCase("""{"clock":{"mode":"frozen"}}""", "with another clock")]
    [TestCase("""{"options":{"strict":true}}""", "with other options")]
    public async Task What_it_is_not_is_409_and_changes_nothing(string asked, string current)
    {
        var app = await SimulatorApp.Shared;
        var id = Unique("it-");
        var made = (await PutAsync(app, id, new JsonObject { ["seed"] = 42, ["name"] = "mine" })).ShouldBe(201);

        (await PutAsync(app, id, JsonNode.Parse(asked)!.AsObject())).ShouldBe(409).ShouldSay("current", current);

        (await app.Anybody.GetAsync($"/_sim/sandboxes/{id}")).ShouldSay("created_at", made["created_at"])
            .ShouldSay("api_key", made["api_key"]);
        await app.Anybody.DeleteAsync($"/_sim/sandboxes/{id}");
    }

    [TestCase("It")]
    [TestCase("a_b")]
    [TestCase("-a")]
    [TestCase("v1")]
    [TestCase("openapi")]
    [TestCase("a.b")]
    public async Task Ids_that_cannot_be(string id) =>
        Assert.That(
            (await PutAsync(await SimulatorApp.Shared, id, [])).ShouldBe(400)["detail"], Does.StartWith("The id must have"));

    [TestCase("short")]
    [TestCase("fsk_something_long")]
    [TestCase("with a blank in it")]
    public async Task Keys_that_cannot_be(string key) => Assert.That(
        (await PutAsync(await SimulatorApp.Shared, Unique("it-"), new JsonObject { ["api_key"] = key })).ShouldBe(400)["detail"],
        Does.StartWith("api_key must"));

    [Test]
    public async Task A_key_is_one_sandbox_s()
    {
        var app = await SimulatorApp.Shared;
        var (id, key) = (Unique("it-"), Unique("key-"));
        (await PutAsync(app, id, new JsonObject { ["api_key"] = key })).ShouldBe(201);

        (await PutAsync(app, Unique("it-"), new JsonObject { ["api_key"] = key })).ShouldBe(409)
            .ShouldSay("current", $"the one of sandbox {id}");
        await app.Anybody.DeleteAsync($"/_sim/sandboxes/{id}");
    }

    [Test]
    public async Task A_key_makes_its_own_at_its_first_use_and_only_where_that_is_wanted()
    {
        await using var app =
            await SimulatorApp.StartAsync(new ServeOptions { Urls = "http://127.0.0.1:0", MakesOwnSandboxes = true });
        var path = $"/v1/clients/{Docs.Client}/credentials";

        var answers =
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.Caller(("x-api-key", "auto-checkout.7")).GetAsync(path)));

        Assert.That(answers.Select(answer => answer.ShouldBe(200)["data.0.client_secret"]).Distinct().Count(), Is.EqualTo(1));
        (await app.Caller(("x-api-key", "auto-other")).GetAsync(path)).ShouldBe(200);
        var list = (await app.Anybody.GetAsync("/_sim/sandboxes")).ShouldBe(200);
        Assert.That(list.At("items").EnumerateArray().Select(one => one.GetProperty("name").GetString()),
            Is.EqualTo(new[] { "default", "auto-checkout.7", "auto-other" }));
        foreach (var wrong in (string[])["auto-", "auto-a b", "AUTO-a", $"auto-{new string('x', 80)}"])
        {
            (await app.Caller(("x-api-key", wrong)).GetAsync(path)).ShouldBe(401);
        }

        (await (await SimulatorApp.Shared).Caller(("x-api-key", "auto-checkout.7")).GetAsync(path)).ShouldBe(401);
    }

    [Test]
    public async Task What_nobody_uses_ends_and_is_counted()
    {
        var time = new ManualTime(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var app = await SimulatorApp.StartAsync(
            new ServeOptions { Urls = "http://127.0.0.1:0", SandboxTimeToLive = TimeSpan.FromMinutes(20) },
            builder => builder.Services.AddSingleton<TimeProvider>(time));
        (await PutAsync(app, "used", [])).ShouldBe(201);
        (await PutAsync(app, "unused", [])).ShouldBe(201);
        var registry = app.Service<SandboxRegistry>();

        for (var minute = 0; minute < 30; minute++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            (await app.Anybody.GetAsync("/_sim/sandboxes/used")).ShouldBe(200);
        }

        Assert.That(registry.All.Select(sandbox => sandbox.Id), Is.EqualTo(new[] { "default", "used" }));
        (await app.Anybody.GetAsync("/_sim/health")).ShouldSay("expired_sandboxes", "1");
        (await app.Anybody.GetAsync("/_sim/sandboxes/unused")).ShouldBe(404);
    }

    [TestCase(null, "serve --sandbox-ttl 30m")]
    [TestCase("30m", "unused ones end by themselves")]
    public async Task The_limit_says_what_to_do(string? live, string help)
    {
        var ttl = live is null ? (TimeSpan?)null : TimeSpan.FromMinutes(30);
        await using var app = await SimulatorApp.StartAsync(
            new ServeOptions { Urls = "http://127.0.0.1:0", SandboxTimeToLive = ttl, Template = WorldTemplate.Empty });
        var registry = app.Service<SandboxRegistry>();
        while (registry.Create(
            new SandboxRequest(null, 1, WorldTemplate.Empty,
                new ClockSettings(Domain.Time.ClockMode.Frozen, DateTimeOffset.UnixEpoch.AddYears(56), 1), new())).IsAccepted)
        {
            // Until there are as many as there may be.
        }

        Assert.That((await PutAsync(app, "one-more", [])).ShouldBe(429)["detail"],
            Does.Contain("DELETE /_sim/sandboxes/{sb} ends one").And.Contain(help));
    }

    private static Task<Answer> PutAsync(SimulatorApp app, string id, JsonObject body) =>
        app.Anybody.SendAsync(HttpMethod.Put, $"/_sim/sandboxes/{id}", body.ToJsonString());
}
