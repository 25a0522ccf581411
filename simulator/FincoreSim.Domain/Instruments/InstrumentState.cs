using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Instruments;

/// <summary>Instruments in a world's state.</summary>
public static class InstrumentState
{
    extension(WorldState state)
    {
        /// <summary>Every instrument, deleted ones too.</summary>
        public Table<InstrumentId, Instrument> Instruments
        {
            get => state.Part<InstrumentPart>(StateSlot.Instruments).Instruments;
            internal set => state.Part<InstrumentPart>(StateSlot.Instruments).Instruments = value;
        }
    }

    extension(Draft draft)
    {
        /// <summary>The instrument, if it is this client's and not deleted.</summary>
        internal Instrument? Instrument(ClientId client, InstrumentId id) =>
            draft.State.Instruments.Find(id) is { Status: not InstrumentStatus.Deleted } found && found.ClientId == client
                ? found
                : null;
    }
}

/// <summary>Keeps instruments.</summary>
internal sealed class InstrumentPart : StatePart
{
    public Table<InstrumentId, Instrument> Instruments { get; set; }

    internal override StateSlot Slot => StateSlot.Instruments;

    internal override StatePart Fork(Edit edit) => new InstrumentPart { Instruments = Instruments };
}
