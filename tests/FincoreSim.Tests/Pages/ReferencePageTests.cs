using FincoreSim.Serving;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Pages;

/// <summary>The reference: the package's own page and script, for both documents, and nothing from elsewhere.</summary>
public sealed class ReferencePageTests : ApiTests
{
    [Test]
    public async Task It_shows_both_documents_with_a_token_that_works()
    {
        var html = (await Sim.App.Anybody.GetAsync("/docs/")).ShouldBe(200);

        Assert.That(html.Text, Does.Contain("openapi/fincore.json").And.Contain("openapi/control.json").And.Not.Contain("cdn.").And.Not.Contain("fonts."));
        Assert.That(html.Header("Content-Security-Policy"), Does.Contain("default-src 'none'").And.Contain("connect-src 'self'").And.Match("script-src 'self' 'nonce-[^']+';"));
        var token = System.Text.RegularExpressions.Regex.Match(html.Text, "\"token\": ?\"([^\"]+)\"").Groups[1].Value;
        (await Sim.App.Caller(("Authorization", $"Bearer {token}")).GetAsync("/v1/banks")).ShouldBe(200);
    }

    [TestCase("scalar.js")]
    [TestCase("scalar.aspnetcore.js")]
    public async Task Its_script_is_served_from_here(string file) =>
        Assert.That((await Sim.App.Anybody.GetAsync($"/docs/{file}")).ShouldBe(200).Header("Content-Type"), Does.Contain("javascript"));

    [Test]
    public async Task Without_the_page_it_is_not_there_either()
    {
        await using var app = await SimulatorApp.StartAsync(new ServeOptions { Urls = "http://127.0.0.1:0", HasPage = false });

        foreach (var path in (string[])["/docs", "/docs/", "/docs/scalar.js", "/_page/token"])
        {
            (await app.Anybody.GetAsync(path)).ShouldBe(404);
        }
    }
}
