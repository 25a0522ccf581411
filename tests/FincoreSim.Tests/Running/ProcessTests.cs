using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FincoreSim.Tests.Running;

/// <summary>The program as it is run: what it prints, its exit codes, and that it stops when told.</summary>
public sealed class ProcessTests
{
    private const string AnyPort = "http://127.0.0.1:0";

    [TestCase("TERM")]
    [TestCase("INT")]
    [Platform(Exclude = "Win")]
    public async Task A_signal_stops_it_whatever_is_open(string signal)
    {
        await using var receiver = RawReceiver.Start(RawReply.NeverAnswers);
        await using var child = SimulatorProcess.Start("serve", "--urls", AnyPort);
        var url = await child.UrlAsync();
        using var http = new HttpClient { BaseAddress = new Uri(url) };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer <YOUR_JWT_HERE>");
        await PostAsync(http, $"/v1/clients/{Docs.Client}/webhooks", Bodies.Webhook("MONEY_IN", receiver.Url));
        await PostAsync(
            http, "/_sim/sandboxes/default/money-in", new JsonObject { ["clabe"] = Docs.CentralClabe, ["amount"] = "1.00" });
        await receiver.WaitForAsync(1);
        await using var stream = await OpenAsync(http, "/_sim/sandboxes/default/journal/stream");
        using var halfRequest = new TcpClient("127.0.0.1", new Uri(url).Port);
        await halfRequest.GetStream()
            .WriteAsync("POST /v1/transactions/money_out HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{"u8.ToArray());

        await child.SignalAsync(signal);

        Assert.That(await child.ExitCodeAsync(), Is.Zero, child.Errors);
        Assert.That(child.Errors, Is.Empty);
    }

    [Test]
    public async Task Stopping_waits_half_a_second_for_what_is_open_and_no_longer()
    {
        var host = (await SimulatorApp.Shared).Service<IOptions<HostOptions>>().Value;

        Assert.That(host.ShutdownTimeout, Is.EqualTo(TimeSpan.FromMilliseconds(500)));
    }

    [Test]
    public async Task Says_what_a_new_user_needs()
    {
        await using var child = SimulatorProcess.Start("--urls", AnyPort);
        var url = await child.UrlAsync();
        using var http = new HttpClient();

        Assert.That(await http.GetStringAsync(new Uri($"{url}/_sim/health")), Does.Contain("\"status\":\"ok\""));
        Assert.That(child.Output, Does.Contain(Docs.Client).And.Contain(Docs.ApiKey));
    }

    [Test]
    public async Task A_port_in_use_is_one_clear_line_and_exit_code_3()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)holder.LocalEndpoint).Port}";
        await using var child = SimulatorProcess.Start("serve", "--urls", url);

        Assert.That(await child.ExitCodeAsync(), Is.EqualTo(3));

        Assert.That(child.Errors.TrimEnd().Split('\n'), Has.Length.EqualTo(1), child.Errors);
        Assert.That(child.Errors, Does.Contain(url).And.Contain("in use").And.Not.Contain("   at "));
    }

    [Test]
    public async Task Health_is_0_where_a_server_answers_and_3_where_none_does()
    {
        var url = (await SimulatorApp.Shared).Url;
        await using var well = SimulatorProcess.Start("health", "--url", url);
        await using var unwell = SimulatorProcess.Start("health", "--url", "http://127.0.0.1:9");

        Assert.That(await well.ExitCodeAsync(), Is.Zero, well.Errors);
        Assert.That(await unwell.ExitCodeAsync(), Is.EqualTo(3));
        Assert.That(unwell.Errors.TrimEnd().Split('\n'), Has.Length.EqualTo(1), unwell.Errors);
    }

    [TestCase("serve", "--urls", "nonsense")]
    [TestCase("serve", "--seed", "x")]
    [TestCase("serve", "--template", "nowhere")]
    [TestCase("--what")]
    [TestCase("dance")]
    public async Task A_wrong_command_line_is_exit_code_2_and_says_why(params string[] arguments)
    {
        await using var child = SimulatorProcess.Start(arguments);

        Assert.That(await child.ExitCodeAsync(), Is.EqualTo(2));
        Assert.That(child.Errors, Does.Contain("fincoresim:").And.Not.Contain("   at "));
    }

    [TestCase("--help")]
    [TestCase("--version")]
    public async Task Help_and_version_are_exit_code_0(string argument)
    {
        await using var child = SimulatorProcess.Start(argument);

        Assert.That(await child.ExitCodeAsync(), Is.Zero);
        Assert.That(child.Output, Is.Not.Empty);
    }

    private static async Task PostAsync(HttpClient http, string path, JsonObject body)
    {
        using var content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The stream, once its first bytes have come.</summary>
    private static async Task<Stream> OpenAsync(HttpClient http, string path)
    {
        var stream = await http.GetStreamAsync(new Uri(path, UriKind.Relative));
        await stream.ReadExactlyAsync(new byte[1]);
        return stream;
    }
}
