using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Instruments;

/// <summary>What can be asked of an instrument's state through the control API.</summary>
public enum InstrumentMove
{
    /// <summary>ACTIVE to BLOCKED.</summary>
    Block,

    /// <summary>BLOCKED to ACTIVE.</summary>
    Unblock,
}

/// <summary>The state table of instruments. DELETED has no arrow: a deleted instrument does not exist for anybody.</summary>
public static class InstrumentTransitions
{
    /// <summary>Where a move leads from a state; refused with the states that allow it.</summary>
    public static Outcome<InstrumentStatus> Next(InstrumentStatus current, InstrumentMove move) => (current, move) switch
    {
        (InstrumentStatus.Active, InstrumentMove.Block) => InstrumentStatus.Blocked,
        (InstrumentStatus.Blocked, InstrumentMove.Unblock) => InstrumentStatus.Active,
        (_, InstrumentMove.Block) => Refuse(current, "ACTIVE", RemedyAction.UnblockInstrument),
        _ => Refuse(current, "BLOCKED", RemedyAction.BlockInstrument),
    };

    private static Refusal Refuse(InstrumentStatus current, string allowed, RemedyAction remedy) => Refusal.OfState(
        "instrument", WireName<InstrumentStatus>.Of(current), [allowed], new Remedy(remedy));
}
