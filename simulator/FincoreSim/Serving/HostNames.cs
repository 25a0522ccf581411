using System.Net;
using Microsoft.Extensions.Primitives;

namespace FincoreSim.Serving;

/// <summary>
/// The names by which this server may be called. Any web site can let a name of its own lead to this machine, and then read in a
/// visitor's browser what is answered there (DNS rebinding); but the browser says the name, and it is none of these. Thread-safe.
/// </summary>
internal sealed class HostNames
{
    /// <summary>Names that nobody can register, so that no web site has one.</summary>
    private static readonly StringSegment[] Reserved = ["*.localhost", "*.local", "*.internal", "*.test", "*.home.arpa"];

    private static readonly IdnMapping Idn = new();
    private readonly StringSegment[] _patterns;
    private string _known = "";

    /// <summary>The reserved names, and these.</summary>
    /// <param name="urls">The URLs that are listened on, separated by semicolons; names in them count.</param>
    /// <param name="allowed">Names that were allowed; <c>*.example.com</c> is every name below, <c>*</c> every name.</param>
    public HostNames(string urls, IEnumerable<string> allowed) =>
        _patterns = [.. Reserved, .. NamesIn(urls).Concat(allowed).Select(name => new StringSegment(AsciiOf(name)))];

    /// <summary>What is wrong with a name that shall be allowed; null where nothing is.</summary>
    public static string? Problem(string name)
    {
        var plain = name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name;
        return name == "*" || Uri.CheckHostName(plain.TrimEnd('.')) == UriHostNameType.Dns
            ? null
            : $"'{name}' is not a host name such as sim.example.com or *.example.com, without scheme, port and path";
    }

    /// <summary>Whether the server answers to what a Host header says.</summary>
    public bool Answers(string host)
    {
        if (string.Equals(host, Volatile.Read(ref _known), StringComparison.Ordinal))
        {
            return true;
        }

        if (!IsKnown(NameIn(host)))
        {
            return false;
        }

        Volatile.Write(ref _known, host);
        return true;
    }

    /// <summary>The name in a Host header, without port and brackets.</summary>
    public static string NameIn(string host)
    {
        var end = host.StartsWith('[') ? host.IndexOf(']') + 1 : host.LastIndexOf(':');
        return (end > 0 ? host[..end] : host).Trim('[', ']');
    }

    /// <summary>
    /// An address is no name that could be made to lead elsewhere, a name without a dot is none of the internet's, and no name at
    /// all comes from no browser.
    /// </summary>
    private bool IsKnown(string name)
    {
        var plain = name.EndsWith('.') ? name[..^1] : name;
        return !plain.Contains('.') || IPAddress.TryParse(plain, out _) || HostString.MatchesAny(plain, _patterns);
    }

    /// <summary>The name as a Host header has it.</summary>
    private static string AsciiOf(string name) => Idn.GetAscii(name.TrimEnd('.'));

    private static IEnumerable<string> NamesIn(string urls) =>
        from url in urls.Split(';', StringSplitOptions.TrimEntries)
        let parsed = Uri.TryCreate(url, UriKind.Absolute, out var read) ? read : null
        where parsed?.HostNameType == UriHostNameType.Dns
        select parsed.Host;
}
