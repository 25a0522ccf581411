using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Auth;

/// <summary><c>POST …/tokens/expire</c> ends what was issued before it, and nothing else.</summary>
public sealed class ExpireTokensTests : ApiTests
{
    /// <summary>What may happen to a sandbox after its tokens were ended.</summary>
    private static readonly (string Name, Func<SimSandbox, string, Task> Happens)[] Later =
    [
        ("nothing", (_, _) => Task.CompletedTask),
        ("reset", async (sandbox, _) => (await sandbox.PostAsync("reset")).ShouldBe(200)),
        ("restore of a world before it",
            async (sandbox, snapshot) => (await sandbox.PostAsync($"snapshots/{snapshot}/restore")).ShouldBe(200)),
        ("time goes on", (sandbox, _) => sandbox.AdvanceAsync("1h")),
        ("tokens live by the world's clock", (sandbox, _) => sandbox.SetAsync("token_clock", "world")),
        ("ended once more", async (sandbox, _) => (await sandbox.PostAsync("tokens/expire")).ShouldBe(200)),
    ];

    private static IEnumerable<TestCaseData> All =>
        Later.Select(row => new TestCaseData(row.Happens).SetArgDisplayNames(row.Name));

    [TestCaseSource(nameof(All))]
    [Proves("auth.token-clock")]
    [Proves("auth.kid")]
    public async Task Ended_tokens_stay_401_whatever_happens_later(Func<SimSandbox, string, Task> happens)
    {
        var snapshot = (await Sim.PostAsync("snapshots")).ShouldBe(201)["id"];
        (await Client.GetAsync("accounts")).ShouldBe(200);
        (await Sim.Other.GetAsync("accounts")).ShouldBe(200);

        (await Sim.PostAsync("tokens/expire")).ShouldBe(200).ShouldHaveMembers("", "expired_at");
        await happens(Sim, snapshot);

        (await Client.GetAsync("accounts")).ShouldBeError(401, "UNAUTHENTICATED", "The token has expired.");
        (await Sim.Other.GetAsync("accounts")).ShouldBeError(401, "UNAUTHENTICATED", "The token has expired.");
        await Client.SignInAsync();
        (await Client.GetAsync("accounts")).ShouldBe(200);
    }

    /// <summary>exp has seconds only; but also within one each token is good until the next end, and not after it.</summary>
    [Test]
    public async Task Within_one_second_too_a_token_is_good_when_it_came_after()
    {
        var earlier = new List<string>();
        for (var round = 0; round < 25; round++)
        {
            await Client.SignInAsync();
            (await Client.GetAsync("accounts")).ShouldBe(200);
            earlier.Add(Client.Token);
            (await Sim.PostAsync("tokens/expire")).ShouldBe(200);
            (await Client.GetAsync("accounts")).ShouldBeError(401);
        }

        await Client.SignInAsync();
        (await Client.GetAsync("accounts")).ShouldBe(200);
        foreach (var token in earlier)
        {
            (await Sim.App.Caller(("Authorization", $"Bearer {token}")).GetAsync("/v1/banks")).ShouldBeError(401);
        }
    }

    [Test]
    public async Task Other_sandboxes_keep_theirs()
    {
        await using var other = await Sim.App.NewSandboxAsync();

        (await Sim.PostAsync("tokens/expire")).ShouldBe(200);

        (await other.Client.GetAsync("accounts")).ShouldBe(200);
        (await Client.GetAsync("accounts")).ShouldBeError(401);
    }

    [Test]
    public async Task A_sandbox_made_of_a_snapshot_has_tokens_of_its_own()
    {
        var snapshot = (await Sim.PostAsync("snapshots")).ShouldBe(201)["id"];
        (await Sim.PostAsync("tokens/expire")).ShouldBe(200);
        var made = (await Sim.App.Anybody.PostAsync("/_sim/sandboxes", new JsonObject { ["snapshot"] = snapshot })).ShouldBe(201);
        var fork = await SimClient.SignInAsync(Sim.App, made["client_id"], made["client_secret"], made["api_key"]);

        (await Sim.PostAsync("tokens/expire")).ShouldBe(200);

        (await fork.GetAsync("accounts")).ShouldBe(200);
        await Sim.App.Anybody.DeleteAsync($"/_sim/sandboxes/{made["id"]}");
    }

    [Test]
    public async Task It_stands_in_the_journal_and_is_404_where_there_is_no_sandbox()
    {
        (await Sim.PostAsync("tokens/expire")).ShouldBe(200);

        Assert.That((await Sim.GetAsync("journal?kind=tokens_expired")).ShouldBe(200).Count("items"), Is.EqualTo(1));
        (await Sim.App.Anybody.PostAsync("/_sim/sandboxes/nobody/tokens/expire", null)).ShouldBe(404);
    }

    [Test]
    public async Task The_documentations_placeholder_is_no_token_that_was_issued()
    {
        await using var app = await SimulatorApp.StartAsync();
        (await app.Anybody.PostAsync("/_sim/sandboxes/default/tokens/expire", null)).ShouldBe(200);

        var asPrinted = app.Caller(("Authorization", "Bearer <YOUR_JWT_HERE>"));
        (await asPrinted.GetAsync($"/v1/clients/{Docs.Client}/accounts")).ShouldBe(200);
    }
}
