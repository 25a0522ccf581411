namespace FincoreSim.Runs.Posted;

/// <summary>JSON that runs read and write.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class RunJson : JsonSerializerContext
{
    /// <summary>A text as JSON; null where it is none.</summary>
    public static JsonElement? Parse(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // It is no JSON, which whoever asks is told by null.
            return null;
        }
    }
}
