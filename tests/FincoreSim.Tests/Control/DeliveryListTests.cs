using System.Text.Json;
using FincoreSim.Domain.Clients;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Worlds;

namespace FincoreSim.Tests.Control;

/// <summary>Deliveries are many: they are read by pages, and whoever reads holds nobody up.</summary>
public sealed class DeliveryListTests : ApiTests
{
    private WebhookReceiver _receiver = null!;

    [SetUp]
    public async Task RegisterAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        _receiver.AnswerEverythingWith(201);
        await Client.WebhookAsync("MONEY_IN", _receiver.Url);
    }

    [TearDown]
    public async Task StopReceiverAsync() => await _receiver.DisposeAsync();

    [Test]
    public async Task Who_reads_on_while_deliveries_come_meets_each_once()
    {
        var expected = await DepositAsync(4);

        var seen = await List().WalkAsync(2, async () => expected.AddRange(expected.Count < 9 ? await DepositAsync(1) : []));

        Assert.That(Transactions(seen), Is.EqualTo(expected));
    }

    [Test]
    public async Task Who_reads_on_goes_on_although_what_was_read_is_dropped()
    {
        var expected = await DepositAsync(4);
        await Sim.SetAsync("limits", new System.Text.Json.Nodes.JsonObject { ["deliveries"] = 3 });

        var seen = await List().WalkAsync(1, async () => expected.AddRange(expected.Count < 7 ? await DepositAsync(1) : []));

        Assert.That(Transactions(seen), Is.Unique.And.SubsetOf(expected));
        Assert.That(Transactions(seen).TakeLast(3), Is.EqualTo(expected.TakeLast(3)));
        Assert.That((await Sim.GetAsync("deliveries")).At("dropped").GetInt64(), Is.Positive);
    }

    [Test]
    public async Task Transactions_that_come_meanwhile_shift_nothing()
    {
        var first = await DepositAsync(5);

        var seen = Transactions(await new PagedList(Sim.App, Sim.Path("transactions")).WalkAsync(2, () => DepositAsync(1)));

        Assert.That(seen, Is.Unique);
        Assert.That(seen.Where(first.Contains), Is.EqualTo(first.AsEnumerable().Reverse()), "the newest first");
    }

    [Test]
    public async Task Filters_are_taken_together_and_in_any_case()
    {
        var other = await Client.WebhookAsync("STATUS_UPDATE", _receiver.Url);
        var deposit = (await DepositAsync(3))[1];
        await Client.MoneyOutAsync();
        await Sim.UntilIdleAsync();
        var hook = (await Sim.DeliveriesAsync("?type=MONEY_IN"))[0].GetProperty("webhook_id").GetString();

        Assert.Multiple(async () =>
        {
            Assert.That(await CountAsync(""), Is.EqualTo(4));
            Assert.That(await CountAsync("?type=money_in&status=delivered"), Is.EqualTo(3));
            Assert.That(await CountAsync("?type=Status_Update"), Is.EqualTo(1));
            Assert.That(await CountAsync($"?transaction_id={deposit}"), Is.EqualTo(1));
            Assert.That(await CountAsync($"?transaction_id={deposit.ToUpperInvariant()}&type=STATUS_UPDATE"), Is.Zero);
            Assert.That(await CountAsync($"?webhook_id={hook}"), Is.EqualTo(3));
            Assert.That(await CountAsync($"?webhook_id={other}"), Is.EqualTo(1));
            Assert.That(await CountAsync($"?client_id={Client.Id}"), Is.EqualTo(4));
            Assert.That(await CountAsync($"?client_id={Sim.Other.Id}"), Is.Zero);
            Assert.That(await CountAsync("?status=UNDELIVERED"), Is.Zero);
        });
    }

    [Test]
    public async Task A_page_far_back_enters_the_gate_as_often_as_the_first_one()
    {
        await DepositAsync(6);
        var gate = Sim.App.Service<SandboxRegistry>().Find(Sim.Id)!.Gate;
        var second = await List().PageAsync(2, (await List().PageAsync(2))["next"]);

        var before = gate.Entered;
        await List().PageAsync(2);
        var first = gate.Entered - before;
        before = gate.Entered;
        await List().PageAsync(2, second["next"]);

        Assert.That(gate.Entered - before, Is.EqualTo(first));
    }

    [Test]
    public async Task What_is_rare_is_sought_in_steps_that_let_others_in_between()
    {
        var gate = Sim.App.Service<SandboxRegistry>().Find(Sim.Id)!.Gate;
        while (gate.Read(world => world.State.Journal.NextSequence) < 3500)
        {
            await Sim.App.Anybody.PostAsync(
                Sim.Path($"accounts/{Docs.Central}/fund"), new System.Text.Json.Nodes.JsonObject { ["amount"] = "1.00" });
        }

        var before = gate.Entered;
        Assert.That((await Sim.GetAsync("journal?kind=report_produced")).ShouldBe(200).Count("items"), Is.Zero);

        Assert.That(gate.Entered - before, Is.GreaterThan(3));
    }

    private PagedList List() => new(Sim.App, Sim.Path("deliveries"));

    private async Task<int> CountAsync(string query) => (await Sim.DeliveriesAsync(query)).Length;

    private async Task<List<string>> DepositAsync(int count)
    {
        var made = new List<string>();
        for (var time = 0; time < count; time++)
        {
            made.Add(await Sim.MoneyInAsync("1.00"));
        }

        return made;
    }

    private static string[] Transactions(IEnumerable<string> items) =>
        [.. items.Select(item => JsonElement.Parse(item).GetProperty("transaction_id").GetString()!)];
}
