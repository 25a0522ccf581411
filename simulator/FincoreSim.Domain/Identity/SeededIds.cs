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
/// Ids derived from (seed, kind, ordinal): the same world with the same commands has the same ids. They look drawn, but are
/// mixed, since a payment needs four of them and a SHA-256 for each cost more than the ledger did; and the ordinal can be
/// read back, so that a table needs no index of ids that it numbered itself. Pure; thread-safe.
/// </summary>
/// <param name="Seed">The world's seed.</param>
public readonly record struct SeededIds(long Seed)
{
    /// <summary>
    /// The first seed that nobody writes by hand: what is drawn begins here. Accounts of a world with such a seed have CLABEs of
    /// its own, since who remembers CLABEs would else meet yesterday's; with smaller seeds they are counted from one number on.
    /// </summary>
    public const long FirstDrawnSeed = 1L << 32;

    private const long FirstAccountNumber = 200_000;
    private const long FirstDrawnAccountNumber = 1_000_000_000;
    private const long DrawnAccountNumbers = 98_000_000_000;
    private const string TrackingAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// <summary>How many letters are taken out of one mixed number: 36^12 is less than 2^64.</summary>
    private const int LettersEach = 12;

    /// <summary>The bits of the lower half that are not the UUID's variant.</summary>
    private const ulong LowBits = (1UL << 62) - 1;

    /// <summary>The UUID (shaped as version 4) of the thing with this ordinal.</summary>
    public Guid Uuid(IdKind kind, long ordinal)
    {
        var high = (Mixed(kind, ordinal) & ~0xF000UL) | 0x4000UL;
        var low = ((Bits(ordinal) ^ Mix(high)) & LowBits) | (1UL << 63);
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], low);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>
    /// The ordinal of an id that <see cref="Uuid"/> gave, whatever its seed and kind; any number for another id.
    /// </summary>
    public static long OrdinalOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var high = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        var low = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        return unchecked((long)((low ^ Mix(high)) << 2)) >> 2;
    }

    /// <summary>Text of <paramref name="length"/> characters out of A–Z and 0–9, as in tracking keys.</summary>
    public string Letters(IdKind kind, long ordinal, int length)
    {
        Span<char> letters = stackalloc char[length];
        Letters(kind, ordinal, letters);
        return new string(letters);
    }

    /// <summary>The same, into a place that has the length.</summary>
    public void Letters(IdKind kind, long ordinal, Span<char> letters)
    {
        var bits = Mixed(kind, ordinal);
        for (var index = 0; index < letters.Length; index++)
        {
            (bits, var letter) = Math.DivRem(
                index > 0 && index % LettersEach == 0 ? Mix(bits ^ Bits(ordinal)) : bits, (ulong)TrackingAlphabet.Length);
            letters[index] = TrackingAlphabet[(int)letter];
        }
    }

    /// <summary>The account number, of up to 11 digits, in the CLABE of the account with this ordinal.</summary>
    public long AccountNumber(long ordinal) => ordinal + (Seed < FirstDrawnSeed
        ? FirstAccountNumber
        : FirstDrawnAccountNumber + (long)(Mix(Bits(Seed)) % DrawnAccountNumbers));

    /// <summary>32 bytes that only this seed, kind and ordinal give; for secrets of sandboxes.</summary>
    public void Hash(IdKind kind, long ordinal, Span<byte> hash)
    {
        Span<byte> name = stackalloc byte[20];
        BinaryPrimitives.WriteInt64BigEndian(name, Seed);
        BinaryPrimitives.WriteInt32BigEndian(name[8..], (int)kind);
        BinaryPrimitives.WriteInt64BigEndian(name[12..], ordinal);
        SHA256.HashData(name, hash);
    }

    private ulong Mixed(IdKind kind, long ordinal) => Mix(Mix(Mix(Bits(Seed)) ^ (ulong)kind) ^ Bits(ordinal));

    private static ulong Bits(long number) => unchecked((ulong)number);

    /// <summary>A step of SplitMix64: every bit of the number changes every bit of the result.</summary>
    private static ulong Mix(ulong bits)
    {
        unchecked
        {
            bits += 0x9E3779B97F4A7C15;
            bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
            bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
            return bits ^ (bits >> 31);
        }
    }
}
