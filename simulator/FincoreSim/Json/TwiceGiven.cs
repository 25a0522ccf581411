using System.Text;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Json;

/// <summary>
/// Finds the member that a JSON text has twice: the parser refuses it without a word about which. Names count as they are read,
/// however they are escaped. Stateless.
/// </summary>
internal static class TwiceGiven
{
    /// <summary>The first member that its object has already, with the objects that it is in; null where there is none.</summary>
    /// <param name="json">Valid JSON.</param>
    /// <param name="options">As it was parsed.</param>
    public static string? Find(ReadOnlySpan<byte> json, JsonReaderOptions options)
    {
        var reader = new Utf8JsonReader(json, options);
        var open = new Stack<Level>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push(new Level(PathOf(open), reader.TokenType == JsonTokenType.StartObject));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    break;
                case JsonTokenType.PropertyName when !open.Peek().Takes(NameAt(ref reader)):
                    return PathOf(open);
            }
        }

        return null;
    }

    /// <summary>A name; half a surrogate pair is no .NET text, so such a name goes by its bytes.</summary>
    private static string NameAt(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Encoding.Latin1.GetString(reader.ValueSpan);
        }
    }

    /// <summary>Where the value is that comes next.</summary>
    private static string PathOf(Stack<Level> open) => open.TryPeek(out var inner) ? inner.Next() : "";

    /// <summary>An object or an array that has not ended.</summary>
    private sealed class Level(string path, bool isObject)
    {
        private readonly HashSet<string> _names = new(StringComparer.Ordinal);
        private string _name = "";
        private int _items;

        /// <summary>Takes a member; false where it was there.</summary>
        public bool Takes(string name) => _names.Add(_name = name);

        public string Next() => !isObject ? string.Create(CultureInfo.InvariantCulture, $"{path}[{_items++}]")
            : path.Length == 0 ? Unknown.Shown(_name)
            : $"{path}.{Unknown.Shown(_name)}";
    }
}
