using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Webhooks;

/// <summary>
/// Makes one exchange with a receiver, whatever it does: redirects are not followed, answers are read up to 64 KiB, the
/// timeout is real time. It never throws for what a receiver does. Thread-safe.
/// </summary>
internal sealed class WebhookSender(TimeProvider time) : IDisposable
{
    /// <summary>How much of an answer is read and kept.</summary>
    public const int AnswerBytesMax = 64 * 1024;

    private static readonly ProductInfoHeaderValue Agent = new("FincoreSim", Product.Version);

    private readonly HttpClient _http = OutboundHttp.NewClient(time);

    /// <summary>Sends a delivery's event to its webhook.</summary>
    public async Task<AttemptResult> SendAsync(Dispatch dispatch, WorldGate gate, CancellationToken stop)
    {
        var (body, bearer, timeout) = gate.Read(world => Prepare(dispatch, world));
        return await SendAsync(dispatch.Webhook.Url, body, bearer, timeout, stop);
    }

    /// <summary>Posts bytes to a URL with a bearer.</summary>
    public async Task<AttemptResult> SendAsync(string url, byte[] body, string bearer, TimeSpan timeout, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        using var late = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            using var request = Request(url, body, bearer);
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await ReadAsync(answer, started, either.Token);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or OperationCanceledException or InvalidOperationException)
        {
            return new AttemptResult { Error = OutboundError.Of(problem, late.IsCancellationRequested), Took = time.GetElapsedTime(started) };
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private (byte[] Body, string Bearer, TimeSpan Timeout) Prepare(Dispatch dispatch, World world)
    {
        var options = world.State.Options;
        var client = world.State.Clients.Find(dispatch.Webhook.ClientId)!;
        var bearer = options.WebhookAuthIsJwt
            ? Tokens.IssueForReceiver(client, TokenClock.Later(TokenClock.Now(options, world.Now, time), options.TokenLifetime))
            : dispatch.Webhook.Token;
        return (WebhookMessage.Of(dispatch.Delivery, options.CepEnvelopeWrapped), bearer, options.WebhookTimeout);
    }

    private static HttpRequestMessage Request(string url, byte[] body, string bearer)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(Agent);
        request.Headers.ConnectionClose = true;
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {bearer}");
        return request;
    }

    private async Task<AttemptResult> ReadAsync(HttpResponseMessage answer, long started, CancellationToken stop)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(AnswerBytesMax + 1);
        try
        {
            var length = await ReadUpToAsync(answer, buffer.AsMemory(0, AnswerBytesMax + 1), stop);
            return ResultOf(answer, buffer.AsMemory(0, Math.Min(length, AnswerBytesMax)), length > AnswerBytesMax, started);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<int> ReadUpToAsync(HttpResponseMessage answer, Memory<byte> buffer, CancellationToken stop)
    {
        var length = 0;
        await using var stream = await answer.Content.ReadAsStreamAsync(stop);
        int read;
        while (length < buffer.Length && (read = await stream.ReadAsync(buffer[length..], stop)) > 0)
        {
            length += read;
        }

        return length;
    }

    private AttemptResult ResultOf(HttpResponseMessage answer, ReadOnlyMemory<byte> kept, bool isTruncated, long started) => new()
    {
        StatusCode = (int)answer.StatusCode,
        Headers = [.. answer.Headers.Concat(answer.Content.Headers).Select(header => new FactDetail(header.Key, string.Join(", ", header.Value)))],
        Body = Encoding.UTF8.GetString(kept.Span),
        BodyHash = Convert.ToHexStringLower(SHA256.HashData(kept.Span)),
        IsBodyTruncated = isTruncated,
        RefundReason = answer.StatusCode == HttpStatusCode.UnprocessableEntity ? RefundReasonOf(kept) : null,
        Took = time.GetElapsedTime(started),
    };

    /// <summary>The refundReason of a JSON answer; any other answer has none (it is optional, as documented).</summary>
    private static string? RefundReasonOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("refundReason", out var reason) && reason.ValueKind == JsonValueKind.String
                ? reason.GetString()
                : null;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
