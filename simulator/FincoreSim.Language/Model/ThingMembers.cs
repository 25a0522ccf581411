namespace FincoreSim.Language.Model;

/// <summary>What may follow a name in <c>${name.member}</c>. Stateless.</summary>
internal static class ThingMembers
{
    /// <summary>The members of an answer, of which json and headers go on with dots.</summary>
    private static readonly string[] Answer = ["http_status", "json", "headers", "body"];

    private static readonly FrozenDictionary<Thing, ImmutableArray<string>> Members =
        new Dictionary<Thing, ImmutableArray<string>>
        {
            [Thing.Client] = ["id", "name", "secret", "api_key"],
            [Thing.Customer] = ["id", "client_id", "name", "rfc"],
            [Thing.Account] =
            [
                "id", "account_id", "instrument_id", "clabe", "client_id", "customer_id", "owner_id", "holder_name", "status",
                "balance", "available", "posted", "pending",
            ],
            [Thing.Instrument] = ["id", "instrument_id", "clabe", "card", "holder_name", "client_id", "customer_id", "status"],
            [Thing.Webhook] = ["id", "url", "token", "type", "status"],
            [Thing.Transaction] = ["id", .. TransactionFields.Names, .. Answer],
            [Thing.Call] = ["status", .. Answer],
            [Thing.Snapshot] = ["id"],
        }.ToFrozenDictionary();

    /// <summary>The members of a kind of thing.</summary>
    public static ImmutableArray<string> Of(Thing thing) => Members[thing];

    /// <summary>Whether a thing has the member; what an answer holds is not known before it is there.</summary>
    public static bool Has(Thing thing, string path) =>
        path.Length == 0 || Members[thing].Contains(path)
        || (path.Split('.', 2) is ["json" or "headers", _] && Members[thing].Contains("json"));

    /// <summary>The name of a kind of thing, with its article.</summary>
    public static string Describe(Thing thing) => thing switch
    {
        Thing.Account or Thing.Instrument => $"an {thing.ToString().ToLowerInvariant()}",
        _ => $"a {thing.ToString().ToLowerInvariant()}",
    };
}
