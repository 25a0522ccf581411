using System.Net;
using System.Text.Json.Nodes;
using FincoreSim.Control;
using FincoreSim.Pages.Act;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Pages;

/// <summary>The page's buttons: each is the control command of the same name, and no page of others presses one.</summary>
public sealed class CommandTests : ApiTests
{
    private PageReader _page = null!;

    [SetUp]
    public void Open() => _page = new PageReader(Sim.App.Url, Sim.Id);

    [TearDown]
    public void Close() => _page.Dispose();

    [Test]
    public async Task A_deposit_comes_in_and_leads_back()
    {
        var (answer, _) = await _page.PressAsync(
            "moneyIn", fields: [("clabe", Docs.CentralClabe), ("amount", "150.00"), ("_back", $"/{Sim.Id}/payments?q=x")]);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(answer.Headers.Location!.ToString(), Is.EqualTo($"/{Sim.Id}/payments?q=x&done=moneyIn"));
        Assert.That((await Sim.ListAsync("transactions"))[0].GetProperty("amount").GetString(), Is.EqualTo("150.00"));
    }

    [TestCase("https://evil.example/")]
    [TestCase("//evil.example/")]
    [TestCase("/default/act")]
    public async Task No_form_leads_out_of_its_sandbox(string back)
    {
        var (answer, _) = await _page.PressAsync("moveClock", fields: [("advance", "1s"), ("_back", back)]);

        Assert.That(answer.Headers.Location!.ToString(), Is.EqualTo($"/{Sim.Id}/act?done=moveClock"));
    }

    [TestCase(false, "same-origin")]
    [TestCase(true, "cross-site")]
    [TestCase(false, "cross-site")]
    public async Task A_form_of_another_page_is_403_and_nothing_happens(bool hasToken, string site)
    {
        var before = await Sim.FingerprintAsync();

        var (answer, _) = await _page.PressAsync("moneyIn", hasToken, site, ("clabe", Docs.CentralClabe), ("amount", "150.00"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task What_is_refused_stands_in_its_form_with_what_was_typed_and_what_is_possible()
    {
        var payment = (await Client.MoneyOutAsync()).ShouldBe(200)["id"];
        (await Sim.PostAsync($"transactions/{payment}/outcome", new JsonObject { ["outcome"] = "reject" })).ShouldBe(200);

        var (answer, html) = await _page.PressAsync("decideOutcome", fields: [("path.id", payment), ("outcome", "liquidate")]);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(html, Does.Contain("role=\"alert\"").And.Contain("REJECTED").And.Contain($"value=\"{payment}\""));
    }

    [Test]
    public async Task Every_command_has_a_form_and_an_empty_one_is_answered_in_words()
    {
        string[] lossy = ["deleteSandbox", "resetSandbox", "createSandbox"];
        var shown = Sim.App.Service<ControlCommands>().All.Where(ActModel.IsShown).Select(command => command.Operation.Id)
            .ToArray();
        var (_, html) = await _page.GetAsync("act");
        Assert.That(shown, Has.Length.GreaterThan(20));

        foreach (var id in shown)
        {
            Assert.That(html, Does.Contain($"action=\"/{Sim.Id}/commands/{id}\""));
            if (!lossy.Contains(id))
            {
                var (answer, _) = await _page.PressAsync(id);
                Assert.That((int)answer.StatusCode, Is.LessThan(500), id);
            }
        }
    }

    [TestCase("health")]
    [TestCase("getJournal")]
    [TestCase("nothing")]
    public async Task Nothing_else_is_a_button(string operation) =>
        Assert.That((await _page.PressAsync(operation)).Answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));

    [Test]
    public async Task Rules_are_armed_and_disarmed_and_the_band_says_so()
    {
        var rule = ("_body", "name: refuse all\nwhen: money_in\nthen: {refuse: Invalid Amount}");
        Assert.That((await _page.PressAsync("armRules", fields: [rule])).Answer.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That((await _page.GetAsync("")).Html, Does.Contain("1 rule is armed").And.Contain("refuse all"));

        Assert.That((await _page.PressAsync("replaceRules", fields: [("_body", "[]")])).Answer.StatusCode,
            Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That((await _page.GetAsync("")).Html, Does.Not.Contain("is armed"));
    }
}
