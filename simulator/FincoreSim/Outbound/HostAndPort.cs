using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace FincoreSim.Outbound;

/// <summary>A host that may be called, on one port or on any. Immutable.</summary>
/// <param name="Host">Its name or address as URLs have it, without brackets.</param>
/// <param name="Port">The port; null: any.</param>
internal sealed record HostAndPort(string Host, int? Port)
{
    /// <summary>The host and port of a URL.</summary>
    public static HostAndPort Of(Uri url) => new(HostOf(url), url.Port);

    /// <summary>Reads <c>HOST</c> or <c>HOST:PORT</c>; an IPv6 address with a port stands in brackets.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out HostAndPort? host)
    {
        host = null;
        var written = IPAddress.TryParse(text, out var address) && text.Contains(':') && text[0] != '[' ? $"[{address}]" : text;
        if (written.AsSpan().IndexOfAny("/\\?#@") >= 0
            || !Uri.TryCreate($"http://{written}", UriKind.Absolute, out var url) || url.Host.Length == 0)
        {
            return false;
        }

        var isPortGiven = written.LastIndexOf(':') > written.LastIndexOf(']');
        host = new HostAndPort(HostOf(url), isPortGiven ? url.Port : null);
        return true;
    }

    /// <summary>Those of some texts that can be read.</summary>
    public static ImmutableArray<HostAndPort> ReadAll(IEnumerable<string> texts) =>
        [.. texts.Select(text => TryParse(text, out var host) ? host : null).OfType<HostAndPort>()];

    /// <summary>Whether a URL goes there.</summary>
    public bool Matches(Uri url) =>
        Host.Equals(HostOf(url), StringComparison.OrdinalIgnoreCase) && (Port is null || Port == url.Port);

    /// <inheritdoc/>
    public override string ToString()
    {
        var host = Host.Contains(':') ? $"[{Host}]" : Host;
        return Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{host}:{port}") : host;
    }

    private static string HostOf(Uri url) => url.IdnHost.TrimEnd('.');
}
