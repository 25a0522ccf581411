using FincoreSim.Domain.Primitives;
using Microsoft.Net.Http.Headers;

namespace FincoreSim.Api.Http;

/// <summary>Bodies are read as they are written: one that was compressed is refused by its headers. Stateless.</summary>
internal static class BodyCoding
{
    /// <summary>What such a refusal tells the caller to send instead (RFC 7694).</summary>
    public const string Accepted = Identity;

    private const string Identity = "identity";
    private const string Chunked = "chunked";
    private const int ShownMax = 40;

    /// <summary>The refusal of a body that is compressed or otherwise encoded; null where it is not.</summary>
    public static Refusal? Refuse(HttpRequest request) =>
        Find(request.Headers.ContentEncoding, Identity) is { } content ? Refuse(HeaderNames.ContentEncoding, content)
        : Find(request.Headers.TransferEncoding, Chunked) is { } transfer ? Refuse(HeaderNames.TransferEncoding, transfer)
        : null;

    private static Refusal Refuse(string header, string coding) =>
        new(RefusalCode.BodyEncoded, $"{header}: {(coding.Length <= ShownMax ? coding : $"{coding[..ShownMax]}…")}");

    /// <summary>The first coding of a header that changes the bytes.</summary>
    private static string? Find(Microsoft.Extensions.Primitives.StringValues values, string harmless)
    {
        // Most requests have none, and no time for lists of them.
        return values.Count == 0
            ? null
            : values.SelectMany(Codings).FirstOrDefault(coding => !coding.Equals(harmless, StringComparison.OrdinalIgnoreCase));
    }

    private static string[] Codings(string? value) =>
        (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
