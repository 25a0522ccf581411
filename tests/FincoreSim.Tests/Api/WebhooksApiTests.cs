using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Api;

public sealed class WebhooksApiTests : ApiTests
{
    private const string Url = "https://example.com/money-in-webhook";

    private static readonly string[] Members =
    [
        "id", "clientId", "url", "token", "webhookType", "webhookStatus", "authType", "createdAt", "updatedAt", "deletedAt",
        "blockedAt", "deletedBy", "blockedBy",
    ];

    [Test]
    [Proves("dates.absent")]
    [Proves("webhook.manage")]
    public async Task Registers_as_documented_with_null_for_absent_dates()
    {
        (await CreateAsync("MONEY_IN", Url)).ShouldBe(200)
            .ShouldHaveMembers("", Members)
            .ShouldMatch("id", Formats.Uuid)
            .ShouldSay("clientId", Docs.Client)
            .ShouldSay("url", Url)
            .ShouldSay("token", "secretToken0123")
            .ShouldSay("webhookType", "MONEY_IN")
            .ShouldSay("webhookStatus", "ACTIVE")
            .ShouldSay("authType", "AUTH")
            .ShouldMatch("createdAt", Formats.RestDate)
            .ShouldMatch("updatedAt", Formats.RestDate)
            .ShouldBeNull("deletedAt", "blockedAt", "deletedBy", "blockedBy");
    }

    [Test]
    [Proves("auth.schemes")]
    [Proves("webhook.deprecated")]
    public async Task The_deprecated_call_wants_both_headers_and_says_none()
    {
        var both = Sim.App.Caller(("Authorization", $"Bearer {Client.Token}"), ("x-api-key", Client.ApiKey));
        var body = Bodies.Webhook("MONEY_IN", Url);

        (await both.PostAsync("/v1/webhooks", body)).ShouldBe(200)
            .ShouldHaveMembers("", Members)
            .ShouldSay("deletedAt", "None").ShouldSay("blockedAt", "None").ShouldSay("deletedBy", "None")
            .ShouldSay("blockedBy", "None");
        (await Client.Http.PostAsync("/v1/webhooks", body)).ShouldBeError(401, "UNAUTHENTICATED");
        (await Client.KeyHttp.PostAsync("/v1/webhooks", body)).ShouldBeError(401, "UNAUTHENTICATED");
        (await Sim.App.Caller(("Authorization", $"Bearer {Client.Token}"), ("x-api-key", Sim.Other.ApiKey))
            .PostAsync("/v1/webhooks", body))
            .ShouldBeError(401, "UNAUTHENTICATED");
        (await both.PostAsync("/v1/webhooks", body)).ShouldBeError(409, "ALREADY_EXISTS");
        (await both.PostAsync("/v1/webhooks", Bodies.Webhook("CEP", Url, client: Docs.OtherClient))).ShouldBeError(
            403, "PERMISSION_DENIED");
        (await both.PostAsync("/v1/webhooks", body.Without("client_id"))).ShouldBeError(400, "INVALID_ARGUMENT");
    }

    [TestCase("MONEY_IN")]
    [TestCase("STATUS_UPDATE")]
    [TestCase("CEP")]
    [TestCase("REPORT")]
    public async Task Takes_each_type(string type) => (await CreateAsync(type, Url)).ShouldBe(200).ShouldSay("webhookType", type);

    [Test]
    public async Task Auth_type_token_and_client_id_are_optional()
    {
        var body = Bodies.Webhook("MONEY_IN", Url).Without("auth_type").Without("token").Without("client_id");

        (await Client.Http.PostAsync(Client.Path("webhooks"), body)).ShouldBe(200).ShouldSay("authType", "AUTH")
            .ShouldSay("token", "");
    }

    [Test]
    [Proves("webhook.twins")]
    public async Task A_second_active_one_of_the_same_type_and_url_already_exists()
    {
        await CreateAsync("MONEY_IN", Url);

        var again = (await CreateAsync("MONEY_IN", Url)).ShouldBeError(409, "ALREADY_EXISTS");
        Assert.That(again.Detail, Does.EndWith("already exists."));
        (await CreateAsync("MONEY_IN", Url + "/2")).ShouldBe(200);
        (await CreateAsync("CEP", Url)).ShouldBe(200);
        await Sim.Other.WebhookAsync("MONEY_IN", Url);
    }

    [Test]
    public async Task Ten_at_once_register_one()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => CreateAsync("MONEY_IN", Url)));

        Assert.That(answers.Count(answer => answer.Status == 200), Is.EqualTo(1));
    }

    [TestCase("url", "example.com/hook")]
    [TestCase("url", "ftp://example.com/hook")]
    [TestCase("url", "file:///etc/passwd")]
    [TestCase("url", "http://")]
    [TestCase("url", "")]
    [TestCase("webhook_type", "MONEY_OUT")]
    [TestCase("webhook_type", "money_in")]
    [TestCase("auth_type", "BASIC")]
    public async Task Refuses_values_that_cannot_be(string member, string value) =>
        (await Client.Http.PostAsync(Client.Path("webhooks"), Bodies.Webhook("MONEY_IN", Url).With(member, value)))
            .ShouldBeError(400, "INVALID_ARGUMENT");

    [Test]
    public async Task Lists_and_reads()
    {
        var first = (await CreateAsync("MONEY_IN", Url)).ShouldBe(200);
        await CreateAsync("CEP", Url);
        await Sim.Other.WebhookAsync("MONEY_IN", Url);

        var list = (await Client.GetAsync("webhooks?per_page=1")).ShouldBe(200)
            .ShouldHaveMembers("", "data", "currentPage", "perPage", "totalItems")
            .ShouldSay("totalItems", "2");
        Assert.That(list.At("data.0").GetRawText(), Is.EqualTo(first.Text));
        (await Client.GetAsync($"webhooks/{first["id"]}")).ShouldBe(200).ShouldEqualJson(first.Text);
        (await Client.GetAsync($"webhooks/{Docs.Unknown}")).ShouldBeError(404, "NOT_FOUND", "Webhook not found.");
        (await Client.GetAsync("webhooks?page=x")).ShouldBeError(400, "INVALID_ARGUMENT");
    }

    [Test]
    [Proves("webhook.manage")]
    [Proves("webhook.patch")]
    public async Task Changes_what_is_given_and_nothing_else()
    {
        var id = await Client.WebhookAsync("MONEY_IN", Url);
        await Sim.AdvanceAsync("1m");

        (await Client.PatchWebhookAsync(id, new JsonObject { ["token"] = "new" })).ShouldBe(200)
            .ShouldSay("token", "new").ShouldSay("url", Url).ShouldSay("updatedAt", "2026-03-02 09:01:00.000000-06:00");
        (await Client.PatchWebhookAsync(id, new JsonObject { ["webhook_status"] = "INACTIVE", ["url"] = Url + "/2" })).ShouldBe(
            200)
            .ShouldSay("webhookStatus", "INACTIVE").ShouldSay("url", Url + "/2").ShouldSay("token", "new");
        (await Client.GetAsync($"webhooks/{id}")).ShouldSay("webhookStatus", "INACTIVE");
    }

    [Test]
    [Proves("webhook.patch")]
    public async Task Refuses_changes_that_cannot_be()
    {
        var id = await Client.WebhookAsync("MONEY_IN", Url);
        var before = await Sim.FingerprintAsync();

        (await Client.PatchWebhookAsync(id, [])).ShouldBeError(400, "INVALID_ARGUMENT");
        (await Client.PatchWebhookAsync(id, new JsonObject { ["client_id"] = Docs.Client })).ShouldBeError(
            400, "INVALID_ARGUMENT");
        (await Client.PatchWebhookAsync(id, new JsonObject { ["webhook_status"] = "DELETED" })).ShouldBeError(
            400, "INVALID_ARGUMENT");
        (await Client.PatchWebhookAsync(id, new JsonObject { ["url"] = "nonsense" })).ShouldBeError(400, "INVALID_ARGUMENT");
        (await Client.PatchWebhookAsync(Docs.Unknown, new JsonObject { ["token"] = "x" })).ShouldBeError(404, "NOT_FOUND");

        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task An_inactive_twin_is_no_obstacle_until_it_is_activated()
    {
        var first = await Client.WebhookAsync("MONEY_IN", Url);
        await Client.PatchWebhookAsync(first, new JsonObject { ["webhook_status"] = "INACTIVE" });

        (await CreateAsync("MONEY_IN", Url)).ShouldBe(200);
        (await Client.PatchWebhookAsync(first, new JsonObject { ["webhook_status"] = "ACTIVE" })).ShouldBeError(
            409, "ALREADY_EXISTS");
    }

    [Test]
    public async Task A_deleted_one_is_shown_once_more_and_then_gone()
    {
        var id = await Client.WebhookAsync("MONEY_IN", Url);

        (await Client.Http.DeleteAsync(Client.Path($"webhooks/{id}"))).ShouldBe(200)
            .ShouldSay("id", id).ShouldMatch("deletedAt", Formats.RestDate).ShouldSay("deletedBy", Docs.Client);

        (await Client.GetAsync($"webhooks/{id}")).ShouldBeError(404);
        (await Client.Http.DeleteAsync(Client.Path($"webhooks/{id}"))).ShouldBeError(404);
        (await Client.PatchWebhookAsync(id, new JsonObject { ["token"] = "x" })).ShouldBeError(404);
        (await Client.GetAsync("webhooks")).ShouldSay("totalItems", "0");
        (await CreateAsync("MONEY_IN", Url)).ShouldBe(200);
    }

    private Task<Answer> CreateAsync(string type, string url) =>
        Client.Http.PostAsync(Client.Path("webhooks"), Bodies.Webhook(type, url));
}
