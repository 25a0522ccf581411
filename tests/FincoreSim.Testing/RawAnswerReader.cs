using System.Buffers;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace FincoreSim.Testing;

/// <summary>Reads one HTTP/1.1 answer off a socket and keeps what came, however it ends. For one answer, by one caller.</summary>
internal sealed partial class RawAnswerReader(NetworkStream stream, bool hasBody)
{
    private const int ReadSize = 64 * 1024;
    private readonly ArrayBufferWriter<byte> _came = new();
    private readonly ArrayBufferWriter<byte> _body = new();
    private List<KeyValuePair<string, string>> _headers = [];
    private string _statusLine = "";
    private int _status;
    private int _position;

    public async Task<RawAnswer> ReadAsync(CancellationToken late)
    {
        try
        {
            await ReadHeadAsync(late);
            await ReadBodyAsync(late);
            return Ended(RawOutcome.Answered);
        }
        catch (OperationCanceledException)
        {
            return Ended(RawOutcome.TimedOut);
        }
        catch (FormatException)
        {
            return Ended(RawOutcome.NotHttp);
        }
        catch (IOException)
        {
            return Ended(OutcomeOfEarlyEnd());
        }
    }

    [GeneratedRegex(@"^HTTP/1\.[01] (?<status>[1-9][0-9]{2})( .*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex StatusLinePattern();

    private RawOutcome OutcomeOfEarlyEnd() =>
        _came.WrittenCount == 0 ? RawOutcome.ClosedWithoutAnswer
        : _came.WrittenSpan.StartsWith("HTTP/"u8) ? RawOutcome.Truncated
        : RawOutcome.NotHttp;

    private async Task ReadHeadAsync(CancellationToken late)
    {
        do
        {
            _statusLine = await ReadLineAsync(late);
            var match = StatusLinePattern().Match(_statusLine);
            _status = match.Success
                ? int.Parse(match.Groups["status"].ValueSpan, CultureInfo.InvariantCulture)
                : throw new FormatException();
            _headers = [];
            for (var line = await ReadLineAsync(late); line.Length > 0; line = await ReadLineAsync(late))
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                _headers.Add(colon > 0 ? new(line[..colon], line[(colon + 1)..].Trim()) : throw new FormatException());
            }
        }
        while (_status is 100 or (> 101 and < 200));
    }

    private async Task ReadBodyAsync(CancellationToken late)
    {
        if (!hasBody || _status is < 200 or 204 or 304)
        {
            return;
        }

        if (Header("Transfer-Encoding") is { } coding && coding.EndsWith("chunked", StringComparison.OrdinalIgnoreCase))
        {
            await ReadChunksAsync(late);
        }
        else if (Header("Content-Length") is { } length)
        {
            await ReadBytesAsync(int.Parse(length, NumberStyles.None, CultureInfo.InvariantCulture), late);
        }
        else
        {
            while (await TakeAsync(int.MaxValue, late) > 0)
            {
            }
        }
    }

    private async Task ReadChunksAsync(CancellationToken late)
    {
        while (true)
        {
            var sizeLine = (await ReadLineAsync(late)).Split(';')[0];
            var size = int.Parse(sizeLine, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            await ReadBytesAsync(size, late);
            if (size == 0)
            {
                break;
            }

            if ((await ReadLineAsync(late)).Length > 0)
            {
                throw new FormatException();
            }
        }

        while ((await ReadLineAsync(late)).Length > 0)
        {
            // Trailers count as part of the framing.
        }
    }

    private async Task ReadBytesAsync(int count, CancellationToken late)
    {
        for (var left = count; left > 0;)
        {
            var taken = await TakeAsync(left, late);
            left -= taken > 0 ? taken : throw new EndOfStreamException();
        }
    }

    private async Task<int> TakeAsync(int atMost, CancellationToken late)
    {
        if (_position == _came.WrittenCount && !await FillAsync(late))
        {
            return 0;
        }

        var taken = Math.Min(atMost, _came.WrittenCount - _position);
        _body.Write(_came.WrittenSpan.Slice(_position, taken));
        _position += taken;
        return taken;
    }

    private async Task<string> ReadLineAsync(CancellationToken late)
    {
        while (true)
        {
            var length = _came.WrittenSpan[_position..].IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = Encoding.Latin1.GetString(_came.WrittenSpan.Slice(_position, length));
                _position += length + 1;
                return line.TrimEnd('\r');
            }

            if (!await FillAsync(late))
            {
                throw new EndOfStreamException();
            }
        }
    }

    private async Task<bool> FillAsync(CancellationToken late)
    {
        var read = await stream.ReadAsync(_came.GetMemory(ReadSize), late);
        _came.Advance(read);
        return read > 0;
    }

    private string? Header(string name) =>
        _headers.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    private RawAnswer Ended(RawOutcome outcome) => new()
    {
        Outcome = outcome,
        StatusLine = _statusLine,
        Status = _status,
        Headers = _headers,
        Body = _body.WrittenMemory,
        Bytes = _came.WrittenMemory,
    };
}
