using System.Runtime.InteropServices;
using System.Text;

namespace FincoreSim.Json;

/// <summary>
/// The bytes of JSON texts that mean what they are: ASCII, nothing escaped. Nearly all are, and so need not become strings
/// before they are looked at.
/// </summary>
internal static class PlainText
{
    /// <summary>The bytes of a text, without its quotes.</summary>
    public static bool TryGet(JsonElement text, out ReadOnlySpan<byte> bytes)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text);
        bytes = raw[1..^1];
        return IsPlain(bytes);
    }

    /// <summary>The bytes of a member's name.</summary>
    public static bool TryGetName(JsonProperty member, out ReadOnlySpan<byte> bytes)
    {
        bytes = JsonMarshal.GetRawUtf8PropertyName(member);
        return IsPlain(bytes);
    }

    private static bool IsPlain(ReadOnlySpan<byte> bytes) => Ascii.IsValid(bytes) && !bytes.Contains((byte)'\\');
}
