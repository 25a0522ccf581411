using System.Buffers;
using FincoreSim.Json;

namespace FincoreSim.Api.Http;

/// <summary>Looks at bodies beside the handler that reads them. Stateless.</summary>
internal static class BodyPeek
{
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
        return bytes;
    }

    /// <summary>
    /// Takes what has arrived of a body that nobody will read, since its call was refused before. Nothing is waited for.
    /// </summary>
    public static ReadOnlyMemory<byte> TakeArrived(HttpRequest request)
    {
        if (request.ContentLength is 0 || (request.ContentLength is null && request.Headers.TransferEncoding.Count == 0))
        {
            return default;
        }

        try
        {
            if (!request.BodyReader.TryRead(out var read))
            {
                return default;
            }

            var bytes = read.Buffer.ToArray();
            request.BodyReader.AdvanceTo(read.Buffer.End);
            return bytes;
        }
        catch (Exception unread) when (unread is BadHttpRequestException or InvalidOperationException or IOException)
        {
            // It was refused for its body, or somebody reads it: then there is nothing of it to be shown.
            return default;
        }
    }
}
