namespace FincoreSim.Domain.Time;

/// <summary>What a text that people wrote was read as: a value, or what it would have to be.</summary>
/// <typeparam name="T">An instant or a duration.</typeparam>
/// <param name="Value">The value, where the text could be read.</param>
/// <param name="Wanted">
/// What the text must be, to stand after "must be" or "expected": the form, or the range where only that is wrong; null where it
/// could be read.
/// </param>
public readonly record struct TimeReading<T>(T Value, string? Wanted = null)
    where T : struct
{
    /// <summary>Whether the text could be read.</summary>
    [MemberNotNullWhen(false, nameof(Wanted))]
    public bool IsRead => Wanted is null;
}
