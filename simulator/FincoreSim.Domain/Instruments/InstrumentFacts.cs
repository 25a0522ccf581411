using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Instruments;

/// <summary>An instrument was registered.</summary>
/// <param name="Instrument">The instrument.</param>
public sealed record InstrumentRegistered(Instrument Instrument) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "instrument_registered";

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details => [new("instrument", Instrument.Id.Value.ToString())];

    internal override void ApplyTo(WorldState state) =>
        state.Instruments = state.Instruments.Add(Instrument.Id, Instrument, state.Edit);
}

/// <summary>An instrument was blocked, unblocked or deleted.</summary>
/// <param name="Instrument">The instrument as it is now.</param>
public sealed record InstrumentChanged(Instrument Instrument) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "instrument_changed";

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details =>
        [new("instrument", Instrument.Id.Value.ToString()), new("status", WireName<InstrumentStatus>.Of(Instrument.Status))];

    internal override void ApplyTo(WorldState state) =>
        state.Instruments = state.Instruments.Replace(Instrument.Id, Instrument, state.Edit);
}
