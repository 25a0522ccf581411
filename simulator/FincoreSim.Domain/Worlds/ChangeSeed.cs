using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Worlds;

/// <summary>
/// From now on ids and chance come from another seed; what has an id keeps it. So a world with credentials that someone knows
/// can still tell a receiver with a memory nothing that it has heard before.
/// </summary>
/// <param name="Seed">The seed.</param>
public sealed record ChangeSeed(long Seed) : Command<Done>
{
    /// <inheritdoc/>
    public override string Name => "change_seed";

    internal override Outcome<Done> Decide(Draft draft)
    {
        draft.Add(new SeedChanged(Seed));
        return default(Done);
    }
}

/// <summary>Ids and chance come from another seed.</summary>
/// <param name="Seed">The seed.</param>
public sealed record SeedChanged(long Seed) : Fact
{
    /// <inheritdoc/>
    public override string Kind => "seed_changed";

    /// <inheritdoc/>
    public override ImmutableArray<FactDetail> Details => [new("seed", Seed.ToString(CultureInfo.InvariantCulture))];

    internal override void ApplyTo(WorldState state) => state.UseSeed(Seed);
}
