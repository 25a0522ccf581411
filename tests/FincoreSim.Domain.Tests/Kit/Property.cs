using CsCheck;

namespace FincoreSim.Domain.Tests.Kit;

/// <summary>Checks a property over generated values. A failure names the shortest value found and the seed that brings it back.</summary>
internal static class Property
{
    private const int Values = 600;

    public static void Holds<T>(Gen<T> values, Action<T> assertion) => values.Sample(assertion, iter: Values, threads: 1);

    /// <summary>Any long, small ones and the far ends too.</summary>
    public static Gen<long> Longs(long from, long to) => Gen.OneOf(
        Gen.Long[from, to],
        Gen.Long[Math.Clamp(-1000, from, to), Math.Clamp(1000, from, to)],
        Gen.OneOf(from, to));
}
