using System.Buffers;
using FincoreSim.Domain.Primitives;
using FincoreSim.Json;

namespace FincoreSim.Api.Http;

/// <summary>Reads a request's body whole, up to a limit.</summary>
internal static class BodyReader
{
    /// <summary>How much room a body has at first that does not say how long it is and comes in parts.</summary>
    private const int FirstBytes = 4096;

    /// <summary>
    /// The bytes; refused when there are more than <see cref="BodyLimits.BytesMax"/>, they are compressed, or the media type is
    /// not JSON.
    /// </summary>
    public static ValueTask<Outcome<ReadOnlyMemory<byte>>> ReadAsync(HttpRequest request) => ReadAsync(request, isJsonOnly: true);

    /// <summary>
    /// The bytes, whatever their media type; refused when there are more than <see cref="BodyLimits.BytesMax"/>, or they are
    /// compressed.
    /// </summary>
    public static ValueTask<Outcome<ReadOnlyMemory<byte>>> ReadAnyAsync(HttpRequest request) =>
        ReadAsync(request, isJsonOnly: false);

    private static async ValueTask<Outcome<ReadOnlyMemory<byte>>> ReadAsync(HttpRequest request, bool isJsonOnly)
    {
        if (request.ContentLength > BodyLimits.BytesMax)
        {
            return TooLarge();
        }

        if (BodyCoding.Refuse(request) is { } encoded)
        {
            return encoded;
        }

        if (isJsonOnly && request.ContentType is { } type && !IsJson(type))
        {
            return new Refusal(RefusalCode.MediaTypeUnsupported);
        }

        return await ReadAllAsync(request);
    }

    private static bool IsJson(string type)
    {
        var media = type.AsSpan(0, type.IndexOf(';') is >= 0 and var end ? end : type.Length).Trim();
        return media.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || media.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Most bodies have come whole together with the head, and need not be waited for.</summary>
    private static async ValueTask<Outcome<ReadOnlyMemory<byte>>> ReadAllAsync(HttpRequest request)
    {
        var reader = request.BodyReader;
        ArrayBufferWriter<byte>? before = null;
        while (true)
        {
            if (!reader.TryRead(out var read))
            {
                read = await reader.ReadAsync(request.HttpContext.RequestAborted);
            }

            var length = (before?.WrittenCount ?? 0) + read.Buffer.Length;
            if (length > BodyLimits.BytesMax)
            {
                reader.AdvanceTo(read.Buffer.End);
                return TooLarge();
            }

            if (read.IsCompleted || length == request.ContentLength)
            {
                var bytes = Join(before, read.Buffer);
                reader.AdvanceTo(read.Buffer.End);
                return bytes.Length < request.ContentLength ? throw new EndOfStreamException() : WithoutMark(bytes);
            }

            // What has come is taken at once: a body that is looked at and left there confuses the server when its caller leaves.
            before ??= new ArrayBufferWriter<byte>((int)Math.Min(request.ContentLength ?? FirstBytes, BodyLimits.BytesMax));
            Append(before, read.Buffer);
            reader.AdvanceTo(read.Buffer.End);
        }
    }

    private static byte[] Join(ArrayBufferWriter<byte>? before, ReadOnlySequence<byte> last)
    {
        if (before is null)
        {
            return last.ToArray();
        }

        Append(before, last);
        return before.WrittenSpan.ToArray();
    }

    private static void Append(ArrayBufferWriter<byte> bytes, ReadOnlySequence<byte> more)
    {
        foreach (var part in more)
        {
            bytes.Write(part.Span);
        }
    }

    /// <summary>Some clients on Windows begin JSON with a byte order mark; it is no part of it.</summary>
    private static ReadOnlyMemory<byte> WithoutMark(byte[] bytes) =>
        bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes.AsMemory(3) : bytes;

    /// <summary>The refusal of a body that has more than <see cref="BodyLimits.BytesMax"/>.</summary>
    public static Refusal TooLarge() => new(RefusalCode.BodyTooLarge, BodyLimits.BytesMax.ToString(CultureInfo.InvariantCulture));
}
