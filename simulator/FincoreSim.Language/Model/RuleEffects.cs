using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Language.Kinds;
using FincoreSim.Language.Shapes;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Model;

/// <summary>Fits effects to the event that they follow, and to each other. Stateless.</summary>
internal static class RuleEffects
{
    /// <summary>The effects as they are for an event; what does not follow from it, or contradicts itself, is told.</summary>
    public static ImmutableArray<RuleEffect> For(RuleEvent when, ImmutableArray<RuleEffect> effects, Node at, Reading reading)
    {
        ImmutableArray<RuleEffect> fitted = [.. effects.Select(effect => Fit(when, effect, at, reading)).OfType<RuleEffect>()];
        foreach (var effect in fitted.Where(effect => !effect.Events.Contains(when)))
        {
            reading.Error(
                at, $"{NameOf(effect)} does not follow '{Word(when)}', only {string.Join(", ", effect.Events.Select(Word))}");
        }

        foreach (var twice in fitted.GroupBy(NameOf).Where(group => group.Count() > 1))
        {
            reading.Error(at, $"{twice.Key} stands here twice");
        }

        CheckTogether(fitted, at, reading);
        return fitted;
    }

    private static RuleEffect? Fit(RuleEvent when, RuleEffect effect, Node at, Reading reading)
    {
        switch (effect)
        {
            case FailEffect { IsAfterCommit: false } fail when when == RuleEvent.Request:
                return new RequestFaultEffect(fail.How);
            case FailEffect when when == RuleEvent.Request:
                reading.Error(at, "a request fails before it is read: write before_commit, or wait for money_out or refund");
                return null;
            case RefuseEffect { Detail: "" } brief when when != RuleEvent.MoneyIn:
                reading.Error(at,
                    $"only a deposit is refused by a reason alone: write {{status: 400, reason: \"{brief.Reason}\", detail: …}}");
                return null;
            case RefuseEffect { Status: not RefuseKind.DepositStatus } when when == RuleEvent.MoneyIn:
                reading.Error(at, "a deposit is refused as by its receiver's 422: write refuse with the reason alone");
                return null;
            case TreatAnswerAsEffect { Status: not RefuseKind.DepositStatus, Reason: not null }:
                reading.Error(at, "only an answer that counts as 422 has a reason");
                return null;
            default:
                return effect;
        }
    }

    private static void CheckTogether(ImmutableArray<RuleEffect> effects, Node at, Reading reading)
    {
        string[] ends = [.. effects.Where(effect => effect is RejectEffect or ReturnEffect or HoldEffect).Select(NameOf)];
        string[] starts = [.. effects.Where(effect => effect is RejectEffect or SettleEffect or HoldEffect).Select(NameOf)];
        string[] acceptance = [.. effects.Where(effect => effect.Stage == RuleStage.Acceptance).Select(NameOf)];
        string[] arrival = [.. effects.Where(effect => effect.Stage == RuleStage.Arrival).Select(NameOf)];
        string[] queueing = [.. effects.Where(effect => effect.Stage == RuleStage.Queueing).Select(NameOf)];
        string[][] excluding = [ends, starts, acceptance, arrival, effects.Any(effect => effect is DropEffect) ? queueing : []];
        foreach (var group in excluding.Where(group => group.Distinct().Count() > 1).DistinctBy(group => string.Join(' ', group)))
        {
            reading.Error(at, $"{string.Join(" and ", group)} contradict each other");
        }
    }

    private static string Word(RuleEvent when) => WireName<RuleEvent>.Of(when).ToLowerInvariant();

    private static string NameOf(RuleEffect effect) => effect switch
    {
        SettleEffect => "settle",
        RejectEffect => "reject",
        ReturnEffect => "return",
        HoldEffect => "hold",
        CepTimelineEffect => "the status of a CEP",
        RefuseEffect => "refuse",
        FailEffect or RequestFaultEffect => "fail",
        RateLimitEffect => "rate_limit",
        TreatAnswerAsEffect => "treat_answer_as",
        DuplicateEffect => "duplicate",
        DelayEffect => "delay",
        ReorderEffect => "reorder_within",
        DropEffect => "drop",
        DropConnectionEffect => "drop_connection",
        StaleEffect => "stale",
        ChangeMessageEffect => "change",
        _ => throw new System.Diagnostics.UnreachableException(effect.GetType().Name),
    };
}
