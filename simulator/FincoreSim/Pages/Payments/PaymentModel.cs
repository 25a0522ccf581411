using FincoreSim.Control.Deliveries;
using FincoreSim.Control.Entities;
using FincoreSim.Control.Journals;
using FincoreSim.Control.Requests;
using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Pages.Layout;
using FincoreSim.Worlds;

namespace FincoreSim.Pages.Payments;

/// <summary>One payment: its facts, its double entries, what came in and went out about it, and its journal.</summary>
internal sealed record PaymentModel(
    Frame Frame, PaymentRow Row, TransactionItem Facts, string Account, ImmutableArray<EntryRow> Entries,
    ImmutableArray<DeliveryView> Deliveries,
    ImmutableArray<RequestItem> Requests, ImmutableArray<JournalEntryView> Journal, bool IsCut) : PageModel
{
    /// <summary>How many entries of the journal are looked at and shown.</summary>
    private const int LooksMax = 200_000;
    private const int JournalMax = 200;

    /// <summary>The page of a payment; null where there is none with this id.</summary>
    public static PaymentModel? Of(Sandbox sandbox, PageCall call)
    {
        var id = new TransactionId(call.PathId);
        var found = sandbox.Gate.Inspect(world =>
        {
            var state = world.State;
            if (state.Transactions.Find(id) is not { } transaction)
            {
                return null;
            }

            var deliveries = state.Deliveries.Of(id).ToArray();
            var from = Math.Max(0, state.Journal.NextSequence - LooksMax);
            var entries = state.Journal.After(from).Where(entry => entry.Fact.Transaction == id).Take(JournalMax + 1).ToArray();
            return new
            {
                Row = PaymentRow.Of(
                    state, transaction, deliveries.LastOrDefault() is { } last ? DeliverySummary.From(last) : null),
                Facts = TransactionItem.From(transaction, world),
                Account = state.Accounts.Find(transaction.AccountId) is { } account
                    ? $"{account.HolderName} · {account.Clabe.Digits}"
                    : "",
                Entries = entries.Where(entry => entry.Fact is EntryMade).Select(entry => EntryRow.Of(state, entry)).ToArray(),
                Deliveries = deliveries.Select(delivery => DeliveryView.From(delivery, state.Options)).ToArray(),
                Journal = entries.Take(JournalMax).Select(JournalEntryView.From).ToArray(),
                IsCut = entries.Length > JournalMax || from > 0,
            };
        });
        return found is null ? null : new(
            Frame.Of(sandbox, call, "payments", found.Row.Description), found.Row, found.Facts, found.Account, [.. found.Entries],
            [.. found.Deliveries],
            [.. sandbox.Requests.After(0).Where(one => one.Thing.Transaction == id).Select(one => RequestItem.From(one.Thing))],
            [.. found.Journal], found.IsCut);
    }
}

/// <summary>A double entry.</summary>
internal sealed record EntryRow(long Sequence, DateTimeOffset At, string Kind, string Debit, string Credit, string Amount)
{
    public static EntryRow Of(WorldState state, JournalEntry entry)
    {
        var made = ((EntryMade)entry.Fact).Entry;
        return new(
            entry.Sequence, entry.At, WireName<EntryKind>.Of(made.Kind), state.Ledger[made.Debit].Name,
            state.Ledger[made.Credit].Name,
            made.Amount.ToString());
    }
}
