using FincoreSim.Domain.Clients;
using FincoreSim.Outbound;
using FincoreSim.Serving;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Doors;

/// <summary>The server answers by its own names only, so that no web site reads it by a name that leads here.</summary>
public sealed class HostNameTests : ApiTests
{
    [TestCase("localhost")]
    [TestCase("localhost:8080")]
    [TestCase("LOCALHOST")]
    [TestCase("localhost.")]
    [TestCase("sim.localhost:8080")]
    [TestCase("a.b.localhost")]
    [TestCase("127.0.0.1")]
    [TestCase("127.0.0.1:8080")]
    [TestCase("192.168.1.5:8080")]
    [TestCase("8.8.8.8")]
    [TestCase("127.1")]
    [TestCase("0x7f.1")]
    [TestCase("2130706433")]
    [TestCase("[::1]")]
    [TestCase("[::1]:8080")]
    [TestCase("[2001:db8::1]:80")]
    [TestCase("[::ffff:127.0.0.1]:80")]
    [TestCase("fincoresim")]
    [TestCase("fincoresim:8080")]
    [TestCase("my_sim")]
    [TestCase("host.docker.internal:8080")]
    [TestCase("gateway.docker.internal")]
    [TestCase("laptop.local")]
    [TestCase("sim.test")]
    [TestCase("nas.home.arpa")]
    [TestCase("")]
    public void These_are_its_own(string host) => Assert.That(new HostNames("http://localhost:8080", []).Answers(host), Is.True);

    [TestCase("evil.example")]
    [TestCase("evil.example:8080")]
    [TestCase("evil.example.")]
    [TestCase("localhost.evil.example")]
    [TestCase("127.0.0.1.evil.example")]
    [TestCase("7f000001.rbndr.us")]
    [TestCase("127.0.0.1.nip.io")]
    [TestCase("localtest.me")]
    [TestCase("evillocalhost.com")]
    [TestCase("notlocal.dev")]
    [TestCase("x.internal.example")]
    [TestCase("home.arpa.example")]
    [TestCase("evilhome.arpa")]
    [TestCase("1.2.3.4.5")]
    [TestCase("256.256.256.256")]
    [TestCase("xn--mnchen-3ya.de")]
    public void These_are_not(string host) => Assert.That(new HostNames("http://localhost:8080", []).Answers(host), Is.False);

    [TestCase("http://sim.example.com:8080", "", "sim.example.com", true)]
    [TestCase("http://sim.example.com:8080", "", "SIM.example.com:9", true)]
    [TestCase("http://127.0.0.1:1;http://sim.example.com", "", "sim.example.com", true)]
    [TestCase("http://sim.example.com", "", "other.example.com", false)]
    [TestCase("http://*:8080", "", "sim.example.com", false)]
    [TestCase("http://+:8080", "", "sim.example.com", false)]
    [TestCase("http://0.0.0.0:8080", "", "sim.example.com", false)]
    [TestCase("http://0.0.0.0:8080", "sim.example.com", "sim.example.com:8080", true)]
    [TestCase("http://0.0.0.0:8080", "sim.example.com", "a.sim.example.com", false)]
    [TestCase("http://0.0.0.0:8080", "sim.example.com.", "sim.example.com", true)]
    [TestCase("http://0.0.0.0:8080", "*.example.com", "a.b.example.com", true)]
    [TestCase("http://0.0.0.0:8080", "*.example.com", "example.com", false)]
    [TestCase("http://0.0.0.0:8080", "*.example.com", "evilexample.com", false)]
    [TestCase("http://0.0.0.0:8080", "münchen.de", "xn--mnchen-3ya.de", true)]
    [TestCase("http://0.0.0.0:8080", "*", "evil.example", true)]
    public void More_are_allowed_by_who_starts_it(string urls, string allowed, string host, bool isAnswered) =>
        Assert.That(new HostNames(urls, allowed.Length == 0 ? [] : [allowed]).Answers(host), Is.EqualTo(isAnswered));

    [TestCase("sim.example.com", true)]
    [TestCase("*.example.com", true)]
    [TestCase("*", true)]
    [TestCase("http://sim.example.com", false)]
    [TestCase("sim.example.com:8080", false)]
    [TestCase("sim.example.com/x", false)]
    [TestCase("sim example", false)]
    [TestCase("a.*.example.com", false)]
    [TestCase("", false)]
    public void What_cannot_be_allowed_is_told(string name, bool isName) =>
        Assert.That(HostNames.Problem(name), isName ? Is.Null : Does.Contain("without scheme"));

    /// <summary>Every side of the server, streams and files too.</summary>
    private static readonly string[] Paths =
    [
        "/", "/v1/banks", "/v1/nothing", "/_sim/health", "/_sim/sandboxes", "/_sim/sandboxes/default/journal/stream",
        "/_sim/requests",
            "/_sim/nothing", "/openapi/fincore.yaml", "/reports/default/x/y.csv", "/nothing", "/%5fsim/health",
        "/_sim/answer/201",
        ];

    [TestCaseSource(nameof(Paths))]
    public async Task No_path_is_answered_by_another_name(string path)
    {
        var headers = "Host: evil.example\r\nX-Forwarded-Host: localhost\r\nForwarded: host=localhost\r\n"
            + $"Authorization: Bearer {Client.Token}\r\nContent-Length: 0\r\n\r\n";
        string[] lines =
        [
            $"GET {path} HTTP/1.1", $"GET {path} HTTP/1.0", $"GET http://evil.example{path} HTTP/1.1", $"POST {path} HTTP/1.1",
            $"OPTIONS {path} HTTP/1.1",
        ];
        foreach (var line in lines)
        {
            var answer = await RawAsync($"{line}\r\n{headers}");

            Assert.That(answer.Status, Is.EqualTo(421), $"{line}: {answer}");
            Assert.That(answer.Text, Does.Contain("--allow-host evil.example").And.Contain("FINCORESIM_ALLOW_HOST=evil.example"));
            Assert.That(answer.Header("Content-Type"), Is.EqualTo("application/json"));
        }
    }

    [Test]
    public async Task Each_side_says_so_in_its_own_way()
    {
        (await RawAsync("GET /v1/banks HTTP/1.1\r\nHost: evil.example\r\n\r\n")).ShouldBeError(421, "PERMISSION_DENIED");
        (await RawAsync("GET /_sim/health HTTP/1.1\r\nHost: evil.example\r\n\r\n")).ShouldBe(421)
            .ShouldHaveMembers("", "error", "detail").ShouldSay("error", "host_not_allowed");
    }

    [TestCase("GET /_sim/health HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Host: evil.example\r\n\r\n", 200)]
    [TestCase("GET http://localhost/_sim/health HTTP/1.1\r\nHost: localhost\r\n\r\n", 200)]
    [TestCase("GET http://evil.example/_sim/health HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [TestCase("GET http://localhost/_sim/health HTTP/1.1\r\nHost: evil.example\r\n\r\n", 400)]
    [TestCase("GET /_sim/health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", 400)]
    [TestCase("GET /_sim/health HTTP/1.1\r\nHost: evil.example\r\nHost: localhost\r\n\r\n", 400)]
    [TestCase("GET /_sim/health HTTP/1.1\r\nHost: localhost, evil.example\r\n\r\n", 400)]
    [TestCase("GET /_sim/health HTTP/1.1\r\nHost: evil.example/localhost\r\n\r\n", 400)]
    [TestCase("GET /_sim/health HTTP/1.1\r\nHost: user@localhost\r\n\r\n", 400)]
    [TestCase("GET /_sim/health HTTP/1.1\r\n\r\n", 400)]
    [TestCase("GET /_sim/health HTTP/1.0\r\n\r\n", 200)]
    public async Task Nobody_slips_in_by_saying_two_things(string request, int status)
    {
        var answer = await RawHttp.SendAsync(Sim.App.Port, request);

        Assert.That(answer.Status, Is.EqualTo(status), answer.Text);
    }

    [Test]
    public async Task A_name_that_was_allowed_is_answered()
    {
        var options = new ServeOptions { Urls = "http://127.0.0.1:0", AllowedHosts = ["sim.example.com"] };
        await using var app = await SimulatorApp.StartAsync(options);

        foreach (var (name, status) in ((string, int)[])[("sim.example.com", 200), ("other.example.com", 421)])
        {
            var answer = await RawHttp.SendAsync(app.Port, $"GET / HTTP/1.1\r\nHost: {name}\r\n\r\n");
            Assert.That(answer.Status, Is.EqualTo(status), name);
        }
    }

    private async Task<Answer> RawAsync(string request) => Answer.Of(await RawHttp.SendAsync(Sim.App.Port, request));
}
