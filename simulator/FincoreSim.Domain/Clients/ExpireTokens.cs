using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Clients;

/// <summary>
/// Ends every token that was issued so far. Which tokens these are only the host knows, who signs them; the world notes that it
/// happened.
/// </summary>
public sealed record ExpireTokens : Command<Done>
{
    /// <inheritdoc/>
    public override string Name => "expire_tokens";

    internal override Outcome<Done> Decide(Draft draft)
    {
        draft.Add(new TokensExpired());
        return default(Done);
    }
}

/// <summary>Every token that was issued so far was ended. The world keeps nothing of it, as it keeps nothing of tokens.</summary>
public sealed record TokensExpired : Fact
{
    /// <inheritdoc/>
    public override string Kind => "tokens_expired";

    internal override void ApplyTo(WorldState state)
    {
        // A token is no part of a world: it outlives a reset, and one that was ended does not come back by a restore.
    }
}
