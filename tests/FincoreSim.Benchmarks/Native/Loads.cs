using System.Diagnostics;
using System.Net.Sockets;
using FincoreSim.Benchmarks.Measuring;

namespace FincoreSim.Benchmarks.Native;

/// <summary>Makes the bytes of the request with a number.</summary>
internal delegate ReadOnlySpan<byte> NumberedRequest(long number);

/// <summary>
/// Two kinds of load from one thread. Closed: so many requests are under way always, and a slow server is asked less. Open: one
/// is due each so often, whatever became of those before, and its latency counts from when it was due, so that a pause counts for
/// everybody who would have waited (no coordinated omission).
/// </summary>
internal static class Loads
{
    /// <summary>How many are under way in the closed loop.</summary>
    public const int ClosedConnections = 32;

    /// <summary>How many may be under way in the open loop.</summary>
    private const int OpenConnections = 128;

    /// <summary>Keeps requests under way for a time; requests a second.</summary>
    public static double Closed(int port, NumberedRequest request, TimeSpan length, LatencyHistogram latencies, ref long number)
    {
        var connections = Open(port, ClosedConnections);
        var (started, answered) = (Stopwatch.GetTimestamp(), 0L);
        foreach (var connection in connections)
        {
            connection.Send(request(++number), Stopwatch.GetTimestamp());
        }

        // In the order of sending, which takes two system calls a request, so that the server is what is measured.
        for (var index = 0; Stopwatch.GetElapsedTime(started) < length; index = (index + 1) % connections.Length)
        {
            var connection = connections[index];
            while (!connection.Read())
            {
                // The rest of the answer is still to come.
            }

            answered++;
            latencies.Add(connection.Waited());
            connection.Send(request(++number), Stopwatch.GetTimestamp());
        }

        var took = Stopwatch.GetElapsedTime(started);
        Close(connections);
        return answered / took.TotalSeconds;
    }

    /// <summary>Makes requests due at a steady rate for a time; how many were not answered within a second after it.</summary>
    public static long Steady(
        int port, NumberedRequest request, int perSecond, TimeSpan length, LatencyHistogram latencies, ref long number)
    {
        var connections = Open(port, OpenConnections);
        var idle = new Stack<HttpConnection>(connections);
        var busy = new HashSet<HttpConnection>();
        var every = Stopwatch.Frequency / perSecond;
        var (due, all, sent) = (Stopwatch.GetTimestamp(), (long)(perSecond * length.TotalSeconds), 0L);
        var ends = due + (all * every) + Stopwatch.Frequency;
        var ready = new List<Socket>();
        while ((sent < all || busy.Count > 0) && Stopwatch.GetTimestamp() < ends)
        {
            while (sent < all && idle.Count > 0 && Stopwatch.GetTimestamp() >= due)
            {
                var connection = idle.Pop();
                connection.Send(request(++number), due);
                busy.Add(connection);
                due += every;
                sent++;
            }

            // Nothing is waited for longer than until the next is due; without one under way the loop spins until then.
            var left = (due - Stopwatch.GetTimestamp()) * 1_000_000 / Stopwatch.Frequency;
            foreach (var connection in Ready(busy, ready, sent < all ? (int)Math.Clamp(left, 0, 1_000) : 1_000))
            {
                if (connection.Read())
                {
                    latencies.Add(connection.Waited());
                    busy.Remove(connection);
                    idle.Push(connection);
                }
            }
        }

        Close(connections);
        return all - sent + busy.Count;
    }

    private static HttpConnection[] Open(int port, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new HttpConnection(port))];

    private static void Close(HttpConnection[] connections)
    {
        foreach (var connection in connections)
        {
            connection.Dispose();
        }
    }

    private static HttpConnection[] Ready(HashSet<HttpConnection> connections, List<Socket> ready, int microseconds)
    {
        if (connections.Count == 0)
        {
            return [];
        }

        ready.Clear();
        ready.AddRange(connections.Select(connection => connection.Socket));
        Socket.Select(ready, null, null, microseconds);
        return [.. connections.Where(connection => ready.Contains(connection.Socket))];
    }
}
