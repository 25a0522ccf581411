using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Rules;

namespace FincoreSim.Domain.Webhooks;

/// <summary>
/// What rules make of one webhook that is queued: when its first copy and its duplicates are due. Drawn from the seed by the
/// event's id, so that neither other rules nor other webhooks change it.
/// </summary>
internal sealed class WebhookChaos
{
    private static readonly WebhookChaos None = new();

    private readonly SeededDraws _draws;
    private readonly string _name = "";

    private WebhookChaos() => Delays = [TimeSpan.Zero];

    private WebhookChaos(Draft draft, WebhookEvent happened, Firing firing)
    {
        (_draws, _name) = (new SeededDraws(draft.State.Seed), $"webhook/{happened.Id.Value}");
        IsDropped = firing.Find<DropEffect>() is not null;
        StaleAfter = firing.Find<StaleEffect>()?.After;
        Changes = firing.Find<ChangeMessageEffect>()?.Changes ?? [];
        var first = Draw("delay", 1, firing.Find<DelayEffect>()?.By)
            + Draw("reorder", 1,
                firing.Find<ReorderEffect>() is { } reorder ? new DurationRange(TimeSpan.Zero, reorder.Window) : null);
        var duplicate = firing.Find<DuplicateEffect>();
        Delays = [first,
            .. Enumerable.Range(1, duplicate?.Copies ?? 0).Select(copy => first + Draw("duplicate", copy, duplicate!.Gap))];
    }

    /// <summary>What the effects that fired make of a webhook; nothing, where none did.</summary>
    public static WebhookChaos Of(Draft draft, WebhookEvent happened, Firing firing) =>
        firing.Effects.IsEmpty ? None : new WebhookChaos(draft, happened, firing);

    /// <summary>Whether it is never sent.</summary>
    public bool IsDropped { get; }

    /// <summary>What its message tells instead.</summary>
    public ImmutableArray<MessageChange> Changes { get; } = [];

    /// <summary>How long after it the news before it comes once more; null: not.</summary>
    public TimeSpan? StaleAfter { get; }

    /// <summary>How much later than usual each copy is due, the first one first.</summary>
    public ImmutableArray<TimeSpan> Delays { get; }

    private TimeSpan Draw(string effect, long number, DurationRange? range) => range is { } known
        ? TimeSpan.FromMilliseconds(
            _draws.Between($"{_name}/{effect}", number, (long)known.From.TotalMilliseconds, (long)known.To.TotalMilliseconds))
        : TimeSpan.Zero;
}
