using System.IO.Compression;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Outbound;

/// <summary>A body that was unpacked. Immutable.</summary>
/// <param name="Bytes">The bytes, up to the limit.</param>
/// <param name="IsTruncated">Whether there were more.</param>
/// <param name="Note">What could not be unpacked, or was not packed as the answer says; null where all is well.</param>
internal readonly record struct Unpacked(ReadOnlyMemory<byte> Bytes, bool IsTruncated, string? Note);

/// <summary>
/// Unpacks bodies, up to a limit whatever is in them. We ask for nothing packed, but some receivers do it unasked. Stateless.
/// </summary>
internal static class Unpacking
{
    private const int CodingsMax = 4;
    private const int BufferBytes = 8192;
    private const int NameLengthMax = 40;

    /// <summary>No packing goes on like this.</summary>
    private static readonly byte[] Beyond = [.. Enumerable.Repeat((byte)0xff, 16)];

    private static readonly string[] Gzip = ["gzip", "x-gzip"];

    /// <summary>Unpacks a body.</summary>
    /// <param name="packed">The bytes that came.</param>
    /// <param name="codings">What the answer says it is packed in, in the order of packing.</param>
    /// <param name="isTruncated">Whether more came than there are.</param>
    /// <param name="bytesMax">How many bytes are unpacked at most.</param>
    public static Unpacked Of(ReadOnlyMemory<byte> packed, IEnumerable<string> codings, bool isTruncated, int bytesMax)
    {
        string[] order =
        [
            .. codings.Select(coding => coding.Trim().ToLowerInvariant())
                .Where(coding => coding is not ("" or "identity")).Reverse(),
        ];
        if (order.Length == 0 && IsGzip(packed.Span))
        {
            order = ["gzip"];
        }

        if (order.Length > CodingsMax)
        {
            return new(default, isTruncated, $"the body is packed more than {CodingsMax} times and was not read");
        }

        if (Array.Find(order, coding => !Gzip.Contains(coding) && coding is not ("deflate" or "br")) is { } unknown)
        {
            var name = TextHead.Of(unknown, NameLengthMax);
            var why = $"the body was not read: the content encoding {name} is not gzip, deflate or br";
            return new(default, isTruncated, packed.IsEmpty ? null : why);
        }

        return order.Length == 0 || packed.IsEmpty
            ? new(packed, isTruncated, null)
            : Unpack(packed, order, isTruncated, bytesMax);
    }

    private static Unpacked Unpack(ReadOnlyMemory<byte> packed, string[] order, bool isTruncated, int bytesMax)
    {
        var says = string.Join(", ", order.Reverse());
        var (bytes, isBroken) = Read(packed.ToArray(), order, bytesMax);
        var kept = bytes.AsMemory(0, Math.Min(bytes.Length, bytesMax));
        if (isBroken && bytes.Length == 0)
        {
            return CharacterSets.IsPlainText(packed.Span)
                ? new(packed, isTruncated, $"the answer says {says}, and its body is not packed")
                : new(default, isTruncated, $"the body was not read: it is no {says}, as the answer says");
        }

        if (isTruncated || bytes.Length > bytesMax)
        {
            return new(kept, IsTruncated: true, null);
        }

        // The framework takes a body that ends in the middle for one that has ended. What has ended is the same whatever follows.
        var isWhole = !isBroken
            && Read([.. packed.Span, .. Beyond], order, bytesMax) is { IsBroken: false } longer
            && longer.Bytes.Length == bytes.Length;
        return new(kept, false, isWhole ? null : $"the body breaks off in the middle of its {says}");
    }

    /// <summary>What could be unpacked, up to one byte more than the limit; and whether the rest could not be.</summary>
    private static (byte[] Bytes, bool IsBroken) Read(byte[] packed, string[] order, int bytesMax)
    {
        using var unpacked = new MemoryStream();
        try
        {
            using var stream = order.Aggregate<string, Stream>(new MemoryStream(packed), Open);
            var buffer = new byte[BufferBytes];
            int read;
            while (unpacked.Length <= bytesMax && (read = stream.Read(buffer)) > 0)
            {
                unpacked.Write(buffer, 0, (int)Math.Min(read, bytesMax + 1 - unpacked.Length));
            }

            return (unpacked.ToArray(), false);
        }
        catch (Exception broken) when (broken is InvalidDataException or InvalidOperationException or IOException)
        {
            // The bytes are no such packing, or not to their end: the caller tells so.
            return (unpacked.ToArray(), true);
        }
    }

    private static Stream Open(Stream packed, string coding) => coding switch
    {
        "br" => new BrotliStream(packed, CompressionMode.Decompress),
        "deflate" when IsZlib(packed) => new ZLibStream(packed, CompressionMode.Decompress),
        "deflate" => new DeflateStream(packed, CompressionMode.Decompress),
        _ => new GZipStream(packed, CompressionMode.Decompress),
    };

    private static bool IsGzip(ReadOnlySpan<byte> bytes) => bytes is [0x1f, 0x8b, 8, ..];

    /// <summary>By the standard deflate is in zlib's frame; some leave the frame out.</summary>
    private static bool IsZlib(Stream packed)
    {
        if (!packed.CanSeek)
        {
            return true;
        }

        Span<byte> head = stackalloc byte[2];
        var read = packed.Read(head);
        packed.Position = 0;
        return read == 2 && (head[0] & 0x0f) == 8 && ((head[0] << 8) | head[1]) % 31 == 0;
    }
}
