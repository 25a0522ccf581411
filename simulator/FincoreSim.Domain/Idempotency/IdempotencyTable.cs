using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;

namespace FincoreSim.Domain.Idempotency;

/// <summary>A hash of a request's canonical JSON, by which bodies are told apart; computed by the host.</summary>
public readonly record struct BodyHash(UInt128 Value);

/// <summary>A key of one client.</summary>
public readonly record struct IdempotencyKey(ClientId Client, Guid Key);

/// <summary>The use of a key by one request.</summary>
/// <param name="Key">Whose key.</param>
/// <param name="Hash">The hash of the canonical body.</param>
/// <param name="Body">The body, as it came.</param>
/// <param name="IsDerived">Whether the key is what the guide's formula gives for this body.</param>
public sealed record KeyUse(IdempotencyKey Key, BodyHash Hash, ReadOnlyMemory<byte> Body, bool IsDerived)
{
    /// <summary>What the key would have to be; null where it is that, or where nobody asks.</summary>
    public ExpectedKey? Expected { get; init; }
}

/// <summary>The key that the guide's formula gives for a body, computed by the host.</summary>
/// <param name="Key">The key.</param>
/// <param name="Canonical">The canonical text that it was made from, or its beginning.</param>
/// <param name="IsCut">Whether it is the beginning only.</param>
public sealed record ExpectedKey(Guid Key, string Canonical, bool IsCut);

/// <summary>
/// What is known of a key: its first request and the first answer, success or refusal, for 24 hours (documented). Immutable;
/// a value, since a world keeps many for long.
/// </summary>
public readonly record struct IdempotencyRecord
{
    private readonly long _firstAtTicks;
    private readonly UsedAgain? _again;

    /// <summary>A record; what is required must be given.</summary>
    public IdempotencyRecord()
    {
    }

    /// <summary>Whose key.</summary>
    public required IdempotencyKey Key { get; init; }

    /// <summary>The operation of the first request: <c>money_out</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The hash of the first body.</summary>
    public required BodyHash Hash { get; init; }

    /// <summary>The first answer.</summary>
    public required PaymentAnswer Answer { get; init; }

    /// <summary>UTC instant of the first request.</summary>
    public required DateTimeOffset FirstAt { get => new(_firstAtTicks, TimeSpan.Zero); init => _firstAtTicks = value.UtcTicks; }

    /// <summary>UTC instant from which the key is forgotten.</summary>
    public DateTimeOffset ExpiresAt => FirstAt + IdempotencyTable.Lifetime;

    /// <summary>Whether the first answer was given; until then another request is refused as in progress.</summary>
    public bool IsAnswered { get; init; } = true;

    /// <summary>How often the answer was given again.</summary>
    public int Replays { get => Again.Replays; init => _again = Again with { Replays = value }; }

    /// <summary>How often another body was refused.</summary>
    public int Conflicts { get => Again.Conflicts; init => _again = Again with { Conflicts = value }; }

    /// <summary>The beginning of the last other body; empty when there was none.</summary>
    public ReadOnlyMemory<byte> LastConflictingBody { get => Again.LastBody; init => _again = Again with { LastBody = value }; }

    private UsedAgain Again => _again ?? UsedAgain.Never;

    /// <summary>What most keys have none of.</summary>
    private sealed record UsedAgain(int Replays, int Conflicts, ReadOnlyMemory<byte> LastBody)
    {
        public static UsedAgain Never { get; } = new(0, 0, default);
    }
}

/// <summary>
/// An answer to a payment request, with the switches under which it is written, so that its bytes never change.
/// </summary>
/// <param name="Outcome">What it came to.</param>
/// <param name="Options">The switches in force.</param>
public readonly record struct PaymentAnswer(Outcome<Transaction> Outcome, WorldOptions Options);

/// <summary>
/// The keys of a world, forgotten when they expire. Beyond the limit the oldest is dropped and counted. Beside each stands the
/// beginning of its first body, for the control API; of those the oldest go first, since a key is worth more than its body.
/// Not thread-safe: the world's gate guards it.
/// </summary>
public sealed class IdempotencyTable : StatePart
{
    /// <summary>How long a key is remembered, from its first request (documented).</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private const int BlockBytes = 32 * 1024;

    private Edit _edit;
    private StateList<IdempotencyRecord> _records;
    private StateIndex _places;

    // At the place of its record; those before the first are gone.
    private StateList<ReadOnlyMemory<byte>> _bodies;
    private Memory<byte> _room;
    private long _firstBytes;
    private long _conflictBytes;

    internal IdempotencyTable(Edit edit) => _edit = edit;

    /// <summary>How many were dropped before they expired, because the limit was reached.</summary>
    public long Dropped { get; private set; }

    /// <summary>How many are kept.</summary>
    public int Count => _records.Count;

    /// <summary>How many bytes of bodies are kept beside them.</summary>
    public long BodyBytes => _firstBytes + _conflictBytes;

    /// <summary>Every record that is kept, oldest first; some may have expired.</summary>
    public IEnumerable<IdempotencyRecord> All => _records.Forward(_records.First);

    /// <summary>
    /// The record of a key, if it has not expired. While the first call still hangs it does not: its payment would be made twice.
    /// </summary>
    public IdempotencyRecord? Find(IdempotencyKey key, DateTimeOffset now) =>
        PlaceOf(key) is { } place && _records[place] is var record && (record.ExpiresAt > now || !record.IsAnswered)
            ? record
            : null;

    /// <summary>The beginning of the body of a key's first request; null where it is kept no more.</summary>
    public ReadOnlyMemory<byte>? FirstBodyOf(IdempotencyKey key) =>
        PlaceOf(key) is { } place && place >= _bodies.First ? _bodies[place] : default(ReadOnlyMemory<byte>?);

    /// <summary>Whether there is room for the body of a conflict, which stays as long as its record.</summary>
    internal bool HasRoomForConflict(int bytes, WorldLimits limits) => _conflictBytes + bytes <= limits.IdempotencyBytes / 2;

    /// <summary>
    /// Bytes to keep with a record, copied into a block that many share: a record more is not an object more for the garbage
    /// collector. A block goes when the last of its records does.
    /// </summary>
    internal ReadOnlyMemory<byte> Keep(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _room.Length)
        {
            _room = new byte[Math.Max(BlockBytes, bytes.Length)];
        }

        var kept = _room[..bytes.Length];
        bytes.CopyTo(kept.Span);
        _room = _room[bytes.Length..];
        return kept;
    }

    internal override StateSlot Slot => StateSlot.Idempotency;

    internal override StatePart Fork(Edit edit) => new IdempotencyTable(edit)
    {
        _records = _records,
        _places = _places,
        _bodies = _bodies,
        _firstBytes = _firstBytes,
        _conflictBytes = _conflictBytes,
        Dropped = Dropped,
    };

    internal override void Use(Edit edit) => _edit = edit;

    internal void Add(IdempotencyRecord record, ReadOnlyMemory<byte> body, DateTimeOffset now, WorldLimits limits)
    {
        MakeRoom(now, limits);
        if (PlaceOf(record.Key) is { } earlier)
        {
            _places = _places.Remove(HashOf(record.Key), earlier, _edit);
        }

        Append(record, body);
        DropBodiesBeyond(limits);
    }

    internal void Replace(IdempotencyRecord record, WorldLimits limits)
    {
        if (PlaceOf(record.Key) is { } place)
        {
            _conflictBytes += record.LastConflictingBody.Length - _records.At(place).LastConflictingBody.Length;
            _records = _records.Set(place, record, _edit);
            DropBodiesBeyond(limits);
        }
    }

    /// <summary>
    /// Drops what has expired and what is too much, oldest first. One whose first call hangs is put behind the others instead,
    /// and dropped only where all of them hang.
    /// </summary>
    private void MakeRoom(DateTimeOffset now, WorldLimits limits)
    {
        var spared = 0;
        while (Oldest is { } oldest)
        {
            var (isExpired, isFull) = (oldest.ExpiresAt <= now, _records.Count >= limits.IdempotencyRecords);
            if (!isExpired && !isFull)
            {
                return;
            }

            if (!oldest.IsAnswered && spared < _records.Count)
            {
                spared++;
                PutBehind(oldest);
                continue;
            }

            if (!oldest.IsAnswered && !isFull)
            {
                return;
            }

            Dropped += isExpired && oldest.IsAnswered ? 0 : 1;
            Forget(oldest);
        }
    }

    private void PutBehind(IdempotencyRecord oldest)
    {
        var body = _bodies.First == _records.First ? _bodies.At(_bodies.First) : default;
        Forget(oldest);
        Append(oldest, body);
        _conflictBytes += oldest.LastConflictingBody.Length;
    }

    private void Append(IdempotencyRecord record, ReadOnlyMemory<byte> body)
    {
        _places = _places.Add(HashOf(record.Key), _records.End, _edit);
        _records = _records.Add(record, _edit);
        _bodies = _bodies.Add(body, _edit);
        _firstBytes += body.Length;
    }

    private IdempotencyRecord? Oldest => _records.Count > 0 ? _records[_records.First] : null;

    private long? PlaceOf(IdempotencyKey key) => _places.Find(
        HashOf(key), _records.First, (Records: _records, Key: key),
        static (asked, place) => asked.Records.At(place).Key == asked.Key);

    /// <summary>A 32-bit finaliser: keys that somebody counts up differ in few bits.</summary>
    private static uint HashOf(IdempotencyKey key)
    {
        unchecked
        {
            var hash = (uint)key.GetHashCode();
            hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
            hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
            return hash ^ (hash >> 16);
        }
    }

    /// <summary>Drops the oldest; its key stays known where it was used again since.</summary>
    private void Forget(IdempotencyRecord oldest)
    {
        _places = _places.Remove(HashOf(oldest.Key), _records.First, _edit);
        _records = _records.DropBefore(_records.First + 1, _edit);
        _conflictBytes -= oldest.LastConflictingBody.Length;
        if (_bodies.First < _records.First)
        {
            DropOldestBody();
        }
    }

    private void DropBodiesBeyond(WorldLimits limits)
    {
        while (BodyBytes > limits.IdempotencyBytes && _bodies.Count > 0)
        {
            DropOldestBody();
        }
    }

    private void DropOldestBody()
    {
        _firstBytes -= _bodies.At(_bodies.First).Length;
        _bodies = _bodies.DropBefore(_bodies.First + 1, _edit);
    }
}
