using System.Diagnostics;
using System.Globalization;
using FincoreSim.Benchmarks.Sandboxes;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Time;
using FincoreSim.Domain.Worlds;
using FincoreSim.Language.Model;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Benchmarks.Ledger;

/// <summary>
/// Holds one world in a process of its own, so that each pays for its own heap only. It understands <c>hold N KEYS</c>, which
/// compiles what the batches run, fills a world and answers the managed bytes that it takes, and <c>batch</c>, which answers
/// nanoseconds, CPU nanoseconds and allocated bytes of one command: a payment and its settlement.
/// </summary>
internal static class LedgerChild
{
    /// <summary>
    /// Filling a large world compiles what a small one never calls often enough; so each child runs as much before it is asked.
    /// </summary>
    private const int WarmUpBatches = 40;
    private const int WarmUps = 5;

    /// <summary>Tiered compilation goes on while nothing runs.</summary>
    private static readonly TimeSpan WarmUpPause = TimeSpan.FromMilliseconds(400);

    /// <summary>More keys than any row comes to.</summary>
    private const int KeysBeyond = 10_000_000;

    /// <summary>How many payments a batch has: few enough that a small world stays small.</summary>
    public const int Batch = 1000;

    /// <summary>Worlds up to this size start anew with each batch.</summary>
    private const int RenewedUpTo = 1000;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);
    private static readonly DateTimeOffset Start = new(2025, 6, 2, 9, 0, 0, TimeSpan.Zero);

    private static (int Size, Keys Keys) _held;
    private static PaymentStream _payments = new(false);
    private static ManualTime _time = new(Start);
    private static WorldGate _gate = NewGate();

    public static int Run()
    {
        Console.WriteLine("ready");
        while (Console.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            Console.WriteLine(
                words[0] == "hold"
                    ? Hold(int.Parse(words[1], CultureInfo.InvariantCulture), Enum.Parse<Keys>(words[2]))
                    : RunBatch());
        }

        return 0;
    }

    private static string Hold(int size, Keys keys)
    {
        WarmUp(keys);
        _held = (0, keys);
        Renew();
        _held = (size, keys);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Renew();
        return (GC.GetTotalMemory(forceFullCollection: true) - before).ToString(CultureInfo.InvariantCulture);
    }

    private static void WarmUp(Keys keys)
    {
        _held = (RenewedUpTo, keys);
        for (var time = 0; time < WarmUps; time++)
        {
            for (var batch = 0; batch < WarmUpBatches; batch++)
            {
                RunBatch();
            }

            Thread.Sleep(WarmUpPause);
        }
    }

    private static void Renew()
    {
        _time = new ManualTime(Start);
        _gate = NewGate();
        _payments = new PaymentStream(_held.Keys != Keys.None);
        _payments.Fill(_gate, _held.Size);
    }

    private static string RunBatch()
    {
        if (_held.Size <= RenewedUpTo)
        {
            Renew();
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var cpu = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        for (var index = 0; index < Batch; index++)
        {
            _time.Now += Step;
            _gate.Submit(_payments.Next());
        }

        // The last payments settle too, so that a batch always has as many settlements as payments.
        _time.Now += TimeSpan.FromSeconds(3);
        _gate.Read(world => world.Now);
        var took = Stopwatch.GetElapsedTime(started);
        var used = Environment.CpuUsage.TotalTime - cpu;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return string.Create(CultureInfo.InvariantCulture,
            $"{took.TotalNanoseconds / Batch:F0} {used.TotalNanoseconds / Batch:F0} {allocated / Batch}");
    }

    private static WorldGate NewGate()
    {
        var limits = new WorldLimits();
        var options =
            new WorldOptions { Limits = _held.Keys == Keys.Kept ? limits with { IdempotencyRecords = KeysBeyond } : limits };
        return new(WorldTemplate.Docs.Build(options, 1, Start), new VirtualClock(_time, ClockMode.Running, Start));
    }

    /// <summary>A clock that the batch moves.</summary>
    private sealed class ManualTime(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

/// <summary>What becomes of idempotency keys.</summary>
internal enum Keys
{
    /// <summary>There are none.</summary>
    None,

    /// <summary>Each payment has one, and all are kept.</summary>
    Kept,

    /// <summary>Each has one; the product's limit holds.</summary>
    Limited,
}
