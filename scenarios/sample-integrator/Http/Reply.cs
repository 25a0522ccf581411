using System.Text.Json.Serialization.Metadata;

namespace FincoreSim.SampleIntegrator.Http;

/// <summary>What the integrator answers. Immutable.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">JSON; empty for none.</param>
internal sealed record Reply(int Status, byte[] Body)
{
    /// <summary>A status and nothing more.</summary>
    public static Reply Of(int status) => new(status, []);

    /// <summary>A status with a JSON body.</summary>
    public static Reply Json<T>(int status, T body, JsonTypeInfo<T> type) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(body, type));

    /// <summary>A status with <c>{"error": …}</c>.</summary>
    public static Reply Error(int status, string error) => Json(status, new ErrorView(error), WalletJson.Default.ErrorView);
}
