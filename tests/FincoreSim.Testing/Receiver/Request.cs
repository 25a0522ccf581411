using System.IO.Enumeration;
using System.Text.Json;

namespace FincoreSim.Testing;

/// <summary>Describes the requests meant, in WireMock's words. Immutable: each step returns a narrower description.</summary>
public sealed class Request
{
    private static readonly Request Any = new([], []);
    private readonly Func<RequestMessage, bool>[] _conditions;
    private readonly string[] _words;

    private Request(Func<RequestMessage, bool>[] conditions, string[] words)
    {
        _conditions = conditions;
        _words = words;
    }

    /// <summary>Starts from every request.</summary>
    public static Request Create() => Any;

    /// <summary>Only this path; <c>*</c> stands for any characters.</summary>
    public Request WithPath(string pattern) =>
        And($"path {pattern}", request => FileSystemName.MatchesSimpleExpression(pattern, request.Path, ignoreCase: false));

    /// <summary>Only this method.</summary>
    public Request UsingMethod(string method) =>
        And(method, request => string.Equals(request.Method, method, StringComparison.OrdinalIgnoreCase));

    /// <summary>Only GET.</summary>
    public Request UsingGet() => UsingMethod("GET");

    /// <summary>Only POST.</summary>
    public Request UsingPost() => UsingMethod("POST");

    /// <summary>Any method; says so where the reader might wonder.</summary>
    public Request UsingAnyMethod() => this;

    /// <summary>Only with this header; in the value, <c>*</c> stands for any characters.</summary>
    public Request WithHeader(string name, string pattern) =>
        And($"header {name}: {pattern}", request => AnyMatches(request.Headers, name, pattern));

    /// <summary>Only with this query parameter; in the value, <c>*</c> stands for any characters.</summary>
    public Request WithParam(string name, string pattern) =>
        And($"query {name}={pattern}", request => AnyMatches(request.Query, name, pattern));

    /// <summary>Only with exactly this body text.</summary>
    public Request WithBody(string body) => And("a given body", request => request.Body == body);

    /// <summary>Only with a JSON body the condition accepts. Where it throws, the request is not meant.</summary>
    public Request WithBody(Func<JsonElement, bool> condition) =>
        And("a condition on the body", request => Holds(condition, request));

    /// <summary>The description in words, for failure messages.</summary>
    public override string ToString() => _words.Length == 0 ? "any request" : string.Join(", ", _words);

    internal bool Matches(RequestMessage request) => Array.TrueForAll(_conditions, condition => condition(request));

    private static bool AnyMatches(IReadOnlyDictionary<string, IReadOnlyList<string>> values, string name, string pattern) =>
        values.TryGetValue(name, out var found)
        && found.Any(value => FileSystemName.MatchesSimpleExpression(pattern, value, ignoreCase: false));

    private static bool Holds(Func<JsonElement, bool> condition, RequestMessage request)
    {
        try
        {
            return condition(request.BodyAsJson());
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            // As in WireMock: no JSON, or not with what the condition asks for, is not the request described.
            return false;
        }
    }

    private Request And(string words, Func<RequestMessage, bool> condition) =>
        new([.. _conditions, condition], [.. _words, words]);
}
