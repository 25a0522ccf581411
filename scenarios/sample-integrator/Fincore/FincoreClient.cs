using System.Net;
using System.Net.Http.Headers;

namespace FincoreSim.SampleIntegrator.Fincore;

/// <summary>
/// Calls Fincore with a token that it keeps and, when Fincore says 401, replaces. It never throws for what Fincore does, and
/// asks nothing twice by itself but after a 401, when nothing has happened. One caller at a time: the book sees to that.
/// </summary>
/// <param name="http">The connections.</param>
/// <param name="access">The way.</param>
/// <param name="mistakes">What the book gets wrong.</param>
internal sealed class FincoreClient(HttpClient http, FincoreAccess access, Func<Mistakes> mistakes)
{
    private string? _token;

    /// <summary>The way.</summary>
    public FincoreAccess Access => access;

    /// <summary>What was found out about instruments and banks; it lives as long as the way does.</summary>
    public Dictionary<string, string> InstrumentByClabe { get; } = new(StringComparer.Ordinal);

    /// <summary>A path below this client's.</summary>
    public string Path(string below) => $"/v1/clients/{Uri.EscapeDataString(access.ClientId)}/{below}";

    /// <summary>Reads.</summary>
    public Task<FincoreAnswer> GetAsync(string path, CancellationToken stop) => AskAsync(HttpMethod.Get, path, null, null, stop);

    /// <summary>Writes.</summary>
    public Task<FincoreAnswer> PostAsync(string path, byte[] body, string? idempotencyKey, CancellationToken stop) =>
        AskAsync(HttpMethod.Post, path, body, idempotencyKey, stop);

    private async Task<FincoreAnswer> AskAsync(HttpMethod method, string path, byte[]? body, string? key, CancellationToken stop)
    {
        if (_token is null && await SignInAsync(stop) is { IsAccepted: false } refused)
        {
            return refused;
        }

        var answer =
            await ExchangeAsync(method, path, body, [("Authorization", $"Bearer {_token}"), ("Idempotency-Key", key)], stop);
        if (answer.Status != (int)HttpStatusCode.Unauthorized || mistakes().Has(Mistake.KeepsOldToken))
        {
            return answer;
        }

        // A 401 comes before anything else is looked at, so the same call may be made again, with the same key.
        return await SignInAsync(stop) is { IsAccepted: false } again
            ? again
            : await ExchangeAsync(method, path, body, [("Authorization", $"Bearer {_token}"), ("Idempotency-Key", key)], stop);
    }

    private async Task<FincoreAnswer> SignInAsync(CancellationToken stop)
    {
        var form = JsonSerializer.SerializeToUtf8Bytes(
            new TokenRequest(access.ClientId, access.ClientSecret), FincoreJson.Default.TokenRequest);
        var answer =
            await ExchangeAsync(HttpMethod.Post, Path("auth/credential-tokens"), form, [("x-api-key", access.ApiKey)], stop);
        answer = answer.Read(FincoreJson.Default.TokenAnswer, out var token);
        _token = token?.Token;
        return answer;
    }

    private async Task<FincoreAnswer> ExchangeAsync(
        HttpMethod method, string path, byte[]? body, (string Name, string? Value)[] headers, CancellationToken stop)
    {
        try
        {
            using var request = Request(method, path, body, headers);
            using var response = await http.SendAsync(request, stop);
            return new FincoreAnswer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(stop));
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or OperationCanceledException)
        {
            return new FincoreAnswer(0, [],
                problem is OperationCanceledException ? "there was no answer in time" : "the connection was lost");
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path, byte[]? body, (string Name, string? Value)[] headers)
    {
        var request = new HttpRequestMessage(method, access.BaseUrl + path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        foreach (var (name, value) in headers)
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }
}
