using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FincoreSim.Testing;

/// <summary>
/// Checks real requests, answers and webhooks against an OpenAPI 3.1 document. Each violation begins with the JSON pointer
/// in the body (<c>#/amount</c>) and says what was expected; an empty list means that the document was kept. What the
/// checker does not understand is a violation too, so nothing passes unread. Headers and parameters are not checked.
/// Immutable; safe to use from any thread.
/// </summary>
public sealed class OpenApiChecker
{
    private const string Json = "application/json";

    // Names given twice would let the last one hide the first: a fault in any answer.
    private static readonly JsonDocumentOptions BodyOptions = new() { AllowDuplicateProperties = false };
    private readonly JsonElement _document;
    private readonly OperationFinder _operations;

    /// <summary>Reads the document, JSON of version 3.1.</summary>
    public OpenApiChecker(string document)
    {
        _document = JsonElement.Parse(document);
        var version = _document.TryGetProperty("openapi", out var value) ? value.ToString() : "(none)";
        if (!version.StartsWith("3.1", StringComparison.Ordinal))
        {
            throw new CheckFailedException($"The checker reads OpenAPI 3.1 documents; this one says version {version}.");
        }

        _operations = new OperationFinder(_document);
    }

    /// <summary>
    /// Checks an answer: its operation, its status (or <c>4XX</c>, or <c>default</c>), its content type and body.
    /// </summary>
    /// <param name="method">The HTTP method, in any case.</param>
    /// <param name="path">The path called, with or without a query; a base path from <c>servers</c> may stand before it.</param>
    /// <param name="status">The status answered.</param>
    /// <param name="contentType">The content type answered, null if none.</param>
    /// <param name="body">The body's bytes.</param>
    public IReadOnlyList<string> Check(string method, string path, int status, string? contentType, ReadOnlyMemory<byte> body)
    {
        if (_operations.Find(method, path) is not { } operation)
        {
            return [$"The document has no operation {method} {path}."];
        }

        if (ResponseFor(operation, status) is not { } response)
        {
            return [$"{method} {path} has no response {status} in the document."];
        }

        return Deref(response).TryGetProperty("content", out var content)
            ? CheckContent(content, contentType, body)
            : NothingExpected(body);
    }

    /// <summary>Checks a request's body against the operation; an absent body is fine where it is not required.</summary>
    public IReadOnlyList<string> CheckRequest(string method, string path, ReadOnlyMemory<byte> body, string contentType = Json) =>
        _operations.Find(method, path) is { } operation
            ? CheckRequestBody(operation, contentType, body)
            : [$"The document has no operation {method} {path}."];

    /// <summary>Checks a webhook's body against the one operation under its name in <c>webhooks</c>.</summary>
    public IReadOnlyList<string> CheckWebhook(string name, ReadOnlyMemory<byte> body, string contentType = Json) =>
        _operations.FindWebhook(name) is { } operation
            ? CheckRequestBody(operation, contentType, body)
            : [$"The document has no webhook {name}."];

    private static JsonElement? ResponseFor(JsonElement operation, int status)
    {
        if (!operation.TryGetProperty("responses", out var responses))
        {
            return null;
        }

        var exact = status.ToString(CultureInfo.InvariantCulture);
        string[] keys = [exact, $"{exact[..1]}XX", "default"];
        foreach (var key in keys)
        {
            if (responses.TryGetProperty(key, out var response))
            {
                return response;
            }
        }

        return null;
    }

    private static IReadOnlyList<string> NothingExpected(ReadOnlyMemory<byte> body) =>
        body.IsEmpty ? [] : [$"#: expected no body, got {body.Length} bytes"];

    private IReadOnlyList<string> CheckRequestBody(JsonElement operation, string contentType, ReadOnlyMemory<byte> body)
    {
        if (!operation.TryGetProperty("requestBody", out var reference))
        {
            return NothingExpected(body);
        }

        var expected = Deref(reference);
        var required = expected.TryGetProperty("required", out var flag) && flag.ValueKind == JsonValueKind.True;
        return body.IsEmpty && !required ? [] : CheckContent(expected.GetProperty("content"), contentType, body);
    }

    private IReadOnlyList<string> CheckContent(JsonElement content, string? contentType, ReadOnlyMemory<byte> body)
    {
        if (!content.EnumerateObject().Any())
        {
            return NothingExpected(body);
        }

        if (MediaTypes.Find(content, contentType) is not { } media)
        {
            var allowed = string.Join(", ", content.EnumerateObject().Select(one => one.Name));
            return [$"#: expected content type {allowed}, got {contentType ?? "none"}"];
        }

        return media.TryGetProperty("schema", out var schema) && MediaTypes.IsJson(contentType)
            ? CheckJson(schema, body)
            : [];
    }

    private IReadOnlyList<string> CheckJson(JsonElement schema, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var parsed = JsonDocument.Parse(body, BodyOptions);
            return SchemaValidator.Validate(_document, schema, parsed.RootElement);
        }
        catch (JsonException malformed)
        {
            var text = Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 80)]);
            return [$"#: expected JSON, got \"{text}\" ({malformed.Message})"];
        }
    }

    private JsonElement Deref(JsonElement element) => _operations.Deref(element);
}
