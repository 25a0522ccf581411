using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace FincoreSim.Domain.Tests.Collections;

/// <summary>One random move; each test reads the numbers as it needs them, so that any array of steps is a valid run.</summary>
public readonly record struct Step(int Move, int Fork, int Key, int Value)
{
    private const int Runs = 200;
    private const int StepsAtMost = 1_500;

    /// <summary>Checks random runs. On failure the text has the seed and the shortest run that fails.</summary>
    internal static void Check(ulong seed, Action<Step[]> run)
    {
        var steps = Arb.Array(Arb.From(
            from move in Gen.Choose(0, 99)
            from fork in Gen.Choose(0, 99)
            from key in Gen.Choose(0, 9_999)
            from value in Gen.Choose(0, 999_999)
            select new Step(move, fork, key, value)));

        var config = Config.QuickThrowOnFailure
            .WithMaxTest(Runs)
            .WithEndSize(StepsAtMost)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(seed, (seed * 2) + 1), null)));

        // The replay is fixed, so the seed of a failure is the one given here; it is named again where the runner prints.
        TestContext.Out.WriteLine($"seed {seed}");
        FsCheck.Check.One(config, Prop.ForAll(steps, run));
    }
}
