using System.Security.Cryptography;
using System.Text;
using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Language.Shapes;

namespace FincoreSim.Json;

/// <summary>
/// The key that the guide's formula gives for a body, with each step of the way to it, so that who comes to another key sees
/// where: canonical text, its hash, the name, the namespace. Immutable.
/// </summary>
/// <param name="Canonical">The canonical text: members sorted at every level, compact.</param>
/// <param name="BodyHash">SHA-256 of its UTF-8 bytes, in lower-case hexadecimal.</param>
/// <param name="Name">client_id, operation and hash, without separators.</param>
/// <param name="Namespace">The environment's namespace.</param>
/// <param name="Key">UUID version 5 of the name in the namespace.</param>
internal sealed record DerivedKey(string Canonical, string BodyHash, string Name, Guid Namespace, Guid Key)
{
    /// <summary>The operations whose keys can be derived.</summary>
    public static ImmutableArray<string> Operations { get; } = ["money_out", "internal_transaction", "penny_validation"];

    /// <summary>The key of a canonical body.</summary>
    public static DerivedKey Of(WorldOptions options, ClientId client, string operation, ReadOnlySpan<byte> canonical)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(canonical));
        var name = $"{client.Value}{operation}{hash}";
        var space = options.IdempotencyNamespace;
        return new DerivedKey(Encoding.UTF8.GetString(canonical), hash, name, space, Version5(space, name));
    }

    /// <summary>What the journal tells of it; of a long body the beginning.</summary>
    public ExpectedKey ToExpected(WorldLimits limits) =>
        new(Key, TextHead.Of(Canonical, limits.IdempotencyBodyBytes), Canonical.Length > limits.IdempotencyBodyBytes);

    private static Guid Version5(Guid space, string name)
    {
        var input = new byte[16 + Encoding.UTF8.GetByteCount(name)];
        space.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input.AsSpan(16));
#pragma warning disable CA5350 // UUID version 5 is defined with SHA-1 (RFC 9562); nothing secret hangs on it.
        var hash = SHA1.HashData(input);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
