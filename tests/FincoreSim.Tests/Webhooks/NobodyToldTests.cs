using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Webhooks;
using FincoreSim.SampleIntegrator.Ledger;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Runs;

namespace FincoreSim.Tests.Webhooks;

/// <summary>Where no webhook comes, the answers of the control API, the journal and a failed expectation say why.</summary>
public sealed class NobodyToldTests : WebhookTests
{
    [Test]
    public async Task A_deposit_says_so_beside_its_empty_deliveries_and_in_the_journal()
    {
        var made = (await Sim.PostAsync("money-in", Deposit)).ShouldBe(201);

        Assert.That(made.At("deliveries").GetArrayLength(), Is.Zero);
        made.ShouldSay("nobody_told.0.type", "MONEY_IN").ShouldSay("nobody_told.0.transaction_id", made["transaction_id"])
            .ShouldSay("nobody_told.0.reason", "no_webhook").ShouldSay(
                "nobody_told.0.why", "this client has no MONEY_IN webhook");
        (await Sim.GetAsync($"journal?kind=nobody_told&transaction={made["transaction_id"]}")).ShouldBe(200)
            .ShouldSay("items.0.detail.why", "this client has no MONEY_IN webhook");
    }

    [Test]
    public async Task A_deposit_that_is_told_misses_nothing()
    {
        await Client.WebhookAsync("MONEY_IN", Receiver.Url);

        var made = (await Sim.PostAsync("money-in", Deposit)).ShouldBe(201);

        Assert.That((made.Count("deliveries"), made.Count("nobody_told")), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task A_webhook_that_is_inactive_or_deleted_says_since_when()
    {
        var hook = await Client.WebhookAsync("MONEY_IN", Receiver.Url);
        await Client.PatchWebhookAsync(hook, new JsonObject { ["webhook_status"] = "INACTIVE" });
        await Sim.AdvanceAsync("1h");
        (await Sim.PostAsync("money-in", Deposit)).ShouldSay("nobody_told.0.reason", "inactive")
            .ShouldSay("nobody_told.0.why", "the MONEY_IN webhook of this client is INACTIVE since 2026-03-02T09:00:00-06:00");

        (await Client.Http.DeleteAsync(Client.Path($"webhooks/{hook}"))).ShouldBe(200);
        (await Sim.PostAsync("money-in", Deposit)).ShouldSay("nobody_told.0.reason", "deleted")
            .ShouldSay("nobody_told.0.why", "the MONEY_IN webhook of this client was deleted at 2026-03-02T10:00:00-06:00");
    }

    [Test]
    public async Task An_outcome_says_what_it_led_to()
    {
        var payment = (await Client.MoneyOutAsync()).ShouldBe(200)["id"];
        var settled = (await Sim.PostAsync(
            $"transactions/{payment}/outcome", new JsonObject { ["outcome"] = "liquidate" })).ShouldBe(
            200);
        Assert.That(settled.Count("deliveries"), Is.Zero);
        settled.ShouldSay("nobody_told.0.type", "STATUS_UPDATE").ShouldSay("nobody_told.0.reason", "no_webhook");

        await Client.WebhookAsync("STATUS_UPDATE", Receiver.Url);
        var returned = (await Sim.PostAsync(
            $"transactions/{payment}/outcome", new JsonObject { ["outcome"] = "return" })).ShouldBe(
            200);
        Assert.That(returned.Count("nobody_told"), Is.Zero);
        returned.ShouldSay("deliveries.0.type", "STATUS_UPDATE").ShouldSay("deliveries.0.transaction_id", payment);
    }

    [Test]
    public async Task A_receipt_says_what_it_led_to()
    {
        await Sim.SetAsync("cep", new JsonObject { ["pending_after"] = "never", ["completes_after"] = "never" });
        var penny = (await Client.PennyAsync()).ShouldBe(200)["id"];
        (await Sim.PostAsync($"transactions/{penny}/cep", new JsonObject { ["status"] = "PENDING" })).ShouldBe(200)
            .ShouldSay("nobody_told.0.type", "CEP").ShouldSay("nobody_told.0.why", "this client has no CEP webhook");

        await Client.WebhookAsync("CEP", Receiver.Url);
        (await Sim.PostAsync($"transactions/{penny}/outcome", new JsonObject { ["outcome"] = "liquidate" })).ShouldBe(200);
        (await Sim.PostAsync($"transactions/{penny}/cep", new JsonObject { ["status"] = "COMPLETED" })).ShouldBe(200)
            .ShouldSay("deliveries.0.type", "CEP");
    }

    [Test]
    public async Task Moving_the_clock_says_of_what_nobody_was_told_on_the_way()
    {
        (await Client.MoneyOutAsync()).ShouldBe(200);
        (await Client.PennyAsync()).ShouldBe(200);

        var moved = await Sim.AdvanceAsync("1m");

        Assert.That(
            moved.At("nobody_told").EnumerateArray().Select(
                one => $"{one.GetProperty("type").GetString()} {one.GetProperty("reason").GetString()}"),
            Is.EquivalentTo(["STATUS_UPDATE no_webhook", "STATUS_UPDATE penny_validation", "CEP no_webhook", "CEP no_webhook"]));
        Assert.That((await Sim.AdvanceAsync("1m")).Count("nobody_told"), Is.Zero, "it is told once");
    }

    [Test]
    public async Task A_deposit_that_a_rule_refuses_says_so()
    {
        await Client.WebhookAsync("MONEY_IN", Receiver.Url);
        await Sim.PostAsync(
            "rules", new JsonObject { ["name"] = "no", ["when"] = "money_in", ["then"] = new JsonObject { ["refuse"] = "No" } });

        (await Sim.PostAsync("money-in", Deposit)).ShouldBe(201).ShouldSay("nobody_told.0.reason", "refused_by_rule");
    }

    [Test]
    public async Task A_list_of_transactions_has_neither()
    {
        await Sim.PostAsync("money-in", Deposit);

        var text = (await Sim.GetAsync("transactions")).ShouldBe(200).Text;

        Assert.That(text, Does.Not.Contain("nobody_told").And.Not.Contain("deliveries"));
    }

    [Test]
    public Task An_expectation_that_misses_a_webhook_says_why_it_did_not_come() => Cases.RunAsync(Bench.World + """
        steps: [{money_in: {to: wallet, amount: "1.00"}, as: deposit}, settle]
        expect: {webhook: {of: deposit, type: MONEY_IN}}
        """, ": this client has no MONEY_IN webhook");

    private static JsonObject Deposit => new() { ["clabe"] = Docs.CentralClabe, ["amount"] = "1.00" };
}
