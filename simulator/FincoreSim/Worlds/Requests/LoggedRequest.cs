using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Worlds.Requests;

/// <summary>One call to the API, and how it was answered. What it refers to is immutable, so it is kept and not copied.</summary>
internal sealed class LoggedRequest
{
    /// <summary>How much of a body is kept.</summary>
    public const int BodyBytesMax = 16 * 1024;

    private long _tookTicks = -1;
    private long _weight;

    /// <summary>Its number in the log, from 1.</summary>
    public long Number { get; set; }

    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The path as it was sent, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>The query with its question mark; empty where there is none.</summary>
    public required string Query { get; init; }

    /// <summary>The headers as they came; shown only by way of <see cref="Redaction"/>.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> SentHeaders { get; init; }

    /// <summary>The body, up to <see cref="BodyBytesMax"/>.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>How long the body was; null where nobody read it.</summary>
    public required int? BodyLength { get; init; }

    /// <summary>UTC instant, of the sandbox's time; of the wall clock where it is no sandbox's.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>UTC instant of the wall clock.</summary>
    public required DateTimeOffset RealAt { get; init; }

    /// <summary>Who called; null where nobody knows.</summary>
    public ClientId? Client { get; init; }

    /// <summary>Whether a scenario's run made the call itself, in the client's place.</summary>
    public bool IsOwn { get; init; }

    /// <summary>What the journal has of it.</summary>
    public JournalSpan Entries { get; init; }

    /// <summary>The transaction that it made, or that its replayed answer is about; null where there is none.</summary>
    public TransactionId? Transaction { get; init; }

    /// <summary>How it was answered; null where a bug, or the caller's leaving, ended it.</summary>
    public LoggedAnswer? Answer { get; init; }

    /// <summary>The status that the caller saw; null where the connection broke before the answer was whole.</summary>
    public int? Status => Answer?.Status;

    /// <summary>Real time from its first step to the last byte of its answer; null while that is under way.</summary>
    public TimeSpan? Took
    {
        get => Volatile.Read(ref _tookTicks) is >= 0 and var ticks ? TimeSpan.FromTicks(ticks) : null;
        set => Volatile.Write(ref _tookTicks, value?.Ticks ?? -1);
    }

    /// <summary>The Idempotency-Key; null where there was none.</summary>
    public string? Key => Header("Idempotency-Key");

    /// <summary>What the key came to.</summary>
    public KeyVerdict Verdict => (Key, Answer) switch
    {
        (null, _) => KeyVerdict.None,
        (_, null or { TakesKey: false }) => KeyVerdict.Ignored,
        (_, { IsPlaceholder: true }) => KeyVerdict.Placeholder,
        (_, { IsReplay: true }) => KeyVerdict.Replay,
        (_, { Refusal.Code: RefusalCode.IdempotencyKeyMalformed }) => KeyVerdict.Malformed,
        (_, { Refusal.Code: RefusalCode.IdempotencyKeyMismatch }) => KeyVerdict.Conflict,
        (_, { Refusal.Code: RefusalCode.OperationInProgress }) => KeyVerdict.InProgress,
        _ => Entries.IsEmpty ? KeyVerdict.Ignored : KeyVerdict.New,
    };

    /// <summary>About how many bytes it holds.</summary>
    public long Weight => _weight > 0 ? _weight : _weight = Weigh();

    /// <summary>A header as it is shown: no credentials. Names are compared without case.</summary>
    public string? Header(string name)
    {
        foreach (var header in SentHeaders)
        {
            if (header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return Redaction.OfHeader(header).Value;
            }
        }

        return null;
    }

    private long Weigh()
    {
        var weight = 400L + (2 * (Path.Length + Query.Length)) + Body.Length;
        foreach (var (name, value) in SentHeaders)
        {
            weight += 32 + (2 * (name.Length + value.Length));
        }

        return weight;
    }
}
