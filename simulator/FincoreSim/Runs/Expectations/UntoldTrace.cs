using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Worlds;

namespace FincoreSim.Runs.Expectations;

/// <summary>Tells of what nobody was told lately, and why, where a webhook is missed. Stateless.</summary>
internal static class UntoldTrace
{
    private const int Shown = 5;
    private const int EntriesLookedAt = 2000;

    /// <summary>A line for each, oldest first.</summary>
    /// <param name="sandbox">The sandbox.</param>
    /// <param name="of">Only about this transaction; null: about any.</param>
    public static ImmutableArray<string> Of(Sandbox sandbox, Guid? of) => sandbox.Read(world => world.State.Journal
        .After(world.State.Journal.NextSequence - EntriesLookedAt)
        .Where(entry => entry.Fact is NobodyTold fact && (of is null || fact.About?.Value == of))
        .TakeLast(Shown)
        .Select(entry => Line(entry.Sequence, (NobodyTold)entry.Fact))
        .ToImmutableArray());

    private static string Line(long sequence, NobodyTold fact)
    {
        var about = fact.About?.Value.ToString() ?? "a report";
        return $"#{sequence} no {WireName<WebhookType>.Of(fact.Type)} of {about}: {fact.Reason.Text}";
    }
}
