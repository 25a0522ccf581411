using System.Text.Json.Nodes;
using FincoreSim.Browser.Tests.Kit;
using FincoreSim.Testing;

namespace FincoreSim.Browser.Tests;

/// <summary>
/// A whole story by hand: a deposit that the receiver refuses comes back, and its event is sent again; with script and without.
/// </summary>
[TestFixture(true)]
[TestFixture(false)]
public sealed class StoryTests(bool hasScript) : PageTests
{
    private protected override BrowserNewContextOptions Window => new() { JavaScriptEnabled = hasScript };

    [Test]
    public async Task A_refused_deposit_is_refunded_and_its_event_sent_again()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerEverythingWith(422);
        await Client.WebhookAsync("MONEY_IN", $"{receiver.Url}/hooks");

        await SendDepositAsync();
        await OpenPaymentAsync("Pedido 9");
        await Expect(Page.Locator(".head .pill")).ToHaveTextAsync("REFUNDED");
        await Expect(Page.Locator("[data-live=deliveries] .http").First).ToHaveTextAsync("422");
        await Page.GetByLabel("Facts").Locator("dt:has-text('Refunded by') + dd a").ClickAsync();
        await Expect(Page.GetByLabel("Facts")).ToContainTextAsync("Refund of");

        receiver.AnswerEverythingWith(201);
        await OpenPaymentAsync("Pedido 9");
        await Page.Locator("[data-live=deliveries] a").First.ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Resend" }).ClickAsync();
        await Expect(Page.Locator("main .note")).ToContainTextAsync("Done: resendDelivery.");

        Assert.That(await receiver.WaitForAsync(2), Has.Count.EqualTo(2));
        await Sim.SettleAsync();
        if (!hasScript)
        {
            await Page.ReloadAsync();
        }

        await Expect(Page.Locator(".attempts li")).ToHaveCountAsync(2);
        await Expect(Page.Locator(".attempts li").Last).ToContainTextAsync("by hand");
        await Expect(Page.Locator(".attempts li").Last).ToContainTextAsync("201");
    }

    [Test]
    public async Task A_payment_is_decided_by_hand()
    {
        var payment = (await Client.MoneyOutAsync("34.50")).ShouldBe(200)["id"];
        await GoAsync($"payments/{payment}");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Reject", Exact = true }).ClickAsync();

        await Expect(Page.Locator(".head .pill")).ToHaveTextAsync("REJECTED");
        Assert.That(await Client.StatusOfAsync(payment), Is.EqualTo("REJECTED"));
    }

    [Test]
    public async Task Rules_are_armed_seen_on_every_page_and_disarmed()
    {
        (await Sim.PostAsync("rules",
            JsonNode.Parse("""{"name": "late", "when": "money_in", "then": {"refuse": "Invalid Amount"}}"""))).ShouldBe(201);

        foreach (var area in (string[])["", "payments", "webhooks", "requests", "act"])
        {
            await GoAsync(area);
            await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Armed" })).ToContainTextAsync("late");
        }

        await Page.GetByRole(AriaRole.Button, new() { Name = "Disarm all" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Armed" })).ToHaveCountAsync(0);
        Assert.That(await Sim.ListAsync("rules"), Is.Empty);
    }

    [Test]
    public async Task A_receiver_is_tried_from_its_row()
    {
        await Client.WebhookAsync("MONEY_IN", $"{Sim.App.Url}/_sim/answer/418");
        await GoAsync("webhooks");

        await Page.GetByRole(AriaRole.Button, new() { Name = "Test now: MONEY_IN" }).ClickAsync();

        await Expect(Page.Locator("main .note")).ToContainTextAsync("418");
    }

    private async Task SendDepositAsync()
    {
        await GoAsync("payments");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Send a deposit" }).ClickAsync();
        var form = Page.Locator("#moneyIn");
        await form.Locator("[name=clabe]").FillAsync(Docs.CentralClabe);
        await form.Locator("[name=amount]").FillAsync("150.00");
        await form.Locator("summary").ClickAsync();
        await form.Locator("[name=concept]").FillAsync("Pedido 9");
        await form.Locator("[name='query.settle']").SelectOptionAsync("true");
        await form.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(Page.Locator("main .note")).ToContainTextAsync("Done: moneyIn.");
    }

    private async Task OpenPaymentAsync(string concept)
    {
        await GoAsync("payments?kind=SPEI_CREDIT");
        await Page.GetByRole(AriaRole.Searchbox).FillAsync(concept);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Page.Locator("tbody a.row").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(concept);
    }
}
