using Microsoft.AspNetCore.Http;

namespace FincoreSim.SampleIntegrator.Fincore;

/// <summary>The way to Fincore: where it is, who we are, and from where we pay. Immutable.</summary>
/// <param name="BaseUrl">Without a slash at its end.</param>
/// <param name="ClientId">The client.</param>
/// <param name="ClientSecret">Its secret, for tokens.</param>
/// <param name="ApiKey">x-api-key, for tokens.</param>
/// <param name="AccountId">The centralizing account; for people to see, no call needs it.</param>
/// <param name="InstrumentId">The instrument of that account: the source of every payment.</param>
internal sealed record FincoreAccess(
    string BaseUrl, string ClientId, string ClientSecret, string ApiKey, string AccountId, string InstrumentId)
{
    /// <summary>The environment variables with the way of the default book, in the order of the members.</summary>
    public static readonly string[] Variables =
    [
        "FINCORE_BASE_URL", "FINCORE_CLIENT_ID", "FINCORE_CLIENT_SECRET", "FINCORE_API_KEY", "FINCORE_ACCOUNT_ID",
        "FINCORE_INSTRUMENT_ID",
        ];

    /// <summary>The headers with the way of any book, in the order of the members.</summary>
    public static readonly string[] Headers =
    [
        "X-Fincore-Sim-Base-Url", "X-Fincore-Sim-Client-Id", "X-Fincore-Sim-Client-Secret", "X-Fincore-Sim-Api-Key",
        "X-Fincore-Sim-Account-Id", "X-Fincore-Sim-Instrument-Id",
    ];

    /// <summary>The way that the environment names; null when it does not name the whole of it.</summary>
    public static FincoreAccess? OfEnvironment() => Read(null, index => Environment.GetEnvironmentVariable(Variables[index]));

    /// <summary>The way that a request's headers name, with what they leave out as it was; null when it is not whole.</summary>
    public static FincoreAccess? OfHeaders(IHeaderDictionary headers, FincoreAccess? before) =>
        Read(before, index => headers.TryGetValue(Headers[index], out var value) ? value.ToString() : null);

    private static FincoreAccess? Read(FincoreAccess? before, Func<int, string?> valueAt)
    {
        var way = new FincoreAccess(
            Value(0, before?.BaseUrl).TrimEnd('/'), Value(1, before?.ClientId), Value(2, before?.ClientSecret),
            Value(3, before?.ApiKey),
            Value(4, before?.AccountId), Value(5, before?.InstrumentId));
        var isWhole = Uri.TryCreate(way.BaseUrl, UriKind.Absolute, out _)
            && way is { ClientId.Length: > 0, ClientSecret.Length: > 0, ApiKey.Length: > 0, InstrumentId.Length: > 0 };
        return isWhole ? way : null;

        string Value(int index, string? otherwise) => valueAt(index) is { Length: > 0 } value ? value : otherwise ?? "";
    }
}
