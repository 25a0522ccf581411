using FincoreSim.Benchmarks.Measuring;

namespace FincoreSim.Benchmarks.Native;

/// <summary>
/// What ships beside bare endpoints of the same framework, native and on the runtime, and beside servers of others: start,
/// memory, throughput, and latency at a steady rate. All in one run and in turn, so that the machine's mood meets all.
/// </summary>
internal static class NativeBenchmark
{
    private const int PerSecond = 1_000;
    private const int Starts = 7;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2.5);

    public static void Run(BenchmarkOptions options)
    {
        var work = Directory.CreateTempSubdirectory("fincoresim-benchmark").FullName;
        try
        {
            var plans = PlansOf(options, work)
                .Where(plan => options.Only is not { } only || plan.Name.Contains(only, StringComparison.Ordinal)).ToArray();
            Print(Measure(plans, options), options);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static IEnumerable<ServerPlan> PlansOf(BenchmarkOptions options, string work)
    {
        var own = Environment.ProcessPath!;
        yield return new ServerPlan("bare, on the runtime", own, "serve-bare");
        if (options.BareBinary is { } bare)
        {
            yield return new ServerPlan("bare, native", bare);
        }

        yield return new ServerPlan("FincoreSim, on the runtime", own, "serve-sim");
        if (options.Binary is { } binary)
        {
            yield return new ServerPlan("FincoreSim, native", binary, "serve", "--urls", "http://127.0.0.1:0", "--log", "none");
        }

        foreach (var peer in options.Peers is { } folder ? Peers.In(folder, work) : [])
        {
            yield return peer;
        }
    }

    private static Row[] Measure(ServerPlan[] plans, BenchmarkOptions options)
    {
        var rows = plans.Select(plan => new Row(plan, StartOf(plan, options), Start(plan, options))).ToArray();
        try
        {
            Thread.Sleep(Rest);
            foreach (var row in rows)
            {
                row.Idle = row.Server.ResidentMegabytes();
                row.LoadClosed(WarmUp, isCounted: false);
            }

            var length = TimeSpan.FromSeconds(options.Seconds);
            for (var round = 1; round <= Rounds(options); round++)
            {
                foreach (var row in rows)
                {
                    // What was accepted before settles meanwhile.
                    Thread.Sleep(Rest);
                    row.LoadClosed(length, isCounted: true);
                    Thread.Sleep(Rest);
                    row.LoadSteadily(PerSecond, length);
                    Console.Error.WriteLine($"round {round}: {row.Plan.Name}: {string.Join(" | ", row.Cells)}");
                }
            }

            return rows;
        }
        finally
        {
            foreach (var row in rows)
            {
                row.Server.Dispose();
            }
        }
    }

    /// <summary>The first start fetches the program from the disk, and does not count.</summary>
    private static double StartOf(ServerPlan plan, BenchmarkOptions options)
    {
        var starts = new List<double>();
        for (var start = 0; start <= Starts; start++)
        {
            using var once = Start(plan, options);
            starts.Add(once.Started.TotalMilliseconds);
        }

        return starts.Skip(1).Median();
    }

    private static int Rounds(BenchmarkOptions options) => options.Rounds ?? 3;

    private static MeasuredServer Start(ServerPlan plan, BenchmarkOptions options) =>
        MeasuredServer.Start(plan, options.IsPinned, port => plan.RequestFor(port)(0).ToArray());

    private static void Print(Row[] rows, BenchmarkOptions options)
    {
        Console.WriteLine($"money_out with a key; start: median of {Starts}; closed: {Loads.ClosedConnections} connections, "
            + $"median of {Rounds(options)} rounds of {options.Seconds} s; "
            + $"open: {PerSecond:N0} a second, latency from when each was due:");
        Console.WriteLine();
        MarkdownTable.Print(
        [
            [
                "", "start to first 200, ms", "idle MB", "MB after", "closed req/s", "closed p50 ms", "closed p99 ms",
                "open p50 ms", "open p99 ms", "open longest ms", "open, not answered",
            ],
            .. rows.Select(row => (string[])[row.Plan.Name, .. row.Cells]),
        ]);
    }

    /// <summary>What was measured of one server so far.</summary>
    private sealed class Row(ServerPlan plan, double start, MeasuredServer server)
    {
        private readonly NumberedRequest _request = plan.RequestFor(server.Port);
        private readonly LatencyHistogram _closed = new();
        private readonly LatencyHistogram _steady = new();
        private readonly List<double> _speeds = [];
        private long _number;
        private long _left;

        public ServerPlan Plan => plan;

        public MeasuredServer Server => server;

        public double Idle { get; set; }

        public double After { get; private set; }

        public string[] Cells =>
        [
            Numbers.Show(start), Numbers.Show(Idle), Numbers.Show(After), Numbers.Show(_speeds.Median()),
            Numbers.Show(_closed.Percentile(0.5), 2), Numbers.Show(_closed.Percentile(0.99), 2),
            Numbers.Show(_steady.Percentile(0.5), 2), Numbers.Show(_steady.Percentile(0.99), 2),
            Numbers.Show(_steady.Longest / 1000.0, 1), Numbers.Show(_left),
        ];

        public void LoadClosed(TimeSpan length, bool isCounted)
        {
            var speed = Loads.Closed(server.Port, _request, length, isCounted ? _closed : new LatencyHistogram(), ref _number);
            if (isCounted)
            {
                _speeds.Add(speed);
            }
        }

        public void LoadSteadily(int perSecond, TimeSpan length)
        {
            _left += Loads.Steady(server.Port, _request, perSecond, length, _steady, ref _number);
            After = server.ResidentMegabytes();
        }
    }
}
