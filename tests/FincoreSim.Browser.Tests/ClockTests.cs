using FincoreSim.Browser.Tests.Kit;

namespace FincoreSim.Browser.Tests;

/// <summary>The clock band: each of its buttons moves this sandbox's time, as the control API reads it.</summary>
public sealed class ClockTests : PageTests
{
    private static readonly DateTimeOffset Start =
        DateTimeOffset.Parse(Docs.Start, System.Globalization.CultureInfo.InvariantCulture);

    [TestCase("+2 s", 2, 1280)]
    [TestCase("+10 s", 10, 1280)]
    [TestCase("+1 min", 60, 1280)]
    [TestCase("+1 h", 3600, 1280)]
    [TestCase("+1 h", 3600, 390)]
    public async Task A_button_moves_time_by_what_it_says(string name, int seconds, int width)
    {
        await Page.SetViewportSizeAsync(width, 800);
        await GoAsync("payments?status=LIQUIDATED");
        await PressAsync(name);

        await Expect(Page).ToHaveURLAsync($"{Sim.App.Url}/{Sim.Id}/payments?status=LIQUIDATED&done=moveClock");
        Assert.That(await NowAsync(), Is.EqualTo(Start.AddSeconds(seconds)));
        await Expect(Page.Locator(".clock .now b")).ToHaveTextAsync(Start.AddSeconds(seconds).ToString("HH:mm:ss"));
    }

    [Test]
    public async Task Until_idle_settles_what_is_due()
    {
        var payment = (await Client.MoneyOutAsync()).ShouldBe(200)["id"];
        await GoAsync();
        await Expect(Page.Locator(".clock .due")).ToContainTextAsync("1 due");

        await PressAsync("Until idle");

        await Expect(Page.Locator(".clock .due")).ToHaveTextAsync("nothing is due");
        Assert.That(await Client.StatusOfAsync(payment), Is.EqualTo("LIQUIDATED"));
    }

    [Test]
    public async Task It_runs_and_freezes()
    {
        await GoAsync();
        await PressAsync("Run");
        await Expect(Page.Locator(".clock .mode")).ToHaveTextAsync("RUNNING");
        Assert.That((await Sim.GetAsync("clock"))["mode"], Is.EqualTo("running"));

        await PressAsync("Freeze");
        await Expect(Page.Locator(".clock .mode")).ToHaveTextAsync("FROZEN");
        Assert.That((await Sim.GetAsync("clock"))["mode"], Is.EqualTo("frozen"));
    }

    private async Task PressAsync(string name)
    {
        var more = Page.GetByRole(AriaRole.Button, new() { Name = "Move time" });
        if (await more.IsVisibleAsync())
        {
            await more.ClickAsync();
        }

        await Page.Locator("#move").GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
    }

    private async Task<DateTimeOffset> NowAsync() =>
        DateTimeOffset.Parse((await Sim.GetAsync("clock"))["now"], System.Globalization.CultureInfo.InvariantCulture);
}
