using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using FincoreSim.Benchmarks.Http;

namespace FincoreSim.Benchmarks.Native;

/// <summary>How a server is started.</summary>
/// <param name="Name">The name of its row.</param>
/// <param name="Command">The program and its arguments; {port} stands for a free one.</param>
internal sealed record ServerPlan(string Name, params string[] Command)
{
    /// <summary>The request that is measured; null: money_out.</summary>
    public string? GetPath { get; init; }

    /// <summary>The request that is measured, to a port.</summary>
    public NumberedRequest RequestFor(int port)
    {
        if (GetPath is not { } path)
        {
            return new MoneyOutRequest($"127.0.0.1:{port}", hasKey: true).Numbered;
        }

        var get = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
        return _ => get;
    }

    /// <summary>Whether it says itself where it listens.</summary>
    public bool SaysWhere => !Command.Any(word => word.Contains("{port}", StringComparison.Ordinal));
}

/// <summary>A server of any maker as a process of its own, from its start to its first good answer.</summary>
internal sealed partial class MeasuredServer : IDisposable
{
    private const string Pinner = "/usr/bin/taskset";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private MeasuredServer(Process process, int port, TimeSpan started) => (_process, Port, Started) = (process, port, started);

    /// <summary>Where it listens on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>From the start of the process to its first answer.</summary>
    public TimeSpan Started { get; }

    /// <summary>Starts a server and waits for its first good answer.</summary>
    /// <param name="plan">How.</param>
    /// <param name="isPinned">Whether it has the first CPU alone.</param>
    /// <param name="request">What is asked of it, by its port.</param>
    public static MeasuredServer Start(ServerPlan plan, bool isPinned, Func<int, byte[]> request)
    {
        var port = plan.SaysWhere ? 0 : FreePort();
        string[] command = [.. plan.Command.Select(word => word.Replace("{port}", $"{port}", StringComparison.Ordinal))];
        if (isPinned && File.Exists(Pinner) && Environment.ProcessorCount > 1)
        {
            command = [Pinner, "-c", "0", .. command];
        }

        var began = Stopwatch.GetTimestamp();
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        while (port == 0)
        {
            var line = process.StandardOutput.ReadLine()
                ?? throw new InvalidOperationException($"{plan.Name} ended before it listened");
            port = Where().Match(line) is { Success: true } match
                ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
                : 0;
        }

        // What nobody reads would fill the pipe, and the server would wait.
        new Thread(() => process.StandardOutput.BaseStream.CopyTo(Stream.Null)) { IsBackground = true }.Start();
        var bytes = request(port);
        while (!Answers(port, bytes))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(began) > Patience)
            {
                throw new InvalidOperationException($"{plan.Name} gives no good answer");
            }

            Thread.Sleep(1);
        }

        return new MeasuredServer(process, port, Stopwatch.GetElapsedTime(began));
    }

    /// <summary>Resident memory of the process and those below it, in MB.</summary>
    public double ResidentMegabytes()
    {
        var parents = Process.GetProcesses().Select(process => (process.Id, Parent: ParentOf(process.Id))).ToArray();
        var ours = new List<int> { _process.Id };
        for (var index = 0; index < ours.Count; index++)
        {
            ours.AddRange(parents.Where(one => one.Parent == ours[index]).Select(one => one.Id));
        }

        return ours.Sum(PagesOf) * Environment.SystemPageSize / 1048576.0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static bool Answers(int port, byte[] request)
    {
        try
        {
            using var connection = new HttpConnection(port);
            connection.Send(request, 0);
            while (!connection.Read())
            {
                // The rest of the answer is still to come.
            }

            return true;
        }
        catch (Exception early) when (early is SocketException or IOException)
        {
            return false;
        }
    }

    private static long PagesOf(int id)
    {
        var file = $"/proc/{id}/statm";
        return File.Exists(file) ? long.Parse(File.ReadAllText(file).Split(' ')[1], CultureInfo.InvariantCulture) : 0;
    }

    private static int ParentOf(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:([0-9]+)")]
    private static partial Regex Where();
}
