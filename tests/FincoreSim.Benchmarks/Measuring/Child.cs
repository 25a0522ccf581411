using System.Diagnostics;

namespace FincoreSim.Benchmarks.Measuring;

/// <summary>
/// This program again, as a process of its own with a hidden verb: so that what is measured shares neither heap nor threads
/// with what measures. It is told what to do by lines, and answers each with one line.
/// </summary>
internal sealed class Child : IDisposable
{
    private const string Pinner = "/usr/bin/taskset";

    private readonly Process _process;

    public Child(string verb, bool isPinned)
    {
        var host = Environment.ProcessPath!;
        string[] command = Path.GetFileNameWithoutExtension(host) == "dotnet"
            ? [host, typeof(Child).Assembly.Location, verb]
            : [host, verb];
        if (isPinned && Environment.ProcessorCount > 1 && File.Exists(Pinner))
        {
            command = [Pinner, "-c", "0", .. command];
        }

        var start =
            new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        _process = Process.Start(start)!;
        Greeting = Read();
    }

    /// <summary>The first line it wrote: for a server its URL.</summary>
    public string Greeting { get; }

    /// <summary>User and system time it has used so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory, in MB.</summary>
    public double ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>The most that was resident at any time, in MB.</summary>
    public double PeakMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64 / 1048576.0;
        }
    }

    /// <summary>Tells it something and waits for its answer.</summary>
    public string Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        return Read();
    }

    /// <summary>Closes its input, upon which it ends.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000))
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private string Read() => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the child process ended");
}
