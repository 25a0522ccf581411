namespace FincoreSim.OpenApi;

/// <summary>What texts look like by their name alone, for the control API, where one name means one thing everywhere.</summary>
internal static class CommonTexts
{
    private static readonly FrozenDictionary<string, TextKind> Texts = new Dictionary<string, TextKind>
    {
        ["client_id"] = TextKinds.Uuid,
        ["customer_id"] = TextKinds.Uuid,
        ["account_id"] = TextKinds.Uuid,
        ["instrument_id"] = TextKinds.Uuid,
        ["transaction_id"] = TextKinds.Uuid,
        ["clabe"] = TextKinds.Clabe,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The kind; any text where nothing is known.</summary>
    public static TextKind Find(string name) => Texts.GetValueOrDefault(name) ?? TextKinds.Any;
}
