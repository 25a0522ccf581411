using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace FincoreSim.Testing;

/// <summary>Reads one request after the other from a connection, each of them whole. For one reader at a time.</summary>
internal sealed class RawRequestReader(Socket socket)
{
    private readonly byte[] _chunk = new byte[16 * 1024];
    private byte[] _unread = [];

    /// <summary>The next request, or null when the caller has closed.</summary>
    public async Task<RequestMessage?> ReadAsync(CancellationToken stopping)
    {
        int end;
        while ((end = _unread.AsSpan().IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await MoreAsync(stopping))
            {
                return null;
            }
        }

        var lines = Encoding.UTF8.GetString(_unread.AsSpan(0, end)).Split("\r\n");
        var headers = HeadersOf(lines.Skip(1));
        if (headers.ContainsKey("Transfer-Encoding"))
        {
            throw new NotSupportedException("The raw receiver reads bodies of a given length only.");
        }

        var length = headers.TryGetValue("Content-Length", out var lengths) ? int.Parse(lengths[0], CultureInfo.InvariantCulture) : 0;
        var whole = end + 4 + length;
        while (_unread.Length < whole)
        {
            if (!await MoreAsync(stopping))
            {
                return null;
            }
        }

        var body = _unread[(end + 4)..whole];
        _unread = _unread[whole..];
        return MessageOf(lines[0].Split(' '), headers, body);
    }

    private async Task<bool> MoreAsync(CancellationToken stopping)
    {
        var read = await socket.ReceiveAsync(_chunk, stopping);
        _unread = [.. _unread, .. _chunk.AsSpan(0, read)];
        return read > 0;
    }

    private static Dictionary<string, IReadOnlyList<string>> HeadersOf(IEnumerable<string> lines) => lines
        .Select(line => line.Split(':', 2))
        .GroupBy(pair => pair[0], pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, IReadOnlyList<string> (group) => [.. group], StringComparer.OrdinalIgnoreCase);

    private static RequestMessage MessageOf(string[] requestLine, Dictionary<string, IReadOnlyList<string>> headers, byte[] body)
    {
        var target = requestLine[1].Split('?', 2);
        return new RequestMessage
        {
            Method = requestLine[0],
            Path = Uri.UnescapeDataString(target[0]),
            Query = QueryHelpers.ParseQuery(target.ElementAtOrDefault(1))
                .ToDictionary(pair => pair.Key, IReadOnlyList<string> (pair) => [.. pair.Value.Select(value => value ?? "")]),
            Headers = headers,
            BodyAsBytes = body,
        };
    }
}
