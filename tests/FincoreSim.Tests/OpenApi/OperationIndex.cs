using System.Text.Json;
using System.Text.RegularExpressions;

namespace FincoreSim.Tests.OpenApi;

/// <summary>An operation of a document.</summary>
/// <param name="Method">The method, in upper case.</param>
/// <param name="Path">The path, with its parameters in braces.</param>
/// <param name="Element">What the document says of it.</param>
internal sealed record DocumentedOperation(string Method, string Path, JsonElement Element)
{
    /// <summary>The operationId.</summary>
    public string Id => Element.GetProperty("operationId").GetString()!;

    /// <summary>Whether a status has an entry of its own, rather than the one for all others.</summary>
    public bool Names(int status) => Element.GetProperty("responses").TryGetProperty($"{status}", out _);

    /// <summary>Whether the caller chooses the status, so that all stand under the one entry.</summary>
    public bool NamesNone => !Names(200) && !Names(201);

    /// <summary>Whether it has a body.</summary>
    public bool HasBody => Element.TryGetProperty("requestBody", out _);

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path}";
}

/// <summary>The operations of a document, to be found by what was called. Immutable.</summary>
internal sealed class OperationIndex(JsonElement document)
{
    private readonly (Regex Pattern, DocumentedOperation Operation)[] _operations =
    [
        .. from path in document.GetProperty("paths").EnumerateObject()
           orderby path.Name.Count(letter => letter == '{')
           from method in path.Value.EnumerateObject()
           select (PatternOf(path.Name), new DocumentedOperation(method.Name.ToUpperInvariant(), path.Name, method.Value)),
    ];

    /// <summary>All of them.</summary>
    public IEnumerable<DocumentedOperation> All => _operations.Select(entry => entry.Operation);

    /// <summary>The operation that was called; null where the document has none.</summary>
    public DocumentedOperation? Find(string method, string path) => _operations
        .FirstOrDefault(entry => entry.Operation.Method == method && entry.Pattern.IsMatch(path.TrimEnd('/'))).Operation;

    private static Regex PatternOf(string path) =>
        new($"^{string.Join("[^/]+", Regex.Split(path, @"\{[^/{}]*\}").Select(Regex.Escape))}$", RegexOptions.CultureInvariant);
}
