using System.Text;

namespace FincoreSim.Testing;

/// <summary>How an exchange over a raw connection ended.</summary>
public enum RawOutcome
{
    /// <summary>An HTTP answer came, whole.</summary>
    Answered,

    /// <summary>The connection was closed or reset before a single byte of an answer.</summary>
    ClosedWithoutAnswer,

    /// <summary>The beginning of an HTTP answer came, then the connection was closed.</summary>
    Truncated,

    /// <summary>What came is no HTTP.</summary>
    NotHttp,

    /// <summary>The time was up before the answer was whole; the connection was still open.</summary>
    TimedOut,
}

/// <summary>What came back over a raw connection. Immutable.</summary>
public sealed record RawAnswer
{
    /// <summary>How it ended; the other members are filled as far as the answer came.</summary>
    public required RawOutcome Outcome { get; init; }

    /// <summary>The first line, without its line break.</summary>
    public string StatusLine { get; init; } = "";

    /// <summary>The HTTP status, 0 if none came.</summary>
    public int Status { get; init; }

    /// <summary>The headers in the order they came; a name may come twice.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body, without its chunk framing.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Every byte that came.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The body read as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>The header's first value, or null; the name is compared without case.</summary>
    public string? Header(string name) =>
        Headers.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
}
