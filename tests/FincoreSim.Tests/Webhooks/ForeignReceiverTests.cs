using System.Text.Json;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Webhooks;

/// <summary>
/// What a receiver does with its connections decides nothing about the webhooks that it gets; what it read and did not answer
/// counts.
/// </summary>
public sealed class ForeignReceiverTests : ApiTests
{
    private const int Each = 8;

    private static IEnumerable<ForeignReceiver> Receivers => ForeignReceivers.All;

    private static IEnumerable<TestCaseData> Deaf =>
    [
        new TestCaseData(RawReply.Nothing(RawEnd.Closes), "connection_closed"),
        new TestCaseData(RawReply.Nothing(RawEnd.HalfCloses), "connection_closed"),
        new TestCaseData(RawReply.Nothing(RawEnd.Resets), "connection_reset"),
        new TestCaseData(RawReply.Of("HTTP/1.1 201", RawEnd.Closes), "connection_closed"),
        new TestCaseData(RawReply.Of("HTTP/1.1 201 Created\r\nContent-", RawEnd.Closes), "connection_closed"),
        new TestCaseData(RawReply.Of("HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\n{}", RawEnd.Closes), "connection_closed"),
        new TestCaseData(
            RawReply.Of("HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}", RawEnd.Closes), "connection_closed"),
        new TestCaseData(RawReply.Of("SSH-2.0-OpenSSH_9.2\r\n", RawEnd.Closes), "invalid_response"),
        new TestCaseData(
            RawReply.Of($"HTTP/1.1 201 Created\r\nX-Long: {new string('x', 70_000)}\r\n\r\n", RawEnd.Closes),
            "answer_head_too_long"),
    ];

    [TestCaseSource(nameof(Receivers))]
    public async Task No_webhook_is_lost_sent_twice_or_counted_as_failed(ForeignReceiver foreign)
    {
        await using var receiver = RawReceiver.Start(foreign.Answer, foreign.ReadsBodies);
        await Client.WebhookAsync("MONEY_IN", receiver.Url + "/hook");

        for (var one = 0; one < Each; one++)
        {
            await Sim.MoneyInAsync("1.00");
        }

        for (var one = 0; one < Each; one++)
        {
            await Sim.MoneyInAsync("2.00", settles: false);
        }

        await Sim.SettleAsync();

        var deliveries = await Sim.DeliveriesAsync();
        Assert.That(
            deliveries.Select(StatusOf),
            Is.All.EqualTo("DELIVERED"),
            string.Join('\n', deliveries.Select(one => one.GetProperty("attempts"))));
        Assert.That(deliveries.Select(one => one.GetProperty("attempts").GetArrayLength()), Is.All.EqualTo(1));
        Assert.That(receiver.Requests, Has.Count.EqualTo(2 * Each), "how many the receiver read");
        if (foreign.ReadsBodies)
        {
            Assert.That(receiver.Requests.Select(IdOf), Is.Unique);
        }
    }

    /// <summary>
    /// The first is answered, so that a connection could be kept; what the receiver then reads and does not answer is a failed
    /// attempt.
    /// </summary>
    [TestCaseSource(nameof(Deaf))]
    public async Task What_was_read_and_not_answered_is_a_failed_attempt_and_not_sent_again_in_it(RawReply deaf, string error)
    {
        await using var receiver = RawReceiver.Start(
            it => it.Number == 2 ? deaf : RawReply.Of("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"));
        await Client.WebhookAsync("MONEY_IN", receiver.Url + "/hook");
        await Sim.MoneyInAsync("1.00");

        await Sim.MoneyInAsync("2.00");

        var attempt = (await Sim.DeliveriesAsync())[1].GetProperty("attempts").EnumerateArray().Single();
        Assert.That(attempt.GetProperty("error").GetString(), Is.EqualTo(error));
        Assert.That(receiver.Requests, Has.Count.EqualTo(2), "read once");
        await Sim.AdvanceAsync("10s");
        Assert.That((await Sim.DeliveriesAsync()).Select(StatusOf), Is.All.EqualTo("DELIVERED"));
        Assert.That(receiver.Requests, Has.Count.EqualTo(3));
        Assert.That(IdOf(receiver.Requests[1]), Is.EqualTo(IdOf(receiver.Requests[2])));
    }

    [Test]
    public async Task It_asks_for_the_connection_to_be_closed_and_shows_that()
    {
        await using var receiver = RawReceiver.Start(_ => RawReply.Of("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"));
        await Client.WebhookAsync("MONEY_IN", receiver.Url + "/hook");

        await Sim.MoneyInAsync();

        Assert.That(receiver.Requests.Single().Header("Connection"), Is.EqualTo("close"));
        Assert.That(receiver.Requests.Single().Header("Expect"), Is.Null);
        Assert.That((await Sim.DeliveriesAsync()).Single().GetProperty("attempts")[0].GetProperty("headers")
            .GetProperty("Connection").GetString(), Is.EqualTo(
            "close"));
    }

    private static string? StatusOf(JsonElement delivery) => delivery.GetProperty("status").GetString();

    private static string IdOf(RawRequest request) => Answer.OfJson(request.Text)["id_msg"];
}
