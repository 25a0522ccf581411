using System.Text.Json;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Webhooks;

/// <summary>
/// Receivers that give no whole answer: the attempt says so, and the webhook is tried again. How they break it:
/// <see cref="ForeignReceiverTests"/>.
/// </summary>
public sealed class BrokenExchangeTests : ApiTests
{
    private static IEnumerable<TestCaseData> Late =>
    [
        new TestCaseData(RawReply.NeverAnswers).SetArgDisplayNames("never answers"),
        new TestCaseData(RawReply.NeverEnds).SetArgDisplayNames("never ends"),
        new TestCaseData(RawReply.Of("HTTP/1.1 201 Cre", RawEnd.Hangs)).SetArgDisplayNames("hangs in the first line"),
        new TestCaseData(RawReply.Of("HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{", RawEnd.Hangs)).SetArgDisplayNames(
            "hangs in the body"),
    ];

    [TestCaseSource(nameof(Late))]
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
        var gone = RawReceiver.Start(RawReply.NeverAnswers);
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
        await using var receiver =
            RawReceiver.Start(RawReply.Answers(500), RawReply.Nothing(RawEnd.Closes), RawReply.Answers(201));
        await Client.WebhookAsync("MONEY_IN", receiver.Url);
        await Sim.MoneyInAsync();

        await Sim.AdvanceAsync("7h");

        var delivery = await DeliveryAsync();
        var sent = delivery.GetProperty("attempts").EnumerateArray()
            .Select(attempt => attempt.GetProperty("sent").GetString()![11..19]);
        Assert.That(sent, Is.EqualTo((string[])["09:00:00", "09:00:10", "09:01:00"]));
        Assert.That(delivery.GetProperty("status").GetString(), Is.EqualTo("DELIVERED"));
        Assert.That(receiver.Requests, Has.Count.EqualTo(3));
        Assert.That(receiver.Requests.Select(request => request.Text).Distinct().Count(), Is.EqualTo(1), "each the same bytes");
    }

    /// <summary>The one delivery there is.</summary>
    private async Task<JsonElement> DeliveryAsync() => (await Sim.DeliveriesAsync()).Single();
}
