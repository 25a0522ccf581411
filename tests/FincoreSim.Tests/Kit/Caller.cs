using System.Text;

namespace FincoreSim.Tests.Kit;

/// <summary>A plain HTTP client for the kit's own tests: no proxy, no redirects followed, a connection per call.</summary>
internal sealed class Caller : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.Zero,
    });

    public Task<HttpResponseMessage> GetAsync(string url, CancellationToken cancellation = default) =>
        _client.GetAsync(url, cancellation);

    public async Task<HttpResponseMessage> PostAsync(string url, string body = "{}", CancellationToken cancellation = default)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await _client.PostAsync(url, content, cancellation);
    }

    public async Task<int> PostForStatusAsync(string url, string body = "{}")
    {
        using var response = await PostAsync(url, body);
        return (int)response.StatusCode;
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) =>
        _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

    public void Dispose() => _client.Dispose();
}
