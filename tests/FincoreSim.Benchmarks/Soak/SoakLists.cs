using System.Text.Json;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Benchmarks.Soak;

/// <summary>The lists that the load reads.</summary>
internal static class SoakLists
{
    /// <summary>Where the sandbox is in the control API.</summary>
    public const string Sandbox = "/_sim/sandboxes/default";

    /// <summary>Every list there is, each with pages as large as may be.</summary>
    public static readonly string[] All =
    [
        .. ((string[])["transactions", "deliveries", "journal", "accounts", "instruments", "customers", "clients", "rules"])
            .Select(list => $"{Sandbox}/{list}?limit=500"),
        "/_sim/sandboxes?limit=500",
        Sandbox,
        $"{Sandbox}/ledger",
        $"{Sandbox}/snapshots",
        .. ((string[])["transactions", "accounts", "instruments", "webhooks"])
            .Select(list => $"/v1/clients/{DocsTemplate.Client.Value}/{list}?per_page=500"),
        "/v1/transactions?per_page=500",
        "/v1/banks",
    ];

    /// <summary>Where the page after this one begins; null where none follows.</summary>
    public static string? NextIn(ReadOnlySpan<byte> page)
    {
        var reader = new Utf8JsonReader(page);
        while (reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals("next"u8))
            {
                reader.Read();
                return reader.TokenType == JsonTokenType.Number
                    ? reader.GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture)
                    : null;
            }
        }

        return null;
    }
}
