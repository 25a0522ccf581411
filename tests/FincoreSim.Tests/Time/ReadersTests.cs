using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Time;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.ScenarioFiles;

namespace FincoreSim.Tests.Time;

/// <summary>
/// Instants and durations are read in the same way wherever people write them, and the clock ends where the calendar does.
/// </summary>
public sealed class ReadersTests : ApiTests
{
    [TestCase("12:00")]
    [TestCase("3/4/2026")]
    [TestCase("2026-03-02")]
    [TestCase("2026-03-02T09:00:00")]
    [TestCase("2026-03-02 09:00:00-06:00")]
    [TestCase("2026-03-02T09:00:00-0600")]
    [TestCase("2026-02-30T09:00:00Z")]
    [TestCase("2026-03-02T09:00:00+15:00")]
    [TestCase("1999-12-31T23:59:59Z")]
    [TestCase("3000-01-01T00:00:00Z")]
    [TestCase("9999-12-31T23:59:59Z")]
    [TestCase("tomorrow")]
    public async Task An_instant_that_is_none_is_refused_everywhere_in_the_same_words(string text)
    {
        var wanted = InstantText.Read(text).Wanted!;
        var before = (await Sim.GetAsync("clock")).Text;

        (await Sim.PostAsync("clock", new JsonObject { ["to"] = text })).ShouldBe(400)
            .ShouldSay("detail", $"to must be {wanted}.");
        (await Sim.App.Anybody.PostAsync("/_sim/sandboxes", new JsonObject { ["clock"] = new JsonObject { ["now"] = text } }))
            .ShouldBe(400).ShouldSay("detail", $"clock.now must be {wanted}.");
        foreach (var file in (string[])[$"sandbox: {{clock: \"{text}\"}}\nrules: []\n",
            $"steps: [{{advance: {{to: \"{text}\"}}}}]\n"])
        {
            Assert.That(
                Files.ProblemsOf($"fincoresim: 1\nname: a\n{file}"),
                Has.Some.Contains(
                    $"expected {wanted.Replace(InstantText.Sample, $"\"{InstantText.Sample}\"", StringComparison.Ordinal)}, "
                    + $"found '{text}'"));
        }

        Assert.That((await Sim.GetAsync("clock")).Text, Is.EqualTo(before));
    }

    [TestCase("2026-03-02T09:30:00-06:00")]
    [TestCase("2026-03-02T15:30Z")]
    [TestCase("2026-03-02T15:30:00.000000000+00:00")]
    public async Task An_instant_is_taken_everywhere(string text)
    {
        Assert.That(Files.ProblemsOf($"fincoresim: 1\nname: a\nsandbox: {{clock: \"{text}\"}}\nsteps: [settle]\n"), Is.Empty);

        (await Sim.PostAsync("clock", new JsonObject { ["to"] = text })).ShouldBe(200)
            .ShouldSay("now", "2026-03-02T09:30:00.000000-06:00");
    }

    [TestCase("99999999d", "a duration of at most 36500d")]
    [TestCase("26", "a duration such as 26h or 10m30s")]
    [TestCase("1.5h", "a duration such as 26h or 10m30s")]
    [TestCase("PT1H", "a duration such as 26h or 10m30s")]
    [TestCase("-1s", "a duration such as 26h or 10m30s")]
    public async Task A_duration_that_is_none_is_refused_everywhere_in_the_same_words(string text, string wanted)
    {
        (await Sim.PostAsync("clock", new JsonObject { ["advance"] = text })).ShouldBe(400)
            .ShouldSay("detail", $"advance must be {wanted}.");
        (await Sim.PostAsync("clock", new JsonObject { ["until_idle"] = true, ["max"] = text })).ShouldBe(400)
            .ShouldSay("detail", $"max must be {wanted}.");
        Assert.That(Files.ProblemsOf($"fincoresim: 1\nname: a\nsteps: [{{advance: \"{text}\"}}]\n"),
            Has.Some.Contains($"expected {wanted}, found '{text}'"));
    }

    [TestCase("""{"advance":"1s","scale":2}""", "scale goes with mode only")]
    [TestCase("""{"advance":"1s","max":"1d"}""", "max goes with until_idle only")]
    [TestCase("""{"mode":"running","max":"1d"}""", "max goes with until_idle only")]
    public async Task What_would_be_ignored_is_refused(string body, string why) =>
        (await Sim.App.Anybody.PostTextAsync(Sim.Path("clock"), body)).ShouldBe(400).ShouldMatch("detail", why);

    [Test]
    public async Task On_the_way_to_the_end_of_the_calendar_nothing_fails_and_beyond_it_is_400()
    {
        await Client.WebhookAsync("MONEY_IN", $"{Sim.App.Url}/_sim/answer/500");
        await Sim.SetAsync("reports", "enabled");
        await Sim.SetAsync("spei_settles_after", "36500d");
        (await Sim.PostAsync("clock", new JsonObject { ["to"] = "2999-12-01T00:00:00Z" })).ShouldBe(200);
        await Client.SignInAsync();

        var refused = (await Sim.PostAsync("clock", new JsonObject { ["advance"] = "36500d" })).ShouldBe(400);

        refused.ShouldMatch(
            "detail",
            "^advance leads beyond 2999-12-31T23:59:59Z, where the simulator's calendar ends; the sandbox's now is "
            + "2999-11-30T18:00:00");
        await Sim.AdvanceAsync("30d");
        (await Sim.PostAsync("clock", new JsonObject { ["to"] = WorldCalendar.End })).ShouldBe(200);
        (await Sim.PostAsync("clock", new JsonObject { ["advance"] = "1s" })).ShouldBe(400);
        await Client.SignInAsync();
        (await Client.MoneyOutAsync()).ShouldBe(200);
        (await Client.PennyAsync()).ShouldBe(200);
        await Sim.MoneyInAsync();
        await Sim.UntilIdleAsync("36500d");
        (await Sim.PostAsync("clock", new JsonObject { ["mode"] = "running", ["scale"] = 1_000_000 })).ShouldBe(200);
        (await Sim.GetAsync("clock")).ShouldBe(200).ShouldSay("now", "2999-12-31T17:59:59.000000-06:00");
        await Sim.LedgerAsync();
    }
}
