using FincoreSim.Control.Entities;
using FincoreSim.Control.Sandboxes;
using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Domain.Worlds;
using FincoreSim.Pages.Layout;
using FincoreSim.Pages.Payments;
using FincoreSim.Worlds;

namespace FincoreSim.Pages.Overview;

/// <summary>What happened lately, what stands where, and what to paste into a program.</summary>
internal sealed record OverviewModel(
    Frame Frame, SandboxView Sandbox, string Base, ImmutableArray<AccountItem> Accounts, int AccountsMore,
    ImmutableArray<Happening> Feed, int Deliveries, int Open, int Calls, bool HoldsAll, string Clabe) : PageModel
{
    private const int FeedMax = 20;
    private const int LooksMax = 2_000;
    private const int AccountsMax = 8;

    public static OverviewModel Of(Sandbox sandbox, PageCall call)
    {
        var (accounts, count, feed, deliveries, open, holds) = sandbox.Gate.Inspect(world =>
        {
            var state = world.State;
            var entries = state.Journal.After(Math.Max(0, state.Journal.NextSequence - 1 - LooksMax)).Reverse();
            return (
                state.Accounts.OldestFirst().Take(AccountsMax)
                    .Select(account => AccountItem.From(account, state.Ledger[account.Id])).ToArray(),
                state.Accounts.Count,
                entries.Select(entry => Happening.Of(world, entry)).OfType<Happening>().Take(FeedMax).ToArray(),
                state.Deliveries.FinishedCount + state.Deliveries.WaitingCount,
                state.Ledger.HoldCount,
                world.CheckInvariants().All(invariant => invariant.Holds));
        });
        return new(
            Frame.Of(sandbox, call, "", "Overview"), SandboxView.From(sandbox), Api.Http.OwnUrl.Of(call.Context.Request),
            [.. accounts],
            count - accounts.Length, [.. feed], deliveries, open, sandbox.Requests.Counts.Kept, holds,
            accounts.FirstOrDefault()?.Clabe ?? "");
    }
}

/// <summary>Something that happened, in a sentence.</summary>
internal sealed record Happening(
    DateTimeOffset At, string Icon, string Tone, string Text, string More, string? Payment, string? Amount, string Sign)
{
    /// <summary>What an entry of the journal tells a reader; null where it is only a step of something else.</summary>
    public static Happening? Of(World world, JournalEntry entry) => entry.Fact switch
    {
        TransactionCreated { Created: var made } => About(world, entry, made, PaymentRow.IsIn(made) ? "in" : "out", "",
            PaymentRow.IsIn(made) ? "came in from" : "was accepted, to"),
        CommandRefused refused =>
            new(entry.At, "bad", "bad", $"{refused.Command} was refused", refused.Refusal.Code.ToString(), null, null, ""),
        Warned warned => new(entry.At, "warn", "warn", warned.Text, "", null, null, ""),
        DeliveryAttempted { Delivery: var delivery } => Attempt(world, entry, delivery),
        { Kind: "nobody_told" or "rules_considered" or "transaction_changed" } fact
            => Plain(world, entry, fact),
        _ => null,
    };

    private static Happening? Plain(World world, JournalEntry entry, Fact fact)
    {
        var (icon, tone, text) = fact.Kind switch
        {
            "nobody_told" => ("hook", "quiet", "Nobody was told"),
            "rules_considered" => ("bolt", "warn", "Rules were considered"),
            _ => ("info", "soft", "A payment changed"),
        };
        var transaction = fact.Transaction is { } id ? world.State.Transactions.Find(id) : null;
        var detail =
            string.Join(" · ",
                fact.Details.Where(one => one.Text is { Length: > 0 and < 80 }).Take(5).Select(one => $"{one.Name} {one.Text}"));
        return new(
            entry.At, icon, tone, transaction is null ? text : $"{text}: {transaction.Description}", detail,
            transaction?.Id.Value.ToString(), null, "");
    }

    private static Happening Attempt(World world, JournalEntry entry, Delivery delivery)
    {
        var attempt = delivery.Attempts[^1];
        var answered = attempt.Result?.StatusCode is { } status
            ? string.Create(CultureInfo.InvariantCulture, $"Your server answered {status} to")
            : $"Your server did not answer ({attempt.Result?.Error ?? "it is being called"}):";
        var payment = delivery.Event.TransactionId is { } id ? world.State.Transactions.Find(id) : null;
        return new(
            entry.At, "hook", attempt.IsAccepted ? "soft" : "warn",
            $"{answered} "
            + $"{WireName<WebhookType>.Of(delivery.Event.Notice.Type)}{(payment is null ? "" : $" of {payment.Description}")}",
            attempt.Decision ?? "", payment?.Id.Value.ToString(), null, "");
    }

    private static Happening About(World world, JournalEntry entry, Transaction made, string icon, string tone, string verb)
    {
        var (holder, account) = PaymentRow.OtherSide(world.State, made);
        return new(
            entry.At, icon, tone, $"{made.Description} {verb} {holder}", account, made.Id.Value.ToString(),
            made.Amount.ToString(),
            PaymentRow.IsIn(made) ? "in" : "out");
    }
}
