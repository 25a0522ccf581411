using System.Security.Cryptography;
using System.Text;

namespace FincoreSim.SampleIntegrator.Fincore;

/// <summary>
/// The documented derivation of idempotency keys: UUID version 5 of client id, method and the SHA-256 of the canonical body.
/// The same payment gives the same key, whenever and wherever it is asked for; nothing random, no time. What tells one
/// payment from another, such as our reference, must therefore stand in the body.
/// </summary>
internal static class IdempotencyKey
{
    /// <summary>The namespace of the staging environment.</summary>
    private static readonly Guid Namespace = Guid.Parse("fb9e4ed2-ab8c-4ce3-9bec-4ae7008bfd43");

    /// <summary>The key of a payment.</summary>
    /// <param name="clientId">The client.</param>
    /// <param name="canonicalBody">The body, its members sorted, without spaces.</param>
    /// <param name="salt">What makes it another key than the documented one; empty for that one.</param>
    public static string OfMoneyOut(string clientId, ReadOnlySpan<byte> canonicalBody, string salt = "") =>
        Uuid5($"{clientId}money_out{Convert.ToHexStringLower(SHA256.HashData(canonicalBody))}{salt}").ToString();

    // CA5350: RFC 9562 defines version 5 by SHA-1; nothing is protected by it.
#pragma warning disable CA5350
    private static Guid Uuid5(string name)
    {
        Span<byte> input = [.. Namespace.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)];
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(input, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
#pragma warning restore CA5350
}
