using System.Text;
using System.Text.Json;
using WireMock;

namespace FincoreSim.Testing;

/// <summary>A request as it arrived, whichever receiver took it. Immutable.</summary>
public sealed record RequestMessage
{
    /// <summary>The method, in upper case as sent.</summary>
    public required string Method { get; init; }

    /// <summary>The decoded path, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>The query's values by name.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Query { get; init; }

    /// <summary>The headers' values by name; names are compared without case.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; init; }

    /// <summary>The body exactly as it came over the wire: what a signature must be checked against.</summary>
    public required ReadOnlyMemory<byte> BodyAsBytes { get; init; }

    /// <summary>The body read as UTF-8.</summary>
    public string Body => Encoding.UTF8.GetString(BodyAsBytes.Span);

    /// <summary>The body parsed as JSON; throws a <see cref="JsonException"/> if it is none.</summary>
    public JsonElement BodyAsJson() => JsonElement.Parse(BodyAsBytes.Span);

    internal static RequestMessage Of(IRequestMessage came) => new()
    {
        Method = came.Method,
        Path = came.Path,
        Query = Values(came.Query, StringComparer.Ordinal),
        Headers = Values(came.Headers, StringComparer.OrdinalIgnoreCase),
        BodyAsBytes = came.BodyAsBytes,
    };

    private static Dictionary<string, IReadOnlyList<string>> Values<TValues>(
        IDictionary<string, TValues>? pairs, StringComparer names)
        where TValues : IReadOnlyList<string> =>
        (pairs ?? new Dictionary<string, TValues>()).ToDictionary(
            pair => pair.Key, IReadOnlyList<string> (pair) => pair.Value, names);
}
