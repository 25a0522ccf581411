using System.Text.Json;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Webhooks;

/// <summary>Receivers that fail below HTTP: the attempt says how, has no answer, and the webhook is tried again.</summary>
public sealed class BrokenExchangeTests : ApiTests
{
    private static readonly (RawReply Reply, string[] Errors)[] Broken =
    [
        (RawReply.Closes, ["connection_closed", "connection_broken"]),
        (RawReply.Resets, ["connection_reset", "connection_broken"]),
        (RawReply.Garbage, ["invalid_response", "connection_broken"]),
        (RawReply.Truncates, ["connection_closed", "connection_broken", "invalid_response"]),
    ];

    private static IEnumerable<TestCaseData> Breaks => Broken.Select(broken => new TestCaseData(broken.Reply, broken.Errors).SetArgDisplayNames(broken.Reply.Name));

    [TestCaseSource(nameof(Breaks))]
    public async Task A_broken_exchange_is_tried_again(RawReply reply, string[] errors)
    {
        await using var receiver = RawReceiver.Start(reply, RawReply.Answers(201));
        await Client.WebhookAsync("MONEY_IN", receiver.Url);
        await Sim.MoneyInAsync("123.00");

        var attempt = (await DeliveryAsync()).GetProperty("attempts")[0];
        Assert.That(attempt.TryGetProperty("answer", out _), Is.False, attempt.ToString());
        Assert.That(attempt.GetProperty("error").GetString(), Is.AnyOf(errors));

        await Sim.AdvanceAsync("10s");
        Assert.That((await DeliveryAsync()).GetProperty("status").GetString(), Is.EqualTo("DELIVERED"));
    }

    private static IEnumerable<TestCaseData> Lates =>
        ((RawReply[])[RawReply.Hangs, RawReply.Dribbles]).Select(reply => new TestCaseData(reply).SetArgDisplayNames(reply.Name));

    [TestCaseSource(nameof(Lates))]
    [Proves("webhook.timeout")]
    public async Task No_whole_answer_in_time_is_none(RawReply reply)
    {
        await using var receiver = RawReceiver.Start(reply);
        await Sim.SetAsync("webhook_timeout", "300ms");
        await Client.WebhookAsync("MONEY_IN", receiver.Url);

        await Sim.MoneyInAsync("123.00");

        var delivery = await DeliveryAsync();
        Assert.That(delivery.GetProperty("attempts")[0].GetProperty("error").GetString(), Is.EqualTo("timeout"));
        Assert.That(delivery.GetProperty("status").GetString(), Is.EqualTo("PENDING"));
    }

    [Test]
    public async Task Nobody_listening_is_tried_again_too()
    {
        var gone = RawReceiver.Start(RawReply.Hangs);
        await gone.DisposeAsync();
        await Client.WebhookAsync("MONEY_IN", gone.Url);

        await Sim.MoneyInAsync();

        var delivery = await DeliveryAsync();
        Assert.That(delivery.GetProperty("attempts")[0].GetProperty("error").GetString(), Is.EqualTo("connection_refused"));
        Assert.That(delivery.GetProperty("status").GetString(), Is.EqualTo("PENDING"));
    }

    [Test]
    public async Task It_ends_with_the_first_that_is_taken()
    {
        await using var receiver = RawReceiver.Start(RawReply.Answers(500), RawReply.Closes, RawReply.Answers(201));
        await Client.WebhookAsync("MONEY_IN", receiver.Url);
        await Sim.MoneyInAsync();

        await Sim.AdvanceAsync("7h");

        var delivery = await DeliveryAsync();
        var sent = delivery.GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("sent").GetString()![11..19]);
        Assert.That(sent, Is.EqualTo((string[])["09:00:00", "09:00:10", "09:01:00"]));
        Assert.That(delivery.GetProperty("status").GetString(), Is.EqualTo("DELIVERED"));
        Assert.That(receiver.LogEntries, Has.Count.EqualTo(3));
        Assert.That(receiver.LogEntries.Select(entry => entry.RequestMessage.Body).Distinct().Count(), Is.EqualTo(1), "each the same bytes");
    }

    /// <summary>The one delivery there is.</summary>
    private async Task<JsonElement> DeliveryAsync() => (await Sim.DeliveriesAsync()).Single();
}
