namespace FincoreSim.Domain.Tests.Kit;

/// <summary>Assertions on outcomes.</summary>
internal static class Refusals
{
    public static void AssertRefused<T>(this Outcome<T> outcome, RefusalCode code) =>
        Assert.That(outcome.Refusal?.Code, Is.EqualTo(code));

    public static void AssertAccepted<T>(this Outcome<T> outcome) => Assert.That(outcome.Refusal, Is.Null);

    /// <summary>Refused because of a state: the one found and those that would do.</summary>
    public static void AssertConflict<T>(this Outcome<T> outcome, string current, params string[] allowed)
    {
        Assert.That(outcome.Refusal?.Code, Is.EqualTo(RefusalCode.StateNotAllowed));
        Assert.That(outcome.Refusal!.Conflict!.Current, Is.EqualTo(current));
        Assert.That(outcome.Refusal.Conflict.Allowed, Is.EqualTo(allowed));
    }
}
