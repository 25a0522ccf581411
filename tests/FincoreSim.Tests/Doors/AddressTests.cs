using System.Net;
using System.Net.Sockets;
using FincoreSim.Outbound;
using FincoreSim.Runs.Steps;

namespace FincoreSim.Tests.Doors;

/// <summary>What may be connected to is decided on the address that a name led to, in whatever spelling or family.</summary>
public sealed class AddressTests
{
    [TestCase("169.254.169.254")]
    [TestCase("169.254.0.1")]
    [TestCase("::ffff:169.254.169.254")]
    [TestCase("::ffff:a9fe:a9fe")]
    [TestCase("::169.254.169.254")]
    [TestCase("64:ff9b::a9fe:a9fe")]
    [TestCase("2002:a9fe:a9fe::1")]
    [TestCase("fe80::1")]
    [TestCase("fe80::1%1")]
    [TestCase("febf::1")]
    [TestCase("fd00:ec2::254")]
    [TestCase("100.100.100.200")]
    [TestCase("::ffff:100.100.100.200")]
    [TestCase("168.63.129.16")]
    public async Task Link_local_addresses_and_metadata_services_are_never_called(string address)
    {
        Assert.That(AddressKinds.IsNeverCalled(IPAddress.Parse(address)), Is.True);
        var policy = Policy([], address);
        foreach (var host in (string[])[address, $"[{address}]", "named.example"])
        {
            foreach (var reach in Enum.GetValues<OutboundReach>())
            {
                Assert.That(await RefusedAsync(policy, host, 80, reach), Is.EqualTo(OutboundRefused.Address), host);
            }
        }
    }

    [TestCase("metadata.google.internal")]
    [TestCase("METADATA.google.internal.")]
    public async Task Nor_are_they_by_name(string name)
    {
        var policy = Policy([], "127.0.0.1");

        Assert.That(await RefusedAsync(policy, name, 80, OutboundReach.Anywhere), Is.EqualTo(OutboundRefused.Address));
    }

    [TestCase("127.0.0.1")]
    [TestCase("10.0.0.5")]
    [TestCase("192.168.1.5")]
    [TestCase("8.8.8.8")]
    [TestCase("169.253.255.255")]
    [TestCase("169.255.0.1")]
    [TestCase("::1")]
    [TestCase("fec0::1")]
    [TestCase("fd12:3456::1")]
    [TestCase("2001:db8::1")]
    public void Others_may_be(string address) => Assert.That(AddressKinds.IsNeverCalled(IPAddress.Parse(address)), Is.False);

    /// <summary>What the server listens on, a host, what the host leads to, and whether that is the server.</summary>
    private static readonly (string Bound, string Host, string LeadsTo, bool IsOwn)[] Ways =
    [
        ("127.0.0.1", "127.0.0.1", "", true),
        ("127.0.0.1", "localhost", "127.0.0.1", true),
        ("127.0.0.1", "LOCALHOST.", "127.0.0.1", true),
        ("127.0.0.1", "sim.localhost", "127.0.0.1", true),
        ("127.0.0.1", "rebound.example", "127.0.0.1", true),
        ("127.0.0.1", "0.0.0.0", "", true),
        ("127.0.0.1", "::ffff:127.0.0.1", "", true),
        ("127.0.0.1", "::ffff:7f00:1", "", true),
        ("127.0.0.1", "64:ff9b::127.0.0.1", "", true),
        ("127.0.0.1", "::ffff:0.0.0.0", "", true),
        ("127.0.0.1", "127.0.0.2", "", false),
        ("localhost", "::1", "", true),
        ("localhost", "127.0.0.1", "", true),
        ("[::1]", "::1", "", true),
        ("[::1]", "::", "", true),
        ("0.0.0.0", "127.0.0.1", "", true),
        ("0.0.0.0", "127.0.0.2", "", true),
        ("0.0.0.0", "rebound.example", "127.8.8.8", true),
        ("[::]", "127.0.0.1", "", true),
        ("[::]", "::1", "", true),
        ("*", "127.0.0.1", "", true),
        ("+", "::1", "", true),
        ("sim.example.com", "127.0.0.1", "", true),
        ("0.0.0.0", "{machine}", "{machine}", true),
        ("[::]", "::ffff:{machine}", "", true),
    ];

    private static IEnumerable<TestCaseData> WayCases =>
        Ways.Select(way => new TestCaseData(way.Bound, way.Host, way.LeadsTo, way.IsOwn));

    [TestCaseSource(nameof(WayCases))]
    public async Task The_server_itself_is_known_by_every_spelling(string bound, string host, string leadsTo, bool isOwn)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var policy = Policy([$"http://{bound}:{port}"], Filled(leadsTo));

        var here = await RefusedAsync(policy, Filled(host), port, OutboundReach.Elsewhere);
        var beside = await RefusedAsync(policy, Filled(host), port + 1, OutboundReach.Elsewhere);
        var besideOwn = await RefusedAsync(policy, Filled(host), port + 1, OutboundReach.OwnServer);

        Assert.That(here == OutboundRefused.ControlApi, Is.EqualTo(isOwn));
        Assert.That(beside, Is.Not.EqualTo(OutboundRefused.ControlApi));
        Assert.That(besideOwn, Is.EqualTo(OutboundRefused.Address));
    }

    [Test]
    public async Task Of_several_addresses_only_those_that_may_be_called_are()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var policy = Policy([], "169.254.169.254", "127.0.0.1");

        var to = new DnsEndPoint("both.example", port);
        using var socket = await policy.ConnectAsync(to, OutboundReach.Elsewhere, CancellationToken.None);

        Assert.That(((IPEndPoint)socket.RemoteEndPoint!).Port, Is.EqualTo(port));
    }

    [Test]
    public async Task A_name_that_leads_elsewhere_the_second_time_is_not_asked_a_second_time()
    {
        var asked = 0;
        IPAddress[] answers = [IPAddress.Parse("169.254.169.254"), IPAddress.Loopback];
        var policy = new OutboundPolicy(() => [], (_, _) => Task.FromResult<IPAddress[]>([answers[asked++]]));

        Assert.That(await RefusedAsync(policy, "flux.example", 80, OutboundReach.Anywhere), Is.EqualTo(OutboundRefused.Address));
        Assert.That(asked, Is.EqualTo(1));
    }

    [Test]
    public void A_name_below_localhost_is_loopback_whatever_a_name_server_says()
    {
        string? asked = null;
        var policy = new OutboundPolicy(() => [], (name, _) =>
        {
            asked = name;
            return Task.FromResult<IPAddress[]>([IPAddress.Parse("8.8.8.8")]);
        });

        var to = new DnsEndPoint("evil.localhost", 80);
        var failure = Assert.ThrowsAsync<SocketException>(
            async () => await policy.ConnectAsync(to, OutboundReach.Anywhere, CancellationToken.None));

        Assert.That((failure.SocketErrorCode, asked), Is.EqualTo((SocketError.HostNotFound, "localhost")));
    }

    [TestCase("hooks.example.com", "hooks.example.com", null)]
    [TestCase("HOOKS.example.com.", "hooks.example.com", null)]
    [TestCase("hooks.example.com:8443", "hooks.example.com", 8443)]
    [TestCase("hooks.example.com:80", "hooks.example.com", 80)]
    [TestCase("127.1:5000", "127.0.0.1", 5000)]
    [TestCase("::1", "::1", null)]
    [TestCase("[::1]", "::1", null)]
    [TestCase("[::1]:5000", "::1", 5000)]
    public void A_host_to_call_is_read(string text, string host, int? port)
    {
        Assert.That(HostAndPort.TryParse(text, out var read), Is.True);
        Assert.That((read!.Host, read.Port), Is.EqualTo((host, port)));
        Assert.That(HostAndPort.TryParse(read.ToString(), out var again), Is.True);
        Assert.That(again, Is.EqualTo(read));
    }

    [TestCase("")]
    [TestCase("http://hooks.example.com")]
    [TestCase("hooks.example.com/x")]
    [TestCase("user@hooks.example.com")]
    [TestCase("hooks.example.com:port")]
    [TestCase("hooks.example.com:99999")]
    [TestCase("hooks example.com")]
    [TestCase("a\\b")]
    [TestCase("*")]
    [TestCase("*.example.com")]
    public void What_is_no_host_is_not(string text) => Assert.That(HostAndPort.TryParse(text, out _), Is.False);

    private static OutboundPolicy Policy(string[] own, params string[] leadsTo) =>
        new(() => own, (_, _) => Task.FromResult<IPAddress[]>([.. leadsTo.Select(IPAddress.Parse)]));

    /// <summary>The reason for which a connection is refused by us; null where it was made, or nobody was there.</summary>
    private static async Task<string?> RefusedAsync(OutboundPolicy policy, string host, int port, OutboundReach reach)
    {
        try
        {
            using var late = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            using var socket = await policy.ConnectAsync(new DnsEndPoint(host, port), reach, late.Token);
            return null;
        }
        catch (OutboundRefused refused)
        {
            return refused.Error;
        }
        catch (Exception unreached) when (unreached is SocketException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>An address of this machine that is not loopback, where it has one.</summary>
    private static string Filled(string text)
    {
        var machine = System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(card => card.GetIPProperties().UnicastAddresses).Select(own => own.Address)
            .Where(own => own.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(own))
            .FirstOrDefault(own => !AddressKinds.IsNeverCalled(own)) ?? IPAddress.Loopback;
        return text.Replace("{machine}", machine.ToString(), StringComparison.Ordinal);
    }
}
