using FincoreSim.Serving;

namespace FincoreSim.Tests.Listening;

/// <summary>What can be listened on, and what is said of the rest.</summary>
public sealed class ListenUrlsTests
{
    [TestCase("http://localhost:8080", "http://localhost:8080")]
    [TestCase("http://localhost:8080/", "http://localhost:8080")]
    [TestCase(" HTTP://LocalHost:0 ; ", "http://localhost:0")]
    [TestCase("http://localhost", "http://localhost:80")]
    [TestCase("http://127.0.0.1:1;http://[::1]:1", "http://127.0.0.1:1;http://[::1]:1")]
    [TestCase("http://a:1;http://a:1/;http://A:1", "http://a:1")]
    [TestCase("http://*:8080", "http://*:8080")]
    [TestCase("http://+:8080", "http://*:8080")]
    [TestCase("http://0.0.0.0:0;http://[::]:0", "http://0.0.0.0:0;http://[::]:0")]
    [TestCase("http://unix:/tmp/x.sock", "http://unix:/tmp/x.sock")]
    [TestCase("https://localhost:8443/", "https://localhost:8443")]
    [TestCase("HTTPS://+", "https://*:443")]
    [TestCase("http://localhost:1;https://localhost:1", "http://localhost:1;https://localhost:1")]
    public void Is_taken(string text, string urls) => Assert.That(ListenUrls.Read(text, out _)?.ToString(), Is.EqualTo(urls));

    [TestCase("", "it has no URL")]
    [TestCase(" ; ;", "it has no URL")]
    [TestCase("nonsense", "'nonsense' is not a valid URL such as http://localhost:8080")]
    [TestCase("localhost:8080", "'localhost:8080' is not a valid URL")]
    [TestCase("8080", "'8080' is not a valid URL")]
    [TestCase("//localhost:8080", "is not a valid URL")]
    [TestCase("http://", "is not a valid URL")]
    [TestCase("http://:8080", "is not a valid URL")]
    [TestCase("http://localhost:", "http://localhost:80")]
    [TestCase("http://localhost:many", "is not a valid URL")]
    [TestCase("http://localhost:-1", "is not a valid URL")]
    [TestCase("http://localhost:65536", "is not a valid URL")]
    [TestCase("http://local host:1", "is not a valid URL")]
    [TestCase("http://a:1,http://b:2", "separate several with semicolons")]
    [TestCase("ftp://localhost:1", "is not a valid URL")]
    [TestCase("file:///etc", "is not a valid URL")]
    [TestCase("https://localhost:8443/x", "has a path")]
    [TestCase("https://", "is not a valid URL")]
    [TestCase("http://localhost:8080/path", "http://localhost:8080/path has a path")]
    [TestCase("http://localhost:8080?x", "has a query")]
    [TestCase("http://localhost:8080/#x", "has a query")]
    [TestCase("http://me@localhost:8080", "has a user")]
    [TestCase("http://unix:x.sock", "must have an absolute path")]
    [TestCase("http://unix:/tmp/x.sock:/base", "without colons")]
    [TestCase("http://pipe:/x", "has a path")]
    public void Is_refused(string text, string says)
    {
        var urls = ListenUrls.Read(text, out var problem);

        Assert.That(urls?.ToString() ?? problem, Does.Contain(says));
    }

    [Test]
    public void A_socket_with_a_long_path_is_refused()
    {
        Assert.That(ListenUrls.Read($"http://unix:/{new string('x', 200)}", out var problem), Is.Null);
        Assert.That(problem, Does.Contain("too long"));
    }

    [TestCase("http://0.0.0.0:8080", "http://localhost:8080")]
    [TestCase("http://[::]:8080", "http://localhost:8080")]
    [TestCase("http://*:8080", "http://localhost:8080")]
    [TestCase("https://*:8443", "https://localhost:8443")]
    [TestCase("http://[::1]:8080", "http://[::1]:8080")]
    [TestCase("http://10.0.0.1:8080/", "http://10.0.0.1:8080")]
    [TestCase("http://unix:/tmp/x.sock", "http://unix:/tmp/x.sock")]
    public void An_address_is_told_as_it_can_be_called(string address, string told) =>
        Assert.That(ListenUrls.Usable(address), Is.EqualTo(told));
}
