using System.Net;
using System.Text.RegularExpressions;

namespace FincoreSim.Tests.Pages;

/// <summary>
/// Reads pages of a sandbox and posts their forms, as a browser does without script, but follows nothing by itself.
/// </summary>
internal sealed partial class PageReader(string url, string sandbox) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(url) };

    public async Task<(HttpResponseMessage Answer, string Html)> GetAsync(string area)
    {
        var answer = await _http.GetAsync($"/{sandbox}/{area}");
        return (answer, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Presses the button of a command.</summary>
    /// <param name="operation">The command.</param>
    /// <param name="hasToken">Whether the form is one that was read from here.</param>
    /// <param name="site">What the browser says of where the form stood.</param>
    /// <param name="fields">What was typed.</param>
    public async Task<(HttpResponseMessage Answer, string Html)> PressAsync(
        string operation, bool hasToken = true, string site = "same-origin", params (string Name, string Value)[] fields)
    {
        var token = hasToken ? TokenPattern.Match((await GetAsync("act")).Html).Groups[1].Value : "0123";
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{sandbox}/commands/{operation}")
        {
            Content = new FormUrlEncodedContent(
                fields.Append(("_token", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))),
        };
        request.Headers.Add("Sec-Fetch-Site", site);
        var answer = await _http.SendAsync(request);
        return (answer, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"_token\" value=\"([0-9a-f]+)\"")]
    private static partial Regex TokenPattern { get; }
}
