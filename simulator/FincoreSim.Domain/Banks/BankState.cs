using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Kernel;

namespace FincoreSim.Domain.Banks;

/// <summary>The bank catalogue in a world's state.</summary>
public static class BankState
{
    extension(WorldState state)
    {
        /// <summary>The banks.</summary>
        public BankCatalogue Banks => state.Part<BankPart>(StateSlot.Banks).Banks;
    }
}

/// <summary>Keeps the bank catalogue, which never changes.</summary>
internal sealed class BankPart(BankCatalogue banks) : StatePart
{
    public BankCatalogue Banks => banks;

    internal override StateSlot Slot => StateSlot.Banks;

    internal override StatePart Fork(Edit edit) => this;
}
