using System.Reflection;

namespace FincoreSim.Ground;

/// <summary>What this program calls itself.</summary>
internal static class Product
{
    /// <summary>Its name, as its requests say it.</summary>
    public const string Name = "FincoreSim";

    /// <summary>The version, as in the project file, without the commit that <c>--version</c> prints behind it.</summary>
    public static string Version { get; } =
        (typeof(Product).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "0.0.0").Split('+')[0];
}
