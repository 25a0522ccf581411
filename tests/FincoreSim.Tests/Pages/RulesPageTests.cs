using System.Net;
using System.Text.Json.Nodes;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.RunsApi;

namespace FincoreSim.Tests.Pages;

/// <summary>The pages of rules, of runs, and of copying what was done.</summary>
public sealed class RulesPageTests : ApiTests
{
    private const string Rule = "name: refuse over 500\nwhen: money_in\nwhere: {amount: {gt: \"500.00\"}}\nthen: {refuse: Invalid Amount}\ntimes: 2";
    private PageReader _page = null!;

    [SetUp]
    public void Open() => _page = new PageReader(Sim.App.Url, Sim.Id);

    [TearDown]
    public void Close() => _page.Dispose();

    [Test]
    public async Task Without_rules_the_page_offers_some_and_each_can_be_armed()
    {
        var (_, html) = await _page.GetAsync("rules");
        Assert.That(html, Does.Contain("Nothing is armed"));

        foreach (var preset in FincoreSim.Pages.Rules.RulesModel.Presets)
        {
            var (answer, _) = await _page.PressAsync("armRules", fields: [("_body", preset.Yaml), ("_back", $"/{Sim.Id}/rules")]);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), preset.Name);
        }

        Assert.That(await Sim.ListAsync("rules"), Has.Count.EqualTo(FincoreSim.Pages.Rules.RulesModel.Presets.Length));
    }

    [Test]
    public async Task A_rule_shows_its_counters_what_it_does_and_why_it_fired_or_did_not()
    {
        await _page.PressAsync("armRules", fields: [("_body", Rule)]);
        await Sim.MoneyInAsync("820.00", more: new JsonObject { ["concept"] = "Pedido 311" });
        await Sim.MoneyInAsync("77.00", more: new JsonObject { ["concept"] = "Pedido 0" });

        var (_, html) = await _page.GetAsync("rules/refuse%20over%20500");

        Assert.That(WebUtility.HtmlDecode(html), Does.Contain("1 of 2").And.Contain("refuse: Invalid Amount").And.Contain("amount gt 500.00: it is 77.00")
            .And.Contain("Pedido 311").And.Contain("Pedido 0").And.Contain("fired").And.Contain("by hand since"));
        Assert.That((await _page.PressAsync("disarmRule", fields: [("path.name", "refuse over 500"), ("_back", $"/{Sim.Id}/rules")])).Answer.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(WebUtility.HtmlDecode((await _page.GetAsync("rules/refuse%20over%20500")).Html), Does.Contain("no longer armed").And.Contain("it is 77.00"));
    }

    [Test]
    public async Task What_is_wrong_with_a_rule_stands_in_its_form_with_the_line_and_what_was_typed()
    {
        var typed = Rule.Replace("refuse: Invalid", "refuze: Invalid", StringComparison.Ordinal);

        var (answer, html) = await _page.PressAsync("armRules", fields: [("_body", typed), ("_back", $"/{Sim.Id}/rules")]);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(html, Does.Contain("<h1>Rules</h1>").And.Contain("rules:4:").And.Contain("refuze: Invalid Amount").And.Contain("role=\"alert\""));
    }

    [Test]
    public async Task A_shipped_scenario_is_run_and_its_page_shows_what_came_of_it()
    {
        var (answer, _) = await _page.PressAsync(
            "runScenarios", fields: [("_file", "examples/lost-answer-safe-retry.yaml"), ("query.seed", "files"), ("_back", $"/{Sim.Id}/rules")]);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        var place = answer.Headers.Location!.ToString();
        Assert.That(place, Does.StartWith($"/{Sim.Id}/runs/run"));
        var run = place.Split('/')[^1].Split('?')[0];
        await new RunsClient(Sim.App).EndAsync(run);
        Assert.That((await _page.GetAsync($"runs/{run}")).Html, Does.Contain("passed").And.Contain("/junit"));
        Assert.That((await _page.GetAsync("rules")).Html, Does.Contain($"/{Sim.Id}/runs/{run}"));
    }

    [Test]
    public async Task A_failure_stands_first_with_what_was_expected_and_what_was_found()
    {
        const string Wrong = "fincoresim: 1\nname: Wrong\nsandbox: {template: docs}\nexpect:\n  balance: {of: \"734180000001000004\", is: \"1.00\"}";
        var (answer, _) = await _page.PressAsync("runScenarios", fields: [("_body", Wrong)]);
        var run = answer.Headers.Location!.ToString().Split('/')[^1].Split('?')[0];
        await new RunsClient(Sim.App).EndAsync(run);

        Assert.That((await _page.GetAsync($"runs/{run}")).Html, Does.Match("(?s)<dt>Expected</dt><dd><code>1.00</code>.*<dt>Found</dt><dd><code>1000000.00</code>").And.Contain("scenario.yaml:5:"));
        Assert.That((await _page.PressAsync("deleteScenarioRun", fields: [("path.run", run), ("_back", $"/{Sim.Id}/rules")])).Answer.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That((await _page.GetAsync($"runs/{run}")).Answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_scenario_that_is_none_is_refused_in_its_form()
    {
        var (answer, html) = await _page.PressAsync("runScenarios", fields: [("_body", "fincoresim: 1\nnmae: x"), ("_back", $"/{Sim.Id}/rules")]);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(html, Does.Contain("<h1>Rules</h1>").And.Contain("nmae: x</textarea>").And.Contain("did you mean 'name'"));
    }

    [Test]
    public async Task What_was_done_is_copied_with_a_checkbox_for_each_and_can_be_had_as_a_file()
    {
        await Sim.MoneyInAsync("50.00");
        await Sim.MoneyInAsync("60.00");

        var (_, html) = await _page.GetAsync("copy");
        Assert.That(WebUtility.HtmlDecode(html), Does.Contain("checked: passes").And.Contain("amount: \"60.00\"").And.Contain("name=\"only\" value=\"33\" checked"));
        var (_, some) = await _page.GetAsync("copy?since=start&chosen=1&only=33");
        Assert.That(WebUtility.HtmlDecode(some), Does.Contain("1 of 2").And.Contain("It was not wanted."));
        var (file, yaml) = await _page.GetAsync("copy/scenario.yaml?since=start&chosen=1&only=33");
        Assert.That(file.Content.Headers.ContentDisposition!.FileName, Is.EqualTo("scenario.yaml"));
        Assert.That(yaml, Does.Contain("50.00").And.Not.Contain("60.00"));
        Assert.That((await _page.GetAsync("copy?since=nothing")).Html, Does.Contain("role=\"alert\""));
    }
}
