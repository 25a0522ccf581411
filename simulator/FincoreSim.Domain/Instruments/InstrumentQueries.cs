using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Instruments;

/// <summary>Looks instruments up.</summary>
public static class InstrumentQueries
{
    /// <summary>A client's instruments that are not deleted, in the order of registration; of one customer, or of all.</summary>
    public static IEnumerable<Instrument> OfClient(WorldState state, ClientId client, CustomerId? customer) =>
        state.Instruments.OldestFirst().Where(instrument => instrument.ClientId == client
            && instrument.Status != InstrumentStatus.Deleted && (customer is null || instrument.CustomerId == customer));

    /// <summary>The instrument, if it is this client's and not deleted.</summary>
    public static Instrument? Find(WorldState state, ClientId client, InstrumentId id) =>
        state.Instruments.Find(id) is { Status: not InstrumentStatus.Deleted } found && found.ClientId == client ? found : null;
}
