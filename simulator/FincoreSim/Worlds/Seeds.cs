using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FincoreSim.Domain.Identity;

namespace FincoreSim.Worlds;

/// <summary>
/// Seeds that nobody wrote: drawn at the edge of the program, where chance is real, or made of others. All lie between
/// <see cref="SeededIds.FirstDrawnSeed"/> and the largest number that every reader of JSON takes exactly. Stateless.
/// </summary>
internal static class Seeds
{
    /// <summary>The highest seed: the largest number that every reader of JSON takes exactly.</summary>
    public const long Max = (1L << 53) - 1;

    /// <summary>One that no start had before, as far as chance can promise.</summary>
    public static long Draw()
    {
        Span<byte> bits = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(bits);
        return Within(bits);
    }

    /// <summary>The one that belongs to a text: always the same for the same text.</summary>
    public static long Of(FormattableString text) =>
        Within(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant(text))));

    private static long Within(ReadOnlySpan<byte> bits)
    {
        const ulong Count = (ulong)(Max - SeededIds.FirstDrawnSeed + 1);
        return SeededIds.FirstDrawnSeed + (long)(BinaryPrimitives.ReadUInt64BigEndian(bits) % Count);
    }
}
