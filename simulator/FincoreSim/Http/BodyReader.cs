using System.Buffers;

namespace FincoreSim.Http;

/// <summary>Reads a request's body whole, up to a limit.</summary>
internal static class BodyReader
{
    /// <summary>The largest body that is read: 1 MiB (assumed).</summary>
    public const int BytesMax = 1024 * 1024;

    /// <summary>The bytes; refused when there are more than <see cref="BytesMax"/> or the media type is not JSON.</summary>
    public static async ValueTask<Outcome<ReadOnlyMemory<byte>>> ReadAsync(HttpRequest request, bool takesYaml = false)
    {
        if (request.ContentLength > BytesMax)
        {
            return TooLarge();
        }

        if (request.ContentType is { } type && !IsJson(type) && !takesYaml)
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
        while (true)
        {
            if (!reader.TryRead(out var read))
            {
                read = await reader.ReadAsync(request.HttpContext.RequestAborted);
            }

            if (read.Buffer.Length > BytesMax)
            {
                reader.AdvanceTo(read.Buffer.End);
                return TooLarge();
            }

            if (read.IsCompleted || read.Buffer.Length == request.ContentLength)
            {
                var bytes = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return bytes.Length < request.ContentLength ? throw new EndOfStreamException() : WithoutMark(bytes);
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Some clients on Windows begin JSON with a byte order mark; it is no part of it.</summary>
    private static ReadOnlyMemory<byte> WithoutMark(byte[] bytes) =>
        bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? bytes.AsMemory(3) : bytes;

    private static Refusal TooLarge() => new(RefusalCode.BodyTooLarge, BytesMax.ToString(CultureInfo.InvariantCulture));
}
