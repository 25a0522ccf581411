using System.Text.Json;
using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Webhooks;

/// <summary>When a webhook is attempted, by the sandbox's clock; and that every attempt is the same.</summary>
public sealed class RetryTests : WebhookTests
{
    private static readonly DateTimeOffset Start =
        DateTimeOffset.Parse(Docs.Start, System.Globalization.CultureInfo.InvariantCulture);

    [SetUp]
    public Task RegisterAsync() => Client.WebhookAsync("MONEY_IN", Receiver.Url + "/hook");

    [TestCase("one jump")]
    [TestCase("many steps")]
    [Proves("webhook.retries")]
    public async Task Six_attempts_at_the_assumed_instants_and_then_no_more(string how)
    {
        Receiver.AnswerEverythingWith(500);
        var id = await Sim.MoneyInAsync("123.00", settles: how == "many steps");

        foreach (var by in how == "one jump" ? (string[])["7d"] : ["9s999ms", "1ms", "49s", "1s", "8m", "1m", "50m", "5h", "1h"])
        {
            await Sim.AdvanceAsync(by);
        }

        var delivery = await DeliveryAsync();
        Assert.That(InstantsOf(delivery, "due"),
            Is.EqualTo((string[])["00:00:00", "00:00:10", "00:01:00", "00:10:00", "01:00:00", "06:00:00"]));
        Assert.That(InstantsOf(delivery, "sent"), Is.EqualTo(InstantsOf(delivery, "due")));
        Assert.That(delivery.GetProperty("status").GetString(), Is.EqualTo("UNDELIVERED"));
        AssertAllTheSame(6);

        await Client.SignInAsync();
        Assert.That(await Client.StatusOfAsync(id), Is.EqualTo("LIQUIDATED"));
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(1_000_123m));
        await Sim.AdvanceAsync("30d");
        Assert.That(Receiver.LogEntries, Has.Count.EqualTo(6));
    }

    [Test]
    public async Task A_millisecond_before_its_instant_nothing_is_sent()
    {
        Receiver.AnswerEverythingWith(500);
        await Sim.MoneyInAsync();

        await Sim.AdvanceAsync("9s999ms");
        Assert.That(Receiver.LogEntries, Has.Count.EqualTo(1));
        Assert.That(
            (await DeliveryAsync()).GetProperty("next_attempt_at").GetString(), Is.EqualTo("2026-03-02T09:00:10.000000-06:00"));

        await Sim.AdvanceAsync("1ms");
        Assert.That(Receiver.LogEntries, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_refusal_on_a_later_attempt_refunds_then()
    {
        Receiver.Given(WebhookReceiver.Anything).RespondWithSequence(
            Response.Create().WithStatusCode(500),
            Response.Create().WithStatusCode(422).WithBodyAsJson(new { refundReason = "Tarde" }));
        await Sim.MoneyInAsync("123.00");
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(1_000_123m));

        await Sim.AdvanceAsync("10s");

        Assert.That(await Client.BalanceAsync(), Is.EqualTo(1_000_000m));
        (await Client.GetAsync("transactions?per_page=1")).ShouldSay("data.0.description", "Tarde")
            .ShouldSay("data.0.audit.createdAt", "2026-03-02 09:00:10.000000-06:00");
    }

    [TestCase("none", 1)]
    [TestCase("assumed-exponential", 9)]
    public async Task Another_profile_can_be_chosen(string profile, int attempts)
    {
        await Sim.SetAsync("retries", profile);
        Receiver.AnswerEverythingWith(500);
        await Sim.MoneyInAsync();

        await Sim.AdvanceAsync("7d");

        Assert.That(Receiver.LogEntries, Has.Count.EqualTo(attempts));
        Assert.That(await StatusAsync(), Is.EqualTo("UNDELIVERED"));
    }

    [Test]
    public async Task Instants_of_ones_own_can_be_chosen()
    {
        await Sim.SetAsync("retries", new JsonArray("5s", "6s", "1h"));
        Receiver.AnswerEverythingWith(500);
        await Sim.MoneyInAsync();
        Assert.That(Receiver.LogEntries, Is.Empty);

        await Sim.AdvanceAsync("7d");

        Assert.That(InstantsOf(await DeliveryAsync(), "sent"), Is.EqualTo((string[])["00:00:05", "00:00:06", "01:00:00"]));
    }

    [Test]
    public async Task A_change_of_url_or_token_counts_from_the_next_attempt()
    {
        Receiver.AnswerEverythingWith(500);
        await Sim.MoneyInAsync();
        var id = (await Client.GetAsync("webhooks"))["data.0.id"];
        await Client.PatchWebhookAsync(id, new JsonObject { ["url"] = Receiver.Url + "/new", ["token"] = "newToken" });

        await Sim.AdvanceAsync("10s");

        var last = Receiver.LogEntries[^1].RequestMessage;
        Assert.That((last.Path, last.Headers["Authorization"].Single()), Is.EqualTo(("/new", "Bearer newToken")));
        AssertAllTheSame(2);
    }

    [TestCase("INACTIVE")]
    [TestCase("deleted")]
    public async Task What_waits_for_a_webhook_that_is_no_longer_active_is_cancelled(string how)
    {
        Receiver.AnswerEverythingWith(500);
        await Sim.MoneyInAsync();
        var id = (await Client.GetAsync("webhooks"))["data.0.id"];
        if (how == "deleted")
        {
            (await Client.Http.DeleteAsync(Client.Path($"webhooks/{id}"))).ShouldBe(200);
        }
        else
        {
            (await Client.PatchWebhookAsync(id, new JsonObject { ["webhook_status"] = how })).ShouldBe(200);
        }

        await Sim.AdvanceAsync("7d");
        await Sim.MoneyInAsync();

        Assert.That(Receiver.LogEntries, Has.Count.EqualTo(1));
        Assert.That(await StatusAsync(), Is.EqualTo("CANCELLED"));
    }

    private void AssertAllTheSame(int count)
    {
        var entries = Receiver.LogEntries;
        Assert.That(entries, Has.Count.EqualTo(count));
        Assert.That(entries.Select(entry => Convert.ToBase64String(entry.RequestMessage.BodyAsBytes.Span)).Distinct().Count(),
            Is.EqualTo(1));
    }

    /// <summary>When the attempts were due or sent, counted from the start.</summary>
    private static string[] InstantsOf(JsonElement delivery, string what) =>
    [
        .. delivery.GetProperty("attempts").EnumerateArray().Select(attempt =>
            (attempt.GetProperty(what).GetDateTimeOffset() - Start).ToString(
                "c", System.Globalization.CultureInfo.InvariantCulture)),
    ];
}
