using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FincoreSim.Domain.Identity;

/// <summary>
/// Named draws: f(seed, name, ordinal). Who adds a new name never changes another's dice. Pure; thread-safe.
/// </summary>
/// <param name="Seed">The world's seed.</param>
public readonly record struct SeededDraws(long Seed)
{
    /// <summary>A number in [0, 1).</summary>
    public double Fraction(string name, long ordinal) => (Bits(name, ordinal) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number in [from, to], both included.</summary>
    public long Between(string name, long ordinal, long from, long to) =>
        from + (long)(Fraction(name, ordinal) * (to - from + 1));

    private ulong Bits(string name, long ordinal)
    {
        Span<byte> hash = stackalloc byte[32];
        var text = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Seed}/{name}/{ordinal}"));
        SHA256.HashData(text, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
