using System.Net;
using System.Net.Sockets;
using System.Text;
using FincoreSim.Cli;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Running;

namespace FincoreSim.Tests.Commands;

/// <summary>What <c>health</c> makes of whatever answers.</summary>
public sealed class HealthCommandTests
{
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", 0, "ok\n")]
    [TestCase("HTTP/1.1 503 No\r\nContent-Length: 2\r\n\r\nno", 3, "no\n")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=klingon\r\nContent-Length: 2\r\n\r\nok", 0, "ok\n")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Type: ;;\r\nContent-Length: 2\r\n\r\n\u00ff\u00fe", 0, "\ufffd\ufffd\n")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\nok", 3, "does not answer: ")]
    [TestCase("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", 3, "does not answer: ")]
    [TestCase("SSH-2.0-OpenSSH_9.6\r\n", 3, "does not answer: ")]
    public async Task Whatever_answers(string answer, int code, string says)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var asking = AskAsync($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", Eventually.Patience);
        using (var connection = await listener.AcceptTcpClientAsync())
        {
            await connection.GetStream().WriteAsync(Encoding.Latin1.GetBytes(answer));
            connection.Client.Shutdown(SocketShutdown.Send);
            await asking;
        }

        Assert.That((await asking).Code, Is.EqualTo(code));
        Assert.That((await asking).Said.ReplaceLineEndings("\n"), Does.Contain(says));
    }

    [Test]
    public async Task Who_does_not_answer_is_not_waited_for()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

        var (code, said) = await AskAsync(url, TimeSpan.FromMilliseconds(200));

        Assert.That((code, said.Trim()), Is.EqualTo((3, $"fincoresim: {url} does not answer within 200ms.")));
        Assert.That(HealthCommand.UsualPatience, Is.EqualTo(TimeSpan.FromSeconds(2)), "the image's HEALTHCHECK gives it three");
    }

    [Test]
    public async Task A_server_that_is_waited_for_is_asked_until_it_is_well_and_its_last_answer_told()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var said = new StringWriter();
        var url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        var waiting = new HealthCommand(said, said, Eventually.Patience)
            .WaitAsync(url, Eventually.Patience, TimeProvider.System, CancellationToken.None);
        string[] answers =
            ["no server yet", "HTTP/1.1 503 No\r\nContent-Length: 2\r\n\r\nno", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"];
        var asked = 0;
        foreach (var answer in answers)
        {
            var accepting = listener.AcceptTcpClientAsync();
            if (await Task.WhenAny(accepting, waiting) == waiting)
            {
                break;
            }

            asked++;
            using var connection = await accepting;
            await connection.GetStream().WriteAsync(Encoding.Latin1.GetBytes(answer));
            connection.Client.Shutdown(SocketShutdown.Send);
        }

        Assert.That(asked, Is.EqualTo(answers.Length), "it gave up before");
        Assert.That(await waiting.WaitAsync(Eventually.Patience), Is.Zero);
        Assert.That(said.ToString().Trim(), Is.EqualTo("ok"));
    }

    [TestCase("0s")]
    [TestCase("1ms")]
    public async Task Who_never_becomes_well_is_given_up(string wait)
    {
        await using var child = SimulatorProcess.Start("health", "--url", "http://127.0.0.1:1", "--wait", wait);

        Assert.That(await child.ExitCodeAsync(), Is.EqualTo(3));
        Assert.That(child.Errors, Does.Match($"does not answer.*\n.*it was asked for {wait}\\."));
    }

    [TestCase("")]
    [TestCase("/")]
    [TestCase("/?x=1#y")]
    public async Task The_url_is_taken_as_people_write_it(string end)
    {
        var (code, said) = await AskAsync((await SimulatorApp.Shared).Url + end, Eventually.Patience);

        Assert.That(code, Is.Zero, said);
        Assert.That(said, Does.StartWith("{\"status\":\"ok\""));
    }

    [Test]
    public async Task No_proxy_is_asked()
    {
        var url = (await SimulatorApp.Shared).Url;
        await using var child = SimulatorProcess.StartWith(
            [("http_proxy", "http://127.0.0.1:1"), ("ALL_PROXY", "http://127.0.0.1:1")], "health", "--url", url);
        await child.ExitCodeAsync();

        // On a busy machine the server may be late, which is not what a proxy without anybody behind it would be.
        Assert.That(child.Output + child.Errors, Does.Contain("\"status\":\"ok\"").Or.Contain("within 2s"));
    }

    private static async Task<(int Code, string Said)> AskAsync(string url, TimeSpan patience)
    {
        using var said = new StringWriter();
        return (await new HealthCommand(said, said, patience).RunAsync(url, CancellationToken.None), said.ToString());
    }
}
