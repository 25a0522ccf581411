using System.Text;

namespace FincoreSim.Testing;

/// <summary>What a <see cref="RawReceiver"/> does with the connection once it has answered.</summary>
public enum RawEnd
{
    /// <summary>Keeps it, and reads on.</summary>
    Stays,

    /// <summary>Closes it.</summary>
    Closes,

    /// <summary>Closes its own side only, and reads on.</summary>
    HalfCloses,

    /// <summary>Resets it.</summary>
    Resets,

    /// <summary>
    /// Closes it as soon as anything more comes, and reads none of that: it is gone, and seems to have arrived.
    /// </summary>
    ClosesUnread,
}

/// <summary>What a <see cref="RawReceiver"/> puts on the wire, and what it does then. Immutable.</summary>
/// <param name="Bytes">The bytes; none for no answer.</param>
/// <param name="End">What it does then.</param>
public sealed record RawReply(ReadOnlyMemory<byte> Bytes, RawEnd End = RawEnd.Stays)
{
    /// <summary>What it does a moment later, when the answer has been read; null: nothing more.</summary>
    public RawEnd? Then { get; init; }

    /// <summary>How long it waits for the next request before it closes a connection that it kept; null: for ever.</summary>
    public TimeSpan? IdleMax { get; init; }

    /// <summary>A text, one byte per character (Latin-1).</summary>
    public static RawReply Of(string text, RawEnd end = RawEnd.Stays) => new(Encoding.Latin1.GetBytes(text), end);

    /// <summary>No answer.</summary>
    public static RawReply Nothing(RawEnd end) => new(default, end);
}
