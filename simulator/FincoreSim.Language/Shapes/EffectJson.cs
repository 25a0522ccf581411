using System.Text.Json.Nodes;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Time;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Language.Kinds;

namespace FincoreSim.Language.Shapes;

/// <summary>
/// Writes the effects of a rule as <c>then:</c> takes them, so that what is written reads back as the same effects. Stateless.
/// </summary>
internal static class EffectJson
{
    /// <summary>A list that may stand as <c>then:</c>.</summary>
    public static JsonArray Write(ImmutableArray<RuleEffect> effects) =>
        effects is [CepTimelineEffect { Steps: var steps }] && ThenKind.WordOf(steps) is null
            ? [.. steps.Select(Moment)]
            : [.. effects.Select(One)];

    private static JsonNode One(RuleEffect effect) => effect switch
    {
        SettleEffect settle => Form("settle", Text(settle.After)),
        RejectEffect reject => Form("reject", reject.Reason.Code, ("after", Text(reject.After))),
        ReturnEffect back => Form("return", back.Reason.Code, ("after", Text(back.After))),
        HoldEffect => "hold",
        CepTimelineEffect timeline => ThenKind.WordOf(timeline.Steps)
            ?? throw new InvalidOperationException("a timeline that no word stands for is the only effect of its rule"),
        RefuseEffect { Status: RefuseKind.DepositStatus, Detail: "" } refusal => Form("refuse", refusal.Reason),
        RefuseEffect refusal => Form("refuse", new JsonObject
        {
            ["status"] = refusal.Status,
            ["reason"] = refusal.Reason,
            ["detail"] = refusal.Detail,
        }),
        FailEffect fail => Form("fail", fail.IsAfterCommit ? "after_commit" : "before_commit", ("how", Text(fail.How))),
        RequestFaultEffect fault => Form("fail", "before_commit", ("how", Text(fault.How))),
        RateLimitEffect limit => Form("rate_limit", new JsonObject { ["requests"] = limit.Requests, ["per"] = Text(limit.Per) }),
        _ => OfWebhook(effect),
    };

    private static JsonNode OfWebhook(RuleEffect effect) => effect switch
    {
        TreatAnswerAsEffect treat => Form("treat_answer_as", treat.Status, ("reason", treat.Reason)),
        DuplicateEffect twice => Form("duplicate", twice.Copies, ("gap", twice.Gap == default ? null : Range(twice.Gap))),
        DelayEffect delay => Form("delay", Range(delay.By)),
        ReorderEffect reorder => Form("reorder_within", Text(reorder.Window)),
        DropEffect => "drop",
        DropConnectionEffect => "drop_connection",
        StaleEffect stale => Form("stale", Text(stale.After)),
        ChangeMessageEffect { Changes: var changes } => Form("change", new JsonObject(
            changes.Select(change => KeyValuePair.Create(change.Path, JsonNode.Parse(change.Json))))),
        _ => throw new InvalidOperationException($"{effect.GetType().Name} has no written form"),
    };

    private static JsonObject Form(string name, JsonNode? value, params ReadOnlySpan<(string Name, JsonNode? Value)> more)
    {
        var form = new JsonObject { [name] = value };
        foreach (var (extra, its) in more)
        {
            if (its is not null)
            {
                form[extra] = its;
            }
        }

        return form;
    }

    private static JsonNode Moment(CepStep step)
    {
        var moment = new JsonObject { ["after"] = Text(step.After), ["status"] = WireName<CepStatus>.Of(step.Status) };
        if (step.BeneficiaryName is { } name)
        {
            moment["beneficiary_name"] = name;
        }

        return moment;
    }

    private static JsonNode Range(DurationRange range) => range.From == range.To
        ? Text(range.From)
        : new JsonObject { ["between"] = new JsonArray(Text(range.From), Text(range.To)) };

    private static string? Text(TimeSpan? duration) => duration is { } known ? Text(known) : null;

    private static string Text(TimeSpan duration) => DurationText.Format(duration);

    private static string Text(AnswerFault fault) => fault.Kind switch
    {
        AnswerFaultKind.Status => string.Create(CultureInfo.InvariantCulture, $"status {fault.Status}"),
        AnswerFaultKind.Hang => $"hang {Text(fault.Delay)}",
        AnswerFaultKind.Reset => "reset",
        AnswerFaultKind.Empty => "empty",
        AnswerFaultKind.Truncate => "truncate",
        _ => $"slow_body {Text(fault.Delay)}",
    };
}
