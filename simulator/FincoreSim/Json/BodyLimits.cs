namespace FincoreSim.Json;

/// <summary>How large what a caller sends may be.</summary>
internal static class BodyLimits
{
    /// <summary>The largest body that is read: 1 MiB (assumed).</summary>
    public const int BytesMax = 1024 * 1024;
}
