using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Webhooks;

public sealed class CepWebhookTests : WebhookTests
{
    [SetUp]
    public async Task RegisterAsync()
    {
        Receiver.AnswerEverythingWith(200);
        await Client.WebhookAsync("CEP", Receiver.Url);
    }

    [Test]
    [Proves("webhook.cep")]
    [Proves("penny.cep-states")]
    public async Task Tells_pending_and_completed_with_the_documented_members_and_never_initialized()
    {
        var penny = await Client.PennyAsync(await Client.ClabeAsync(Docs.ExternalClabe));
        await Sim.SettleAsync();
        Assert.That(Receiver.LogEntries, Is.Empty);

        await Sim.AdvanceAsync("1h");

        var came = Came();
        Assert.That(came.Select(body => body["body.status"]), Is.EqualTo(["PENDING", "COMPLETED"]));
        foreach (var body in came)
        {
            body.ShouldHaveMembers("", "id_msg", "msg_name", "msg_date", "body")
                .ShouldSay("msg_name", "CEP")
                .ShouldHaveMembers(
                    "body", "id", "tracking_key", "beneficiary_account", "beneficiary_name", "beneficiary_rfc", "status",
                    "processed_at",
                    "payment_concept", "external_reference")
                .ShouldSay("body.id", penny["id"])
                .ShouldSay("body.tracking_key", penny["trackingId"])
                .ShouldSay("body.beneficiary_account", Docs.ExternalClabe)
                .ShouldSay("body.payment_concept", "Validacion de cuenta")
                .ShouldSay("body.external_reference", "020326");
        }

        came[0].ShouldSay("body.beneficiary_name", "Maria Lopez").ShouldBeNull("body.beneficiary_rfc", "body.processed_at");
        came[1].ShouldSay("body.beneficiary_name", "Maria Lopez")
            .ShouldSay("body.beneficiary_rfc", "XAXX010101000")
            .ShouldSay("body.processed_at", "2026-03-02T15:00:05.000Z");
    }

    [Test]
    [Proves("penny.cep-states")]
    [Proves("webhook.cep")]
    public async Task Can_be_delayed_and_fail()
    {
        await Sim.SetAsync(
            "cep", new JsonObject { ["pending_after"] = "1s", ["delayed_after"] = "10s", ["completes_after"] = "never" });
        var id = (await Client.PennyAsync())["id"];
        await Sim.AdvanceAsync("10s");

        (await Sim.PostAsync($"transactions/{id}/cep", new JsonObject { ["status"] = "FAILED" })).ShouldBe(200);
        await Sim.SettleAsync();

        Assert.That(Came().Select(body => body["body.status"]), Is.EqualTo(["PENDING", "DELAYED", "FAILED"]));
        Came()[2].ShouldSay("body.beneficiary_name", "Proveedor Ejemplo SA de CV").ShouldBeNull("body.beneficiary_rfc")
            .ShouldMatch("body.processed_at", @"^2026-03-02T15:00:10\.000Z$");
    }

    [Test]
    public async Task Somebodys_decision_ends_the_timeline()
    {
        var id = (await Client.PennyAsync())["id"];
        await Sim.AdvanceAsync("2s");
        (await Sim.PostAsync($"transactions/{id}/cep",
            new JsonObject { ["status"] = "COMPLETED", ["beneficiary_name"] = "OTRO TITULAR" })).ShouldBe(200);

        await Sim.AdvanceAsync("1h");

        Assert.That(Came().Select(body => body["body.status"]), Is.EqualTo(["PENDING", "COMPLETED"]));
        Came()[1].ShouldSay("body.beneficiary_name", "OTRO TITULAR").ShouldBeNull("body.beneficiary_rfc");
    }

    [Test]
    public async Task Can_be_wrapped_as_one_public_client_expects_it()
    {
        await Sim.SetAsync("cep_envelope", "wrapped");
        await Client.PennyAsync();

        await Sim.AdvanceAsync("1s");

        Came().Single()
            .ShouldHaveMembers("", "client_id", "payload", "webhook_type")
            .ShouldSay("client_id", Docs.Client)
            .ShouldSay("webhook_type", "CEP")
            .ShouldHaveMembers("payload", "id_msg", "msg_name", "msg_date", "body")
            .ShouldSay("payload.body.status", "PENDING");
    }

    [Test]
    public async Task A_money_out_of_a_centavo_has_a_receipt_too_but_answers_like_any_other()
    {
        var answer = (await Client.MoneyOutAsync("0.01")).ShouldBe(200);
        var other = (await Client.MoneyOutAsync("0.02")).ShouldBe(200);
        answer.ShouldHaveMembers("", [.. other.Json.EnumerateObject().Select(member => member.Name)]);

        await Sim.AdvanceAsync("1h");

        Assert.That(Came().Select(body => (body["body.id"], body["body.status"])),
            Is.EqualTo([(answer["id"], "PENDING"), (answer["id"], "COMPLETED")]));
        (await Client.TransactionAsync(answer["id"])).ShouldSay("transactionStatus", "LIQUIDATED")
            .ShouldSay("metadata.dataCep.status", "COMPLETED");
        (await Client.GetAsync("transactions?per_page=2")).ShouldHaveMembers(
            "data.1", [.. answer.Json.EnumerateObject().Select(member => member.Name)]);
    }

    [Test]
    public async Task A_money_out_of_a_centavo_is_no_penny_validation_where_the_switch_says_so()
    {
        await Sim.SetAsync("cep_on_money_out", false);
        await Client.MoneyOutAsync("0.01");

        await Sim.AdvanceAsync("1h");

        Assert.That(Receiver.LogEntries, Is.Empty);
    }
}
