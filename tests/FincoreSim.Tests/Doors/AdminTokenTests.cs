using System.Text.Json.Nodes;
using FincoreSim.Api.Auth;
using FincoreSim.Cli;
using FincoreSim.Domain.Primitives;
using FincoreSim.Language.Model;
using FincoreSim.Serving;
using FincoreSim.Tests.Host;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Tests.Doors;

/// <summary>With an admin token nobody works out a credential from the source; the token is taken as it is sent.</summary>
public sealed class AdminTokenTests
{
    private const string Token = "s3cret-token";
    private const string AnyPort = "http://127.0.0.1:0";

    [TestCase("Bearer {token}", true)]
    [TestCase("bearer {token}", true)]
    [TestCase("BEARER {token}", true)]
    [TestCase("bEaReR   {token}", true)]
    [TestCase("Bearer {token} ", true)]
    [TestCase("{token}", false)]
    [TestCase("Basic {token}", false)]
    [TestCase("Bearer{token}", false)]
    [TestCase("Bearer {token}x", false)]
    [TestCase("Bearer x{token}", false)]
    [TestCase("Bearer S3CRET-TOKEN", false)]
    [TestCase("Bearer", false)]
    [TestCase("Bearer ", false)]
    [TestCase("", false)]
    [TestCase("Bearer {token}, Bearer {token}", false)]
    public async Task The_scheme_is_taken_in_any_case_and_the_token_as_it_is(string header, bool isTaken)
    {
        await using var app = await StartAsync();

        var caller = app.Caller(("Authorization", header.Replace("{token}", Token, StringComparison.Ordinal)));
        foreach (var path in (string[])["/_sim/sandboxes", "/_sim/scenarios", "/_sim/sandboxes/default/ledger"])
        {
            (await caller.GetAsync(path)).ShouldBe(isTaken ? 200 : 401);
        }
    }

    [Test]
    public async Task Its_letters_may_be_any()
    {
        await using var app = await SimulatorApp.StartAsync(new ServeOptions { Urls = AnyPort, AdminToken = "señal" });

        foreach (var (token, status) in ((string, int)[])[("señal", 200), ("señales", 401), ("senal", 401)])
        {
            var request = $"GET /_sim/sandboxes HTTP/1.1\r\nHost: localhost\r\nAuthorization: bearer {token}\r\n\r\n";
            var answer = await Testing.RawHttp.SendAsync(app.Port, System.Text.Encoding.UTF8.GetBytes(request));
            Assert.That(answer.Status, Is.EqualTo(status), token);
        }
    }

    [TestCase(null, true)]
    [TestCase("s3cret", true)]
    [TestCase("", false)]
    [TestCase(" ", false)]
    [TestCase("\t\n", false)]
    [TestCase("s3cret\n", false)]
    [TestCase("s3 cret", false)]
    [TestCase(" s3cret", false)]
    [TestCase("s3\u00a0cret", false)]
    [TestCase("s3\0cret", false)]
    public void A_token_that_cannot_be_sent_is_told(string? token, bool isToken) =>
        Assert.That(DoorOptions.ProblemOfToken(token), isToken ? Is.Null : Does.StartWith("FINCORESIM_ADMIN_TOKEN "));

    [Test]
    public async Task Keys_tokens_and_ids_are_others_at_each_start()
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();

        var (first, second) = (await MakeAsync(one), await MakeAsync(other));

        Assert.That(second["id"], Is.Not.EqualTo(first["id"]));
        Assert.That(second["api_key"], Is.Not.EqualTo(first["api_key"]));
        Assert.That(await StatusAsync(one, first["client_id"], first["api_key"]), Is.EqualTo(200));
        Assert.That(await StatusAsync(other, first["client_id"], first["api_key"]), Is.EqualTo(401));
    }

    [Test]
    public async Task What_the_source_tells_is_nobodys()
    {
        await using var app = await StartAsync(WorldTemplate.Empty);
        var made = await MakeAsync(app);
        var client = new ClientId(Guid.Parse(made["client_id"]));
        var expires = DateTimeOffset.MaxValue.AddYears(-1);

        var key = ApiKeys.Of(made["id"], client, ProcessSecret.None);
        var token = Tokens.Issue(new TokenClaims(made["id"], client, expires), ProcessSecret.None);
        var defaultKey = ApiKeys.Of("default", client, ProcessSecret.None);

        Assert.That(key, Is.Not.EqualTo(made["api_key"]));
        Assert.That(await StatusAsync(app, made["client_id"], key), Is.EqualTo(401));
        Assert.That(await StatusAsync(app, made["client_id"], defaultKey), Is.EqualTo(401));
        var caller = app.Caller(("Authorization", $"Bearer {token}"));
        (await caller.GetAsync($"/v1/clients/{made["client_id"]}/accounts")).ShouldBe(401);
    }

    [Test]
    public async Task The_demo_world_answers_to_its_documented_credentials_all_the_same()
    {
        await using var app = await StartAsync();

        Assert.That(await StatusAsync(app, Docs.Client, Docs.ApiKey), Is.EqualTo(200));
        (await app.Caller(("Authorization", "Bearer <YOUR_JWT_HERE>")).GetAsync("/v1/banks")).ShouldBe(200);
        (await app.Anybody.GetAsync("/")).ShouldBe(401);
    }

    [Test]
    public async Task A_whole_day_goes_well_with_a_secret()
    {
        await using var app = await StartAsync();
        var made = await MakeAsync(app);

        var client = await SimClient.SignInAsync(app, made["client_id"], made["client_secret"], made["api_key"]);

        (await client.MoneyOutAsync()).ShouldBe(200);
    }

    [Test]
    public async Task Without_a_token_they_are_the_same_every_day()
    {
        await using var one = await SimulatorApp.StartAsync(new ServeOptions { Urls = AnyPort, Seed = 1 });
        await using var other = await SimulatorApp.StartAsync(new ServeOptions { Urls = AnyPort, Seed = 1 });

        var first = await one.Anybody.PostAsync("/_sim/sandboxes", null);
        var second = await other.Anybody.PostAsync("/_sim/sandboxes", null);

        Assert.That((second["id"], second["api_key"]), Is.EqualTo((first["id"], first["api_key"])));
    }

    private static Task<SimulatorApp> StartAsync(WorldTemplate? template = null) => SimulatorApp.StartAsync(
        new ServeOptions { Urls = AnyPort, AdminToken = Token, Seed = 1, Template = template ?? WorldTemplate.Docs });

    private static async Task<Answer> MakeAsync(SimulatorApp app)
    {
        var caller = app.Caller(("Authorization", $"Bearer {Token}"));
        return (await caller.PostAsync("/_sim/sandboxes", new JsonObject { ["seed"] = 5 })).ShouldBe(201);
    }

    private static async Task<int> StatusAsync(SimulatorApp app, string client, string key) =>
        (await app.Caller(("x-api-key", key)).GetAsync($"/v1/clients/{client}/credentials")).Status;
}
