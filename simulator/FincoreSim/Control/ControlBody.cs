using FincoreSim.Domain.Primitives;
using FincoreSim.Json;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Control;

/// <summary>
/// Reads the body of a control call as JSON or YAML, as it looks: what a client says of it is often wrong, as <c>curl -d</c> does
/// of everything. Stateless.
/// </summary>
internal static class ControlBody
{
    private const string Name = "body";

    /// <summary>Parses bytes as one value; the document must be disposed by the caller.</summary>
    public static Outcome<JsonDocument> Parse(ReadOnlyMemory<byte> bytes)
    {
        var json = JsonBody.Parse(bytes);
        if (json.IsAccepted || bytes.Length == 0)
        {
            return json;
        }

        var problems = new ProblemList(Name);
        if (YamlTree.Read(bytes, problems) is { } node)
        {
            return JsonDocument.Parse(NodeJson.Plain(node));
        }

        return LooksLikeJson(bytes.Span)
            ? json
            : new Refusal(RefusalCode.InvalidArgument, $"The body is neither JSON nor YAML: {problems.Sorted()[0]}");
    }

    private static bool LooksLikeJson(ReadOnlySpan<byte> bytes) =>
        bytes.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[' or (byte)'"', ..];
}
