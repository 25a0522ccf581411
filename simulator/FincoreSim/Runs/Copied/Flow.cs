using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FincoreSim.Runs.Copied;

/// <summary>Writes values as YAML in one line: what may stand plain stands plain, all else as JSON has it. Stateless.</summary>
internal static partial class Flow
{
    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "true", "false", "null", "yes", "no", "on", "off", "y", "n");

    /// <summary>A value in one line.</summary>
    public static string Of(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject map => $"{{{string.Join(", ", map.Select(pair => $"{Text(pair.Key)}: {Of(pair.Value)}"))}}}",
        JsonArray list => $"[{string.Join(", ", list.Select(Of))}]",
        JsonValue scalar when scalar.TryGetValue<string>(out var text) => Text(text),
        _ => value.ToJsonString(),
    };

    /// <summary>A text: plain where YAML takes it for a text and nothing else.</summary>
    public static string Text(string text) => Plain().IsMatch(text) && !Words.Contains(text) ? text : Quoted(text);

    private static string Quoted(string text) => $"\"{Escaped(text)}\"";

    /// <summary>JSON's escapes are YAML's; what is not ASCII is escaped too where YAML readers may not take it as it stands.</summary>
    private static string Escaped(string text)
    {
        var encoded = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);
        var written = new StringBuilder(encoded.Length);
        foreach (var letter in encoded)
        {
            var isAsItStands = letter is < '\u007F' or (>= '\u00A0' and < '\u2000') or (>= '\u2030' and < '\uFE00');
            written.Append(isAsItStands ? letter.ToString() : $"\\u{(int)letter:x4}");
        }

        return written.ToString();
    }

    [GeneratedRegex(@"^([A-Za-z_][A-Za-z0-9_.]*|([0-9]+(ms|s|m|h|d))+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
