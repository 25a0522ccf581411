using FincoreSim.Domain.Kernel;

namespace FincoreSim.Domain.Idempotency;

/// <summary>The idempotency keys in a world's state.</summary>
public static class IdempotencyState
{
    extension(WorldState state)
    {
        /// <summary>Idempotency keys and their answers.</summary>
        public IdempotencyTable Idempotency => state.Part<IdempotencyTable>(StateSlot.Idempotency);
    }
}
