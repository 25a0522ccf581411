using System.Text.Json.Nodes;
using FincoreSim.Browser.Tests.Kit;
using FincoreSim.Serving;

namespace FincoreSim.Browser.Tests;

/// <summary>An open page follows what others do, without being loaded again, and leaves the reader's place alone.</summary>
public sealed class LiveTests : PageTests
{
    private static readonly JsonObject Order = new() { ["concept"] = "Pedido 10" };

    [Test]
    public async Task What_the_API_does_is_seen_in_every_area()
    {
        await Client.WebhookAsync("MONEY_IN", $"{Sim.App.Url}/_sim/answer/201");
        var areas = new Dictionary<string, string>
        {
            [""] = "[data-live=feed]",
            ["payments"] = "[data-live=payments]",
            ["webhooks"] = "[data-live=deliveries]",
            ["requests"] = "[data-live=requests]",
        };
        var pages = new Dictionary<string, IPage>();
        foreach (var area in areas.Keys)
        {
            pages[area] = await Page.Context.NewPageAsync();
            await GoAsync(pages[area], area);
            await pages[area].EvaluateAsync("window.isSame = true");
        }

        await Sim.MoneyInAsync("150.00", more: (JsonObject)Order.DeepClone());
        await Client.GetAsync("accounts");

        foreach (var (area, part) in areas)
        {
            await Expect(pages[area].Locator(part)).ToContainTextAsync(area == "requests" ? "accounts" : "Pedido 10");
            Assert.That(await pages[area].EvaluateAsync<bool>("window.isSame"), area);
        }
    }

    [Test]
    public async Task The_clock_the_rules_and_the_balances_follow_too()
    {
        await GoAsync();
        await Page.EvaluateAsync("window.isSame = true");

        await Sim.AdvanceAsync("1h");
        (await Sim.PostAsync("rules",
            JsonNode.Parse("""{"name": "late", "when": "money_in", "then": {"refuse": "Invalid Amount"}}"""))).ShouldBe(201);
        await Expect(Page.Locator(".clock .now b")).ToHaveTextAsync("10:00:00");
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Armed" })).ToContainTextAsync("late");
        (await Client.MoneyOutAsync("1000.00")).ShouldBe(200);
        await Expect(Page.Locator("[data-live=balances]")).ToContainTextAsync("$999,000.00");

        Assert.That(await Page.EvaluateAsync<bool>("window.isSame"));
    }

    [Test]
    public async Task What_the_reader_is_in_waits()
    {
        var first = await Sim.MoneyInAsync("1.00");
        await GoAsync("payments");
        var row = Page.Locator($"#p-{first} a.row");
        await row.FocusAsync();

        await Sim.MoneyInAsync("150.00", more: (JsonObject)Order.DeepClone());
        await Sim.AdvanceAsync("1h");
        await Expect(Page.Locator(".clock .now b")).ToHaveTextAsync("10:00:00");

        await Expect(row).ToBeFocusedAsync();
        await Expect(Page.Locator("[data-live=payments]")).Not.ToContainTextAsync("Pedido 10");
    }

    [Test]
    public async Task A_payment_that_is_open_goes_on()
    {
        var payment = (await Client.MoneyOutAsync()).ShouldBe(200)["id"];
        await GoAsync($"payments/{payment}");

        await Sim.UntilIdleAsync();

        await Expect(Page.Locator("[data-live=life]")).ToContainTextAsync("LIQUIDATED");
        await Expect(Page.Locator(".head .pill").First).ToHaveTextAsync("LIQUIDATED");
    }

    [Test]
    public async Task A_stream_that_is_lost_says_so_and_comes_back_by_itself()
    {
        var app = await SimulatorApp.StartAsync(new ServeOptions { Urls = "http://127.0.0.1:0", Seed = 1 });
        var address = app.Url;
        var page = await OpenWindowAsync(new() { BaseURL = address });
        await page.GotoAsync("/default/");
        await page.EvaluateAsync("window.isSame = true");

        await app.DisposeAsync();
        await Expect(page.Locator(".note.stale")).ToContainTextAsync("Live updates stopped");

        await using var again = await SimulatorApp.StartAsync(new ServeOptions { Urls = address, Seed = 1 });
        await Expect(page.Locator(".note.stale")).ToHaveCountAsync(0);
        (await again.Anybody.PostAsync("/_sim/sandboxes/default/money-in",
            new JsonObject { ["clabe"] = Docs.CentralClabe, ["amount"] = "1.50", ["concept"] = "Pedido 11" })).ShouldBe(201);
        await Expect(page.Locator("[data-live=feed]")).ToContainTextAsync("Pedido 11");
        Assert.That(await page.EvaluateAsync<bool>("window.isSame"));
        await page.Context.CloseAsync();
    }

    private protected override bool IsExpected(string message) => message.Contains("net::ERR_", StringComparison.Ordinal);
}
