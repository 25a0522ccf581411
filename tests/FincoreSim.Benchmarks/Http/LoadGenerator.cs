using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace FincoreSim.Benchmarks.Http;

/// <summary>What a stretch of load came to.</summary>
/// <param name="Requests">How many were answered with 200.</param>
/// <param name="Took">How long it took.</param>
/// <param name="P50">The median latency, in milliseconds.</param>
/// <param name="P99">The latency that one in a hundred exceeds, in milliseconds.</param>
/// <param name="AnswerBytes">The size of the last answer's body.</param>
internal sealed record LoadResult(long Requests, TimeSpan Took, double P50, double P99, int AnswerBytes)
{
    /// <summary>No load yet.</summary>
    public static LoadResult None { get; } = new(0, TimeSpan.Zero, 0, 0, 0);

    public double PerSecond => Requests / Took.TotalSeconds;

    /// <summary>Two stretches; latencies are the means of theirs, weighted by requests.</summary>
    public static LoadResult operator +(LoadResult left, LoadResult right)
    {
        var all = left.Requests + right.Requests;
        return new(all, left.Took + right.Took, Mean(left.P50, right.P50), Mean(left.P99, right.P99), right.AnswerBytes);

        double Mean(double first, double second) => ((first * left.Requests) + (second * right.Requests)) / all;
    }
}

/// <summary>
/// Keeps <see cref="Connections"/> requests under way, one for each keep-alive connection, from one thread: it takes the
/// answers in the order of sending and sends the next request on the connection that is free. Two system calls a request and
/// no allocation, so that it does not compete with the server that it measures.
/// </summary>
internal sealed class LoadGenerator : IDisposable
{
    public const int Connections = 32;

    private const int MicrosecondsMax = 1_000_000;

    private static readonly byte[] Accepted = "HTTP/1.1 200"u8.ToArray();

    private readonly Socket[] _sockets = new Socket[Connections];
    private readonly long[] _sentAt = new long[Connections];
    private readonly byte[] _answer = new byte[64 * 1024];
    private readonly int[] _latencies = new int[MicrosecondsMax];
    private readonly MoneyOutRequest _request;
    private long _number;
    private int _answerBytes;

    public LoadGenerator(Uri server, bool hasKey)
    {
        _request = new MoneyOutRequest(server.Authority, hasKey);
        for (var index = 0; index < Connections; index++)
        {
            _sockets[index] = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            {
                NoDelay = true,
                ReceiveTimeout = 30_000
            };
            _sockets[index].Connect(IPAddress.Loopback, server.Port);
        }
    }

    /// <summary>Loads the server for so long.</summary>
    public LoadResult Run(TimeSpan duration)
    {
        Array.Clear(_latencies);
        var started = Stopwatch.GetTimestamp();
        var ends = started + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        for (var index = 0; index < Connections; index++)
        {
            Send(index);
        }

        long answered = 0;
        for (var index = 0; Stopwatch.GetTimestamp() < ends; index = (index + 1) % Connections)
        {
            Receive(index);
            answered++;
            Send(index);
        }

        var took = Stopwatch.GetElapsedTime(started);
        for (var index = 0; index < Connections; index++)
        {
            Receive(index);
        }

        return new LoadResult(answered, took, Percentile(0.50), Percentile(0.99), _answerBytes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }
    }

    private void Send(int index)
    {
        _sentAt[index] = Stopwatch.GetTimestamp();
        _sockets[index].Send(_request.Numbered(++_number));
    }

    private void Receive(int index)
    {
        var length = 0;
        int missing;
        do
        {
            var read = _sockets[index].Receive(_answer.AsSpan(length));
            length += read;
            missing = read == 0
                ? throw new IOException("the server closed the connection")
                : MissingOf(_answer.AsSpan(0, length));
        }
        while (missing > 0);

        var took = (Stopwatch.GetTimestamp() - _sentAt[index]) * 1_000_000 / Stopwatch.Frequency;
        _latencies[Math.Min(took, MicrosecondsMax - 1)]++;
    }

    /// <summary>How many bytes of an answer are still to come.</summary>
    private int MissingOf(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return 1;
        }

        if (!answer.StartsWith(Accepted))
        {
            throw new IOException($"not accepted: {System.Text.Encoding.UTF8.GetString(answer)}");
        }

        var name = answer.IndexOf("Content-Length: "u8) + "Content-Length: ".Length;
        _answerBytes = Utf8Parser.TryParse(answer[name..], out int length, out _)
            ? length
            : throw new IOException("no Content-Length");
        return head + 4 + length - answer.Length;
    }

    private double Percentile(double share)
    {
        var left = (long)(_latencies.Sum(count => (long)count) * share);
        var microseconds = 0;
        while (microseconds < MicrosecondsMax - 1 && (left -= _latencies[microseconds]) > 0)
        {
            microseconds++;
        }

        return microseconds / 1000.0;
    }
}
