using FincoreSim.Browser.Tests.Kit;
using FincoreSim.Serving;

namespace FincoreSim.Browser.Tests;

/// <summary>Where an admin token is set the page asks for it once, shows nothing before, and forgets it on demand.</summary>
[TestFixture(true)]
[TestFixture(false)]
public sealed class TokenTests(bool hasScript) : PageTests
{
    private const string Token = "s3cret-token";

    [Test]
    public async Task The_token_opens_the_page_and_leaving_closes_it()
    {
        await using var app = await SimulatorApp.StartAsync(new ServeOptions { Urls = "http://127.0.0.1:0", Seed = 1, AdminToken = Token });
        var page = await OpenWindowAsync(new() { BaseURL = app.Url, JavaScriptEnabled = hasScript });

        await page.GotoAsync("/default/payments?status=LIQUIDATED");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("FincoreSim");
        Assert.That(await page.ContentAsync(), Does.Not.Contain("YOUR_API_KEY").And.Not.Contain("Fondeo").And.Not.Contain("data-stream"));
        await page.GetByLabel("Token").FillAsync("wrong");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is not the admin token");

        await page.GetByLabel("Token").FillAsync(Token);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync($"{app.Url}/default/payments?status=LIQUIDATED");
        await Expect(page.Locator("[data-live=payments]")).ToContainTextAsync("Fondeo");
        var cookie = (await page.Context.CookiesAsync()).Single();
        Assert.That((cookie.HttpOnly, cookie.SameSite, cookie.Value.Contains(Token)), Is.EqualTo((true, SameSiteAttribute.Strict, false)));

        await page.Locator("#move").GetByRole(AriaRole.Button, new() { Name = "Freeze" }).ClickAsync();
        await Expect(page.Locator(".clock .mode")).ToHaveTextAsync("FROZEN");
        await page.GotoAsync("/_sim/sandboxes/default/clock");
        await Expect(page.Locator("body")).ToContainTextAsync("frozen");
        await page.GotoAsync("/default/");
        await page.Locator("details.pick summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await Expect(page.GetByLabel("Token")).ToBeVisibleAsync();
        Assert.That(await page.Context.CookiesAsync(), Is.Empty);
        await page.Context.CloseAsync();
    }

    private protected override bool IsExpected(string message) =>
        message.Contains("401 (Unauthorized)", StringComparison.Ordinal) || message.Contains("/favicon.ico", StringComparison.Ordinal);
}
