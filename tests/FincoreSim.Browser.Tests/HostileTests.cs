using System.Text.Json.Nodes;
using FincoreSim.Browser.Tests.Kit;

namespace FincoreSim.Browser.Tests;

/// <summary>What others write stays text wherever it is shown, and what other pages ask for does not happen.</summary>
public sealed class HostileTests : PageTests
{
    private const string Elsewhere = "http://elsewhere.test/";

    private static readonly string[] Texts =
    [
        "<script>hacked=1</script>", "\"><img src=x onerror=hacked=1>", "</title></textarea><b id=hacked>", "\u202Etxet\u2066",
        "👩‍👩‍👧 Zoë 💸",
        ];

    private protected override BrowserNewContextOptions Window => new() { ViewportSize = new() { Width = 390, Height = 844 } };

    [TestCaseSource(nameof(Texts))]
    public async Task It_is_text_on_every_page(string text)
    {
        var payment = await FillAsync(text);
        var call = (await Sim.ListAsync("requests?path=*/money_out"))[^1].GetProperty("id").GetInt64();
        var delivery = (await Sim.DeliveriesAsync())[0].GetProperty("id").GetString();

        foreach (var area in (string[])["", "payments", $"payments/{payment}", "webhooks", $"webhooks/deliveries/{delivery}",
            "requests", $"requests/{call}", "act"])
        {
            await GoAsync(area);
            Assert.That(
                await Page.EvaluateAsync<bool>("'hacked' in window || document.querySelector('#hacked, main img') !== null"),
                Is.False, area);
            Assert.That(await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(390), area);
        }

        await GoAsync($"payments/{payment}");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(text);
    }

    [Test]
    public async Task Four_hundred_characters_break_no_page()
    {
        var text = new string('x', 400);
        (await Client.Http.PostAsync(
            "/v1/transactions/money_out", Bodies.Payment().With("transaction_request.description", text))).ShouldBe(400);
        (await Client.Http.GetAsync($"/v1/{text}")).ShouldBe(404);
        await Client.WebhookAsync("MONEY_IN", $"{Sim.App.Url}/_sim/answer/201?{text}");
        var call = (await Sim.ListAsync("requests?path=*/money_out"))[^1].GetProperty("id").GetInt64();

        foreach (var area in (string[])["", "webhooks", "requests", $"requests/{call}", $"payments?q={text}", "act"])
        {
            await GoAsync(area);
            Assert.That(await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(390), area);
        }
    }

    [Test]
    public async Task A_form_of_another_site_is_403_and_nothing_happens()
    {
        var before = await Sim.FingerprintAsync();
        await Page.RouteAsync($"{Elsewhere}**", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Body = $"<form method=post action='{Sim.App.Url}/{Sim.Id}/commands/moneyIn'>"
                + $"<input name=clabe value={Docs.CentralClabe}><input name=amount value=1.00><button>Win</button></form>",
        }));
        await Page.GotoAsync(Elsewhere);

        var answer = await Page.RunAndWaitForResponseAsync(
            () => Page.GetByRole(AriaRole.Button).ClickAsync(),
            response => response.Url.Contains("/commands/", StringComparison.Ordinal));

        Assert.That(answer.Status, Is.EqualTo(403));
        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task No_script_but_the_pages_own_runs_and_none_reads_another_host()
    {
        await GoAsync();

        await Page.EvaluateAsync("""
            () => {
              const script = document.createElement('script');
              script.textContent = 'hacked = 1';
              document.body.append(script);
              return fetch('http://elsewhere.test/').catch(() => null);
            }
            """);

        Assert.That(await Page.EvaluateAsync<bool>("'hacked' in window"), Is.False);
    }

    private protected override bool IsExpected(string message) =>
        message.Contains("Content Security Policy", StringComparison.Ordinal) || message.Contains(
            Elsewhere, StringComparison.Ordinal)
        || message.Contains("403 (Forbidden)", StringComparison.Ordinal);

    /// <summary>Writes a text wherever others can write one; the id of a payment that has it.</summary>
    private async Task<string> FillAsync(string text)
    {
        await Client.WebhookAsync("MONEY_IN", $"{Sim.App.Url}/_sim/answer/503?{Uri.EscapeDataString(text)}");
        var payment = await Sim.MoneyInAsync("77.00", more: new JsonObject { ["concept"] = text, ["payer_name"] = text });
        (await Client.Http.PostAsync(
            "/v1/transactions/money_out", Bodies.Payment("0.00").With("transaction_request.description", text))).ShouldBe(400);
        (await Sim.PostAsync("clients", new JsonObject { ["name"] = text })).ShouldBe(201);
        return payment;
    }
}
