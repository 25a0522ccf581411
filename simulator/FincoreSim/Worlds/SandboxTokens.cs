using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Worlds;

/// <summary>
/// The tokens of one sandbox. They are no part of its world: clients compare <c>exp</c> with their machine's clock, so that
/// moving the world's time ends none; and what was ended stays so through a reset or a restore. Nothing is kept of a token:
/// ending all of them begins a new epoch, which later tokens name. Thread-safe.
/// </summary>
/// <param name="sandbox">The sandbox's id.</param>
/// <param name="secret">What their keys are derived with.</param>
/// <param name="time">The wall clock.</param>
internal sealed class SandboxTokens(string sandbox, ProcessSecret secret, TimeProvider time)
{
    private long _epoch;

    /// <summary>A token.</summary>
    public string Issue(ClientId client, DateTimeOffset expiresAt) =>
        Tokens.Issue(new TokenClaims(sandbox, client, expiresAt, Volatile.Read(ref _epoch)), secret);

    /// <summary>The instants of a token that is granted, by the clock by which tokens live.</summary>
    public TokenGrant Timed(TokenGrant grant, WorldOptions options)
    {
        if (options.TokensLiveByWorldClock)
        {
            return grant;
        }

        var now = time.GetUtcNow();
        return grant with { CreatedAt = now, ExpiresAt = WholeSecond(now + options.TokenLifetime) };
    }

    /// <summary>Whether a token is still good; its signature and its client are for the caller to look at.</summary>
    public bool IsGood(TokenClaims claims, WorldOptions options, DateTimeOffset worldNow) =>
        claims.Epoch >= Volatile.Read(ref _epoch) && TokenClock.Now(options, worldNow, time) < claims.ExpiresAt;

    /// <summary>
    /// Ends every token that was issued so far, and none that is issued from now on, be it within the same second. The epoch is a
    /// real instant, so that after a restart, of which older tokens know nothing, it is again later than theirs.
    /// </summary>
    public DateTimeOffset EndAll()
    {
        var now = time.GetUtcNow();
        var (before, after) = (0L, 0L);
        do
        {
            before = Volatile.Read(ref _epoch);
            after = Math.Max(before + 1, now.ToUnixTimeMilliseconds());
        }
        while (Interlocked.CompareExchange(ref _epoch, after, before) != before);
        return now;
    }

    /// <summary>exp has seconds only: rounded up, a token is good for no less than its life; expires_at is the same.</summary>
    private static DateTimeOffset WholeSecond(DateTimeOffset at) =>
        at.Ticks % TimeSpan.TicksPerSecond is > 0 and var over ? at.AddTicks(TimeSpan.TicksPerSecond - over) : at;
}

/// <summary>The clock by which tokens live: the wall's, unless <c>token_clock</c> says the world's. Stateless.</summary>
internal static class TokenClock
{
    /// <summary>Its UTC instant.</summary>
    public static DateTimeOffset Now(WorldOptions options, DateTimeOffset worldNow, TimeProvider time) =>
        options.TokensLiveByWorldClock ? worldNow : time.GetUtcNow();

    /// <summary>A time after an instant; no later than the calendar goes, where a world's clock may stand.</summary>
    public static DateTimeOffset Later(DateTimeOffset at, TimeSpan by) =>
        by < DateTimeOffset.MaxValue - at ? at + by : DateTimeOffset.MaxValue;
}
