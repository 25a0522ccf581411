using System.Text.Json;
using System.Text.RegularExpressions;

namespace FincoreSim.Testing;

/// <summary>Finds operations by method and path, and follows references between a document's parts. Immutable.</summary>
internal sealed class OperationFinder
{
    private const int ReferencesMax = 20;
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    private readonly JsonElement _document;
    private readonly List<(Regex Pattern, JsonElement Item)> _paths = [];
    private readonly List<string> _bases = [""];

    public OperationFinder(JsonElement document)
    {
        _document = document;
        if (document.TryGetProperty("servers", out var servers))
        {
            _bases.AddRange(servers.EnumerateArray().Select(BasePath).Where(path => path.Length > 0));
        }

        if (document.TryGetProperty("paths", out var paths))
        {
            // A concrete path goes before a templated one: /v1/clients/me is not a client's id.
            _paths.AddRange(paths.EnumerateObject()
                .OrderBy(path => path.Name.Count(letter => letter == '{'))
                .Select(path => (Pattern(path.Name), path.Value)));
        }
    }

    public JsonElement? Find(string method, string path)
    {
        var called = path.Split('?')[0];
        foreach (var basePath in _bases.Where(one => called.StartsWith(one + "/", StringComparison.Ordinal)))
        {
            var rest = called[basePath.Length..];
            foreach (var (_, item) in _paths.Where(entry => entry.Pattern.IsMatch(rest)))
            {
                if (Deref(item).TryGetProperty(method.ToLowerInvariant(), out var operation))
                {
                    return operation;
                }
            }
        }

        return null;
    }

    public JsonElement? FindWebhook(string name)
    {
        if (!_document.TryGetProperty("webhooks", out var webhooks) || !webhooks.TryGetProperty(name, out var item))
        {
            return null;
        }

        var operations = Deref(item).EnumerateObject().Where(member => Methods.Contains(member.Name)).ToList();
        return operations.Count == 1
            ? operations[0].Value
            : throw new CheckFailedException($"The webhook {name} has {operations.Count} operations in the document, not one.");
    }

    /// <summary>The element itself, or what its <c>$ref</c> leads to.</summary>
    public JsonElement Deref(JsonElement element)
    {
        for (var step = 0; step < ReferencesMax; step++)
        {
            if (!element.TryGetProperty("$ref", out var reference))
            {
                return element;
            }

            element = JsonPointer.Resolve(_document, reference.GetString()!)
                ?? throw new CheckFailedException($"The document refers to {reference}, which it does not have.");
        }

        throw new CheckFailedException("The document's references go round in a circle.");
    }

    private static Regex Pattern(string template)
    {
        var literals = Regex.Split(template, @"\{[^/{}]*\}", RegexOptions.CultureInvariant).Select(Regex.Escape);
        return new Regex($@"\A{string.Join("[^/]+", literals)}\z", RegexOptions.CultureInvariant);
    }

    private static string BasePath(JsonElement server)
    {
        var url = server.GetProperty("url").GetString() ?? "";
        var path = Uri.TryCreate(url, UriKind.Absolute, out var absolute) && !absolute.IsFile ? absolute.AbsolutePath : url;
        return path.TrimEnd('/');
    }
}
