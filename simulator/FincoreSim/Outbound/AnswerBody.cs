using System.Buffers;
using System.Net;
using System.Security.Cryptography;

namespace FincoreSim.Outbound;

/// <summary>The body of an answer, read as text. Immutable.</summary>
/// <param name="Text">The text; up to the limit, and as far as it could be read.</param>
/// <param name="IsTruncated">Whether there was more than the limit, before or after it was unpacked.</param>
/// <param name="Hash">The SHA-256 of the bytes that came, up to the limit, in lower-case hexadecimal digits.</param>
/// <param name="Note">What could not be read of it, or was read otherwise than the answer says; null where all is well.</param>
internal sealed record AnswerBody(string Text, bool IsTruncated, string Hash, string? Note)
{
    private const int BufferBytes = 8192;
    private const string Chunked = "chunked";

    /// <summary>
    /// Reads a body, whatever it is packed and written in. A body that has no length and is cut off by a reset is taken as it
    /// came, because the status was whole; one that is shorter than it promises is an error.
    /// </summary>
    /// <param name="answer">The answer, of which only the head was read.</param>
    /// <param name="bytesMax">How many bytes are read and kept.</param>
    /// <param name="stop">Breaks it off.</param>
    public static async Task<AnswerBody> ReadAsync(HttpResponseMessage answer, int bytesMax, CancellationToken stop)
    {
        var (came, cut) = await ReadWireAsync(answer, bytesMax, stop);
        var wire = came.AsMemory(0, Math.Min(came.Length, bytesMax));
        var unpacked = Unpacking.Of(wire, CodingsOf(answer), came.Length > bytesMax, bytesMax);
        var charset = CharacterSets.NameIn(answer.Content.Headers);
        var text = CharacterSets.Read(unpacked.Bytes.Span, charset, isCut: unpacked.IsTruncated || cut is not null);
        string[] notes = [.. new[] { cut, unpacked.Note, text.Note }.OfType<string>()];
        var hash = Convert.ToHexStringLower(SHA256.HashData(wire.Span));
        return new AnswerBody(text.Text, unpacked.IsTruncated, hash, notes.Length == 0 ? null : string.Join("; ", notes));
    }

    /// <summary>
    /// The bytes up to the limit, and one more where there are more; and how they were cut off, where they were.
    /// </summary>
    private static async Task<(byte[] Came, string? Cut)> ReadWireAsync(
        HttpResponseMessage answer, int bytesMax, CancellationToken stop)
    {
        // What follows a switch of protocols is not HTTP and may never end.
        if (answer.StatusCode == HttpStatusCode.SwitchingProtocols)
        {
            return ([], null);
        }

        using var came = new MemoryStream();
        await using var stream = await answer.Content.ReadAsStreamAsync(stop);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int read;
            while (came.Length <= bytesMax && (read = await stream.ReadAsync(buffer, stop)) > 0)
            {
                came.Write(buffer, 0, (int)Math.Min(read, bytesMax + 1 - came.Length));
            }

            return (came.ToArray(), null);
        }
        catch (IOException) when (answer.Content.Headers.ContentLength is null && answer.Headers.TransferEncodingChunked != true)
        {
            return (came.ToArray(), "the connection was reset before the body ended");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>What the body is packed in, in the order of packing.</summary>
    private static IEnumerable<string> CodingsOf(HttpResponseMessage answer) => answer.Content.Headers.ContentEncoding.Concat(
        answer.Headers.TransferEncoding
            .Select(coding => coding.Value)
            .Where(coding => !coding.Equals(Chunked, StringComparison.OrdinalIgnoreCase)));
}
