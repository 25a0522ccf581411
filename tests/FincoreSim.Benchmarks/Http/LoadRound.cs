using FincoreSim.Benchmarks.Measuring;

namespace FincoreSim.Benchmarks.Http;

/// <summary>One round of load on one server.</summary>
/// <param name="Load">What the client saw.</param>
/// <param name="CpuMicroseconds">User and system time of the server's process for each request: hardly moved by what runs
/// beside.</param>
internal sealed record LoadRound(LoadResult Load, double CpuMicroseconds)
{
    /// <summary>Longer than SPEI payments take to settle, so that each measured request also pays for a settlement.</summary>
    public static readonly TimeSpan RampUp = TimeSpan.FromSeconds(2.5);

    /// <summary>Webhooks that were sent and answered meanwhile, since the ramp-up began.</summary>
    public double Sent { get; init; }

    /// <summary>Webhooks that wait in the queue at the end.</summary>
    public double Queued { get; init; }

    /// <summary>Bytes that the server allocated for each request.</summary>
    public double Allocated { get; init; }

    /// <summary>How long collections stopped the server, for each request, in microseconds.</summary>
    public double Paused { get; init; }

    /// <summary>Collections of the server's heap.</summary>
    public int Collections { get; init; }

    /// <summary>Resident memory of the server afterwards, in MB.</summary>
    public double Resident { get; init; }

    public double LoadedSeconds => Load.Took.TotalSeconds + RampUp.TotalSeconds;

    public static LoadRound Run(Child server, bool hasKey, TimeSpan length)
    {
        using var generator = new LoadGenerator(new Uri(server.Greeting), hasKey);
        generator.Run(RampUp);
        var heapBefore = HeapCost.Parse(server.Ask("heap"));
        var before = server.Cpu;
        var load = generator.Run(length);
        var used = server.Cpu - before;
        var heap = HeapCost.Parse(server.Ask("heap")) - heapBefore;
        return Of(load, used, heap, server.ResidentMegabytes);
    }

    /// <summary>A round from what it used.</summary>
    public static LoadRound Of(
        LoadResult load, TimeSpan cpu, HeapCost heap, double resident) => new(load, cpu.TotalMicroseconds / load.Requests)
        {
            Allocated = (double)heap.Allocated / load.Requests,
            Paused = (double)heap.Paused / load.Requests,
            Collections = heap.Collections,
            Resident = resident,
        };

    public override string ToString() =>
        $"{Numbers.Show(Load.PerSecond)} req/s, {Numbers.Show(CpuMicroseconds, 1)} µs CPU/req, {Numbers.Show(Paused, 1)} µs "
        + $"paused/req in {Collections} collections, {Numbers.Show(Resident)} MB";
}
