using System.Security.Cryptography;
using System.Text;
using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

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
        return new DerivedKey(Encoding.UTF8.GetString(canonical), hash, name, space, NameUuid.Of(space, name));
    }

    /// <summary>What the journal tells of it; of a long body the beginning.</summary>
    public ExpectedKey ToExpected(WorldLimits limits) =>
        new(Key, TextHead.Of(Canonical, limits.IdempotencyBodyBytes), Canonical.Length > limits.IdempotencyBodyBytes);
}
