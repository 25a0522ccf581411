using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Pages;

/// <summary>The pages: each area shows what the control API says, and nothing in them is anybody else's script.</summary>
public sealed partial class PagesTests : ApiTests
{
    private static readonly string[] Areas = ["", "payments", "webhooks", "requests", "act"];

    private static readonly string[] Hostile =
        ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</title></textarea>", "&lt;b&gt;", "\u202Eabc",
            "Zoë 💸", new('x', 40)];

    private PageReader _page = null!;

    [SetUp]
    public void Open() => _page = new PageReader(Sim.App.Url, Sim.Id);

    [TearDown]
    public void Close() => _page.Dispose();

    [TestCaseSource(nameof(Areas))]
    public async Task An_area_is_whole_and_all_its_own(string area)
    {
        await Sim.MoneyInAsync("1234.50");

        var (answer, html) = await _page.GetAsync(area);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(),
            Does.Contain("default-src 'none'").And.Not.Contain("unsafe"));
        Assert.That(html, Does.Contain("<h1>").And.Contain("aria-current=\"page\"").And.EndsWith("</html>\n"));
        Assert.That(html, Does.Not.Contain(" style=").And.Not.Match(" on[a-z]+=").And.Not.Match("<script(?! src=\"/_page/)"));
        foreach (var own in Assets.Matches(html).Select(match => match.Groups[1].Value))
        {
            (await Sim.App.Anybody.GetAsync(own)).ShouldBe(200);
        }
    }

    [TestCaseSource(nameof(Hostile))]
    public async Task What_others_write_stays_text(string text)
    {
        var payment = await Sim.MoneyInAsync("77.00", more: new JsonObject { ["concept"] = text, ["payer_name"] = text });

        foreach (var area in (string[])["", "payments", "webhooks", "act", $"payments/{payment}"])
        {
            var (_, html) = await _page.GetAsync(area);

            Assert.That(
                html, Does.Not.Contain("<script>alert").And.Not.Contain("<img").And.Not.Contain("</title></textarea>"), area);
        }

        Assert.That(WebUtility.HtmlDecode((await _page.GetAsync("payments")).Html), Does.Contain(text));
    }

    [Test]
    public async Task A_payment_shows_its_facts_its_double_entry_and_the_call_it_came_from()
    {
        var payment = (await Client.MoneyOutAsync("1234.50")).ShouldBe(200)["id"];

        var (_, html) = await _page.GetAsync($"payments/{payment}");
        var (_, list) = await _page.GetAsync("payments?q=1,234.50");

        Assert.That(html,
            Does.Contain("$1,234.50").And.Contain("INITIALIZED").And.Contain("transaction_created").And.Contain("money_out"));
        Assert.That(list, Does.Contain($"/{Sim.Id}/payments/{payment}").And.Contain("1 shown of"));
    }

    [Test]
    public async Task A_call_shows_its_answer_and_what_it_became()
    {
        var payment = (await Client.MoneyOutAsync("1.95")).ShouldBe(200)["id"];
        var number = (await Sim.ListAsync("requests?path=*/money_out")).Single().GetProperty("id").GetInt64();

        var (_, html) = await _page.GetAsync($"requests/{number}");

        Assert.That(
            html, Does.Contain("POST money_out").And.Contain($"/{Sim.Id}/payments/{payment}").And.Contain("Bearer (redacted)"));
        Assert.That(html, Does.Not.Contain(Client.Token));
    }

    [TestCase("payments/nope")]
    [TestCase("payments/00000000-0000-0000-0000-000000000000")]
    [TestCase("requests/999999")]
    [TestCase("webhooks/deliveries/nope")]
    public async Task What_is_not_there_is_named_with_a_way_on(string path)
    {
        var (answer, html) = await _page.GetAsync(path);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(html,
            Does.Contain("Not here").And.Contain(path.Split('/')[^1]).And.Contain($"href=\"/{Sim.Id}/{path.Split('/')[0]}\""));
    }

    [TestCase("/sb00000000000000/")]
    [TestCase("/nothing/payments")]
    [TestCase("/default/nothing")]
    [TestCase("/_page/0123/page.css")]
    public async Task What_no_sandbox_has_is_answered_as_every_unknown_path(string path) =>
        (await Sim.App.Anybody.GetAsync(path)).ShouldBe(404);

    [TestCase("text/html,application/xhtml+xml", 302)]
    [TestCase("*/*", 200)]
    [TestCase("application/json", 200)]
    public async Task Browsers_are_led_to_the_page_and_curl_is_told_where_all_is(string accept, int status)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Sim.App.Url}/");
        request.Headers.TryAddWithoutValidation("Accept", accept);

        using var answer = await http.SendAsync(request);

        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
        Assert.That(answer.Headers.Location?.ToString(), Is.EqualTo(status == 302 ? "/default/" : null));
    }

    [Test]
    public async Task An_open_page_is_told_of_each_change_as_long_as_it_follows()
    {
        using var http = new HttpClient();
        await using var stream = await http.GetStreamAsync($"{Sim.App.Url}/{Sim.Id}/live");
        using var reader = new StreamReader(stream);
        Assert.That(await reader.ReadLineAsync().WaitAsync(Eventually.Patience), Is.EqualTo(": fincoresim page"));

        for (var change = 1; change <= 3; change++)
        {
            await Sim.MoneyInAsync();

            while (await reader.ReadLineAsync().WaitAsync(Eventually.Patience) is { } line && line != "event: changed")
            {
                Assert.That(line, Is.Empty.Or.StartsWith("id: ").Or.StartsWith("data: "));
            }
        }
    }

    [GeneratedRegex("(?:href|src)=\"(/_page/[^\"]+)\"")]
    private static partial Regex Assets { get; }
}
