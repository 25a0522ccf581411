namespace FincoreSim.Worlds;

/// <summary>How a seed is asked for: a number, or a word for where the number comes from. Stateless.</summary>
internal static class SeedWords
{
    /// <summary>Draw one.</summary>
    public const string Random = "random";

    /// <summary>Leave each scenario file its own.</summary>
    public const string Files = "files";

    /// <summary>The number; null where the text is a word.</summary>
    public static long? Read(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed) ? seed : null;
}
