using System.IO.Compression;
using System.Security.Cryptography;

namespace FincoreSim.Pages.Layout;

/// <summary>
/// The page's own files: embedded, compressed once, and kept by browsers for as long as they are the same. Thread-safe.
/// </summary>
internal static class PageAssets
{
    public const string Prefix = "/_page/";

    private static readonly FrozenDictionary<string, Asset> All = new[]
    {
        Asset.Read("tokens.css", "text/css; charset=utf-8"),
        Asset.Read("page.css", "text/css; charset=utf-8"),
        Asset.Read("page.js", "text/javascript; charset=utf-8"),
    }.ToFrozenDictionary(asset => asset.Name);

    /// <summary>The address of a file; it changes with what is in it.</summary>
    public static string Href(string name) => $"{Prefix}{All[name].Hash}/{name}";

    /// <summary>Answers with a file, or leaves the request unanswered where there is none.</summary>
    public static Task AnswerAsync(HttpContext context)
    {
        var response = context.Response;
        if (!All.TryGetValue((string)context.GetRouteValue("name")!, out var asset)
            || (string)context.GetRouteValue("hash")! != asset.Hash)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var takesGzip = context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        var body = takesGzip ? asset.Zipped : asset.Plain;
        response.ContentType = asset.ContentType;
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.Vary = "Accept-Encoding";
        response.Headers.ContentEncoding = takesGzip ? "gzip" : default;
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    /// <summary>One file.</summary>
    private sealed record Asset(string Name, string ContentType, byte[] Plain, byte[] Zipped, string Hash)
    {
        public static Asset Read(string name, string contentType)
        {
            using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream($"page/{name}")
                ?? throw new InvalidOperationException($"the page's {name} is not embedded");
            using var plain = new MemoryStream();
            stream.CopyTo(plain);
            using var zipped = new MemoryStream();
            using (var gzip = new GZipStream(zipped, CompressionLevel.SmallestSize, leaveOpen: true))
            {
                gzip.Write(plain.ToArray());
            }

            return new(name, contentType, plain.ToArray(), zipped.ToArray(),
                Convert.ToHexStringLower(SHA256.HashData(plain.ToArray()))[..12]);
        }
    }
}
