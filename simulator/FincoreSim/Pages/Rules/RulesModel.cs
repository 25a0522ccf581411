using FincoreSim.Control.Rules;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Transactions;
using FincoreSim.Pages.Act;
using FincoreSim.Pages.Layout;
using FincoreSim.Runs.Posted;
using FincoreSim.Worlds;

namespace FincoreSim.Pages.Rules;

/// <summary>What is armed, why the opened rule did or did not fire, and the runs of scenarios.</summary>
internal sealed record RulesModel(
    Frame Frame, ImmutableArray<RuleRow> Armed, RuleRow? Opened, ImmutableArray<WhyRow> Why, ImmutableArray<RunView> Runs, long RunsDropped, ActAnswer? Answer)
    : PageModel
{
    private const int RunsMax = 10;
    private const int WhyMax = 100;

    /// <summary>How many journal entries are looked through for what a rule was asked.</summary>
    private const int EntriesMax = 20_000;

    /// <summary>Rules to begin from, each as it would be typed.</summary>
    public static ImmutableArray<Preset> Presets { get; } =
    [
        new("Lose the next answer", "name: lose the next answer\nwhen: money_out\nthen: {fail: after_commit, how: reset}\ntimes: 1"),
        new("Reject the next payment", "name: reject the next payment\nwhen: money_out\nthen: {reject: CANCELLED_ACCOUNT}\ntimes: 1"),
        new("Hold the next payment", "name: hold the next payment\nwhen: money_out\nthen: hold\ntimes: 1"),
        new("Settle late", "name: settle a minute late\nwhen: money_out\nthen: {settle: {after: 60s}}"),
        new("Refuse the next deposit", "name: refuse the next deposit\nwhen: money_in\nthen: {refuse: Invalid Amount}\ntimes: 1"),
        new("Delay receipts", "name: receipts are late\nwhen: cep\nthen: DELAYED"),
        new("Send webhooks twice", "name: webhooks twice\nwhen: webhook\nthen: {duplicate: 1, gap: 1m}"),
        new("Drop the next webhook", "name: drop the next webhook\nwhen: webhook\nthen: drop\ntimes: 1"),
        new("Limit the rate", "name: five calls a second\nwhen: request\nthen: {rate_limit: {requests: 5, per: 1s}}"),
    ];

    /// <summary>The rules; null where the named one was never asked anything.</summary>
    public static RulesModel? Of(Sandbox sandbox, PageCall call, ActAnswer? answer)
    {
        var name = call.Context.GetRouteValue("name") as string;
        var (all, now) = sandbox.Gate.Inspect(world => (world.State.Rules.All, world.Now));
        ImmutableArray<RuleRow> armed = [.. all.Select(rule => new RuleRow(RuleView.From(rule, now), rule.ArmedAt, true))];
        var wanted = name is null || armed.Any(row => row.Rule.Name == name) ? name : name.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var opened = wanted is null ? null : armed.FirstOrDefault(row => row.Rule.Name == wanted);
        var why = wanted is null ? [] : WhyOf(sandbox, wanted);
        if (wanted is not null && opened is null)
        {
            if (why.IsEmpty)
            {
                return null;
            }

            opened = new RuleRow(RuleRow.Gone(wanted), null, false);
        }

        var (runs, dropped) = call.Context.RequestServices.GetRequiredService<RunRegistry>().Read();
        return new RulesModel(
            Frame.Of(sandbox, call, "rules", wanted ?? "Rules"), armed, opened, why, [.. runs.Take(RunsMax).Select(RunView.InShort)], dropped, answer);
    }

    /// <summary>The newest considerations of a rule first, each with the payment that it was about.</summary>
    private static ImmutableArray<WhyRow> WhyOf(Sandbox sandbox, string rule)
    {
        var entries = sandbox.Gate.Inspect(world => world.State.Journal.After(world.State.Journal.NextSequence - 1 - EntriesMax).ToArray());
        var made = entries.Where(entry => entry is { CausedBy: not null, Fact: TransactionCreated }).GroupBy(entry => entry.CausedBy!.Value)
            .ToDictionary(group => group.Key, group => ((TransactionCreated)group.First().Fact).Created);
        var considered = entries.Where(entry => entry.Fact is RulesConsidered asked && asked.Verdicts.Any(verdict => verdict.Rule == rule)).Reverse().Take(WhyMax);
        return [.. considered.SelectMany(entry => RowsOf(sandbox, entry, rule, made))];
    }

    private static IEnumerable<WhyRow> RowsOf(Sandbox sandbox, JournalEntry entry, string rule, Dictionary<long, Transaction> made)
    {
        var asked = (RulesConsidered)entry.Fact;
        var about = asked.About is { } id ? sandbox.Gate.Inspect(world => world.State.Transactions.Find(id))
            : entry.CausedBy is { } cause ? made.GetValueOrDefault(cause) : null;
        return RuleExplanation.From(entry, rule).Select(said => new WhyRow(said, entry.At, about));
    }
}

/// <summary>A rule in the table.</summary>
/// <param name="Rule">As the control API shows it.</param>
/// <param name="ArmedAt">Since when.</param>
/// <param name="IsArmed">Whether it still is.</param>
internal sealed record RuleRow(RuleView Rule, DateTimeOffset? ArmedAt, bool IsArmed)
{
    /// <summary>Where its page is; a slash in its name comes as %2F.</summary>
    public static string Href(string sandbox, string name) => $"/{sandbox}/rules/{Uri.EscapeDataString(name)}";

    /// <summary>What happens, as it is written in files.</summary>
    public string Then => string.Join(", ", Rule.ThenWritten.EnumerateArray().Select(Plain));

    /// <summary>How often it fired, of how often it may.</summary>
    public string Fired => Rule.Times is { } times ? $"{Rule.Fired:#,##0} of {times:#,##0}" : $"{Rule.Fired:#,##0}";

    /// <summary>A rule that is armed no more.</summary>
    public static RuleView Gone(string name) => new(name, null, "", [], [], default, 0, null, 0, 1, false, 0, 0);

    private static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Select(member => $"{member.Name}: {Plain(member.Value)}")),
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Plain)),
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}

/// <summary>Something to begin from.</summary>
internal sealed record Preset(string Name, string Yaml);

/// <summary>Why a rule did or did not fire, once.</summary>
internal sealed record WhyRow(RuleExplanation Said, DateTimeOffset At, Transaction? About);
