using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Testing;

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

    [Test]
    [Proves("webhook.timeout")]
    public async Task A_redirect_is_not_followed()
    {
        Receiver.Given(Request.Create().WithPath("/hook"))
            .RespondWith(Response.Create().WithRedirect(Receiver.Url + "/elsewhere"));

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
}
