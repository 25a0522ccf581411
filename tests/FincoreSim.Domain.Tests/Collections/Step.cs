using CsCheck;

namespace FincoreSim.Domain.Tests.Collections;

/// <summary>One random move; each test reads the numbers as it needs them, so that any array of steps is a valid run.</summary>
public readonly record struct Step(int Move, int Fork, int Key, int Value)
{
    private const int Runs = 200;
    private const int StepsAtMost = 1_500;

    private static readonly Gen<Step> Any = Gen.Select(
        Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 9_999], Gen.Int[0, 999_999],
        (move, fork, key, value) => new Step(move, fork, key, value));

    /// <summary>Checks random runs. A failure names the shortest run found and the seed that brings it back.</summary>
    internal static void Check(Action<Step[]> run) => Any.Array[0, StepsAtMost].Sample(run, iter: Runs, threads: 1);
}
