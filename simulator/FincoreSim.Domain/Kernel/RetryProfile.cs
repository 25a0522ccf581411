using FincoreSim.Domain.Time;

namespace FincoreSim.Domain.Kernel;

/// <summary>
/// When a webhook is attempted, counted from its event. Fincore documents nothing about it, so every name says assumed.
/// Immutable.
/// </summary>
/// <param name="Name">The name, or <c>custom</c>.</param>
/// <param name="Attempts">The waits from the event, ascending; after the last the delivery is undelivered.</param>
public sealed record RetryProfile(string Name, ImmutableArray<TimeSpan> Attempts)
{
    /// <summary>The most attempts a custom list may have.</summary>
    public const int AttemptsMax = 50;

    /// <summary>0 s, 10 s, 1 min, 10 min, 1 h, 6 h.</summary>
    public static RetryProfile AssumedDefault { get; } = new("assumed-default", Waits("0s", "10s", "1m", "10m", "1h", "6h"));

    /// <summary>One attempt only.</summary>
    public static RetryProfile None { get; } = new("none", Waits("0s"));

    /// <summary>0 s, then 10 s and three times as long each time, up to about six hours.</summary>
    public static RetryProfile AssumedExponential { get; } = new(
        "assumed-exponential", Waits("0s", "10s", "30s", "90s", "270s", "810s", "2430s", "7290s", "21870s"));

    /// <summary>The profiles that have a name, the default first.</summary>
    public static ImmutableArray<RetryProfile> Named { get; } = [AssumedDefault, None, AssumedExponential];

    /// <summary>Two profiles are equal when their names and waits are.</summary>
    public bool Equals(RetryProfile? other) => other is not null && Name == other.Name && Attempts.SequenceEqual(other.Attempts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Attempts.Length);

    private static ImmutableArray<TimeSpan> Waits(params string[] texts) =>
        [.. texts.Select(text => DurationText.TryParse(text, out var wait) ? wait : throw new FormatException(text))];
}
