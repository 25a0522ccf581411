using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Webhooks;

/// <summary>A receiver of MONEY_IN that gives no answer the documentation knows: tried again, and the money stays.</summary>
public sealed class MoneyInFailureTests : WebhookTests
{
    [SetUp]
    public Task RegisterAsync() => Client.WebhookAsync("MONEY_IN", Receiver.Url + "/hook");

    [TestCase(500)]
    [TestCase(503)]
    [TestCase(400)]
    [TestCase(401)]
    [TestCase(404)]
    [TestCase(301)]
    [TestCase(304)]
    [TestCase(429)]
    public async Task Any_other_answer_is_tried_again_and_the_money_stays(int status)
    {
        Receiver.AnswerEverythingWith(status);
        await Sim.MoneyInAsync("123.00");
        Assert.That(await StatusAsync(), Is.EqualTo("PENDING"));
        Assert.That(await DecisionAsync(), Is.EqualTo("tried again 10s after the event"));

        Receiver.AnswerEverythingWith(201);
        await Sim.AdvanceAsync("10s");

        Assert.That(await StatusAsync(), Is.EqualTo("DELIVERED"));
        Assert.That(Receiver.LogEntries, Has.Count.EqualTo(2));
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(1_000_123m));
    }

    [TestCase(FaultType.CloseConnection, "connection_closed")]
    [TestCase(FaultType.ResetConnection, "connection_reset")]
    [TestCase(FaultType.Garbage, "invalid_response")]
    [TestCase(FaultType.TruncatedBody, null)]
    public async Task A_broken_exchange_is_tried_again(FaultType fault, string? error)
    {
        Receiver.AnswerEverythingWith(Response.Create().WithStatusCode(201).WithBody("{}").WithFault(fault));
        await Sim.MoneyInAsync("123.00");

        var attempt = (await DeliveryAsync()).GetProperty("attempts")[0];
        Assert.That(attempt.TryGetProperty("answer", out _), Is.False, attempt.ToString());
        Assert.That(attempt.GetProperty("error").GetString(), error is null ? Is.Not.Empty : Is.AnyOf(error, "connection_broken"));

        Receiver.AnswerEverythingWith(201);
        await Sim.AdvanceAsync("10s");
        Assert.That(await StatusAsync(), Is.EqualTo("DELIVERED"));
    }

    [Test]
    [Proves("webhook.timeout")]
    public async Task A_redirect_is_not_followed()
    {
        Receiver.Given(Request.Create().WithPath("/hook")).RespondWith(Response.Create().WithRedirect(Receiver.Url + "/elsewhere"));

        await Sim.MoneyInAsync();

        Assert.That(Receiver.LogEntries.Select(entry => entry.RequestMessage.Path), Is.EqualTo(["/hook"]));
        Assert.That(await StatusAsync(), Is.EqualTo("PENDING"));
    }

    [Test]
    public async Task Of_a_long_answer_only_the_beginning_is_kept()
    {
        Receiver.AnswerEverythingWith(Response.Create().WithStatusCode(201).WithBodyOfSize(10_000_000));

        await Sim.MoneyInAsync();

        var answer = (await DeliveryAsync()).GetProperty("attempts")[0].GetProperty("answer");
        Assert.Multiple(() =>
        {
            Assert.That(answer.GetProperty("status").GetInt32(), Is.EqualTo(201));
            Assert.That(answer.GetProperty("is_truncated").GetBoolean(), Is.True);
            Assert.That(answer.GetProperty("body").GetString(), Has.Length.EqualTo(65_536));
        });
    }

    [Test]
    [Proves("webhook.timeout")]
    [Proves("webhook.timeout")]
    public async Task No_answer_in_time_is_none()
    {
        await Sim.SetAsync("webhook_timeout", "200ms");
        Receiver.AnswerEverythingWith(Response.Create().WithFault(FaultType.Hang));

        await Sim.MoneyInAsync("123.00");

        Assert.That((await DeliveryAsync()).GetProperty("attempts")[0].GetProperty("error").GetString(), Is.EqualTo("timeout"));
        Assert.That(await StatusAsync(), Is.EqualTo("PENDING"));
    }

    [Test]
    public async Task An_answer_that_dribbles_is_late_as_a_whole()
    {
        await Sim.SetAsync("webhook_timeout", "300ms");
        Receiver.AnswerEverythingWith(Response.Create().WithStatusCode(201).WithBodyOfSize(1000).WithDribble(10, TimeSpan.FromMilliseconds(50)));

        await Sim.MoneyInAsync("123.00");

        Assert.That((await DeliveryAsync()).GetProperty("attempts")[0].GetProperty("error").GetString(), Is.EqualTo("timeout"));
    }

    [Test]
    public async Task Nobody_listening_is_tried_again_too()
    {
        await Receiver.DisposeAsync();

        await Sim.MoneyInAsync();

        Assert.That((await DeliveryAsync()).GetProperty("attempts")[0].GetProperty("error").GetString(), Is.EqualTo("connection_refused"));
        Assert.That(await StatusAsync(), Is.EqualTo("PENDING"));
    }
}
