using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Outbound;

/// <summary>
/// Where a scenario's calls and webhooks may go: to the simulator's API and receiver, to the integrator, and to the hosts that
/// were allowed, by the file or by who started the server. Where a name leads is decided when it is called. Immutable.
/// </summary>
internal sealed class AllowedHosts
{
    /// <summary>The environment variable with hosts that posted scenarios may call, with commas between them.</summary>
    public const string Variable = "FINCORESIM_ALLOW_CALL";

    private readonly HostAndPort _simulator;
    private readonly ImmutableArray<HostAndPort> _hosts;
    private readonly bool _isPosted;

    private AllowedHosts(HostAndPort simulator, ImmutableArray<HostAndPort> hosts, bool isPosted) =>
        (_simulator, _hosts, _isPosted) = (simulator, hosts, isPosted);

    /// <summary>Allows the simulator, the integrator and other hosts.</summary>
    /// <param name="simulator">The simulator's base URL.</param>
    /// <param name="integrator">The integrator's base URL; null: there is none.</param>
    /// <param name="calls">The hosts that the process allows; null: the file decides.</param>
    /// <param name="named">The hosts that the file names.</param>
    public static AllowedHosts Of(
        string simulator, string? integrator, ImmutableArray<HostAndPort>? calls, IEnumerable<string> named)
    {
        var others = calls ?? HostAndPort.ReadAll(named);
        var hosts = integrator is null ? others : others.Add(HostAndPort.Of(new Uri(integrator)));
        return new AllowedHosts(HostAndPort.Of(new Uri(simulator)), hosts, calls is not null);
    }

    /// <summary>Whether a URL may be called.</summary>
    public bool Allows(string url) => Refuse(url) is null;

    /// <summary>Why a URL may not be called; null where it may.</summary>
    public string? Refuse(string url)
    {
        var shown = WebhookUrl.ShownIn(url);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return $"{shown} may not be called: it is not an http URL";
        }

        if (_simulator.Matches(uri))
        {
            return OpenPaths.Has(uri) ? null
                : $"{shown} may not be called: the simulator's control API is out of reach of scenarios, which have steps for it";
        }

        return _hosts.Any(host => host.Matches(uri)) ? null : $"{shown} may not be called: {WhyNot(uri)}";
    }

    private string WhyNot(Uri url) => _isPosted
        ? $"the server was not started with --allow-call {url.Host} (or {Variable}), "
            + "and the allow_hosts of a file that was posted does not count"
        : "a scenario calls the integrator, the simulator, and the hosts of sandbox.allow_hosts";
}
