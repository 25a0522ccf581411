using FincoreSim.Control;
using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Json;
using FincoreSim.Pages.Layout;
using FincoreSim.Worlds;

namespace FincoreSim.Pages.Act;

/// <summary>Every control command that changes something, as a form made from what the command takes.</summary>
internal sealed record ActModel(
    Frame Frame, ImmutableArray<CommandGroup> Groups, ImmutableArray<Suggestions> Lists, ActAnswer? Answer) : PageModel
{
    private const int SuggestedMax = 50;
    private static readonly string[] Order = ["Payments", "Webhooks", "Rules", "World", "Snapshots", "Sandboxes"];
    private const string Sandboxes = "/_sim/sandboxes";

    /// <summary>What is left to programs: it changes nothing.</summary>
    private static readonly FrozenSet<string> LeftOut = FrozenSet.Create("verifyRequests", "deriveIdempotencyKey");

    public static ActModel Of(Sandbox sandbox, PageCall call, ActAnswer? answer)
    {
        var commands = call.Context.RequestServices.GetRequiredService<ControlCommands>();
        var forms = commands.All.Where(IsShown).Select(command => CommandForm.Of(command, answer));
        return new(
            Frame.Of(sandbox, call, "act", "Act"),
            [.. forms.GroupBy(form => form.Module).OrderBy(group => Rank(group.Key))
                .Select(group => new CommandGroup(group.Key, [.. group]))],
            ListsOf(sandbox, call),
            answer);
    }

    /// <summary>Whether the page has a form for a command.</summary>
    public static bool IsShown(ControlCommand command) =>
        command.Method != "GET" && command.Pattern.StartsWith(Sandboxes, StringComparison.Ordinal)
        && !LeftOut.Contains(command.Operation.Id);

    /// <summary>What is wanted most stands first; a kind that is new stands last.</summary>
    private static int Rank(string module) => Array.IndexOf(Order, module) is var index and >= 0 ? index : Order.Length;

    private static ImmutableArray<Suggestions> ListsOf(
        Sandbox sandbox, PageCall call) => sandbox.Gate.Inspect<ImmutableArray<Suggestions>>(world =>
    {
        var state = world.State;
        var accounts = state.Accounts.OldestFirst().Take(SuggestedMax).ToArray();
        return
        [
            new("accounts",
                [.. accounts.Select(one => new Suggestion(one.Id.Value.ToString(), $"{one.HolderName} · {one.Clabe.Digits}"))]),
            new("clabes", [.. accounts.Select(one => new Suggestion(one.Clabe.Digits, one.HolderName))]),
            new("instruments",
                [.. state.Instruments.OldestFirst().Take(SuggestedMax)
                    .Select(one => new Suggestion(one.Id.Value.ToString(), one.Alias))]),
            new("transactions", [.. state.Transactions.NewestFirst().Take(SuggestedMax).Select(one =>
                new Suggestion(one.Id.Value.ToString(),
                    $"{one.Description} · {Bits.AmountText(one.Amount.ToString())} · "
                    + $"{WireName<TransactionStatus>.Of(one.Status)}"))]),
            new("deliveries",
                [.. state.Deliveries.All.TakeLast(SuggestedMax)
                    .Select(one => new Suggestion(one.Id.Value.ToString(), WireName<WebhookType>.Of(one.Event.Notice.Type)))]),
            new("webhooks",
                [.. state.Webhooks.OldestFirst().Take(SuggestedMax)
                    .Select(one => new Suggestion(one.Id.Value.ToString(), WireName<WebhookType>.Of(one.Type)))]),
            new("rules", [.. state.Rules.All.Take(SuggestedMax).Select(one => new Suggestion(one.Rule.Name, one.Source ?? ""))]),
            new("snapshots",
                [.. call.Sandboxes.SnapshotsAfter(0).Take(SuggestedMax).Select(one => new Suggestion(one.Thing.Id, ""))]),
        ];
    });
}

/// <summary>What a command answered that leads nowhere else: a refusal, or what was asked to be shown.</summary>
/// <param name="Operation">The command.</param>
/// <param name="IsRefused">Whether it was refused.</param>
/// <param name="Text">What it said.</param>
/// <param name="Allowed">What is possible instead.</param>
/// <param name="Typed">What was typed.</param>
internal sealed record ActAnswer(
    string Operation, bool IsRefused, string Text, ImmutableArray<string> Allowed, IReadOnlyDictionary<string, string> Typed);

/// <summary>The commands of one kind.</summary>
internal sealed record CommandGroup(string Name, ImmutableArray<CommandForm> Forms);

/// <summary>What a field offers.</summary>
internal sealed record Suggestions(string Id, ImmutableArray<Suggestion> Options);

/// <summary>One of them.</summary>
internal sealed record Suggestion(string Value, string Label);

/// <summary>A command as a form.</summary>
internal sealed record CommandForm(
    string Id, string Module, string Summary, string Description, string Route, ImmutableArray<FormField> Fields,
    ImmutableArray<FormField> More, bool TakesText)
{
    /// <summary>Commands after which something is gone.</summary>
    private static readonly FrozenSet<string> Lossy =
        FrozenSet.Create("deleteSandbox", "resetSandbox", "restoreSnapshot", "deleteSnapshot");

    /// <summary>How many members stand in view where none must be given.</summary>
    private const int ShownMax = 4;

    /// <summary>Whether the form asks once more.</summary>
    public bool IsLossy => Lossy.Contains(Id);

    public static CommandForm Of(ControlCommand command, ActAnswer? answer)
    {
        var operation = command.Operation;
        var typed = answer?.Operation == operation.Id ? answer.Typed : FrozenDictionary<string, string>.Empty;
        var members = operation.Body?.Members ?? [];
        var fields = PathFields(command.Pattern).Concat(members.Select(FormField.Of))
            .Concat(operation.Query.Select(member => FormField.Of(member) with { Name = $"query.{member.Name}" }))
            .Select(field => field with { Value = typed.GetValueOrDefault(field.Name) ?? "" }).ToArray();
        var shown = fields.Where((field, index) => field.IsRequired || index < ShownMax).ToArray();
        return new(
            operation.Id, operation.Module, operation.Summary, operation.Description,
            $"{command.Method} {command.Pattern.Replace("/_sim/sandboxes/{sb}", "…", StringComparison.Ordinal)}",
            [.. shown], [.. fields.Except(shown)], operation.Body is null && operation.Id is "armRules" or "replaceRules");
    }

    /// <summary>What the path names beside the sandbox.</summary>
    public static IEnumerable<FormField> PathFields(string pattern)
    {
        var segments = pattern.Split('/');
        for (var index = 1; index < segments.Length; index++)
        {
            if (segments[index] is ['{', .. var name, '}'] && name != "sb")
            {
                yield return new FormField($"path.{name}", segments[index - 1], "", true, [], segments[index - 1], "text");
            }
        }
    }
}

/// <summary>One field of a form.</summary>
internal sealed record FormField(
    string Name, string Label, string Hint, bool IsRequired, ImmutableArray<string> Choices, string? List, string Kind)
{
    public string Value { get; init; } = "";

    public string Example { get; init; } = "";

    public static FormField Of(Member member) => new(
        member.Name, member.Name, member.Description, member.IsRequired,
        member.Kind == MemberKind.Boolean ? ["true", "false"] : member.Choices, ListOf(member.Name),
        member.Kind is MemberKind.Object or MemberKind.Any ? "json" : "text")
    {
        Example = member.Example ?? "",
    };

    private static string? ListOf(string name) => name switch
    {
        "clabe" => "clabes",
        "account_id" => "accounts",
        "instrument_id" => "instruments",
        "webhook_id" => "webhooks",
        "snapshot" => "snapshots",
        _ => null,
    };
}
