using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using FincoreSim.Outbound;
using FincoreSim.Runs.Posted;
using FincoreSim.Runs.Runner;
using FincoreSim.Runs.Steps;

namespace FincoreSim.Runs.Calls;

/// <summary>A request that a step makes. Immutable.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">The URL.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The JSON body; null for none.</param>
internal sealed record StepRequest(string Method, string Url, ImmutableArray<KeyValuePair<string, string>> Headers, string? Body)
{
    /// <summary>Whether it goes to the simulator itself.</summary>
    public bool IsOwn { get; init; }
}

/// <summary>
/// Makes the exchanges of runs, over real HTTP: no proxy, no redirects, no cookies, answers up to 1 MiB. What goes wrong is part
/// of the answer. Thread-safe.
/// </summary>
internal sealed class RunHttp(TimeProvider time, OutboundPolicy outbound) : IDisposable
{
    private const int AnswerBytesMax = 1024 * 1024;
    private static readonly TimeSpan ConnectTimeMax = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http = OutboundHttp.NewClient(outbound, time, isMarked: true);
    private readonly HttpClient _own = OutboundHttp.NewOwnClient(outbound);

    /// <summary>Makes an exchange.</summary>
    /// <param name="request">The request.</param>
    /// <param name="atMost">How long it may take, in real time.</param>
    /// <param name="givesUp">Completes when the caller loses patience; null: never before <paramref name="atMost"/>.</param>
    /// <param name="stop">Breaks it off.</param>
    public async Task<StepAnswer> SendAsync(StepRequest request, TimeSpan atMost, Task? givesUp, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        var started = time.GetTimestamp();
        try
        {
            using var message = Message(request);
            var exchange = ExchangeAsync(message, request.IsOwn, started, either.Token);
            if (givesUp is not null && await Task.WhenAny(exchange, givesUp) == givesUp)
            {
                await either.CancelAsync();
            }

            return await exchange;
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or OperationCanceledException)
        {
            stop.ThrowIfCancellationRequested();
            if (Inner(problem) is OutboundRefused refused)
            {
                throw new ScenarioStopped(refused.Message);
            }

            var isUnreachable =
                Inner(problem) is SocketException
                {
                    SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound
                    or SocketError.HostUnreachable
                };
            return new StepAnswer
            {
                Lost = isUnreachable
                    ? $"nobody listens at {new Uri(request.Url).GetLeftPart(UriPartial.Authority)}"
                    : givesUp?.IsCompleted == true
                        ? "the answer was held back; the caller gave up"
                        : late.IsCancellationRequested ? "no answer in time" : Cause(problem),
                IsUnreachable = isUnreachable,
                Took = time.GetElapsedTime(started),
            };
        }
    }

    /// <summary>Why nobody can be reached at a URL's host and port; null where somebody listens.</summary>
    public async Task<string?> UnreachableAsync(string url, CancellationToken stop)
    {
        var uri = new Uri(url);
        using var late = new CancellationTokenSource(ConnectTimeMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            var to = new DnsEndPoint(uri.IdnHost, uri.Port);
            using var connection = await outbound.ConnectAsync(to, OutboundReach.Anywhere, either.Token);
            return null;
        }
        catch (OutboundRefused refused)
        {
            return refused.Message;
        }
        catch (Exception problem) when (problem is SocketException or OperationCanceledException)
        {
            stop.ThrowIfCancellationRequested();
            return $"nobody listens at {uri.GetLeftPart(UriPartial.Authority)}, where the integrator should be: "
                + $"{(problem is SocketException ? problem.Message : "no answer in time")}";
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _own.Dispose();
    }

    private async Task<StepAnswer> ExchangeAsync(HttpRequestMessage message, bool isOwn, long started, CancellationToken stop)
    {
        using var answer = await (isOwn ? _own : _http).SendAsync(message, HttpCompletionOption.ResponseHeadersRead, stop);
        var body = await AnswerBody.ReadAsync(answer, AnswerBytesMax, stop);
        var took = time.GetElapsedTime(started);
        return body.IsTruncated
            ? new StepAnswer { Lost = "the answer is longer than 1 MiB", Took = took }
            : AnswerOf(answer, body, took);
    }

    private static HttpRequestMessage Message(StepRequest request)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), request.Url);
        if (request.Body is not null)
        {
            message.Content = new StringContent(request.Body, Encoding.UTF8);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        foreach (var (name, value) in request.Headers)
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) && message.Content is not null)
            {
                message.Content.Headers.Remove(name);
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
            else
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (!request.IsOwn && message.Headers.Connection.Count == 0)
        {
            message.Headers.ConnectionClose = true;
        }

        return message;
    }

    private static StepAnswer AnswerOf(HttpResponseMessage answer, AnswerBody body, TimeSpan took) => new()
    {
        Status = (int)answer.StatusCode,
        Headers = answer.Headers.Concat(answer.Content.Headers).ToImmutableDictionary(
            header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
        Body = body.Text,
        BodyNote = body.Note,
        Json = RunJson.Parse(body.Text),
        Took = took,
    };

    private static string Cause(Exception problem) => Inner(problem).Message;

    private static Exception Inner(Exception problem) => problem.InnerException is { } inner ? Inner(inner) : problem;
}
