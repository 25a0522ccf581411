using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FincoreSim.Testing;

/// <summary>What the receiver's Kestrel runs for each request: read it whole, enter it in the book, answer.</summary>
internal sealed class ReceiverApplication(StubBook book, CancellationToken stopping) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            var entry = book.Answer(await ReadAsync(context.Request, gone.Token));
            await AnswerWriter.WriteAsync(context, entry, gone.Token);
        }
        catch (Exception left) when (gone.IsCancellationRequested || left is IOException or SocketException)
        {
            // The caller has left, or the receiver is being disposed: there is nobody to answer.
            context.Abort();
        }
    }

    private static async Task<RequestMessage> ReadAsync(HttpRequest request, CancellationToken gone)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, gone);
        return new RequestMessage
        {
            DateTime = TimeProvider.System.GetUtcNow(),
            Method = request.Method,
            Path = request.Path.Value ?? "/",
            Query = Values(request.Query.Select(pair => (pair.Key, pair.Value.ToArray())), StringComparer.Ordinal),
            Headers = Values(request.Headers.Select(pair => (pair.Key, pair.Value.ToArray())), StringComparer.OrdinalIgnoreCase),
            BodyAsBytes = body.ToArray(),
        };
    }

    private static Dictionary<string, IReadOnlyList<string>> Values(
        IEnumerable<(string Name, string?[] Values)> pairs,
        StringComparer comparer) =>
        pairs.ToDictionary(
            pair => pair.Name,
            IReadOnlyList<string> (pair) => [.. pair.Values.Select(value => value ?? "")],
            comparer);
}
