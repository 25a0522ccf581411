using FincoreSim.Serving;

namespace FincoreSim.Tests.Listening;

/// <summary>Who says where <c>serve</c> listens, and what becomes of the others.</summary>
public sealed class ListenChoiceTests
{
    private const string Usual = "http://localhost:8080";

    [TestCase(null, "", Usual, null)]
    [TestCase("http://a:1", "", "http://a:1", null)]
    [TestCase("http://a:1", "PORT=2", "http://a:1", "as --urls says; PORT is ignored")]
    [TestCase("http://a:1", "PORT=x ASPNETCORE_URLS=x", "http://a:1", "as --urls says; ASPNETCORE_URLS, PORT are ignored")]
    [TestCase(null, "FINCORESIM_URLS=http://a:1;http://b:2", "http://a:1;http://b:2", "as FINCORESIM_URLS says")]
    [TestCase(null, "ASPNETCORE_URLS=http://a:1", "http://a:1", "as ASPNETCORE_URLS says")]
    [TestCase(null, "DOTNET_URLS=http://a:1", "http://a:1", "as DOTNET_URLS says")]
    [TestCase(null, "ASPNETCORE_HTTP_PORTS=1;2", "http://*:1;http://*:2", "as ASPNETCORE_HTTP_PORTS says")]
    [TestCase(null, "DOTNET_HTTP_PORTS=1", "http://*:1", "as DOTNET_HTTP_PORTS says")]
    [TestCase(null, "PORT=0", "http://*:0", "as PORT says")]
    [TestCase(null, "PORT=65535", "http://*:65535", "as PORT says")]
    [TestCase(null, "PORT= ASPNETCORE_HTTP_PORTS= ASPNETCORE_URLS=", Usual, null)]
    [TestCase(null, "ASPNETCORE_HTTPS_PORTS=443", Usual, "by default; ASPNETCORE_HTTPS_PORTS is ignored")]
    [TestCase(
        null, "PORT=1 DOTNET_URLS=x FINCORESIM_URLS=http://a:1", "http://a:1",
        "as FINCORESIM_URLS says; DOTNET_URLS, PORT are ignored")]
    public void The_first_that_says_something_decides(string? option, string variables, string urls, string? note)
    {
        var choice = ListenChoice.Make(option, Usual, Read(variables), out var problem);

        Assert.That((choice?.Urls.ToString(), choice?.Note), Is.EqualTo((urls, note)), problem);
    }

    [Test]
    public void Each_decides_where_those_before_it_say_nothing()
    {
        string[] inOrder =
        [
            "FINCORESIM_URLS=http://a:1", "ASPNETCORE_URLS=http://a:2", "DOTNET_URLS=http://a:3",
            "ASPNETCORE_HTTP_PORTS=4", "DOTNET_HTTP_PORTS=5", "PORT=6",
        ];
        for (var first = 0; first < inOrder.Length; first++)
        {
            var choice = ListenChoice.Make(null, Usual, Read(string.Join(' ', inOrder[first..].Reverse())), out _);

            Assert.That(choice!.Note, Does.StartWith($"as {inOrder[first].Split('=')[0]} says"));
            Assert.That(choice.Urls.ToString(), Does.EndWith($":{first + 1}"));
        }
    }

    [TestCase("nonsense", "", "--urls: 'nonsense' is not a valid URL")]
    [TestCase("", "", "--urls: it has no URL")]
    [TestCase(null, "PORT=nonsense", "PORT must be a port from 0 to 65535, such as 8080; it is 'nonsense'.")]
    [TestCase(null, "PORT=65536", "PORT must be a port")]
    [TestCase(null, "PORT=-1", "PORT must be a port")]
    [TestCase(null, "PORT=1.5", "PORT must be a port")]
    [TestCase(null, "PORT=tcp://10.0.0.1:80", "PORT must be a port")]
    [TestCase(null, "PORT=;", "PORT must be a port")]
    [TestCase(null, "ASPNETCORE_HTTP_PORTS=8080;x", "ASPNETCORE_HTTP_PORTS must be a port")]
    [TestCase(null, "ASPNETCORE_URLS=nonsense", "ASPNETCORE_URLS: 'nonsense' is not a valid URL")]
    [TestCase(null, "ASPNETCORE_URLS=http://+:80;https://+:443/x", "ASPNETCORE_URLS: https://+:443/x has a path")]
    [TestCase(null, "FINCORESIM_URLS=;", "FINCORESIM_URLS: it has no URL")]
    public void A_wrong_value_is_told_of_by_the_name_of_who_has_it(string? option, string variables, string says)
    {
        Assert.That(ListenChoice.Make(option, Usual, Read(variables), out var problem), Is.Null);
        Assert.That(problem, Does.StartWith(says).And.EndsWith("."));
    }

    private static Func<string, string?> Read(string variables)
    {
        var pairs = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2));
        var set = pairs.ToDictionary(pair => pair[0], pair => pair[1]);
        return name => set.GetValueOrDefault(name);
    }
}
