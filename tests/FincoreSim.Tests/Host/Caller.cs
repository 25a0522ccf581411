using System.Text;
using System.Text.Json.Nodes;
using FincoreSim.Domain.Ledger;

namespace FincoreSim.Tests.Host;

/// <summary>Someone who calls the simulator, with the same headers every time. Safe to use from any thread.</summary>
public sealed class Caller(HttpClient http)
{
    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<Answer> PostAsync(string path, JsonNode? body, string? idempotencyKey = null) =>
        SendAsync(HttpMethod.Post, path, body?.ToJsonString() ?? "{}", KeyHeader(idempotencyKey));

    public Task<Answer> PatchAsync(string path, JsonNode? body) =>
        SendAsync(HttpMethod.Patch, path, body?.ToJsonString() ?? "{}");

    /// <summary>Posts a text that need not be JSON.</summary>
    public Task<Answer> PostTextAsync(string path, string body, string? idempotencyKey = null) =>
        SendAsync(HttpMethod.Post, path, body, KeyHeader(idempotencyKey));

    public Task<Answer> SendAsync(
        HttpMethod method, string path, string? body = null, params (string Name, string Value)[] headers) =>
        SendAsync(method, path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"), headers);

    public async Task<Answer> SendAsync(
        HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    private static (string Name, string Value)[] KeyHeader(string? key) => key is null ? [] : [("Idempotency-Key", key)];
}
