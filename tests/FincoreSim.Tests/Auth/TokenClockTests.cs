using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Language.Model;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Auth;

/// <summary>Tokens live by the wall clock, with which clients compare them: no move of the world's time ends one.</summary>
public sealed class TokenClockTests : ApiTests
{
    /// <summary>Everything that changes what the world's clock shows, or how it relates to real time.</summary>
    private static readonly (string Name, Func<SimSandbox, Task> Change)[] Changes =
    [
        ("advance", sandbox => sandbox.AdvanceAsync("26h")),
        ("advance by years", sandbox => sandbox.AdvanceAsync("3650d")),
        ("to", sandbox => ClockAsync(sandbox, new() { ["to"] = "2031-01-01T00:00:00-06:00" })),
        ("until idle", async sandbox =>
        {
            await sandbox.Client.MoneyOutAsync();
            await sandbox.UntilIdleAsync();
        }),
        ("running", sandbox => ClockAsync(sandbox, new() { ["mode"] = "running" })),
        ("running fast", sandbox => ClockAsync(sandbox, new() { ["mode"] = "running", ["scale"] = 1_000_000 })),
        ("frozen again", async sandbox =>
        {
            await ClockAsync(sandbox, new() { ["mode"] = "running", ["scale"] = 60 });
            await ClockAsync(sandbox, new() { ["mode"] = "frozen" });
        }),
        ("reset", async sandbox => (await sandbox.PostAsync("reset")).ShouldBe(200)),
        ("restore", async sandbox =>
        {
            var snapshot = (await sandbox.PostAsync("snapshots")).ShouldBe(201)["id"];
            await sandbox.AdvanceAsync("48h");
            (await sandbox.PostAsync($"snapshots/{snapshot}/restore")).ShouldBe(200);
        }),
    ];

    /// <summary>Sandboxes that began long ago, in what is still to come, and now.</summary>
    private static readonly SandboxSetup[] Setups =
    [
        new(), new() { Now = "2001-01-01T00:00:00-06:00" }, new() { Now = "2900-01-01T00:00:00-06:00" },
        new() { IsRunning = true }, new() { IsRunning = true, Now = "2030-06-30T12:00:00Z", Scale = 3600 },
        new() { Template = "empty" },
    ];

    private static IEnumerable<TestCaseData> All =>
        Changes.Select(change => new TestCaseData(change.Change).SetArgDisplayNames(change.Name));

    private static IEnumerable<TestCaseData> Worlds => Setups.Select(setup => new TestCaseData(setup)
        .SetArgDisplayNames(setup.Template, setup.Now, setup.IsRunning ? "running" : "frozen"));

    [TestCaseSource(nameof(All))]
    [Proves("auth.token-clock")]
    [Proves("auth.kid")]
    public async Task Whatever_moves_the_worlds_clock_ends_no_token(Func<SimSandbox, Task> change)
    {
        var snapshotted = Client.Token;

        await change(Sim);

        Assert.That(Client.Token, Is.EqualTo(snapshotted));
        (await Client.GetAsync("accounts")).ShouldBe(200);
    }

    [TestCaseSource(nameof(Worlds))]
    [Proves("auth.token-clock")]
    public async Task Exp_and_expires_at_are_24_hours_of_real_time_ahead_whatever_time_it_is_in_the_world(SandboxSetup setup)
    {
        await using var sandbox = await Sim.App.NewSandboxAsync(setup);
        var before = DateTimeOffset.UtcNow;

        var answer = (await SignInAsync(sandbox.Client)).ShouldBe(200);

        var (exp, expiresAt) = (ExpOf(answer["token"]), Instant(answer["expires_at"]));
        var after = DateTimeOffset.UtcNow;
        Assert.That(expiresAt, Is.InRange(before.AddHours(24), after.AddHours(24).AddSeconds(1)), "rounded up to a second");
        Assert.That(exp, Is.EqualTo(expiresAt), "what the token says and what its answer says");
        Assert.That(Instant(answer["created_at"]), Is.InRange(before.AddMicroseconds(-1), DateTimeOffset.UtcNow));
        (await sandbox.Client.GetAsync("accounts")).ShouldBe(200);
    }

    [Test]
    [Proves("auth.token-clock")]
    public async Task The_switch_puts_tokens_on_the_worlds_clock_and_back()
    {
        await Sim.SetAsync("token_clock", "world");
        var answer = (await SignInAsync(Client)).ShouldBe(200).ShouldSay("expires_at", "2026-03-03T09:00:00.000000-06:00");
        var worlds = Sim.App.Caller(("Authorization", $"Bearer {answer["token"]}"));
        await Sim.AdvanceAsync("24h");
        (await worlds.GetAsync(Client.Path("accounts"))).ShouldBeError(401, "UNAUTHENTICATED", "The token has expired.");

        await Sim.SetAsync("token_clock", "wall");

        (await Client.GetAsync("accounts")).ShouldBe(200);
        (await Sim.App.Anybody.PatchAsync(Sim.Path("options"), new JsonObject { ["token_clock"] = "moon" })).ShouldBe(400);
    }

    [Test]
    public async Task Tokens_are_no_part_of_the_fingerprint()
    {
        var before = await Sim.FingerprintAsync();

        await Client.SignInAsync();
        (await Sim.PostAsync("tokens/expire")).ShouldBe(200);
        await Client.SignInAsync();

        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
    }

    private static Task<Answer> SignInAsync(SimClient client) =>
        client.KeyHttp.PostAsync(client.Path("auth/credential-tokens"), Bodies.Token(client.Secret, client.Id));

    private static async Task ClockAsync(SimSandbox sandbox, JsonObject change) =>
        (await sandbox.PostAsync("clock", change)).ShouldBe(200);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset ExpOf(string token) => DateTimeOffset.FromUnixTimeSeconds(
        JsonElement.Parse(Base64Url.DecodeFromChars(token.Split('.')[1])).GetProperty("exp").GetInt64());
}
