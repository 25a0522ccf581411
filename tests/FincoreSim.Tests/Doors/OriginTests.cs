using System.Text;
using FincoreSim.Domain.Clients;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Doors;

/// <summary>A page of another site changes nothing, a link from there opens ours, and no other client notices.</summary>
public sealed class OriginTests : ApiTests
{
    /// <summary>What comes with a request, {own} standing for our host and port, and whether it may change something.</summary>
    private static readonly (string Name, string Headers, bool IsTaken)[] Comers =
    [
        ("curl", "", true),
        ("our page", "Sec-Fetch-Site: same-origin\r\nOrigin: http://{own}\r\n", true),
        ("our page over plain http", "Origin: http://{own}\r\n", true),
        ("our page in capitals", "Origin: HTTP://{OWN}\r\n", true),
        ("our page behind a proxy that ends TLS", "Sec-Fetch-Site: same-origin\r\nOrigin: https://{own}\r\n", true),
        ("the address bar", "Sec-Fetch-Site: none\r\n", true),
        ("another site", "Sec-Fetch-Site: cross-site\r\nOrigin: https://evil.example\r\n", false),
        ("another site over plain http", "Origin: http://evil.example\r\n", false),
        ("another site without Origin", "Sec-Fetch-Site: cross-site\r\n", false),
        ("another port", "Sec-Fetch-Site: same-site\r\nOrigin: http://127.0.0.1:1\r\n", false),
        ("another port over plain http", "Origin: http://127.0.0.1:1\r\n", false),
        ("no port", "Origin: http://127.0.0.1\r\n", false),
        ("another name of this machine", "Origin: http://localhost:{port}\r\n", false),
        ("another scheme", "Origin: https://{own}\r\n", false),
        ("a name that begins alike", "Origin: http://{own}.evil.example\r\n", false),
        ("a user in the origin", "Origin: http://{own}@evil.example\r\n", false),
        ("our host as a user", "Origin: http://evil.example@{own}\r\n", false),
        ("a path in the origin", "Origin: http://{own}/x\r\n", false),
        ("a sandboxed frame", "Origin: null\r\n", false),
        ("a sandboxed frame that says so", "Sec-Fetch-Site: cross-site\r\nOrigin: null\r\n", false),
        ("an extension", "Origin: chrome-extension://abcdef\r\n", false),
        ("an empty origin", "Origin:\r\n", false),
        ("two origins", "Origin: http://{own}\r\nOrigin: http://evil.example\r\n", false),
        ("two in one", "Origin: http://{own}, http://evil.example\r\n", false),
        ("words that contradict: the site", "Sec-Fetch-Site: cross-site\r\nOrigin: http://{own}\r\n", false),
        ("words that contradict: the origin", "Sec-Fetch-Site: same-origin\r\nOrigin: http://evil.example\r\n", false),
        ("words that contradict: the origin's scheme", "Sec-Fetch-Site: none\r\nOrigin: https://{own}\r\n", false),
        ("a word that nobody knows", "Sec-Fetch-Site: same-planet\r\n", false),
        ("two words", "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site\r\n", false),
        ("an empty word", "Sec-Fetch-Site:\r\n", false),
    ];

    private static IEnumerable<TestCaseData> ComerCases =>
        Comers.Select(comer => new TestCaseData(comer.Headers, comer.IsTaken).SetArgDisplayNames(comer.Name));

    [TestCaseSource(nameof(ComerCases))]
    public async Task Only_our_own_pages_and_clients_that_are_no_browser_change_anything(string headers, bool isTaken)
    {
        var before = await Sim.FingerprintAsync();

        var answer = await PostAsync(Sim.Path($"accounts/{Docs.Central}/block"), headers);

        answer.ShouldBe(isTaken ? 200 : 403);
        if (!isTaken)
        {
            answer.ShouldHaveMembers("", "error", "detail").ShouldSay("error", "forbidden")
                .ShouldMatch("detail", "another origin.*neither Origin nor Sec-Fetch-Site");
            Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
        }
    }

    [Test]
    public async Task No_operation_of_the_control_API_is_left_out()
    {
        var changing = ControlOperation.All(Sim.App).Where(operation => operation.Method is not ("GET" or "HEAD")).ToArray();
        Assert.That(changing, Has.Length.GreaterThan(25));

        foreach (var operation in changing)
        {
            var headers = "Origin: http://evil.example\r\nContent-Type: text/plain\r\n";
            var answer = await SendAsync(operation.Method, operation.PathIn(Sim.Id), headers, "{}");

            Assert.That(answer.Status, Is.EqualTo(403), $"{operation}: {answer}");
        }

        (await Sim.GetAsync("")).ShouldBe(200);
    }

    [TestCase("/")]
    [TestCase("/sandboxes/default/deposit")]
    [TestCase("/_SIM/sandboxes/default/reset")]
    [TestCase("/%5fsim/sandboxes/default/reset")]
    [TestCase("//_sim/sandboxes/default/reset")]
    [TestCase("/v1/../_sim/sandboxes/default/reset")]
    [TestCase("/v10/x")]
    public async Task No_path_but_those_of_the_API_is_left_out(string path)
    {
        foreach (var method in (string[])["POST", "PUT", "PATCH", "DELETE", "TRACE", "PURGE"])
        {
            var answer = await SendAsync(method, path, "Sec-Fetch-Site: cross-site\r\n", "x=y");
            Assert.That(answer.Status, Is.EqualTo(403), $"{method} {path}");
        }
    }

    [TestCase("/_sim/health")]
    [TestCase("/_sim/sandboxes/{sb}/ledger")]
    [TestCase("/openapi/control.yaml")]
    public async Task A_link_from_elsewhere_opens_what_it_leads_to(string path)
    {
        var headers = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nReferer: https://evil.example/\r\n";

        (await SendAsync("GET", path.Replace("{sb}", Sim.Id, StringComparison.Ordinal), headers)).ShouldBe(200);
    }

    [Test]
    public async Task Nor_does_reading_change_anything()
    {
        var before = await Sim.FingerprintAsync();

        var reading = ControlOperation.All(Sim.App)
            .Where(operation => operation.Method == "GET" && !operation.Pattern.EndsWith("/stream", StringComparison.Ordinal));
        foreach (var operation in reading)
        {
            await SendAsync("GET", operation.PathIn(Sim.Id), "Sec-Fetch-Site: cross-site\r\n");
        }

        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task The_API_itself_is_as_the_real_one_and_asks_for_a_credential_that_no_page_has()
    {
        var headers = "Origin: https://shop.example\r\nSec-Fetch-Site: cross-site\r\nContent-Type: application/json\r\n";
        var credential = $"Authorization: Bearer {Client.Token}\r\n";
        var body = Bodies.Payment().ToJsonString();

        (await SendAsync("POST", "/v1/transactions/money_out", headers, body)).ShouldBe(401);
        (await SendAsync("POST", "/v1/transactions/money_out", headers + credential, body)).ShouldBe(200);
    }

    [TestCase("localhost", "http://localhost", true)]
    [TestCase("localhost", "http://localhost:80", true)]
    [TestCase("localhost:80", "http://localhost", true)]
    [TestCase("localhost", "http://localhost:8080", false)]
    [TestCase("localhost", "https://localhost", false)]
    [TestCase("[::1]:8080", "http://[::1]:8080", true)]
    [TestCase("sim.localhost", "http://SIM.localhost", true)]
    public async Task The_usual_port_need_not_be_said(string host, string origin, bool isTaken)
    {
        var head = $"POST {Sim.Path("webhooks/test")} HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\n";

        var answer = await RawHttp.SendAsync(Sim.App.Port, $"{head}Content-Length: 2\r\n\r\n{{}}");

        Answer.Of(answer).ShouldBe(isTaken ? 400 : 403);
    }

    [Test]
    public async Task No_other_site_shows_a_page_of_ours_in_a_frame()
    {
        await using var app = await SimulatorApp.StartAsync();

        var answer = (await app.Anybody.GetAsync("/")).ShouldBe(200);

        Assert.That((answer.Header("X-Frame-Options"), answer.Header("X-Content-Type-Options")), Is.EqualTo(("DENY", "nosniff")));
    }

    private Task<Answer> PostAsync(string path, string headers) => SendAsync("POST", path, headers, "");

    private async Task<Answer> SendAsync(string method, string path, string headers, string? body = null)
    {
        var own = $"127.0.0.1:{Sim.App.Port}";
        var filled = headers.Replace("{own}", own, StringComparison.OrdinalIgnoreCase)
            .Replace("{port}", $"{Sim.App.Port}", StringComparison.Ordinal);
        var framing = body is null ? "" : $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n";
        var request = $"{method} {path} HTTP/1.1\r\nHost: {own}\r\n{filled}{framing}\r\n{body}";
        return Answer.Of(await RawHttp.SendAsync(Sim.App.Port, request));
    }
}
