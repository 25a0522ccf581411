using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Language.Shapes;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Webhooks;

namespace FincoreSim.Tests.Bounds;

/// <summary>What is kept beside its limits, and what went because of them, is shown where one looks.</summary>
public sealed class KeptTests : WebhookTests
{
    [Test]
    public async Task A_sandbox_shows_how_much_it_keeps()
    {
        await Sim.SetAsync(
            "limits", new JsonObject { ["deliveries"] = 2, ["idempotency_records"] = 1, ["journal_entries"] = 100 });
        await Client.WebhookAsync("MONEY_IN", Receiver.Url);
        Receiver.AnswerEverythingWith(Response.Create().WithStatusCode(201).WithBody(new string('x', 10_000)));
        for (var index = 0; index < 12; index++)
        {
            await Sim.MoneyInAsync("1.00");
            await Client.MoneyOutAsync("1.00", key: Key(index));
        }

        var kept = (await Sim.GetAsync("")).ShouldBe(200);

        kept.ShouldSay("kept.transactions.count", "26").ShouldSay("kept.transactions.limit", "5000000")
            .ShouldSay("kept.deliveries.count", "2").ShouldSay("kept.deliveries.limit", "2").ShouldSay(
                "kept.deliveries.dropped", "10")
            .ShouldSay("kept.idempotency_records.count", "1").ShouldSay("kept.idempotency_records.dropped", "11")
            .ShouldSay("kept.journal_entries.count", "100").ShouldSay("kept.waiting_deliveries.count", "0");
        Assert.That(kept.At("kept.deliveries.bytes").GetInt64(), Is.InRange(40_000, 60_000));
        Assert.That(kept.At("kept.journal_entries.dropped").GetInt64(), Is.GreaterThan(50));
        Assert.That((await Sim.GetAsync("deliveries")).At("dropped").GetInt64(), Is.EqualTo(10));
    }

    [Test]
    public async Task Deliveries_that_found_no_room_are_counted_in_their_list()
    {
        await Sim.SetAsync("limits", new JsonObject { ["waiting_deliveries"] = 1 });
        await Client.WebhookAsync("MONEY_IN", Receiver.Url);
        Receiver.AnswerEverythingWith(Response.Create().WithStatusCode(500));

        await Sim.MoneyInAsync("1.00");
        var second = (await Sim.PostAsync(
            "money-in?settle=true", new JsonObject { ["clabe"] = Docs.CentralClabe, ["amount"] = "2.00" })).ShouldBe(201);

        second.ShouldSay("deliveries.0.status", "CANCELLED");
        (await Sim.GetAsync("deliveries")).ShouldSay("not_queued", "1").ShouldSay("items.0.status", "PENDING")
            .ShouldSay("items.1.status", "CANCELLED");
        (await Sim.GetAsync("")).ShouldSay("kept.waiting_deliveries.dropped", "1")
            .ShouldSay("kept.waiting_deliveries.count", "1");
        Assert.That(
            (await Sim.GetAsync($"journal?transaction={second["transaction_id"]}")).Text, Does.Contain("webhook_not_queued"));
    }

    [Test]
    public async Task Of_an_answer_there_is_the_hash_and_of_the_last_one_more_than_the_beginning()
    {
        var body = string.Concat(Enumerable.Range(0, 5000).Select(number => $"{number} "));
        await Client.WebhookAsync("MONEY_IN", Receiver.Url);
        Receiver.AnswerEverythingWith(Response.Create().WithStatusCode(500).WithBody(body));
        await Sim.MoneyInAsync();
        await Sim.AdvanceAsync("10s");

        var delivery = (await Sim.GetAsync("deliveries")).ShouldBe(200);

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        delivery.ShouldSay("items.0.attempts.0.answer.body", body[..4096]).ShouldSay(
            "items.0.attempts.0.answer.is_truncated", "True")
            .ShouldSay("items.0.attempts.0.answer.body_sha256", hash).ShouldSay("items.0.attempts.1.answer.body_sha256", hash)
            .ShouldSay("items.0.attempts.1.answer.body", body).ShouldSay("items.0.attempts_dropped", "0");
    }

    [Test]
    public async Task A_key_that_was_dropped_is_not_simply_unknown()
    {
        (await Sim.GetAsync($"idempotency/{Key(0)}")).ShouldBe(404).ShouldSay("detail", "Idempotency key not found.");
        await Sim.SetAsync("limits", new JsonObject { ["idempotency_records"] = 1 });
        await Client.MoneyOutAsync("1.00", key: Key(0));
        await Client.MoneyOutAsync("1.00", key: Key(1));

        var gone = (await Sim.GetAsync($"idempotency/{Key(0)}")).ShouldBe(404);

        Assert.That(gone["detail"], Does.Contain("one of the 1 that were dropped").And.Contain("limits.idempotency_records"));
        (await Sim.GetAsync($"idempotency/{Key(1)}")).ShouldBe(200).ShouldSay("records_dropped", "1");
    }

    [Test]
    public async Task A_body_that_is_kept_no_more_is_left_out()
    {
        await Sim.SetAsync("limits", new JsonObject { ["idempotency_bytes"] = 500 });
        await Client.MoneyOutAsync("1.00", key: Key(0));
        await Client.MoneyOutAsync("1.00", key: Key(1));

        var record = (await Sim.GetAsync($"idempotency/{Key(0)}")).ShouldBe(200);

        Assert.That(record.Json.TryGetProperty("first_body", out _), Is.False);
        (await Client.MoneyOutAsync("1.00", key: Key(0))).ShouldBe(200);
        (await Sim.GetAsync($"idempotency/{Key(0)}")).ShouldSay("replays", "1");
        Assert.That((await Sim.GetAsync($"idempotency/{Key(1)}")).ShouldBe(200)["first_body"], Does.Contain("amount"));
    }

    private static string Key(int number) => new Guid(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).ToString();
}
