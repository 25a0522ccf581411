using System.Text.Json;
using FincoreSim.Domain.Clients;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Webhooks;

namespace FincoreSim.Tests.Bounds;

/// <summary>A page of a list is bounded in bytes too: what receivers answer may be long.</summary>
public sealed class LongListTests : WebhookTests
{
    private const int Deliveries = 80;

    [Test]
    public async Task A_page_of_large_items_ends_early_and_says_where_the_next_one_begins()
    {
        await Client.WebhookAsync("MONEY_IN", Receiver.Url);
        Receiver.AnswerEverythingWith(Response.Create().WithStatusCode(201).WithBody(new string('x', 64 * 1024)));
        for (var index = 0; index < Deliveries; index++)
        {
            await Sim.MoneyInAsync("1.00");
        }

        var first = (await Sim.GetAsync("deliveries?limit=500")).ShouldBe(200);

        var items = first.At("items").GetArrayLength();
        Assert.That(items, Is.InRange(2, Deliveries - 1));
        Assert.That(first.Text, Has.Length.InRange(4 * 1024 * 1024, (4 * 1024 * 1024) + (70 * 1024)));
        var rest = (await Sim.GetAsync($"deliveries?limit=500&after={first["next"]}")).ShouldBe(200);
        Assert.That(rest.At("items").GetArrayLength(), Is.EqualTo(Deliveries - items));
        Assert.That(rest.At("next").ValueKind, Is.EqualTo(JsonValueKind.Null));
        rest.ShouldSay("dropped", "0").ShouldSay("not_queued", "0");
        Assert.That(rest["items.0.id"], Is.Not.EqualTo(first[$"items.{items - 1}.id"]));
    }
}
