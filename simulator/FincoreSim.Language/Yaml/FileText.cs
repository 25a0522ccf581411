using System.Text;
using YamlDotNet.Core;

namespace FincoreSim.Language.Yaml;

/// <summary>The text of a file, and what is wrong where it cannot be read. Stateless.</summary>
internal static class FileText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of bytes, without a mark of the byte order; null where they are no UTF-8.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, ProblemList problems)
    {
        try
        {
            return Strict.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            problems.Error(Position.Start, "the file is not UTF-8");
            return null;
        }
    }

    /// <summary>Says what a parser stumbled over.</summary>
    public static void Explain(YamlException broken, string text, ProblemList problems)
    {
        var at = new Position((int)Math.Max(1, broken.Start.Line), (int)Math.Max(1, broken.Start.Column));
        var lines = text.Split('\n');
        var last = (int)Math.Min(Math.Max(broken.End.Line + 1, at.Line), lines.Length);
        for (var index = Math.Max(0, at.Line - 2); index < last; index++)
        {
            var tab = TabInIndentation(lines[index]);
            if (tab >= 0)
            {
                problems.Error(new Position(index + 1, tab + 1), "a tab in the indentation: YAML takes only spaces");
                return;
            }
        }

        problems.Error(at, $"this is not valid YAML: {FirstSentence(broken.Message)}");
    }

    private static int TabInIndentation(string line)
    {
        var end = line.AsSpan().IndexOfAnyExcept(' ', '\t');
        return line.AsSpan(0, end < 0 ? line.Length : end).IndexOf('\t');
    }

    private static string FirstSentence(string message) => message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
