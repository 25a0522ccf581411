using System.Text.RegularExpressions;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Pages;

/// <summary>
/// What happens between the reading of a page and the opening of its stream, or while the stream is lost, is told all the same.
/// </summary>
public sealed partial class LiveStreamTests : ApiTests
{
    [TestCase(false, false)]
    [TestCase(true, false)]
    [TestCase(false, true)]
    [TestCase(true, true)]
    public async Task It_tells_at_once_of_what_the_page_has_not_seen(bool comesBack, bool isCall)
    {
        using var http = new HttpClient();
        var html = await http.GetStringAsync($"{Sim.App.Url}/{Sim.Id}/");
        var address = Stream.Match(html).Groups[1].Value;
        var mark = address.Split('=')[1];
        _ = isCall ? await Client.GetAsync("accounts") : await Sim.AdvanceAsync("1h");

        using var request =
            new HttpRequestMessage(HttpMethod.Get, $"{Sim.App.Url}{(comesBack ? address.Split('?')[0] : address)}");
        if (comesBack)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", mark);
        }

        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var lines = new List<string?>();
        while (lines.Count < 4)
        {
            lines.Add(await reader.ReadLineAsync().WaitAsync(Eventually.Patience));
        }

        Assert.That(lines[2], Does.StartWith("id: ").And.Not.EqualTo($"id: {mark}"));
        Assert.That(lines[3], Is.EqualTo("event: changed"));
    }

    [GeneratedRegex("data-stream=\"([^\"]+)\"")]
    private static partial Regex Stream { get; }
}
