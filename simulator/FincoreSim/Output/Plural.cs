
namespace FincoreSim.Output;

/// <summary>A count with its noun, in English.</summary>
internal static class Plural
{
    /// <summary>"1 file", "2 files".</summary>
    public static string Of(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
