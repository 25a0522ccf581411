using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Instruments;

/// <summary>What a registration points at, as it was asked for.</summary>
/// <param name="DestinationBankId">destination_bank_id.</param>
/// <param name="HolderName">holder_name.</param>
public abstract record DetailForm(BankId DestinationBankId, string HolderName);

/// <summary>The debit_card of a registration.</summary>
public sealed record CardForm(BankId DestinationBankId, string HolderName, string CardNumber) : DetailForm(
    DestinationBankId, HolderName);

/// <summary>The virtual_clabe of a registration.</summary>
public sealed record ClabeForm(BankId DestinationBankId, string HolderName, string AccountNumber, string ClabeNumber)
    : DetailForm(DestinationBankId, HolderName);

/// <summary>Registers a CLABE or a card. Refuses what <see cref="InstrumentRules"/> lists.</summary>
/// <param name="Caller">The client.</param>
/// <param name="SourceBankId">source_bank_id; null: FINCO_PAY.</param>
/// <param name="CustomerId">The customer who owns it; null: the client.</param>
/// <param name="Type">How it may be used.</param>
/// <param name="Rfc">The holder's tax identifier; null: <c>ND</c>.</param>
/// <param name="Alias">A name for people; null: the holder's.</param>
/// <param name="Detail">What it points at.</param>
/// <param name="Id">A fixed id, for templates; null: the next one.</param>
public sealed record RegisterInstrument(
    ClientId Caller, BankId? SourceBankId, CustomerId? CustomerId, InstrumentType Type, string? Rfc, string? Alias,
    DetailForm Detail,
    InstrumentId? Id = null) : Command<Instrument>
{
    /// <inheritdoc/>
    public override string Name => "register_instrument";

    internal override Outcome<Instrument> Decide(Draft draft) => InstrumentRules.Decide(draft, this);
}

/// <summary>
/// Deletes an instrument: from then on it is answered as unknown (observed). An own account's cannot be deleted.
/// </summary>
/// <param name="Caller">The client.</param>
/// <param name="Id">The instrument.</param>
public sealed record DeleteInstrument(ClientId Caller, InstrumentId Id) : Command<Instrument>
{
    /// <inheritdoc/>
    public override string Name => "delete_instrument";

    internal override Outcome<Instrument> Decide(Draft draft)
    {
        if (draft.Instrument(Caller, Id) is not { } instrument)
        {
            return InstrumentRules.NotFound;
        }

        if (instrument.AccountId is not null)
        {
            return new Refusal(RefusalCode.InvalidArgument, "the instrument of an own account cannot be deleted");
        }

        var deleted = instrument with { Status = InstrumentStatus.Deleted, DeletedAt = draft.Now, UpdatedAt = draft.Now };
        draft.Add(new InstrumentChanged(deleted));
        return deleted;
    }
}

/// <summary>Blocks or unblocks an instrument; the arrows are those of <see cref="InstrumentTransitions"/>.</summary>
/// <param name="InstrumentId">The instrument.</param>
/// <param name="Move">What is asked.</param>
public sealed record MoveInstrument(InstrumentId InstrumentId, InstrumentMove Move) : Command<Instrument>
{
    /// <inheritdoc/>
    public override string Name => Move == InstrumentMove.Block ? "block_instrument" : "unblock_instrument";

    internal override Outcome<Instrument> Decide(Draft draft)
    {
        if (draft.State.Instruments.Find(InstrumentId) is not { Status: not InstrumentStatus.Deleted } instrument)
        {
            return InstrumentRules.NotFound;
        }

        var next = InstrumentTransitions.Next(instrument.Status, Move);
        if (!next.IsAccepted)
        {
            return next.Refusal;
        }

        var moved = instrument with
        {
            Status = next.Value,
            UpdatedAt = draft.Now,
            BlockedAt = next.Value == InstrumentStatus.Blocked ? draft.Now : null,
        };
        draft.Add(new InstrumentChanged(moved));
        return moved;
    }
}
