using System.Net;
using FincoreSim.Serving;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Pages;

/// <summary>With an admin token the pages are for whoever gave it; nobody else learns anything of a sandbox.</summary>
public sealed class PageGateTests
{
    private const string Token = "s3cret-token";
    private static readonly string[] Pages =
        ["/", "/default/", "/default/payments", "/default/act", "/default/live", "/default/nothing-here/../payments", "/sb00000000000000/", "/docs/"];

    private SimulatorApp _app = null!;
    private HttpClient _http = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _app = await SimulatorApp.StartAsync(new ServeOptions { Urls = "http://127.0.0.1:0", Seed = 1, AdminToken = Token });
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(_app.Url) };
    }

    [TearDown]
    public async Task StopAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [TestCaseSource(nameof(Pages))]
    public async Task Without_it_there_is_a_form_and_nothing_of_a_sandbox(string page)
    {
        using var answer = await _http.GetAsync(page);
        var html = await answer.Content.ReadAsStringAsync();

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("default-src 'none'"));
        Assert.That(html, Does.Contain("action=\"/_page/token\"").And.Not.Contain("YOUR_API_KEY").And.Not.Contain("data-stream").And.Not.Contain("name=\"_token\""));
    }

    [TestCase("/default/payments?q=a%20b", "/default/payments?q=a%20b")]
    [TestCase("https://evil.example/", "/default/")]
    [TestCase("//evil.example/", "/default/")]
    [TestCase("/\\evil.example/", "/default/")]
    [TestCase("/\t/evil.example/", "/default/")]
    [TestCase("", "/default/")]
    public async Task It_leads_to_where_the_reader_wanted_to_go_and_never_out(string back, string expected)
    {
        using var answer = await GiveAsync(Token, back);

        Assert.That((answer.StatusCode, answer.Headers.Location?.ToString()), Is.EqualTo((HttpStatusCode.SeeOther, expected)));
        Assert.That(answer.Headers.GetValues("Set-Cookie").Single(), Does.Contain("httponly").And.Contain("samesite=strict").And.Not.Contain(Token));
    }

    [TestCase("")]
    [TestCase("s3cret-toke")]
    [TestCase("s3cret-token ")]
    [TestCase("S3CRET-TOKEN")]
    public async Task A_wrong_one_is_told_and_gives_no_cookie(string token)
    {
        using var answer = await GiveAsync(token);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(answer.Headers.Contains("Set-Cookie"), Is.False);
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("This is not the admin token of this server."));
    }

    [Test]
    public async Task The_cookie_opens_pages_commands_and_the_control_API_until_the_program_ends()
    {
        var cookie = await CookieAsync();

        foreach (var page in (string[])["/default/", "/docs/", "/_sim/sandboxes"])
        {
            Assert.That(await StatusAsync(HttpMethod.Get, page, cookie), Is.EqualTo(HttpStatusCode.OK), page);
            Assert.That(await StatusAsync(HttpMethod.Get, page, cookie[..^1] + 'g'), Is.EqualTo(HttpStatusCode.Unauthorized), page);
        }

        await using var other = await SimulatorApp.StartAsync(new ServeOptions { Urls = "http://127.0.0.1:0", Seed = 1, AdminToken = Token });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{other.Url}/default/");
        request.Headers.Add("Cookie", cookie.Replace($"-{_app.Port}=", $"-{other.Port}=", StringComparison.Ordinal));
        using var answer = await _http.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized), "another start");
    }

    [TestCase("cross-site")]
    [TestCase("same-site")]
    public async Task Another_page_cannot_use_the_cookie(string site)
    {
        var cookie = await CookieAsync();

        Assert.That(await StatusAsync(HttpMethod.Post, "/_sim/sandboxes", cookie, site), Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await StatusAsync(HttpMethod.Post, "/default/commands/moveClock", cookie, site), Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Leaving_takes_the_cookie_away()
    {
        using var answer = await _http.PostAsync("/_page/leave", null);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(answer.Headers.GetValues("Set-Cookie").Single(), Does.Contain("expires=Thu, 01 Jan 1970"));
    }

    private async Task<string> CookieAsync()
    {
        using var answer = await GiveAsync(Token);
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private Task<HttpResponseMessage> GiveAsync(string token, string back = "") => _http.PostAsync(
        "/_page/token", new FormUrlEncodedContent([new("token", token), new("_back", back)]));

    private async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path, string cookie, string site = "same-origin")
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Cookie", cookie);
        request.Headers.Add("Sec-Fetch-Site", site);
        using var answer = await _http.SendAsync(request);
        return answer.StatusCode;
    }
}
