using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Transactions;

/// <summary>Both parties to a payment, found and usable.</summary>
/// <param name="Source">The instrument that pays.</param>
/// <param name="From">The account it pays from.</param>
/// <param name="Destination">The instrument that is paid.</param>
/// <param name="To">The account in this world that is paid; null when it is at another bank.</param>
internal sealed record PaymentParties(Instrument Source, Account From, Instrument Destination, Account? To);

/// <summary>A payment that passed the documented rules, as rules look at it.</summary>
/// <param name="Parties">Both parties.</param>
/// <param name="Amount">What is paid.</param>
/// <param name="Description">The concept.</param>
/// <param name="Reference">The external reference.</param>
internal readonly record struct AskedPayment(PaymentParties Parties, Money Amount, string Description, string Reference);

/// <summary>Which refusals a payment gives for parties that are not there; they differ between the endpoints.</summary>
/// <param name="SourceUnknown">For an unknown source.</param>
/// <param name="DestinationUnknown">For an unknown destination.</param>
/// <param name="AsksForAssignment">Whether a CLABE of ours that no account has counts as unknown.</param>
internal sealed record PartyRefusals(Refusal SourceUnknown, Refusal DestinationUnknown, bool AsksForAssignment = false);

/// <summary>The rules on the two parties to a payment, in the order of precedence, which all payments share.</summary>
internal static class PaymentPartyRules
{
    private static readonly Refusal NotActive = new(RefusalCode.AccountNotActive);

    /// <summary>Source found, with an account, active; then destination found, active.</summary>
    public static Outcome<PaymentParties> Find(
        Draft draft, ClientId caller, InstrumentId sourceId, InstrumentId destinationId, PartyRefusals refusals)
    {
        if (draft.Instrument(caller, sourceId) is not { } source)
        {
            return refusals.SourceUnknown;
        }

        if (source.AccountId is not { } accountId || draft.State.Accounts.Find(accountId) is not { } from)
        {
            return new Refusal(RefusalCode.SourceWithoutAccount);
        }

        if (source.Status != InstrumentStatus.Active || from.Status != AccountStatus.Active)
        {
            return NotActive;
        }

        if (draft.Instrument(caller, destinationId) is not { } destination)
        {
            return refusals.DestinationUnknown;
        }

        var to = draft.AccountBehind(destination);
        if (refusals.AsksForAssignment && to is null && IsOurs(destination))
        {
            return refusals.DestinationUnknown;
        }

        if (destination.Status != InstrumentStatus.Active || to is { Status: not AccountStatus.Active })
        {
            return NotActive;
        }

        return new PaymentParties(source, from, destination, to);
    }

    /// <summary>Different instruments, then funds, then room: the last rules.</summary>
    /// <param name="draft">The decision.</param>
    /// <param name="parties">Both parties.</param>
    /// <param name="amount">What is paid.</param>
    /// <param name="transactions">How many transactions it makes.</param>
    public static Refusal? Affordable(Draft draft, PaymentParties parties, Money amount, int transactions)
    {
        if (!draft.Options.SameInstrumentAllowed
            && (parties.Source.Id == parties.Destination.Id || parties.From.Id == parties.To?.Id))
        {
            return new Refusal(RefusalCode.SameInstrument);
        }

        if (draft.State.Ledger[parties.From.Id].Available < amount)
        {
            return new Refusal(RefusalCode.InsufficientFunds);
        }

        return draft.RoomFor(transactions, amount);
    }

    /// <summary>Whether a CLABE is of our own prefix, and so would have to belong to an account of the world.</summary>
    public static bool IsOurs(Instrument instrument) => instrument.Detail is ClabeDetail { Clabe.BankPrefix: Clabe.MonatoPrefix };
}
