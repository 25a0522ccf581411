using FincoreSim.Domain.Primitives;

namespace FincoreSim.Worlds.Requests;

/// <summary>What an idempotency key came to.</summary>
internal enum KeyVerdict
{
    /// <summary>There was none.</summary>
    None,

    /// <summary>Its first call.</summary>
    New,

    /// <summary>The first answer once more; nothing moved.</summary>
    Replay,

    /// <summary>Another body, or not derived from it: 409.</summary>
    Conflict,

    /// <summary>The first answer is outstanding: 409.</summary>
    InProgress,

    /// <summary>No UUID: 400.</summary>
    Malformed,

    /// <summary>The documentation's placeholder, which stands for no key.</summary>
    Placeholder,

    /// <summary>There is one, and on this operation it does not count, or the call was refused before it was looked at.</summary>
    Ignored,
}

/// <summary>How a call was answered: it becomes bytes when somebody looks. Immutable.</summary>
internal abstract class LoggedAnswer
{
    /// <summary>The status that the caller saw; null where the connection broke before the answer was whole.</summary>
    public abstract int? Status { get; }

    /// <summary>Why the call was refused; null where it was not.</summary>
    public abstract Refusal? Refusal { get; }

    /// <summary>The error code of the refusal, such as <c>10-E4120</c>; null where there is none.</summary>
    public abstract string? ErrorCode { get; }

    /// <summary>Whether it is the first answer of a key once more.</summary>
    public abstract bool IsReplay { get; }

    /// <summary>Whether the key is the documentation's placeholder.</summary>
    public abstract bool IsPlaceholder { get; }

    /// <summary>Whether a key counted on this call.</summary>
    public abstract bool TakesKey { get; }

    /// <summary>The headers beside those of every answer.</summary>
    public abstract ImmutableArray<KeyValuePair<string, string>> Headers { get; }

    /// <summary>What was or was to be seen of it, whatever the call's HEAD or a fault left out.</summary>
    public abstract byte[] ToBytes();

    /// <summary>What became of the answer on its way, in words; null where it arrived as it is.</summary>
    public abstract string? Note { get; }
}
