using System.Text;
using FincoreSim.Domain.Clients;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Transport;

/// <summary>URLs of the server's own that it hands out work, whatever host the caller named.</summary>
public sealed class OwnUrlTests : ApiTests
{
    protected override SandboxSetup Setup => SandboxSetup.With("reports", "enabled");

    [TestCase("HTTP/1.0", "", TestName = "No_host_at_all")]
    [TestCase("HTTP/1.0", "Host: \r\n", TestName = "An_empty_host")]
    [TestCase("HTTP/1.1", "Host:\r\n", TestName = "An_empty_host_in_HTTP_1.1")]
    [TestCase("HTTP/1.1", "Host: 127.0.0.1:{port}\r\n", TestName = "The_address")]
    [TestCase("HTTP/1.1", "Host: LOCALHOST:{port}\r\n", TestName = "A_name_in_capitals")]
    public async Task A_report_is_fetched_from_the_url_that_was_handed_out(string version, string host)
    {
        await HaveReportAsync();
        var answer = await DownloadAsync(version, host.Replace("{port}", $"{Sim.App.Port}", StringComparison.Ordinal));

        var url = new Uri(answer.ShouldBe(200)["download_url"]);
        using var http = new HttpClient();
        Assert.That(url.Port, Is.EqualTo(Sim.App.Port));
        Assert.That(await http.GetStringAsync(url), Does.StartWith("id,tracking_key,"));
    }

    [Test]
    public async Task The_host_that_the_caller_named_is_kept()
    {
        await HaveReportAsync();

        var answer = await DownloadAsync("HTTP/1.1", "Host: fincore:81\r\n");

        Assert.That(answer["download_url"], Does.StartWith("http://fincore:81/reports/"));
    }

    [TestCase("Host: 127.0.0.1:99999")]
    [TestCase("Host: a,b")]
    [TestCase("Host: ..")]
    [TestCase("Host: (x)")]
    [TestCase("Host: 1.2.3.4.5:")]
    [TestCase("Host: ;")]
    public async Task A_host_that_no_url_can_have_is_refused_or_passed_over(string host)
    {
        await HaveReportAsync();
        var answer = await SendAsync("HTTP/1.1", $"{host}\r\n");

        Assert.That(answer.Status, Is.EqualTo(200).Or.InRange(400, 421));
        if (answer.Status == 200)
        {
            var url = Answer.Of(answer)["download_url"];
            Assert.That(Uri.TryCreate(url, UriKind.Absolute, out var uri), Is.True, url);
            Assert.That(uri!.AbsolutePath, Does.StartWith("/reports/"), url);
        }
    }

    [Test]
    public async Task The_page_names_an_address_too()
    {
        var page = await RawHttp.SendAsync(Sim.App.Port, "GET / HTTP/1.0\r\n\r\n");

        Assert.That(page.Text, Does.Contain($"http://127.0.0.1:{Sim.App.Port}</code>"));
    }

    private async Task HaveReportAsync()
    {
        await Client.MoneyOutAsync("12.34");
        await Sim.AdvanceAsync("9h");
    }

    private async Task<Answer> DownloadAsync(string version, string host) => Answer.Of(await SendAsync(version, host));

    private Task<RawAnswer> SendAsync(string version, string host)
    {
        var body = Bodies.Report("DAILY", "2026-03-02").ToJsonString();
        return RawHttp.SendAsync(
            Sim.App.Port,
            $"POST /v1/reports/clients/{Docs.Client}/report/download {version}\r\n{host}"
            + $"Authorization: Bearer {Client.Token}\r\nConnection: close\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
    }
}
