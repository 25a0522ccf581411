using System.Text;
using System.Text.Json;
using FincoreSim.Testing;

namespace FincoreSim.Tests.OpenApi;

/// <summary>An example of a document.</summary>
/// <param name="Operation">Of which operation; the name of a webhook where <paramref name="IsWebhook"/>.</param>
/// <param name="Method">The method; empty for a webhook.</param>
/// <param name="Status">The answer's status; null for a request.</param>
/// <param name="Body">The example.</param>
internal sealed record Example(string Operation, string Method, int? Status, JsonElement Body)
{
    private const string Json = "application/json";

    public bool IsWebhook => Method.Length == 0;

    public byte[] Bytes => Encoding.UTF8.GetBytes(Body.GetRawText());

    /// <summary>What is wrong with it.</summary>
    public IEnumerable<string> Check(OpenApiChecker checker) =>
        (IsWebhook ? checker.CheckWebhook(Operation, Bytes)
            : Status is { } status ? checker.Check(Method, Operation, status, Json, Bytes)
            : checker.CheckRequest(Method, Operation, Bytes))
        .Select(problem => $"{Method} {Operation} {Status}: {problem}");
}

/// <summary>Reads the examples of a document.</summary>
internal static class Examples
{
    // A status that no operation names, so that the checker takes the example of the default entry for what it is.
    private const int DefaultStatus = 415;

    /// <summary>The examples of an operation's body and of its answers.</summary>
    public static IEnumerable<Example> Of(ServedDocument document, DocumentedOperation operation)
    {
        var answers = operation.Element.GetProperty("responses").EnumerateObject().SelectMany(response =>
            In(Resolve(document.Root, response.Value)).Select(body =>
                new Example(operation.Path, operation.Method,
                    int.TryParse(response.Name, out var status) ? status : DefaultStatus, body)));
        return OfRequest(operation).Concat(answers);
    }

    /// <summary>The examples of an operation's body.</summary>
    public static IEnumerable<Example> OfRequest(
        DocumentedOperation operation) => operation.Element.TryGetProperty("requestBody", out var request)
        ? In(request).Select(body => new Example(operation.Path, operation.Method, null, body))
        : [];

    /// <summary>The examples of the webhooks.</summary>
    public static IEnumerable<Example> OfWebhooks(
        ServedDocument document) => !document.Root.TryGetProperty("webhooks", out var webhooks) ? []
        : webhooks.EnumerateObject().SelectMany(webhook =>
            In(webhook.Value.GetProperty("post").GetProperty("requestBody"))
                .Select(body => new Example(webhook.Name, "", null, body)));

    private static IEnumerable<JsonElement> In(JsonElement holder)
    {
        if (!holder.TryGetProperty("content", out var content) || !content.TryGetProperty("application/json", out var media))
        {
            yield break;
        }

        if (media.TryGetProperty("example", out var only))
        {
            yield return only;
        }

        if (media.TryGetProperty("examples", out var several))
        {
            foreach (var one in several.EnumerateObject())
            {
                yield return one.Value.GetProperty("value");
            }
        }
    }

    private static JsonElement Resolve(JsonElement root, JsonElement value) => value.TryGetProperty("$ref", out var reference)
        ? reference.GetString()!.Split('/').Skip(1).Aggregate(root, (element, name) => element.GetProperty(name))
        : value;
}
