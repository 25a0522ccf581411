using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using FincoreSim.Browser.Tests.Kit;

namespace FincoreSim.Browser.Tests;

/// <summary>
/// Every area at both widths in both themes: axe finds nothing, nothing scrolls sideways, and a picture is kept.
/// </summary>
[TestFixture(ColorScheme.Light)]
[TestFixture(ColorScheme.Dark)]
public sealed class LookTests(ColorScheme theme) : PageTests
{
    private static readonly int[] Widths = [1280, 390];

    private static readonly string[] Areas = ["", "payments", "payments/{id}", "webhooks", "webhooks/deliveries/{id}", "requests",
        "requests/{id}", "act"];

    private protected override BrowserNewContextOptions Window => new() { ColorScheme = theme };

    [TestCaseSource(nameof(Areas))]
    public async Task An_area_is_for_everybody(string area)
    {
        var world = await World.MakeAsync(Sim);
        await GoAsync(world.Fill(area));
        foreach (var width in Widths)
        {
            await Page.SetViewportSizeAsync(width, 844);
            var name =
                $"{(area.Length == 0 ? "overview" : area.Replace("/{id}", "-one", StringComparison.Ordinal).Replace('/', '-'))}-{theme}-{width}".ToLowerInvariant();
            await ShootAsync(Page, name);
            var found = await Page.RunAxe();

            Assert.That(found.Violations.SelectMany(Tell), Is.Empty, name);
            Assert.That(await WidthAsync(), Is.LessThanOrEqualTo(width), name);
        }
    }

    [Test]
    public async Task What_opens_stays_in_view_and_is_for_everybody()
    {
        await Page.SetViewportSizeAsync(390, 844);
        await GoAsync();
        foreach (var opener in (ILocator[])
            [Page.Locator("details.pick summary"), Page.GetByRole(AriaRole.Button, new() { Name = "Menu" }),
                Page.GetByRole(AriaRole.Button, new() { Name = "Move time" })])
        {
            await opener.ClickAsync();
            var found = await Page.RunAxe();

            Assert.That(found.Violations.SelectMany(Tell), Is.Empty);
            Assert.That(await WidthAsync(), Is.LessThanOrEqualTo(390));
            await Page.Keyboard.PressAsync("Escape");
        }
    }

    private Task<int> WidthAsync() => Page.EvaluateAsync<int>("document.documentElement.scrollWidth");

    private static IEnumerable<string> Tell(AxeResultItem item) =>
        item.Nodes.Select(node => $"{item.Id}: {item.Help}: {node.Html}");
}
