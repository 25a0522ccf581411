using System.Net;
using System.Net.Http.Headers;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Domain.Worlds;
using FincoreSim.Ground;
using FincoreSim.Outbound;

namespace FincoreSim.Worlds.Webhooks;

/// <summary>
/// Makes one exchange with a receiver, whatever it does: redirects are not followed, answers are read up to 64 KiB, the
/// timeout is real time. It never throws for what a receiver does. Thread-safe.
/// </summary>
internal sealed class WebhookSender(TimeProvider time, OutboundPolicy outbound) : IDisposable
{
    /// <summary>How much of an answer is read and kept.</summary>
    public const int AnswerBytesMax = 64 * 1024;

    private static readonly ProductInfoHeaderValue Agent = new(Product.Name, Product.Version);

    // Webhooks are known by their User-Agent; a header of ours would be one that the real ones do not have.
    private readonly HttpClient _http = OutboundHttp.NewClient(outbound, time, isMarked: false);

    /// <summary>Called with each delivery whose attempt has been recorded; must be quick.</summary>
    public Action<Delivery>? Attempted { get; set; }

    /// <summary>Sends a delivery's event to its webhook.</summary>
    public async Task<AttemptResult> SendAsync(Dispatch dispatch, WorldGate gate, CancellationToken stop)
    {
        // What is immutable is taken out of the gate; it is written and signed outside, where nobody waits for it.
        var (options, client, now) =
            gate.Read(world => (world.State.Options, world.State.Clients.Find(dispatch.Webhook.ClientId)!, world.Now));
        var body = WebhookMessage.Of(dispatch.Delivery, MessageForm.Of(options));
        return await SendAsync(
            dispatch.Webhook.Url, body, BearerOf(dispatch, options, client, now), options.WebhookTimeout, stop);
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
        catch (Exception problem) when (problem is HttpRequestException or IOException or OperationCanceledException
            or InvalidOperationException)
        {
            var error = OutboundError.Of(problem, late.IsCancellationRequested);
            return new AttemptResult { Error = error, Took = time.GetElapsedTime(started) };
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private string BearerOf(
        Dispatch dispatch, WorldOptions options, Client client, DateTimeOffset now) => options.WebhookAuthIsJwt
        ? Tokens.IssueForReceiver(client, TokenClock.Later(TokenClock.Now(options, now, time), options.TokenLifetime))
        : dispatch.Webhook.Token;

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
        var body = await AnswerBody.ReadAsync(answer, AnswerBytesMax, stop);
        var reason = answer.StatusCode == HttpStatusCode.UnprocessableEntity ? RefundReason.Of(body) : default;
        return new AttemptResult
        {
            StatusCode = (int)answer.StatusCode,
            Headers =
            [
                .. answer.Headers.Concat(answer.Content.Headers)
                    .Select(header => new FactDetail(header.Key, string.Join(", ", header.Value))),
            ],
            Body = body.Text,
            BodyHash = body.Hash,
            BodyNote = body.Note,
            IsBodyTruncated = body.IsTruncated,
            RefundReason = reason.Text,
            RefundReasonNote = reason.Note,
            Took = time.GetElapsedTime(started),
        };
    }
}
