using System.Text.Json;

namespace FincoreSim.Testing;

/// <summary>Compares content types with the ranges of a document's <c>content</c>. Stateless.</summary>
internal static class MediaTypes
{
    public static bool IsJson(string? contentType)
    {
        var type = Bare(contentType);
        return type == "application/json" || type.EndsWith("+json", StringComparison.Ordinal);
    }

    /// <summary>The entry for the type itself, else for its range, else for anything; null if there is none.</summary>
    public static JsonElement? Find(JsonElement content, string? contentType)
    {
        var type = Bare(contentType);
        if (type.Length == 0)
        {
            return null;
        }

        string[] keys = [type, type.Split('/')[0] + "/*", "*/*"];
        foreach (var key in keys)
        {
            foreach (var entry in content.EnumerateObject().Where(entry => Bare(entry.Name) == key))
            {
                return entry.Value;
            }
        }

        return null;
    }

    private static string Bare(string? contentType) => (contentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
}
