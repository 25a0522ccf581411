using FincoreSim.Domain.Scenarios;
using FincoreSim.ScenarioFiles;

namespace FincoreSim.Control;

/// <summary>Looking at the rules that are armed, disarming them, and asking why one did or did not fire.</summary>
internal static class RuleEndpoints
{
    private const string Module = "Rules";
    private const string BodyText =
        "The body is YAML or JSON in the language of scenario files: one rule, a list, a mapping with rules, or a whole file.";

    private const string PutText =
        $"{BodyText} Rules of a folder of files go too, until their file changes or the sandbox is reset.";

    public static void MapRules(this ControlRoutes routes)
    {
        routes.Get("/_sim/sandboxes/{sb}/rules", ControlOperations.Of("listRules", Module, "The armed rules with their counters, in the order of consideration", ControlJson.Default.ItemsRuleView, null, 404), call => call.In(List));
        routes.Post("/_sim/sandboxes/{sb}/rules", ControlOperations.Of("armRules", Module, "Arm rules beside those that are armed", ControlJson.Default.ItemsRuleView, null, 404, 409, 429) with { Status = 201, Description = BodyText }, call => ArmAsync(call, replacesAll: false));
        routes.Put("/_sim/sandboxes/{sb}/rules", ControlOperations.Of("replaceRules", Module, "Arm rules in place of those that are armed", ControlJson.Default.ItemsRuleView, null, 404, 409, 429) with { Description = PutText }, call => ArmAsync(call, replacesAll: true));
        routes.Delete("/_sim/sandboxes/{sb}/rules/{name}", ControlOperations.Of("disarmRule", Module, "Disarm a rule", ControlJson.Default.RuleView, null, 404), Disarm);
        routes.Get("/_sim/sandboxes/{sb}/rules/{name}/explain", ControlOperations.Of("explainRule", Module, "Why a rule did or did not fire", ControlJson.Default.ItemsRuleExplanation, null, 404) with
        {
            Query = [Member.Uuid("transaction", "Only about this transaction.", required: false)],
        }, Explain);
    }

    private static Reply List(Sandbox sandbox)
    {
        var (all, now) = sandbox.Read(world => (world.State.Rules.All, world.Now));
        return Reply.Json(new Items<RuleView>([.. all.Select(armed => RuleView.From(armed, now))]), ControlJson.Default.ItemsRuleView);
    }

    private static async ValueTask<Reply> ArmAsync(ControlCall call, bool replacesAll)
    {
        var sandbox = call.Sandbox;
        var bytes = await BodyReader.ReadAsync(call.Context.Request, takesYaml: true);
        if (!sandbox.IsAccepted || !bytes.IsAccepted)
        {
            return (sandbox.Refusal ?? bytes.Refusal)!;
        }

        var loaded = ScenarioLoader.LoadRules("rules", bytes.Value);
        if (loaded.Problems.Any(problem => problem.Severity == Severity.Error) || (loaded.Rules.IsEmpty && !replacesAll))
        {
            return new Refusal(
                RefusalCode.InvalidArgument, loaded.Problems.IsEmpty ? "The body has no rules." : string.Join('\n', loaded.Problems));
        }

        foreach (var rule in loaded.Rules)
        {
            if (ArmedLint.Problem(rule) is { } problem)
            {
                return new Refusal(RefusalCode.InvalidArgument, new Problem("rules", rule.At, Severity.Error, problem).ToString());
            }
        }

        var rules = loaded.Rules.Select(rule => rule.AsWritten).ToImmutableArray();
        var armed = sandbox.Value.Execute(new ArmRules(rules, replacesAll) { Origin = Origin.Control });
        return armed.IsAccepted
            ? Reply.Json(
                new Items<RuleView>([.. armed.Value.All.Select(rule => RuleView.From(rule, sandbox.Value.Now))]), ControlJson.Default.ItemsRuleView, replacesAll ? 200 : 201)
            : armed.Refusal;
    }

    private static ValueTask<Reply> Disarm(ControlCall call) => call.In(sandbox =>
    {
        var disarmed = sandbox.Execute(new DisarmRule(NameOf(call, sandbox)) { Origin = Origin.Control });
        return disarmed.IsAccepted ? Reply.Json(RuleView.From(disarmed.Value, sandbox.Now), ControlJson.Default.RuleView) : disarmed.Refusal;
    });

    /// <summary>The rule's name in the path, where a slash is written %2F and comes as such: names of files have them.</summary>
    private static string NameOf(ControlCall call, Sandbox sandbox)
    {
        var name = (string)call.Context.GetRouteValue("name")!;
        return sandbox.Read(world => world.State.Rules.Find(name)) is null ? name.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase) : name;
    }

    private static ValueTask<Reply> Explain(ControlCall call) => call.In(sandbox =>
    {
        var name = NameOf(call, sandbox);
        var about = call.Query["transaction"].ToString();
        if (about.Length > 0 && !JsonBody.IsUuid(about))
        {
            return new Refusal(RefusalCode.InvalidArgument, "transaction must be a UUID.");
        }

        var (isArmed, entries) = sandbox.Read(world => (world.State.Rules.Find(name) is not null, Considered(world, about)));
        var verdicts = entries.SelectMany(entry => RuleExplanation.From(entry, name)).ToImmutableArray();
        return isArmed || verdicts.Length > 0
            ? Reply.Json(new Items<RuleExplanation>(verdicts), ControlJson.Default.ItemsRuleExplanation)
            : new Refusal(RefusalCode.NotFound, "Rule");
    });

    /// <summary>
    /// The considerations that the journal keeps; those about a payment stand under the command that made the transaction, so
    /// the ones with the same cause count as about it.
    /// </summary>
    private static JournalEntry[] Considered(World world, string about)
    {
        var entries = world.State.Journal.After(0).ToArray();
        if (about.Length == 0)
        {
            return [.. entries.Where(entry => entry.Fact is RulesConsidered)];
        }

        var id = new TransactionId(Guid.Parse(about));
        var causes = entries.Where(entry => entry.Fact is TransactionCreated created && created.Created.Id == id).Select(entry => entry.CausedBy).ToHashSet();
        return [.. entries.Where(entry => entry.Fact is RulesConsidered considered && (considered.About == id || causes.Contains(entry.CausedBy)))];
    }
}

/// <summary>An armed rule with its counters.</summary>
internal sealed record RuleView(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("source")] string? Source,
    [property: JsonPropertyName("when")] string When,
    [property: JsonPropertyName("where")] ImmutableArray<string> Where,
    [property: JsonPropertyName("then")] ImmutableArray<string> Then,
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
