using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using FincoreSim.Hosting;
using FincoreSim.Serving;
using FincoreSim.Tests.Running;
using FincoreSim.Tests.RunsApi;
using Microsoft.AspNetCore.Builder;

namespace FincoreSim.Tests.Listening;

/// <summary>Servers that listen as they were told, and say where that is.</summary>
public sealed class ListeningTests
{
    [TestCase("http://localhost:0", "http://localhost:")]
    [TestCase("http://LOCALHOST:0/", "http://localhost:")]
    [TestCase("http://fincore.localhost:0", "http://fincore.localhost:")]
    public async Task A_free_port_of_localhost_is_the_same_at_both_its_addresses(string url, string told)
    {
        await using var app = await StartAsync(url);
        var address = app.Urls.Single();
        var port = new Uri(address).Port;

        Assert.That(address, Is.EqualTo($"{told}{port}"));
        await AssertServesAsync($"http://127.0.0.1:{port}");
        if (Socket.OSSupportsIPv6)
        {
            await AssertServesAsync($"http://[::1]:{port}");
        }
    }

    [Test]
    public async Task Many_servers_each_have_a_port_of_their_own()
    {
        var apps = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StartAsync("http://localhost:0")));
        try
        {
            Assert.That(apps.Select(app => app.Urls.Single()), Is.Unique);
        }
        finally
        {
            foreach (var app in apps)
            {
                await app.DisposeAsync();
            }
        }
    }

    [Test]
    public async Task Every_url_of_several_is_served()
    {
        await using var app = await StartAsync("http://localhost:0;http://127.0.0.1:0;http://*:0");

        Assert.That(app.Urls, Has.Count.EqualTo(3).And.Unique);
        foreach (var url in app.Urls)
        {
            await AssertServesAsync(ListenUrls.Usable(url));
        }
    }

    [Test]
    public void A_port_that_somebody_has_at_one_address_is_not_chosen()
    {
        var ports = new LoopbackPorts();
        var chosen = Enumerable.Range(0, 100).Select(_ => ports.Choose()).ToArray();

        Assert.That(chosen, Is.Unique);
        foreach (var port in chosen)
        {
            using var kept = ports.Take(new IPEndPoint(IPAddress.Loopback, port));
            Assert.That(((IPEndPoint)kept.LocalEndPoint!).Port, Is.EqualTo(port));
        }
    }

    [Test]
    [Platform(Include = "Linux")]
    public async Task A_socket_is_served_and_runs_are_refused_where_there_is_no_port()
    {
        var path = Path.Combine(Path.GetTempPath(), $"fincoresim-{Guid.NewGuid():N}.sock");
        await using var app = await StartAsync($"http://unix:{path}");
        using var direct = new SocketsHttpHandler
        {
            ConnectCallback = async (_, stop) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), stop);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var http = new HttpClient(direct) { BaseAddress = new Uri("http://localhost") };

        Assert.That(await http.GetStringAsync(new Uri("/_sim/health", UriKind.Relative)), Does.Contain("\"status\":\"ok\""));
        using var file = new StringContent(Scenarios.Passing, MediaTypeHeaderValue.Parse("application/yaml"));
        using var answer = await http.PostAsync(new Uri("/_sim/scenarios", UriKind.Relative), file);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("start it with --urls"));
    }

    [TestCase("--urls", "http://localhost:0")]
    [TestCase("serve", "--urls", "http://*:0")]
    [TestCase("sample-integrator", "--urls", "http://localhost:0")]
    [TestCase("sample-integrator", "--urls", "http://0.0.0.0:0")]
    public async Task What_is_printed_is_what_can_be_called(params string[] arguments)
    {
        await using var child = SimulatorProcess.Start(arguments);
        var url = await child.UrlAsync();

        Assert.That(url, Does.Match("^http://localhost:[1-9][0-9]*$"));
        using var http = new HttpClient();
        var path = arguments[0] == "sample-integrator" ? "book" : "_sim/health";
        using var answer = await http.GetAsync(new Uri($"{url}/{path}"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("PORT", "0", "as PORT says")]
    [TestCase("ASPNETCORE_URLS", "http://localhost:0", "as ASPNETCORE_URLS says")]
    [TestCase("FINCORESIM_URLS", "http://127.0.0.1:0", "as FINCORESIM_URLS says")]
    public async Task A_variable_is_obeyed_and_named_in_the_first_lines(string name, string value, string says)
    {
        await using var child = SimulatorProcess.StartWith([(name, value)]);
        var url = await child.UrlAsync();
        await child.UntilOutputAsync("Stop with Ctrl-C.");

        await AssertServesAsync(url);
        Assert.That(child.Output.Split('\n')[1], Is.EqualTo($"  listens     {says}"));
        Assert.That(
            child.Errors, name == "PORT"
                ? Does.Match("^fincoresim: warning: [^\\n]* can be reached from other machines[^\\n]*\\n$")
                : Is.Empty);
    }

    [TestCase("PORT", "nonsense")]
    [TestCase("ASPNETCORE_HTTP_PORTS", "http://localhost")]
    [TestCase("DOTNET_URLS", "8080")]
    public async Task A_wrong_variable_is_exit_code_2_and_one_line(string name, string value)
    {
        await using var child = SimulatorProcess.StartWith([(name, value)]);

        Assert.That(await child.ExitCodeAsync(), Is.EqualTo(2));
        Assert.That(child.Errors, Does.StartWith($"fincoresim: {name}").And.Contain($"'{value}'"));
        Assert.That(child.Errors.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
    }

    /// <summary>Whatever ASP.NET would take from the surroundings, it listens, logs and loads as it was told.</summary>
    [TestCase("Kestrel__Endpoints__A__Url", "http://127.0.0.1:1")]
    [TestCase("ASPNETCORE_Kestrel__Endpoints__A__Url", "http://127.0.0.1:1")]
    [TestCase("ASPNETCORE_ENVIRONMENT", "Development")]
    [TestCase("DOTNET_ENVIRONMENT", "Development")]
    [TestCase("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", "Nowhere")]
    [TestCase("ASPNETCORE_CONTENTROOT", "/nowhere/at/all")]
    [TestCase("ASPNETCORE_WEBROOT", "/nowhere/at/all")]
    [TestCase("ASPNETCORE_SHUTDOWNTIMEOUTSECONDS", "nonsense")]
    [TestCase("Logging__LogLevel__Default", "Trace")]
    [TestCase("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true")]
    public async Task Other_variables_are_nothing_to_it(string name, string value)
    {
        await using var child = SimulatorProcess.StartWith([(name, value)], "--urls", "http://127.0.0.1:0");
        await AssertServesAsync(await child.UrlAsync());
        await child.UntilOutputAsync("Stop with Ctrl-C.");

        Assert.That(child.Errors, Is.Empty);
        Assert.That(child.Output, Does.Not.Contain("listens"));
    }

    [TestCase("http://127.0.0.1:{port}")]
    [TestCase("http://127.0.0.1:0;http://127.0.0.1:{port}")]
    [TestCase("http://localhost:{port}")]
    public async Task The_url_that_is_in_use_is_the_one_that_is_named(string urls)
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;
        var given = urls.Replace("{port}", $"{port}", StringComparison.Ordinal);
        await using var child = SimulatorProcess.Start("--urls", given);

        Assert.That(await child.ExitCodeAsync(), Is.EqualTo(3));
        var url = given.Split(';')[^1];
        Assert.That(child.Errors, Is.EqualTo($"fincoresim: {url} is in use by another program; choose another with --urls.\n"));
    }

    private static async Task<WebApplication> StartAsync(string urls)
    {
        var app = Simulator.Build(new ServeOptions { Urls = urls });
        await app.StartAsync();
        return app;
    }

    private static async Task AssertServesAsync(string url)
    {
        using var direct = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(direct);
        Assert.That(await http.GetStringAsync(new Uri($"{url}/_sim/health")), Does.Contain("\"status\":\"ok\""));
    }
}
