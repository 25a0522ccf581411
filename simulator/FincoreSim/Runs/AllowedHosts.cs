namespace FincoreSim.Runs;

/// <summary>
/// Where a scenario's calls and webhooks may go: to the simulator, but not to the control of sandboxes that are not its own, to the
/// integrator, and to the hosts that the file allows by name. A file can do harm to its own sandbox only. Immutable.
/// </summary>
internal sealed class AllowedHosts
{
    private const string Control = "/_sim/";
    private const string Sandboxes = "/_sim/sandboxes/";
    private const string Receiver = "/_sim/answer/";

    private readonly string _simulator;
    private readonly FrozenSet<string> _own;
    private readonly FrozenSet<string> _hosts;

    /// <summary>Allows the simulator, the integrator and these hosts.</summary>
    /// <param name="simulator">The simulator's base URL.</param>
    /// <param name="own">What the scenario's own sandbox is called.</param>
    /// <param name="integrator">The integrator's base URL; null: there is none.</param>
    /// <param name="hosts">Other hosts, on any port where they name none.</param>
    public AllowedHosts(string simulator, IEnumerable<string> own, string? integrator, IEnumerable<string> hosts)
    {
        _simulator = new Uri(simulator).Authority;
        _own = own.ToFrozenSet(StringComparer.Ordinal);
        _hosts = hosts.Concat(integrator is null ? [] : [new Uri(integrator).Authority]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether a URL may be called.</summary>
    public bool Allows(string url) => Refuse(url) is null;

    /// <summary>Why a URL may not be called; null where it may.</summary>
    public string? Refuse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return $"{url} may not be called: it is no http URL";
        }

        if (uri.Authority.Equals(_simulator, StringComparison.OrdinalIgnoreCase))
        {
            return RefuseControl(url, Uri.UnescapeDataString(uri.AbsolutePath));
        }

        return _hosts.Contains(uri.Host) || _hosts.Contains(uri.Authority)
            ? null
            : $"{url} may not be called: a scenario calls the integrator, the simulator, and the hosts of sandbox.allow_hosts";
    }

    private string? RefuseControl(string url, string path)
    {
        var isOthers = path.StartsWith(Control, StringComparison.OrdinalIgnoreCase) && !path.StartsWith(Receiver, StringComparison.OrdinalIgnoreCase)
            && !(path.StartsWith(Sandboxes, StringComparison.OrdinalIgnoreCase) && _own.Contains(path[Sandboxes.Length..].Split('/')[0]));
        return isOthers ? $"{url} may not be called: of the control API a scenario reaches its own sandbox only" : null;
    }
}
