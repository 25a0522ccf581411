using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FincoreSim.Browser.Tests.Kit;

namespace FincoreSim.Browser.Tests;

/// <summary>Each area shows what was done through the API, in the reader's words, and leads on to it.</summary>
public sealed class AreaTests : PageTests
{
    private static readonly JsonObject Order = new() { ["concept"] = "Pedido 7", ["payer_name"] = "Ana Ruiz" };

    [Test]
    public async Task The_overview_tells_what_happened_what_stands_where_and_how_to_connect()
    {
        var payment = await Sim.MoneyInAsync("1234.50", more: Order);
        (await Client.MoneyOutAsync("34.50")).ShouldBe(200);

        await GoAsync();

        await Expect(Page).ToHaveTitleAsync($"Overview · {Sim.Id} · FincoreSim");
        await Expect(Page.Locator(".feed li").Filter(new() { HasText = "Pedido 7 came in from Ana Ruiz" }))
            .ToContainTextAsync("$1,234.50");
        await Expect(Page.Locator("[data-live=tally]")).ToContainTextAsync("1 open");
        await Expect(Page.Locator("[data-live=balances]")).ToContainTextAsync("$1,001,200.00");
        await Expect(Page.GetByLabel("Connect", new() { Exact = true })).ToContainTextAsync(Client.Id[..8]);
        await Page.Locator(".feed a.row", new() { HasText = "Pedido 7 came in" }).ClickAsync();
        await Expect(Page).ToHaveURLAsync($"{Sim.App.Url}/{Sim.Id}/payments/{payment}");
    }

    [Test]
    public async Task An_empty_world_says_what_to_do_next()
    {
        var empty =
            (await Sim.App.Anybody.PostAsync("/_sim/sandboxes", new JsonObject { ["template"] = "empty" })).ShouldBe(201)["id"];
        foreach (var (area, next) in ((string, string)[])[("payments", "money-in"), ("requests", "/credentials"),
            ("webhooks", "/webhooks")])
        {
            await Page.GotoAsync($"/{empty}/{area}");
            await Expect(Page.Locator(".empty pre").First).ToContainTextAsync("curl ");
            await Expect(Page.Locator(".empty pre").First).ToContainTextAsync(next);
        }

        await Page.GotoAsync($"/{empty}/");
        await Expect(Page.Locator("[data-live=feed]")).ToContainTextAsync("Nothing yet");
        (await Sim.App.Anybody.DeleteAsync($"/_sim/sandboxes/{empty}")).ShouldBe(200);
    }

    [Test]
    public async Task Payments_are_found_by_whatever_names_them_and_one_shows_what_became_of_it()
    {
        var payment = await Sim.MoneyInAsync("1234.50", more: (JsonObject)Order.DeepClone());
        await Sim.MoneyInAsync("7.00");
        var kept = (await Sim.ListAsync("transactions")).Single(one => one.GetProperty("transaction_id").GetString() == payment);

        foreach (var asked in (string[])[payment, kept.GetProperty("tracking_key").GetString()!, "pedido 7", "ana ruiz",
            "1,234.50"])
        {
            await GoAsync("payments");
            await Page.GetByRole(AriaRole.Searchbox).FillAsync(asked);
            await Page.Keyboard.PressAsync("Enter");
            await Expect(Page.Locator("tbody tr")).ToHaveCountAsync(1);
            await Expect(Page.Locator("tbody tr")).ToContainTextAsync("Ana Ruiz");
        }

        await Page.Locator("tbody a.row").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Pedido 7");
        await Expect(Page.GetByLabel("Facts")).ToContainTextAsync(payment);
        await Expect(Page.Locator("[data-live=entries]")).ToContainTextAsync("1,234.50");
        await Expect(Page.Locator(".head .pill")).ToHaveTextAsync("LIQUIDATED");
    }

    [Test]
    public async Task What_is_not_found_says_so_and_shows_the_way_back()
    {
        await GoAsync("payments?q=nobody-has-this");

        await Expect(Page.Locator(".empty")).ToContainTextAsync("Nothing found");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Show all" }).ClickAsync();
        await Expect(Page.Locator("tbody tr")).Not.ToHaveCountAsync(0);
    }

    [Test]
    public async Task A_delivery_shows_what_was_sent_and_what_the_server_answered()
    {
        await Client.WebhookAsync("MONEY_IN", $"{Sim.App.Url}/_sim/answer/503");
        await Sim.MoneyInAsync("150.00", more: (JsonObject)Order.DeepClone());

        await GoAsync("webhooks");
        await Expect(Page.Locator("[data-live=subscriptions]")).ToContainTextAsync("/_sim/answer/503");
        await Expect(Page.Locator(".nav .n")).ToContainTextAsync("1");
        await Page.Locator("[data-live=deliveries] a.row").ClickAsync();

        var opened = Page.GetByLabel("The opened delivery");
        await Expect(opened.Locator(".attempts li").First).ToContainTextAsync("503");
        await opened.Locator("summary", new() { HasText = "What your server answered" }).First.ClickAsync();
        await Expect(opened.Locator(".attempts pre").First).ToContainTextAsync("HTTP/1.1 503");
        await Expect(opened.Locator("pre.tall")).ToContainTextAsync("\"id_msg\"");
    }

    [Test]
    public async Task A_call_shows_its_answer_and_what_it_became_and_a_refused_one_why()
    {
        var payment = (await Client.MoneyOutAsync("1.95")).ShouldBe(200)["id"];
        (await Client.MoneyOutAsync("0.00")).ShouldBe(400);
        (await Sim.App.Caller(("Authorization", "Bearer nobody")).GetAsync("/v1/banks")).ShouldBe(401);

        await GoAsync("requests?answer=2xx&q=money_out");
        await Page.Locator("[data-live=requests] a.row").ClickAsync();
        var opened = Page.GetByLabel("The opened call");
        await Expect(opened).ToContainTextAsync($"payment {payment[..8]}");
        await Expect(opened.Locator("#request")).ToContainTextAsync("Bearer (redacted)");

        await GoAsync("requests?answer=4xx");
        await Expect(Page.Locator("[data-live=requests] tbody tr")).ToHaveCountAsync(1);
        await Expect(Page.Locator("[data-live=requests] tbody tr")).ToContainTextAsync("400");
        await Expect(Page.GetByRole(AriaRole.Table, new() { Name = "Calls of nobody, newest first" }))
            .ToContainTextAsync("/v1/banks");
    }

    [Test]
    public async Task The_menu_of_sandboxes_keeps_the_area()
    {
        var other = await Sim.App.NewSandboxAsync();
        await using (other)
        {
            await GoAsync("payments");
            await Page.Locator("details.pick summary").ClickAsync();
            await Page.Locator($"details.pick a[href='/{other.Id}/payments']").ClickAsync();
            await Expect(Page).ToHaveURLAsync($"{Sim.App.Url}/{other.Id}/payments");
        }
    }

    [Test]
    public async Task A_copy_button_copies_the_whole()
    {
        await Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await GoAsync();

        await Page.GetByRole(AriaRole.Button, new() { Name = "Copy client id" }).ClickAsync();

        await Expect(Page.Locator("#said")).ToHaveTextAsync("Copied");
        Assert.That(await Page.EvaluateAsync<string>("navigator.clipboard.readText()"), Is.EqualTo(Client.Id));
    }

    [Test]
    public async Task The_theme_that_was_chosen_stays()
    {
        await GoAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Switch between light and dark" }).ClickAsync();
        await GoAsync("payments");

        await Expect(Page.Locator("html")).ToHaveAttributeAsync("data-theme", new Regex("^dark$"));
    }
}
