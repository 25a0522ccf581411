using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FincoreSim.Testing;

/// <summary>Puts an answer, or a fault, on the wire. Stateless.</summary>
internal static class AnswerWriter
{
    private static readonly byte[] GarbageBytes = [0x00, 0xFF, 0xFE, 0x16, 0x03, 0x01, .. "this is no HTTP\n\n"u8];

    /// <summary>How long a caller may take to close its side before the connection is cut.</summary>
    private static readonly TimeSpan LingerLimit = TimeSpan.FromSeconds(1);

    public static async Task WriteAsync(HttpContext context, LogEntry entry, CancellationToken gone)
    {
        var response = entry.ResponseMessage;
        if (response.Callback is { } callback)
        {
            await callback(entry.RequestMessage).WaitAsync(gone);
        }

        await Task.Delay(response.Delay, gone);
        await (response switch
        {
            { RawAnswer: { } raw } => SendRawAsync(context, raw, gone),
            { Fault: FaultType.None } => SendHttpAsync(context, response, gone),
            { Fault: FaultType.Hang } => Task.Delay(Timeout.InfiniteTimeSpan, gone),
            { Fault: FaultType.ResetConnection } => Reset(context),
            { Fault: FaultType.CloseConnection } => SendRawAsync(context, default, gone),
            { Fault: FaultType.Garbage } => SendRawAsync(context, GarbageBytes, gone),
            _ => SendRawAsync(context, Truncated(response), gone),
        });
    }

    private static async Task SendHttpAsync(HttpContext context, Response response, CancellationToken gone)
    {
        context.Response.StatusCode = response.StatusCode;
        foreach (var header in response.Headers)
        {
            context.Response.Headers.Append(header.Key, header.Value);
        }

        // 1xx, 204 and 304 have no body by definition; Kestrel refuses a length there.
        if (response.StatusCode is < 200 or 204 or 304)
        {
            return;
        }

        context.Response.ContentLength = response.Body.Length;
        if (response.DribbleBytes > 0)
        {
            await DribbleAsync(context, response, gone);
            return;
        }

        await context.Response.Body.WriteAsync(response.Body, gone);
    }

    private static async Task DribbleAsync(HttpContext context, Response response, CancellationToken gone)
    {
        await context.Response.StartAsync(gone);
        for (var sent = 0; sent < response.Body.Length; sent += response.DribbleBytes)
        {
            var size = Math.Min(response.DribbleBytes, response.Body.Length - sent);
            await context.Response.Body.WriteAsync(response.Body.Slice(sent, size), gone);
            await context.Response.Body.FlushAsync(gone);
            await Task.Delay(response.DribblePause, gone);
        }
    }

    /// <summary>
    /// Writes past Kestrel, straight to the socket, and closes our side. The connection is cut only once the caller has
    /// closed its own, so that a reset never overtakes the bytes.
    /// </summary>
    private static async Task SendRawAsync(HttpContext context, ReadOnlyMemory<byte> bytes, CancellationToken gone)
    {
        var socket = SocketOf(context);
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, gone)..];
        }

        socket.Shutdown(SocketShutdown.Send);
        await Task.Delay(LingerLimit, gone);
        context.Abort();
    }

    private static Task Reset(HttpContext context)
    {
        SocketOf(context).LingerState = new LingerOption(enable: true, seconds: 0);
        context.Abort();
        return Task.CompletedTask;
    }

    private static Socket SocketOf(HttpContext context) => context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;

    private static byte[] Truncated(Response response)
    {
        var promised = response.Body.Length + 100;
        var head = $"HTTP/1.1 {response.StatusCode} OK\r\nContent-Type: application/json\r\nContent-Length: {promised}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. response.Body.Span];
    }
}
