namespace FincoreSim.Domain.Primitives;

/// <summary>
/// What a decision came to: a value, or a <see cref="Primitives.Refusal"/>. Expected refusals are values; exceptions are bugs.
/// </summary>
/// <typeparam name="T">What an accepted decision gives.</typeparam>
public readonly struct Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, Refusal? refusal)
    {
        _value = value;
        Refusal = refusal;
    }

    /// <summary>Why it was refused; null when it was accepted.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether it was accepted, that is, whether <see cref="Value"/> may be read.</summary>
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsAccepted => Refusal is null;

    /// <summary>What was decided; throws when it was refused.</summary>
    public T Value => IsAccepted ? _value! : throw new InvalidOperationException($"refused: {Refusal}");

    /// <summary>An accepted decision.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>A refused one.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);

    /// <summary>Goes on with the value, or carries the refusal along.</summary>
    public Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> next) => IsAccepted ? next(_value!) : Refusal;

    /// <summary>Maps the value, or carries the refusal along.</summary>
    public Outcome<TNext> Map<TNext>(Func<T, TNext> map) => IsAccepted ? map(_value!) : Refusal;

    /// <summary>Overload that avoids a closure.</summary>
    public Outcome<TNext> Map<TAsked, TNext>(TAsked asked, Func<T, TAsked, TNext> map) =>
        IsAccepted ? map(_value!, asked) : Refusal;
}

/// <summary>The value of a command that has nothing to tell but that it happened.</summary>
public readonly record struct Done;
