using FincoreSim.Benchmarks.Measuring;

namespace FincoreSim.Benchmarks.Http;

/// <summary>
/// Two servers under load in turn, in bursts so short that whatever else the machine does, and the speed it has at the moment,
/// meets both alike. What a server does between its bursts (settling what it accepted) is counted as its own: CPU time runs
/// over the whole stretch.
/// </summary>
/// <param name="Bare">The one that everything is compared with.</param>
/// <param name="Other">The other one.</param>
/// <param name="SpeedRatio">The other's requests a second, of the bare one's: the median of neighbouring bursts.</param>
internal sealed record LoadPair(LoadRound Bare, LoadRound Other, double SpeedRatio)
{
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(250);

    /// <summary>The bare one's CPU time for a request, of the other's.</summary>
    public double CpuRatio => Bare.CpuMicroseconds / Other.CpuMicroseconds;

    /// <summary>Loads both for so long each, after a time that is longer than payments take to settle.</summary>
    public static LoadPair Run(Child bare, Child other, bool hasKey, TimeSpan length)
    {
        using var toBare = new LoadGenerator(new Uri(bare.Greeting), hasKey);
        using var toOther = new LoadGenerator(new Uri(other.Greeting), hasKey);
        for (var ramp = TimeSpan.Zero; ramp < LoadRound.RampUp; ramp += Burst)
        {
            toBare.Run(Burst);
            toOther.Run(Burst);
        }

        var (bareBefore, otherBefore) = (Meter.Read(bare), Meter.Read(other));
        var (bareLoad, otherLoad, ratios) = (LoadResult.None, LoadResult.None, new List<double>());
        for (var burst = 0; burst < length / Burst; burst++)
        {
            var (first, second) = (toBare.Run(Burst), toOther.Run(Burst));
            (bareLoad, otherLoad) = (bareLoad + first, otherLoad + second);
            ratios.Add(second.PerSecond / first.PerSecond);
        }

        return new LoadPair(Meter.Read(bare).Since(bareBefore, bareLoad), Meter.Read(other).Since(otherBefore, otherLoad),
            ratios.Median());
    }

    /// <summary>What a server has used so far.</summary>
    private sealed record Meter(TimeSpan Cpu, HeapCost Heap, double Resident)
    {
        public static Meter Read(Child server) => new(server.Cpu, HeapCost.Parse(server.Ask("heap")), server.ResidentMegabytes);

        public LoadRound Since(Meter before, LoadResult load) =>
            LoadRound.Of(load, Cpu - before.Cpu, Heap - before.Heap, Resident);
    }
}
