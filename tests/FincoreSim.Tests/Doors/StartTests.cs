using FincoreSim.Serving;
using FincoreSim.Tests.Running;

namespace FincoreSim.Tests.Doors;

/// <summary>What the program says and refuses at its start.</summary>
public sealed class StartTests
{
    private const string AnyPort = "http://127.0.0.1:0";

    [TestCase("http://127.0.0.1:8080", false)]
    [TestCase("http://127.0.0.2:8080", false)]
    [TestCase("http://[::1]:8080", false)]
    [TestCase("http://localhost:8080", false)]
    [TestCase("http://0.0.0.0:8080", true)]
    [TestCase("http://[::]:8080", true)]
    [TestCase("http://*:8080", true)]
    [TestCase("http://+:8080", true)]
    [TestCase("http://192.168.1.5:8080", true)]
    [TestCase("http://sim.example.com:8080", true)]
    public void Who_can_be_reached_from_elsewhere_and_asks_for_no_token_is_warned(string address, bool isOpen)
    {
        var warning = Exposure.Warning(["http://127.0.0.1:1", address], hasToken: false);

        Assert.That(warning is not null, Is.EqualTo(isOpen));
        Assert.That(warning ?? address, Does.Contain(address).And.Not.Contain('\n'));
        if (isOpen)
        {
            Assert.That(warning, Does.Match("FINCORESIM_ADMIN_TOKEN.*-p 127.0.0.1:8080:8080"));
        }

        Assert.That(Exposure.Warning([address], hasToken: true), Is.Null);
    }

    [Test]
    public async Task The_warning_is_one_line_at_the_start()
    {
        await using var open = SimulatorProcess.Start("serve", "--urls", "http://0.0.0.0:0");
        await open.UrlAsync();
        await open.UntilOutputAsync("Stop with");
        (string, string)[] token = [("FINCORESIM_ADMIN_TOKEN", "s3cret")];
        await using var guarded = SimulatorProcess.Start(token, "serve", "--urls", "http://0.0.0.0:0");
        await guarded.UrlAsync();
        await guarded.UntilOutputAsync("Stop with");

        var lines = open.Errors.TrimEnd().Split('\n');
        Assert.That(lines, Has.Length.EqualTo(1).And.All.StartsWith("fincoresim: warning: "), open.Errors);
        Assert.That(guarded.Errors, Is.Empty);
    }

    [TestCase("FINCORESIM_ADMIN_TOKEN", "")]
    [TestCase("FINCORESIM_ADMIN_TOKEN", "  ")]
    [TestCase("FINCORESIM_ADMIN_TOKEN", "s3cret\n")]
    [TestCase("FINCORESIM_ALLOW_HOST", "sim.example.com,http://x")]
    [TestCase("FINCORESIM_ALLOW_CALL", "hooks.example.com,*")]
    public async Task A_variable_that_says_nothing_good_is_exit_code_2_and_says_why(string variable, string value)
    {
        await using var child = SimulatorProcess.Start([(variable, value)], "serve", "--urls", AnyPort);

        Assert.That(await child.ExitCodeAsync(), Is.EqualTo(2));
        Assert.That(child.Errors, Does.StartWith($"fincoresim: {variable}").And.Not.Contain("   at "));
    }

    [TestCase("--allow-host", "http://sim.example.com")]
    [TestCase("--allow-host", "sim.example.com:8080")]
    [TestCase("--allow-call", "http://hooks.example.com")]
    public async Task So_is_an_option(string option, string value)
    {
        await using var child = SimulatorProcess.Start("serve", "--urls", AnyPort, option, value);

        Assert.That(await child.ExitCodeAsync(), Is.EqualTo(2));
        Assert.That(child.Errors, Does.StartWith($"fincoresim: {option}: '{value}' is not a host"));
    }

    [Test]
    public async Task Names_and_hosts_come_from_options_and_variables_alike()
    {
        await using var child = SimulatorProcess.Start(
            [("FINCORESIM_ALLOW_HOST", "a.example.com, b.example.com"), ("FINCORESIM_ALLOW_CALL", "10.0.0.3")],
            "serve", "--urls", AnyPort, "--allow-host", "c.example.com,d.example.com", "--allow-host", "*.e.example.com",
            "--allow-call", "10.0.0.2");
        var port = new Uri(await child.UrlAsync()).Port;

        foreach (var name in (string[])["a.example.com", "b.example.com", "c.example.com", "d.example.com", "x.e.example.com"])
        {
            Assert.That(await StatusAsync(port, name), Is.EqualTo(200), name);
        }

        Assert.That(await StatusAsync(port, "f.example.com"), Is.EqualTo(421));
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        foreach (var (host, status) in ((string, int)[])[("10.0.0.2", 202), ("10.0.0.3", 202), ("10.0.0.5", 403)])
        {
            using var body = new StringContent(RunsApi.Scenarios.Short);
            using var answer = await http.PostAsync(new Uri($"/_sim/scenarios?url=http://{host}:1", UriKind.Relative), body);
            Assert.That((int)answer.StatusCode, Is.EqualTo(status), host);
        }
    }

    private static async Task<int> StatusAsync(int port, string host) =>
        (await Testing.RawHttp.SendAsync(port, $"GET /_sim/health HTTP/1.1\r\nHost: {host}\r\n\r\n")).Status;
}
