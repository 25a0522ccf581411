using FincoreSim.Browser.Tests.Kit;

namespace FincoreSim.Browser.Tests;

/// <summary>The page by keyboard alone, and by the browser's own buttons.</summary>
public sealed class ReaderTests : PageTests
{
    [Test]
    public async Task The_keyboard_reaches_everything_in_one_order()
    {
        await Sim.MoneyInAsync("1.00");
        await GoAsync("payments");

        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.Locator("a.skip")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.Locator("a.brand")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.Locator("details.pick summary")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("details.pick")).ToHaveAttributeAsync("open", "");
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Page.Locator("details.pick[open]")).ToHaveCountAsync(0);
        await Page.Keyboard.PressAsync("Tab");
        await Expect(Page.Locator(".nav a").First).ToBeFocusedAsync();
    }

    [Test]
    public async Task The_skip_link_leads_into_the_content()
    {
        await GoAsync("payments");
        await Page.Keyboard.PressAsync("Tab");
        await Page.Keyboard.PressAsync("Enter");
        await Page.Keyboard.PressAsync("Tab");

        await Expect(Page.Locator("main :focus")).ToHaveCountAsync(1);
    }

    [Test]
    public async Task Single_keys_search_go_through_rows_and_open_and_are_letters_while_typing()
    {
        var (older, newer) = (await Sim.MoneyInAsync("1.00"), await Sim.MoneyInAsync("2.00"));
        await GoAsync("payments");

        await Page.Keyboard.PressAsync("/");
        await Expect(Page.GetByRole(AriaRole.Searchbox)).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync("j/k");
        await Expect(Page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("j/k");

        await GoAsync("payments");
        await Page.Keyboard.PressAsync("j");
        await Expect(Page.Locator($"#p-{newer} a.row")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("j");
        await Expect(Page.Locator($"#p-{older} a.row")).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("k");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page).ToHaveURLAsync($"{Sim.App.Url}/{Sim.Id}/payments/{newer}");
    }

    [Test]
    public async Task Back_and_forward_show_what_was_seen_and_press_nothing_again()
    {
        await GoAsync("payments?status=LIQUIDATED");
        await GoAsync("act");
        await Page.Locator("#moneyIn [name=clabe]").FillAsync(Docs.CentralClabe);
        await Page.Locator("#moneyIn [name=amount]").FillAsync("66.00");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page).ToHaveURLAsync($"{Sim.App.Url}/{Sim.Id}/act?done=moneyIn");

        await Page.GoBackAsync();
        await Page.GoBackAsync();
        await Expect(Page.Locator(".chips [aria-current=true]")).ToHaveTextAsync("LIQUIDATED");
        await Page.GoForwardAsync();
        await Page.GoForwardAsync();
        await Page.ReloadAsync();

        await Expect(Page.Locator("main .note")).ToContainTextAsync("Done: moneyIn.");
        Assert.That(
            (await Sim.ListAsync("transactions")).Select(one => one.GetProperty("amount").GetString()),
            Has.Exactly(1).EqualTo("66.00"));
    }
}
