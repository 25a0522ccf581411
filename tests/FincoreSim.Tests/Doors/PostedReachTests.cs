using FincoreSim.Outbound;
using FincoreSim.Serving;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.RunsApi;

namespace FincoreSim.Tests.Doors;

/// <summary>What a posted file may call is decided by who started the server, and by nobody else.</summary>
public sealed class PostedReachTests
{
    private WebhookReceiver _other = null!;

    [SetUp]
    public async Task StartReceiverAsync()
    {
        _other = await WebhookReceiver.StartAsync();
        _other.AnswerEverythingWith(201);
    }

    [TearDown]
    public async Task StopReceiverAsync() => await _other.DisposeAsync();

    [TestCase("127.0.0.1")]
    [TestCase("127.0.0.1:{port}")]
    public async Task A_files_own_word_counts_for_nothing(string host)
    {
        var runs = new RunsClient(await SimulatorApp.Shared);

        var called = await runs.RunAsync(Calling(_other.Url, host));
        var asked = await runs.RunAsync(Asking(_other.Url, host));
        var sent = await runs.RunAsync(Sending(_other.Url, host));

        foreach (var ended in (Answer[])[called, asked])
        {
            ended.ShouldSay("status", "failed")
                .ShouldMatch("results.0.failure.title", "may not be called: .*--allow-call 127.0.0.1.*FINCORESIM_ALLOW_CALL");
        }

        Assert.That(sent["status"], Is.Not.EqualTo("passed"), sent.Text);
        Assert.That(_other.LogEntries, Is.Empty);
    }

    [TestCase("127.0.0.1")]
    [TestCase("127.0.0.1:{port}")]
    public async Task What_the_server_was_started_with_does(string host)
    {
        var runs = new RunsClient(await StartAsync(host));

        (await runs.RunAsync(Calling(_other.Url, null))).ShouldSay("status", "passed");
        (await runs.RunAsync(Calling(_other.Url, "127.0.0.1"))).ShouldSay("status", "passed");

        Assert.That(_other.LogEntries, Has.Count.EqualTo(2));
    }

    [TestCase("127.0.0.1:1")]
    [TestCase("127.0.0.2")]
    [TestCase("hooks.example.com")]
    public async Task Another_host_or_port_does_not(string host)
    {
        var runs = new RunsClient(await StartAsync(host));

        (await runs.RunAsync(Calling(_other.Url, "127.0.0.1"))).ShouldSay("status", "failed");

        Assert.That(_other.LogEntries, Is.Empty);
    }

    [TestCase("http://127.0.0.1:{port}")]
    [TestCase("http://localhost:{port}")]
    [TestCase("http://127.1:{port}/")]
    public async Task A_receiver_on_this_machine_may_be_named_by_who_posts(string url)
    {
        var runs = new RunsClient(await SimulatorApp.Shared);

        (await runs.RunAsync(Calling("${INTEGRATOR_URL}", null), $"?url={Filled(url)}")).ShouldSay("status", "passed");

        Assert.That(_other.LogEntries, Has.Count.EqualTo(1));
    }

    [TestCase("http://hooks.example.com")]
    [TestCase("http://10.0.0.5:5000")]
    [TestCase("http://169.254.169.254/latest")]
    [TestCase("http://localhost.evil.example:5000")]
    [TestCase("http://127.0.0.1.nip.io:5000")]
    [TestCase("http://host.docker.internal:5000")]
    public async Task One_elsewhere_may_not(string url)
    {
        var runs = new RunsClient(await SimulatorApp.Shared);

        var refused = (await runs.PostAsync(Calling("${INTEGRATOR_URL}", null), $"?url={url}")).ShouldBe(403);

        var host = new Uri(url).Host;
        Assert.That(refused.ShouldSay("error", "forbidden")["detail"], Does.StartWith("url "));
        Assert.That(refused["detail"], Does.Contain($"--allow-call {host}").And.Contain($"FINCORESIM_ALLOW_CALL={host}"));
    }

    [Test]
    public async Task Unless_the_server_was_started_with_it()
    {
        var runs = new RunsClient(await StartAsync("host.docker.internal"));

        (await runs.PostAsync(Calling("${INTEGRATOR_URL}", null), "?url=http://host.docker.internal:5000")).ShouldBe(202);
    }

    [Test]
    public async Task A_receiver_that_is_named_opens_no_other_port_of_this_machine()
    {
        await using var named = await WebhookReceiver.StartAsync();
        var runs = new RunsClient(await SimulatorApp.Shared);

        (await runs.RunAsync(Calling(_other.Url, "127.0.0.1"), $"?url={named.Url}")).ShouldSay("status", "failed");

        Assert.That(_other.LogEntries, Is.Empty);
    }

    [Test]
    public async Task The_control_API_cannot_be_named_as_a_receiver()
    {
        var app = await SimulatorApp.Shared;
        await using var victim = await app.NewSandboxAsync();
        var before = await victim.FingerprintAsync();
        var runs = new RunsClient(app);

        foreach (var host in (string[])["127.0.0.1", "localhost"])
        {
            var url = $"http://{host}:{app.Port}/_sim/sandboxes/{victim.Id}";
            var ended = await runs.RunAsync(Calling("${INTEGRATOR_URL}", null, "/reset"), $"?url={url}");
            ended.ShouldSay("status", "failed").ShouldMatch("results.0.failure.title", "may not be called");
        }

        Assert.That(await victim.FingerprintAsync(), Is.EqualTo(before));
    }

    private readonly List<SimulatorApp> _apps = [];

    [TearDown]
    public async Task StopServersAsync()
    {
        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }

        _apps.Clear();
    }

    private async Task<SimulatorApp> StartAsync(string host)
    {
        Assert.That(HostAndPort.TryParse(Filled(host), out var allowed), Is.True);
        var app = await SimulatorApp.StartAsync(new ServeOptions { Urls = "http://127.0.0.1:0", AllowedCalls = [allowed!] });
        _apps.Add(app);
        return app;
    }

    private string Filled(string text) => text.Replace("{port}", $"{_other.Port}", StringComparison.Ordinal);

    private string Head(string? allowed) => $"""
        fincoresim: 1
        name: Calls elsewhere
        sandbox: [allow_hosts]
        """.Replace("[allow_hosts]", $"{{mode: frozen{AllowHosts(allowed)}}}", StringComparison.Ordinal);

    private string AllowHosts(string? allowed) => allowed is null ? "" : $", allow_hosts: ['{Filled(allowed)}']";

    private string Calling(string url, string? allowed, string path = "/x") => $$"""
        {{Head(allowed)}}
        steps: [{call: "POST {{url}}{{path}}"}]
        """;

    private string Asking(string url, string? allowed) => $$"""
        {{Head(allowed)}}
        steps: [settle]
        expect: {call: {get: "{{url}}/x", status: 201} }
        """;

    private string Sending(string url, string? allowed) => $$"""
        {{Head(allowed)}}
        given:
          accounts: [{as: wallet, balance: "0.00"}]
          webhooks: [{type: MONEY_IN, url: "{{url}}/x", token: t}]
        steps: [{money_in: {to: wallet, amount: "1.00"} }, settle]
        expect: {webhooks: {type: MONEY_IN, delivered: 1} }
        """;
}
