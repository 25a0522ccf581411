namespace FincoreSim.Runs;

/// <summary>
/// The hosts that a scenario's calls and webhooks may go to: the simulator's, the integrator's, and those that the file allows by
/// name. A file can do harm to its own sandbox only. Immutable.
/// </summary>
internal sealed class AllowedHosts
{
    private readonly FrozenSet<string> _authorities;
    private readonly FrozenSet<string> _hosts;

    /// <summary>The hosts of these base URLs, and these hosts on any port.</summary>
    public AllowedHosts(IEnumerable<string?> bases, IEnumerable<string> hosts)
    {
        _authorities = bases.OfType<string>().Select(url => new Uri(url).Authority).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _hosts = hosts.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether a URL may be called.</summary>
    public bool Allows(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https")
        && (_authorities.Contains(uri.Authority) || _hosts.Contains(uri.Host) || _hosts.Contains(uri.Authority));

    /// <summary>Why a URL may not be called; null where it may.</summary>
    public string? Refuse(string url) => Allows(url)
        ? null
        : $"{url} may not be called: a scenario calls the integrator, the simulator, and the hosts of sandbox.allow_hosts";
}
