using FincoreSim.Testing;

namespace FincoreSim.Tests.OpenApi;

/// <summary>
/// Stands before the wire in a test's HttpClient and holds every call of /v1 and /_sim against the OpenAPI document: the
/// answer's status, media type and body, and the request's body where it was accepted. What does not fit fails the test by
/// name. Calls whose answer is spoilt on purpose go past it with <see cref="Unchecked"/>.
/// </summary>
public sealed class ContractHandler(HttpMessageHandler wire) : DelegatingHandler(wire)
{
    /// <summary>
    /// Set on a request whose answer is not to be checked: <c>request.Options.Set(ContractHandler.Unchecked, true)</c>.
    /// </summary>
    public static readonly HttpRequestOptionsKey<bool> Unchecked = new("contract.unchecked");

    private const string EventStream = "text/event-stream";

    // What any operation may answer, without a line of its own: the documents' "default".
    private static readonly int[] Common = [413, 415, 421, 429, 500, 503];

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        var document = request.Options.TryGetValue(Unchecked, out var isUnchecked) && isUnchecked
            ? null
            : ServedDocuments.Current.Of(path);
        var sent = document is null || request.Content is null
            ? []
            : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var answer = await base.SendAsync(request, cancellationToken);
        if (document is null)
        {
            return answer;
        }

        var call =
            new CheckedCall(document, request.Method.Method, path, (int)answer.StatusCode,
                answer.Content.Headers.ContentType?.ToString());
        var body = call.IsStream ? [] : await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        string[] violations = [.. call.CheckAnswer(body), .. call.CheckRequest(sent)];
        return violations.Length == 0 ? answer : throw new CheckFailedException(
            $"{request.Method} {path} answered {call.Status}, and the OpenAPI document is not kept:\n  "
            + $"{string.Join("\n  ", violations)}\n{Shown("request", sent)}{Shown("answer", body)}");
    }

    private static string Shown(string what, byte[] body)
    {
        const int ShownMax = 2000;
        var text = System.Text.Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, ShownMax));
        return text.Length == 0 ? "" : $"{what}: {text}\n";
    }

    private sealed record CheckedCall(ServedDocument Document, string Method, string Path, int Status, string? ContentType)
    {
        private DocumentedOperation? Operation => Document.Operations.Find(Method == "HEAD" ? "GET" : Method, Path);

        /// <summary>Whether the body has no end.</summary>
        public bool IsStream => ContentType?.StartsWith(EventStream, StringComparison.Ordinal) == true;

        public IEnumerable<string> CheckAnswer(byte[] body)
        {
            if (Operation is not { } operation)
            {
                return Status is 404 or 405 ? CheckBody(AnyOperation, body) : [$"The document has no operation {Method} {Path}."];
            }

            if (!operation.Names(Status) && !operation.NamesNone && !Common.Contains(Status))
            {
                return [
                    $"The document does not say that {operation.Id} may answer {Status}; see the Errors of its ApiOperation."];
            }

            return CheckBody(operation, body);
        }

        /// <summary>
        /// Only what was accepted must be what the document asks for; placeholders of the documentation are let through.
        /// </summary>
        public IEnumerable<string> CheckRequest(byte[] body)
        {
            var isBody = body.Length > 0 && Status is >= 200 and < 300 && Operation is { HasBody: true };
            return isBody && body.AsSpan().IndexOf("\"{{"u8) < 0
                ? Document.Checker.CheckRequest(Method, Operation!.Path, WithoutMark(body))
                    .Select(violation => $"request {violation}")
                : [];
        }

        // An unknown route has the error body of its side of the program, which every operation has as its default.
        private DocumentedOperation AnyOperation => Document.Operations.All.First(operation => !operation.NamesNone);

        private IReadOnlyList<string> CheckBody(DocumentedOperation operation, byte[] body) =>
            Method != "HEAD" ? Document.Checker.Check(operation.Method, operation.Path, Status, ContentType, body)
            : body.Length == 0 ? []
            : ["#: expected no body for HEAD"];

        private static ReadOnlyMemory<byte> WithoutMark(byte[] body) =>
            body.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? body.AsMemory(3) : body;
    }
}

/// <summary>Holds what a receiver got against the webhooks of the OpenAPI document.</summary>
public static class ContractWebhooks
{
    /// <summary>Fails unless a body is as the document says.</summary>
    /// <param name="name">The webhook, as the document has it (<c>money-in</c>) or by its type (<c>MONEY_IN</c>).</param>
    /// <param name="body">What was received.</param>
    public static void Check(string name, ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(name);
        var webhook = name.Replace('_', '-').ToUpperInvariant() switch
        {
            "MONEY-IN" => "money-in",
            "STATUS-UPDATE" => "status-update",
            "CEP" => "cep",
            "REPORT" => "report",
            _ => name,
        };
        var violations = ServedDocuments.Current.Fincore.Checker.CheckWebhook(webhook, body);
        if (violations.Count > 0)
        {
            throw new CheckFailedException(
                $"The webhook {webhook} is not as the OpenAPI document says:\n  "
                + $"{string.Join("\n  ", violations)}\n{System.Text.Encoding.UTF8.GetString(body.Span)}");
        }
    }

    /// <summary>Fails unless a body is as the document says.</summary>
    public static void Check(string name, string body) => Check(name, System.Text.Encoding.UTF8.GetBytes(body));
}
