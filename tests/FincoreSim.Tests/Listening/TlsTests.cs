using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FincoreSim.Hosting;
using FincoreSim.Serving;
using FincoreSim.Tests.OpenApi;
using FincoreSim.Tests.Running;
using FincoreSim.Tests.Runs;
using FincoreSim.Tests.Shipping;
using Microsoft.AspNetCore.Builder;

namespace FincoreSim.Tests.Listening;

/// <summary>https: a certificate that is made at the start, or one of its owner's, and what clients make of it.</summary>
public sealed class TlsTests
{
    private const string Both = "https://127.0.0.1:0;http://127.0.0.1:0";

    [TestCase("localhost", true)]
    [TestCase("127.0.0.1", true)]
    [TestCase("host.docker.internal", true)]
    [TestCase("a.localhost", false)]
    [TestCase("sim.example.com", true)]
    [TestCase("x.example.com", false)]
    [TestCase("example.com", false)]
    [TestCase("127.0.0.2", false)]
    public async Task Who_trusts_the_authority_trusts_its_names_and_no_others(string name, bool isTrusted)
    {
        await using var app = await StartAsync(new ServeOptions { Urls = Both, AllowedHosts = ["sim.example.com"] });
        using var authority = X509Certificate2.CreateFromPem(await AuthorityAsync(app));
        using var http = Trusting(authority, app);

        Func<Task> call = async () => await http.GetStringAsync(new Uri($"https://{name}/v1/banks"));

        var failure = Assert.CatchAsync<HttpRequestException>(() => call());
        Assert.That(
            failure!.HttpRequestError, isTrusted
                ? Is.Not.EqualTo(HttpRequestError.SecureConnectionError)
                : Is.EqualTo(HttpRequestError.SecureConnectionError));
        Assert.That(failure.StatusCode, Is.EqualTo(isTrusted ? HttpStatusCode.Unauthorized : null));
    }

    [Test]
    public async Task Who_trusts_nobody_is_not_served_and_two_servers_have_two_authorities()
    {
        await using var app = await StartAsync(new ServeOptions { Urls = Both });
        await using var other = await StartAsync(new ServeOptions { Urls = Both });
        using var foreign = X509Certificate2.CreateFromPem(await AuthorityAsync(other));
        using var http = Trusting(foreign, app);

        Assert.CatchAsync<HttpRequestException>(() => http.GetStringAsync(new Uri("https://localhost/_sim/health")));
        Assert.That(await AuthorityAsync(app), Is.Not.EqualTo(await AuthorityAsync(other)));
    }

    [Test]
    public async Task The_flow_of_the_documentation_passes_with_curl()
    {
        await Script.NeedsCurlAsync();
        using var folder = new TempFolder();
        await using var app = await StartAsync(new ServeOptions { Urls = Both });
        var authority = folder.Write("ca.pem", await AuthorityAsync(app));

        var walked = await Script.BashAsync(
            ["simulator/walkthrough.sh", Tls(app), $"{Plain(app)}/_sim/answer"], ("CURL_CA_BUNDLE", authority));

        Assert.That(walked.ExitCode, Is.Zero, walked.ToString());
    }

    [Test]
    public async Task The_first_lines_say_where_the_authority_is_and_health_asks_over_https()
    {
        await using var server = SimulatorProcess.Start("serve", "--urls", Both, "--seed", "1");
        var url = await server.UrlAsync();
        await server.UntilOutputAsync("Stop with");

        Assert.That(url, Does.StartWith("https://127.0.0.1:"));
        Assert.That(server.Output,
            Does.Match($"\n  authority   of the certificate: {url}/_sim/ca.pem  SHA-256 ([0-9A-F]{{2}}:){{31}}[0-9A-F]{{2}}\n"));
        await using var health = SimulatorProcess.Start("health", "--url", url);
        Assert.That(await health.ExitCodeAsync(), Is.Zero, health.Errors);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_certificate_of_ones_own_is_shown_and_there_is_no_authority_to_fetch(bool isKeyApart)
    {
        using var folder = new TempFolder();
        var (pem, keyPem) = MakeOwn();
        var path = folder.Write("own.pem", isKeyApart ? pem : $"{pem}\n{keyPem}");
        var identity = TlsIdentity.Read(path, isKeyApart ? folder.Write("own.key", keyPem) : null, out var problem);
        Assert.That(identity, Is.Not.Null, problem);
        await using var app = await StartAsync(new ServeOptions { Urls = Both, Tls = identity });
        using var own = X509Certificate2.CreateFromPem(pem);
        using var http = Trusting(own, app);

        Assert.That(await http.GetStringAsync(new Uri("https://localhost/_sim/health")), Does.Contain("\"ok\""));
        using var plain = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var none = await plain.GetAsync(new Uri($"{Plain(app)}/_sim/ca.pem"));
        Assert.That(none.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase(Both, HttpStatusCode.OK)]
    [TestCase("http://127.0.0.1:0", HttpStatusCode.NotFound)]
    public async Task The_authority_stands_in_the_control_document_whether_there_is_one_or_not(string urls, HttpStatusCode status)
    {
        await using var app = await StartAsync(new ServeOptions { Urls = urls });
        using var http = new HttpClient(new ContractHandler(new SocketsHttpHandler { UseProxy = false }));

        using var answer = await http.GetAsync(new Uri($"{Plain(app)}/_sim/ca.pem"));

        Assert.That(answer.StatusCode, Is.EqualTo(status));
    }

    [Test]
    public void What_is_no_certificate_with_its_key_is_told_in_a_sentence()
    {
        using var folder = new TempFolder();
        var (pem, key) = MakeOwn();
        var (_, otherKey) = MakeOwn();
        foreach (var text in (string[])["", "nonsense", pem, key, $"{pem}\n{otherKey}", $"{pem.Replace('A', 'B')}\n{key}"])
        {
            Assert.That(TlsIdentity.Read(folder.Write("wrong.pem", text), null, out var problem), Is.Null, text);
            Assert.That(problem, Does.StartWith("it must be PEM, with the certificate first, and its key"), text);
        }
    }

    private static (string Certificate, string Key) MakeOwn()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=own", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var own = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return (own.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>A client that trusts one certificate, and reaches the server whatever it calls it.</summary>
    private static HttpClient Trusting(X509Certificate2 trusted, WebApplication app)
    {
        var policy =
            new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(trusted);
        var port = new Uri(Tls(app)).Port;
        return new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy },
            ConnectCallback = async (_, stop) =>
            {
                var client = new System.Net.Sockets.TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, stop);
                return client.GetStream();
            },
        });
    }

    private static async Task<string> AuthorityAsync(WebApplication app)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        return await http.GetStringAsync(new Uri($"{Plain(app)}/_sim/ca.pem"));
    }

    private static string Tls(WebApplication app) => app.Urls.Single(ListenUrls.IsHttps);

    private static string Plain(WebApplication app) => app.Urls.Single(url => !ListenUrls.IsHttps(url));

    private static async Task<WebApplication> StartAsync(ServeOptions options)
    {
        var app = Simulator.Build(options);
        await app.StartAsync();
        return app;
    }
}
