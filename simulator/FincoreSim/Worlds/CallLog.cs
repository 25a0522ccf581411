using FincoreSim.Json;

namespace FincoreSim.Worlds;

/// <summary>One call to the API, and how it was answered. Immutable.</summary>
internal sealed record LoggedCall
{
    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The path, with its query.</summary>
    public required string Path { get; init; }

    /// <summary>The headers; credentials only by their scheme.</summary>
    public required ImmutableDictionary<string, string> Headers { get; init; }

    /// <summary>The body, up to <see cref="CallLog.BodyBytesMax"/>.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The status that the caller saw; null where the connection broke before the answer was whole.</summary>
    public required int? Status { get; init; }

    /// <summary>UTC instant, of the sandbox's time.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether the run made the call itself, in the client's place.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>Whether the answer was that of an earlier call with the same key.</summary>
    public required bool IsReplay { get; init; }

    /// <summary>The Idempotency-Key; null where there was none.</summary>
    public string? Key => Headers.GetValueOrDefault("Idempotency-Key");
}

/// <summary>The calls to one sandbox, oldest first, up to so many and so many bytes; the oldest are dropped, and counted. Thread-safe.</summary>
internal sealed class CallLog
{
    /// <summary>How many calls are kept.</summary>
    public const int CallsMax = 20_000;

    /// <summary>About how many bytes the calls that are kept may hold.</summary>
    public const long BytesMax = 32L * 1024 * 1024;

    /// <summary>How much of a body is kept.</summary>
    public const int BodyBytesMax = 16 * 1024;

    private static readonly FrozenSet<string> Secrets = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "Authorization", "x-api-key", "Cookie");

    private readonly Lock _lock = new();
    private readonly Queue<LoggedCall> _calls = new();
    private long _bytes;

    /// <summary>How many were dropped.</summary>
    public long Dropped { get; private set; }

    /// <summary>Called with each call that is kept, in order; must be quick.</summary>
    public Action<LoggedCall>? Added { get; set; }

    /// <summary>The calls that are kept.</summary>
    public ImmutableArray<LoggedCall> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>Takes a call.</summary>
    public void Add(LoggedCall call)
    {
        lock (_lock)
        {
            _calls.Enqueue(call);
            _bytes += BytesOf(call);
            while (_calls.Count > CallsMax || _bytes > BytesMax)
            {
                _bytes -= BytesOf(_calls.Dequeue());
                Dropped++;
            }

            Added?.Invoke(call);
        }
    }

    /// <summary>Reads the body of a request and puts it back, so that the handler reads it again.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>> PeekAsync(HttpRequest request)
    {
        if (request.ContentLength is null or 0 or > BodyLimits.BytesMax)
        {
            return default;
        }

        var bytes = new byte[(int)request.ContentLength];
        await request.Body.ReadExactlyAsync(bytes, request.HttpContext.RequestAborted);
        request.Body = new MemoryStream(bytes, writable: false);
        return bytes.AsMemory(0, Math.Min(bytes.Length, BodyBytesMax));
    }

    /// <summary>The headers as they are kept.</summary>
    public static ImmutableDictionary<string, string> HeadersOf(HttpRequest request) => request.Headers.ToImmutableDictionary(
        header => header.Key,
        header => Secrets.Contains(header.Key) ? Redacted(header.Value.ToString()) : header.Value.ToString(),
        StringComparer.OrdinalIgnoreCase);

    private static long BytesOf(LoggedCall call) =>
        512 + (2L * call.Path.Length) + call.Body.Length + call.Headers.Sum(header => 100 + (2L * (header.Key.Length + header.Value.Length)));

    private static string Redacted(string value) => value.Split(' ') is [var scheme, _] ? $"{scheme} (redacted)" : "(redacted)";
}
