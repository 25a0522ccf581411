using System.Text.Json.Nodes;
using FincoreSim.Language.Model;
using FincoreSim.Language.Shapes;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Kinds;

/// <summary>
/// A method with a URL: <c>POST ${INTEGRATOR_URL}/payments</c>, or with a path: <c>POST /v1/transactions/money_out</c>.
/// </summary>
/// <param name="isPath">Whether a path stands there instead of a URL; then the method may be left out.</param>
internal sealed class RequestLineKind(bool isPath) : SingleKind<RequestLine>
{
    /// <summary>The methods.</summary>
    public static ImmutableArray<string> Methods { get; } = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

    /// <inheritdoc/>
    public override string Expectation =>
        isPath ? "a request line such as \"POST /v1/transactions/money_out\"" : $"a request line such as POST "
            + $"${{{Reading.IntegratorUrl}}}/payments";

    /// <inheritdoc/>
    public override JsonObject Schema(SchemaBook book)
    {
        var method = $"({string.Join('|', Methods)})";
        var line = SchemaBook.Text(isPath ? $"^ *({method} +)?/" : $"^ *{method} +{UrlKind.Beginning}");
        return SchemaBook.OrMatrix(SchemaParts.AllOf(line, SchemaBook.Template()));
    }

    /// <inheritdoc/>
    protected override RequestLine? ReadScalar(ScalarNode scalar, Reading reading)
    {
        if (!IsText(scalar, reading))
        {
            return null;
        }

        var (method, target) = scalar.Text.Split(
            ' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) switch
        {
            [var word, var rest] => (word, rest),
            [var rest] when isPath => (null, rest),
            _ => ("", ""),
        };
        if (method is not null && !Methods.Contains(method))
        {
            reading.Error(scalar, $"expected {Expectation}, found '{scalar.Shown}'{Nearest.Hint(method, Methods)}");
            return null;
        }

        if (!isPath)
        {
            return UrlKind.Check(scalar, target, reading) is { } url ? new RequestLine(method, url) : null;
        }

        if (!target.StartsWith('/'))
        {
            reading.Error(scalar, $"'{target}' is not a valid path: a path begins with /");
            return null;
        }

        return reading.Template(scalar with { Text = target }) is { } path ? new RequestLine(method, path) : null;
    }
}

/// <summary>A method with its target.</summary>
/// <param name="Method">The method; null for any.</param>
/// <param name="Target">The URL or path.</param>
internal sealed record RequestLine(string? Method, Template Target);

/// <summary>The keys of HTTP requests that a scenario sends. Stateless.</summary>
internal static class HttpKeys
{
    /// <summary>The headers.</summary>
    public static Key<ImmutableArray<KeyValuePair<string, Template>>> Headers { get; } =
        new("headers", new MapKind<Template>("headers with their values", new TemplateKind("a text")), "Headers of the request.");

    /// <summary>The body.</summary>
    public static Key<Node> Body { get; } = new("body", new TreeKind(), "The JSON body.");
}
