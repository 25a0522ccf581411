using FincoreSim.Api.Http;
using FincoreSim.Control.Journals;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Worlds;
using FincoreSim.Json;
using FincoreSim.Language;
using FincoreSim.Language.Lint;
using FincoreSim.Language.Shapes;
using FincoreSim.Language.Yaml;
using FincoreSim.Worlds;

namespace FincoreSim.Control.Rules;

/// <summary>Looking at the rules that are armed, disarming them, and asking why one did or did not fire.</summary>
internal static class RuleEndpoints
{
    private const string Module = "Rules";
    private static readonly Member After = Member.Text("after", ControlList.AfterDescription, required: false);

    private const string BodyText =
        "The body is YAML or JSON in the language of scenario files: one rule, a list, a mapping with rules, or a whole file.";

    private const string PutText =
        $"{BodyText} Rules of a folder of files go too, until their file changes or the sandbox is reset.";

    public static void MapRules(this ControlRoutes routes)
    {
        routes.Get(
            "/_sim/sandboxes/{sb}/rules",
            ControlOperations.Of("listRules", Module, "The armed rules with their counters, in the order of consideration",
                ControlJson.Default.RuleList, null, 404) with
            { Query = [ControlList.Limit, After] }, List);
        routes.Post(
            "/_sim/sandboxes/{sb}/rules",
            ControlOperations.Of("armRules", Module, "Arm rules beside those that are armed", ControlJson.Default.RuleList, null,
                404, 409, 429) with
            { Status = 201, Description = BodyText }, call => ArmAsync(call, replacesAll: false));
        routes.Put(
            "/_sim/sandboxes/{sb}/rules",
            ControlOperations.Of(
                "replaceRules", Module, "Arm rules in place of those that are armed", ControlJson.Default.RuleList, null, 404,
                409, 429) with
            { Description = PutText }, call => ArmAsync(call, replacesAll: true));
        routes.Delete("/_sim/sandboxes/{sb}/rules/{name}",
            ControlOperations.Of("disarmRule", Module, "Disarm a rule", ControlJson.Default.RuleView, null, 404), Disarm);
        routes.Get("/_sim/sandboxes/{sb}/rules/{name}/explain", ControlOperations.Of(
            "explainRule", Module, "Why a rule did or did not fire", ControlJson.Default.PageOfRuleExplanation, null, 404) with
        {
            Query = [Member.Uuid("transaction", "Only about this transaction.", required: false), .. ControlList.Pages],
        }, Explain);
    }

    private static ValueTask<Reply> List(ControlCall call) => call.In(sandbox =>
    {
        var after = call.Query.Text(After.Name) is { } text ? RulePlace.Parse(text) : null;
        if (after is null && call.Query.Has(After.Name))
        {
            return new Refusal(RefusalCode.InvalidArgument, "after must be the next of an earlier page; begin without it.");
        }

        var (all, now) = sandbox.Read(world => (world.State.Rules.All, world.Now));
        var limit = ControlList.LimitOf(call);
        ArmedRule[] found = [.. all.Where(armed => after is null || RulePlace.Of(armed).CompareTo(after) > 0).Take(limit + 1)];
        var next = found.Length > limit ? RulePlace.Of(found[limit - 1]).ToString() : null;
        return Reply.Json(
            new RuleList([.. found.Take(limit).Select(armed => RuleView.From(armed, now))], next), ControlJson.Default.RuleList);
    });

    private static async ValueTask<Reply> ArmAsync(ControlCall call, bool replacesAll)
    {
        var sandbox = call.Sandbox;
        var bytes = await BodyReader.ReadAnyAsync(call.Context.Request);
        if (!sandbox.IsAccepted || !bytes.IsAccepted)
        {
            return (sandbox.Refusal ?? bytes.Refusal)!;
        }

        var loaded = ScenarioLoader.LoadRules("rules", bytes.Value);
        if (loaded.Problems.Any(problem => problem.Severity == Severity.Error) || (loaded.Rules.IsEmpty && !replacesAll))
        {
            return new Refusal(
                RefusalCode.InvalidArgument,
                loaded.Problems.IsEmpty ? "The body has no rules." : string.Join('\n', loaded.Problems));
        }

        foreach (var rule in loaded.Rules)
        {
            if (ArmedLint.Problem(rule) is { } problem)
            {
                return new Refusal(RefusalCode.InvalidArgument,
                    new Problem("rules", rule.At, Severity.Error, problem).ToString());
            }
        }

        var rules = loaded.Rules.Select(rule => rule.AsWritten).ToImmutableArray();
        var armed = sandbox.Value.Execute(new ArmRules(rules, replacesAll) { Origin = Origin.Control });
        return armed.IsAccepted
            ? Reply.Json(
                new RuleList([.. armed.Value.All.Select(rule => RuleView.From(rule, sandbox.Value.Now))], null),
                ControlJson.Default.RuleList, replacesAll ? 200 : 201)
            : armed.Refusal;
    }

    private static ValueTask<Reply> Disarm(ControlCall call) => call.In(sandbox =>
    {
        var disarmed = sandbox.Execute(new DisarmRule(NameOf(call, sandbox)) { Origin = Origin.Control });
        return disarmed.IsAccepted
            ? Reply.Json(RuleView.From(disarmed.Value, sandbox.Now), ControlJson.Default.RuleView)
            : disarmed.Refusal;
    });

    /// <summary>The rule's name in the path, where a slash is written %2F and comes as such: names of files have them.</summary>
    private static string NameOf(ControlCall call, Sandbox sandbox)
    {
        var name = (string)call.Context.GetRouteValue("name")!;
        return sandbox.Read(world => world.State.Rules.Find(name)) is null
            ? name.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)
            : name;
    }

    /// <summary>
    /// What the journal keeps of the considerations; those about a payment stand under the command that made the transaction, so
    /// the ones with the same cause count as about it.
    /// </summary>
    private static ValueTask<Reply> Explain(ControlCall call) => call.In(sandbox =>
    {
        var (name, gate) = (NameOf(call, sandbox), sandbox.Gate);
        TransactionId? about = call.Query.Uuid("transaction") is { } id ? new TransactionId(id) : null;
        var cause = about is { } sought ? CauseOf(call, gate, sought) : null;
        var found = ControlList.Read(call, gate, JournalEndpoints.Behind, entry =>
            entry.Fact is RulesConsidered considered
            && considered.Verdicts.Any(verdict => verdict.Rule == name)
            && (about is null || considered.About == about || (cause is not null && entry.CausedBy == cause)));
        return found.Things.Count > 0 || gate.Read(world => world.State.Rules.Find(name) is not null)
            ? Reply.Json(
                new PageOf<RuleExplanation>([.. found.Page.SelectMany(entry => RuleExplanation.From(entry, name))], found.Next),
                ControlJson.Default.PageOfRuleExplanation)
            : new Refusal(RefusalCode.NotFound, "Rule");
    });

    /// <summary>The entry that caused a transaction, as far as the journal keeps it.</summary>
    private static long? CauseOf(ControlCall call, WorldGate gate, TransactionId id) => ControlList.Find(
        call, gate, JournalEndpoints.Behind, entry => entry.Fact is TransactionCreated created && created.Created.Id == id)
        ?.Thing.CausedBy;
}

/// <summary>Armed rules, in the order of consideration.</summary>
internal sealed record RuleList(
    [property: JsonPropertyName("items")] ImmutableArray<RuleView> Items,
    [property: JsonPropertyName("next"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);

/// <summary>An armed rule with its counters.</summary>
internal sealed record RuleView(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("source")] string? Source,
    [property: JsonPropertyName("when")] string When,
    [property: JsonPropertyName("where")] ImmutableArray<string> Where,
    [property: JsonPropertyName("then")] ImmutableArray<string> Then,
    [property: JsonPropertyName("then_written")] JsonElement ThenWritten,
    [property: JsonPropertyName("priority")] int Priority,
    [property: JsonPropertyName("times")] int? Times,
    [property: JsonPropertyName("skip")] int Skip,
    [property: JsonPropertyName("chance")] double Chance,
    [property: JsonPropertyName("is_alive")] bool IsAlive,
    [property: JsonPropertyName("matched")] long Matched,
    [property: JsonPropertyName("fired")] long Fired)
{
    public static RuleView From(ArmedRule armed, DateTimeOffset now) => new(
        armed.Rule.Name,
        armed.Source,
        WireName<RuleEvent>.Of(armed.Rule.When).ToLowerInvariant(),
        [.. armed.Rule.Where.Select(condition => condition.ToString())],
        [.. armed.Rule.Then.Select(effect => effect.GetType().Name.Replace("Effect", "", StringComparison.Ordinal))],
        JsonElement.Parse(EffectJson.Write(armed.Rule.Then).ToJsonString()),
        armed.Rule.Priority,
        armed.Rule.Times,
        armed.Rule.Skip,
        armed.Rule.Chance,
        armed.IsAlive(now) && !armed.IsSpent,
        armed.Matched,
        armed.Fired);
}

/// <summary>What became of a rule for one event.</summary>
internal sealed record RuleExplanation(
    [property: JsonPropertyName("at")] string At,
    [property: JsonPropertyName("sequence")] long Sequence,
    [property: JsonPropertyName("event")] string Event,
    [property: JsonPropertyName("transaction_id")] string? TransactionId,
    [property: JsonPropertyName("fired")] bool Fired,
    [property: JsonPropertyName("why")] string Why)
{
    public static IEnumerable<RuleExplanation> From(JournalEntry entry, string rule)
    {
        var considered = (RulesConsidered)entry.Fact;
        return considered.Verdicts.Where(verdict => verdict.Rule == rule).Select(verdict => new RuleExplanation(
            Stamp.Iso(entry.At),
            entry.Sequence,
            WireName<RuleEvent>.Of(considered.Event).ToLowerInvariant(),
            considered.About?.Value.ToString(),
            verdict.HasFired,
            verdict.Why));
    }
}
