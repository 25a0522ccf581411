using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Tests.Webhooks;

/// <summary><c>POST …/webhooks/test</c> sends a message that no receiver has seen, and leaves the world as it is.</summary>
public sealed class WebhookTestCallTests : WebhookTests
{
    /// <summary>The members by which receivers recognise what they know, of each type that has any.</summary>
    private static readonly (string Type, string[] Members)[] Identities =
    [
        ("MONEY_IN", ["id_msg", "body.id", "body.tracking_key"]),
        ("STATUS_UPDATE", ["id_msg", "body.id", "body.tracking_key"]),
        ("CEP", ["id_msg", "body.id", "body.tracking_key"]),
    ];

    private static IEnumerable<TestCaseData> All =>
        Identities.Select(row => new TestCaseData(row.Type, row.Members).SetArgDisplayNames(row.Type));

    [TestCaseSource(nameof(All))]
    public async Task Each_time_with_ids_of_its_own(string type, string[] members)
    {
        await using var twin = await Sim.App.NewSandboxAsync();
        foreach (var sandbox in new[] { Sim, twin })
        {
            var hook = await sandbox.Client.WebhookAsync(type, $"{Receiver.Url}/try");
            for (var time = 0; time < 5; time++)
            {
                (await sandbox.PostAsync("webhooks/test", new JsonObject { ["webhook_id"] = hook })).ShouldBe(200);
            }
        }

        var came = Came("/try");
        Assert.That(came, Has.Length.EqualTo(10), "equal seeds do not make equal tests");
        foreach (var member in members)
        {
            Assert.That(came.Select(message => message[member]), Is.Unique, member);
        }
    }

    [TestCase("MONEY_IN")]
    [TestCase("STATUS_UPDATE")]
    [TestCase("CEP")]
    [TestCase("REPORT")]
    public async Task The_world_and_the_ids_of_what_comes_after_are_as_if_it_had_not_been(string type)
    {
        await using var twin = await Sim.App.NewSandboxAsync();
        var hook = await Client.WebhookAsync(type, $"{Receiver.Url}/try");
        Assert.That(await twin.Client.WebhookAsync(type, $"{Receiver.Url}/try"), Is.EqualTo(hook));

        var tried = (await Sim.PostAsync("webhooks/test", new JsonObject { ["webhook_id"] = hook })).ShouldBe(200);

        tried.ShouldSay("status", "201");

        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(await twin.FingerprintAsync()));
        Assert.That((await Client.MoneyOutAsync())["id"], Is.EqualTo((await twin.Client.MoneyOutAsync())["id"]));
        Assert.That(await Sim.MoneyInAsync(settles: false), Is.EqualTo(await twin.MoneyInAsync(settles: false)));
    }

    [Test]
    public async Task The_answer_shows_what_was_sent()
    {
        var hook = await Client.WebhookAsync("MONEY_IN", $"{Receiver.Url}/try");

        var answer = (await Sim.PostAsync("webhooks/test", new JsonObject { ["webhook_id"] = hook })).ShouldBe(200);

        answer.ShouldSay("message.id_msg", Came("/try").Single()["id_msg"]);
    }
}
