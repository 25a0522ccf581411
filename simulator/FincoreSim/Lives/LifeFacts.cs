using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Json;

namespace FincoreSim.Lives;

/// <summary>The rows that facts of the journal become.</summary>
internal static class LifeFacts
{
    private const int AnswerShown = 80;

    /// <summary>The rows of what happened.</summary>
    public static IEnumerable<LifeRow> Rows(ImmutableArray<JournalEntry> entries)
    {
        Transaction? before = null;
        foreach (var entry in entries)
        {
            foreach (var row in RowsOf(entry, before))
            {
                yield return row with { Sequence = entry.Sequence, CausedBy = entry.CausedBy, Place = (entry.Sequence, 0) };
            }

            before = Transaction(entry.Fact) ?? before;
        }
    }

    /// <summary>
    /// What is due: the last thing that was scheduled, and of each delivery the next attempt, or the one under way.
    /// </summary>
    public static IEnumerable<LifeRow> Due(ImmutableArray<JournalEntry> entries, DateTimeOffset now)
    {
        var scheduled = entries.LastOrDefault(entry => entry.Fact is ItemScheduled or ItemUnscheduled);
        var deliveries = entries.Where(entry => DeliveryOf(entry.Fact) is not null).GroupBy(entry => DeliveryOf(entry.Fact)!.Id)
            .Select(group => group.Last());
        var order = scheduled.Fact is ItemScheduled { Item: { } item } && item.At > now
            ? Order(scheduled, item) with { Kind = LifeKind.Due, At = item.At }
            : null;
        return deliveries.Select(Next).Append(order).OfType<LifeRow>().OrderBy(row => row.At);
    }

    private static IEnumerable<LifeRow> RowsOf(JournalEntry entry, Transaction? before) => entry.Fact switch
    {
        RulesConsidered considered => considered.Verdicts.Select(verdict => Inside(entry, LifeKind.Rule, verdict.Rule) with
        {
            Detail = $"{(verdict.HasFired ? "fired" : "did not fire")}: {verdict.Why}",
        }),
        TransactionCreated { Created: var created } => Changes(entry, created, null),
        TransactionChanged { Changed: var changed } => Changes(entry, changed, before),
        EntryMade { Entry: var made } =>
        [
            Inside(entry, LifeKind.Entry, WireName<EntryKind>.Of(made.Kind)) with
            {
                To = LifeLane.Ledger,
                Detail = $"{made.Amount}"
            },
        ],
        ItemScheduled { Item: var item } => [Order(entry, item)],
        DeliveryAttempted { Delivery: var delivery } => [Attempt(entry, delivery)],
        DeliveryTurnedAway { Delivery: var delivery } => [Cancelled(entry, delivery)],
        DeliveryCancelled { Delivery: var delivery } => [Cancelled(entry, delivery)],
        NobodyTold untold =>
        [
            Inside(entry, LifeKind.Untold, WireName<WebhookType>.Of(untold.Type)) with
            {
                To = LifeLane.Receiver, Detail = $"nobody was told: {untold.Reason.Text}",
            },
        ],
        _ => [],
    };

    private static IEnumerable<LifeRow> Changes(JournalEntry entry, Transaction now, Transaction? before)
    {
        if (before?.Status != now.Status)
        {
            var what = before is null ? $"{WireName<TransactionSubCategory>.Of(now.SubCategory)} {now.Amount}" : null;
            var why = now.Reason is { } reason ? $"{reason.Code}: {reason.Description}" : null;
            yield return Inside(entry, LifeKind.State, WireName<TransactionStatus>.Of(now.Status)) with
            {
                Detail = what is null || why is null ? what ?? why : $"{what}, {why}",
            };
        }

        if (now.Cep is { } cep && before?.Cep?.Status != cep.Status)
        {
            yield return Inside(entry, LifeKind.Cep, $"CEP {WireName<CepStatus>.Of(cep.Status)}") with
            {
                Detail = cep.BeneficiaryName
            };
        }

        if (before is null && now.OriginalId is { } original)
        {
            yield return Inside(entry, LifeKind.Refund, "refund of a deposit") with
            {
                Linked = original,
                Detail = $"{original.Value}",
            };
        }

        if (before?.RefundId is null && now.RefundId is { } refund)
        {
            yield return Inside(entry, LifeKind.Refund, "refund") with
            {
                To = LifeLane.Bank,
                Linked = refund,
                Detail = $"{refund.Value}",
            };
        }
    }

    private static LifeRow Order(JournalEntry entry, DueItem item) => Inside(entry, LifeKind.Order, item.Command.Name) with
    {
        To = LifeLane.Bank,
        Detail = $"due {Stamp.Seconds(item.At)}",
    };

    private static LifeRow Attempt(JournalEntry entry, Delivery delivery)
    {
        var last = delivery.Attempts[^1];
        var said = last.Result?.Error ?? last.Result?.Body ?? "";
        return Inside(entry, LifeKind.Attempt, TypeOf(delivery)) with
        {
            To = LifeLane.Receiver,
            Detail = said.Length > AnswerShown ? $"{said[..AnswerShown]}…" : said.Length > 0 ? said : null,
            Decision = last.Decision,
            Status = last.Result?.StatusCode,
            Took = last.Result?.Took,
            Delivery = delivery.Id,
            Attempt = last.Number,
            IsByHand = last.IsResend,
        };
    }

    private static LifeRow Cancelled(
        JournalEntry entry, Delivery delivery) => Inside(entry, LifeKind.Cancelled, TypeOf(delivery)) with
        {
            To = LifeLane.Receiver,
            Detail = delivery.CancelledBecause,
            Delivery = delivery.Id,
        };

    /// <summary>The attempt that comes next, or is under way; null where there will be none.</summary>
    private static LifeRow? Next(JournalEntry entry) => DeliveryOf(entry.Fact) switch
    {
        { Status: DeliveryStatus.InFlight, Attempts: [.., var last] } sent => Coming(entry, sent) with
        {
            Kind = LifeKind.Attempt,
            Attempt = last.Number,
            Detail = "under way",
            IsByHand = last.IsResend,
            Sequence = entry.Sequence,
            CausedBy = entry.CausedBy,
        },
        { NextAttemptAt: { } at } waiting => Coming(entry, waiting) with { At = at },
        _ => null,
    };

    private static LifeRow Coming(JournalEntry entry, Delivery delivery) => Inside(entry, LifeKind.Due, TypeOf(delivery)) with
    {
        To = LifeLane.Receiver,
        Delivery = delivery.Id,
        Attempt = delivery.AttemptsMade + 1,
        IsByHand = delivery.IsResend,
    };

    private static LifeRow Inside(JournalEntry entry, LifeKind kind, string title) => new()
    {
        Kind = kind,
        At = entry.At,
        From = LifeLane.Simulator,
        To = LifeLane.Simulator,
        Title = title,
    };

    private static string TypeOf(Delivery delivery) => WireName<WebhookType>.Of(delivery.Event.Notice.Type);

    private static Transaction? Transaction(Fact fact) =>
        (fact as TransactionCreated)?.Created ?? (fact as TransactionChanged)?.Changed;

    private static Delivery? DeliveryOf(Fact fact) => fact switch
    {
        DeliveryQueued queued => queued.Delivery,
        DeliveryDue due => due.Delivery,
        DeliveryTaken taken => taken.Delivery,
        DeliveryAttempted attempted => attempted.Delivery,
        DeliveryCancelled cancelled => cancelled.Delivery,
        DeliveryTurnedAway away => away.Delivery,
        _ => null,
    };
}
