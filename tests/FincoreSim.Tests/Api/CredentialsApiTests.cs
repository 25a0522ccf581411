using FincoreSim.Domain.Clients;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Api;

public sealed class CredentialsApiTests : ApiTests
{
    [TestCase("credentials")]
    [TestCase("credentials/", TestName = "Answers_with_a_slash_at_the_end_as_the_quickstart_writes_it")]
    [Proves("auth.credentials")]
    [Proves("auth.credentials-slash")]
    public async Task Answers_the_documented_list(string below)
    {
        var answer = await Client.KeyHttp.GetAsync(Client.Path(below));

        answer.ShouldBe(200)
            .ShouldHaveMembers("", "data")
            .ShouldHaveMembers(
                "data.0", "id", "client_id", "client_secret", "environment", "status", "created_at", "updated_at", "deleted_at")
            .ShouldSay("data.0.id", "e981c6d8-4d49-45f2-a7ee-f956dca15500")
            .ShouldSay("data.0.client_id", Docs.Client)
            .ShouldSay("data.0.client_secret", Docs.Secret)
            .ShouldSay("data.0.environment", "staging")
            .ShouldSay("data.0.status", "ACTIVE")
            .ShouldSay("data.0.created_at", "2025-03-05 10:27:36.888241-06:00")
            .ShouldSay("data.0.deleted_at", "None");
        Assert.That(answer.Count("data"), Is.EqualTo(1));
    }

    [Test]
    [Proves("auth.403")]
    public async Task Refuses_another_clients_credentials()
    {
        var answer = await Client.KeyHttp.GetAsync(Sim.Other.Path("credentials"));

        answer.ShouldBeError(403, "PERMISSION_DENIED");
        Assert.That(answer.Text, Does.Not.Contain(Sim.Other.Secret));
    }

    [Test]
    public async Task Refuses_a_key_that_is_missing_or_nobodys()
    {
        var path = Client.Path("credentials");

        (await Sim.App.Anybody.GetAsync(path)).ShouldBeError(401, "UNAUTHENTICATED");
        (await Sim.App.Caller(("x-api-key", "nobody")).GetAsync(path)).ShouldBeError(401, "UNAUTHENTICATED");
        (await Sim.App.Caller(("x-api-key", Client.ApiKey + "0")).GetAsync(path)).ShouldBeError(401, "UNAUTHENTICATED");
        (await Client.Http.GetAsync(path)).ShouldBeError(401, "UNAUTHENTICATED");
    }

    [Test]
    public async Task Ignores_a_token_beside_the_key()
    {
        var both = Sim.App.Caller(("x-api-key", Client.ApiKey), ("Authorization", "Bearer nonsense"));

        (await both.GetAsync(Client.Path("credentials"))).ShouldBe(200);
    }
}
