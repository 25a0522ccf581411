using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace FincoreSim.Domain.Tests.Kit;

/// <summary>Checks a property over generated values, once from a fixed seed and once from this run's.</summary>
internal static class Property
{
    private const int FixedSeed = 42;

    public static void Holds<T>(Gen<T> values, Action<T> assertion)
    {
        Check(values, assertion, FixedSeed);
        Check(values, assertion, Seed.Print());
    }

    private static void Check<T>(Gen<T> values, Action<T> assertion, int seed)
    {
        var replay = FSharpOption<Replay>.Some(new Replay(new Rnd((ulong)(uint)seed), FSharpOption<int>.None));
        var config = Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(300).WithReplay(replay);
        Prop.ForAll(Arb.From(values), assertion).Check(config);
    }

    /// <summary>Any long, small ones and the far ends too.</summary>
    public static Gen<long> Longs(long from, long to) => Gen.OneOf(
        Gen.Choose(int.MinValue, int.MaxValue)
            .Zip(Gen.Choose(int.MinValue, int.MaxValue), (high, low) => Clamp(((Int128)high << 32) + low, from, to)),
        Gen.Choose(-1000, 1000).Select(small => Clamp(small, from, to)),
        Gen.Elements(from, to));

    private static long Clamp(Int128 value, long from, long to)
    {
        var span = (Int128)to - from + 1;
        return (long)(from + ((((value - from) % span) + span) % span));
    }
}
