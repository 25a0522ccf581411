using System.Text;

namespace FincoreSim.Testing;

/// <summary>A request as a <see cref="RawReceiver"/> read it. Immutable.</summary>
/// <param name="Number">1 for the first that was read; over all connections.</param>
/// <param name="Connection">1 for the first connection.</param>
/// <param name="NumberOnConnection">1 for the first that came on its connection.</param>
/// <param name="Head">The request line and the headers.</param>
/// <param name="Body">The body; empty where the receiver does not read it.</param>
public sealed record RawRequest(int Number, int Connection, int NumberOnConnection, string Head, ReadOnlyMemory<byte> Body)
{
    /// <summary>The request line: <c>POST /hook HTTP/1.1</c>.</summary>
    public string Line => Head.Split("\r\n")[0];

    /// <summary>The body read as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <inheritdoc/>
    public override string ToString() => $"#{Number} {Line}";

    /// <summary>The value of a header; null where it did not come.</summary>
    public string? Header(string name) => Head.Split("\r\n").Skip(1)
        .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
