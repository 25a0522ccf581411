using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FincoreSim.Domain.Identity;

/// <summary>The kinds of things that get ids; each kind counts for itself, so that one never shifts another's ids.</summary>
public enum IdKind
{
    /// <summary>Clients.</summary>
    Client,

    /// <summary>Customers.</summary>
    Customer,

    /// <summary>Credentials.</summary>
    Credential,

    /// <summary>Tokens.</summary>
    Token,

    /// <summary>Accounts; the ordinal also makes the CLABE.</summary>
    Account,

    /// <summary>Instruments.</summary>
    Instrument,

    /// <summary>Transactions.</summary>
    Transaction,

    /// <summary>Tracking keys, ours and those of the banks that pay in.</summary>
    TrackingKey,

    /// <summary>CEP validations.</summary>
    Validation,

    /// <summary>Registered webhooks.</summary>
    Webhook,

    /// <summary>Webhook events (id_msg).</summary>
    Event,

    /// <summary>Deliveries.</summary>
    Delivery,

    /// <summary>Generated external references.</summary>
    Reference,

    /// <summary>Answers that are given later.</summary>
    Answer,
}

/// <summary>
/// Ids derived from (seed, kind, ordinal): the same world with the same commands has the same ids. Pure; thread-safe.
/// </summary>
/// <param name="Seed">The world's seed.</param>
public readonly record struct SeededIds(long Seed)
{
    private const string TrackingAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// <summary>The UUID (shaped as version 4) of the thing with this ordinal.</summary>
    public Guid Uuid(IdKind kind, long ordinal)
    {
        Span<byte> hash = stackalloc byte[32];
        Hash(kind, ordinal, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x40);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>Text of <paramref name="length"/> characters out of A–Z and 0–9, as in tracking keys; at most 32.</summary>
    public string Letters(IdKind kind, long ordinal, int length)
    {
        Span<byte> hash = stackalloc byte[32];
        Hash(kind, ordinal, hash);
        Span<char> letters = stackalloc char[length];
        for (var index = 0; index < length; index++)
        {
            letters[index] = TrackingAlphabet[hash[index] % TrackingAlphabet.Length];
        }

        return new string(letters);
    }

    /// <summary>32 bytes that only this seed, kind and ordinal give; for secrets of sandboxes.</summary>
    public void Hash(IdKind kind, long ordinal, Span<byte> hash)
    {
        Span<byte> name = stackalloc byte[20];
        BinaryPrimitives.WriteInt64BigEndian(name, Seed);
        BinaryPrimitives.WriteInt32BigEndian(name[8..], (int)kind);
        BinaryPrimitives.WriteInt64BigEndian(name[12..], ordinal);
        SHA256.HashData(name, hash);
    }
}
