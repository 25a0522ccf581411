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

    /// <summary>Does nothing more, until the caller leaves or the receiver is disposed.</summary>
    Hangs,

    /// <summary>Goes on with a byte every few milliseconds, for as long as anybody reads.</summary>
    Dribbles,
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

    /// <summary>Never answers.</summary>
    public static RawReply NeverAnswers { get; } = Nothing(RawEnd.Hangs);

    /// <summary>Begins an answer and sends its body byte by byte, and never all of it.</summary>
    public static RawReply NeverEnds { get; } =
        Of($"HTTP/1.1 201 Created\r\nContent-Length: {int.MaxValue}\r\n\r\n", RawEnd.Dribbles);

    /// <summary>A plain answer without a body, over a connection that stays.</summary>
    public static RawReply Answers(int status) => Of($"HTTP/1.1 {status} Any\r\nContent-Length: 0\r\n\r\n");

    /// <summary>A text, one byte per character (Latin-1).</summary>
    public static RawReply Of(string text, RawEnd end = RawEnd.Stays) => new(Encoding.Latin1.GetBytes(text), end);

    /// <summary>No answer.</summary>
    public static RawReply Nothing(RawEnd end) => new(default, end);
}
