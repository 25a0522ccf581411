using System.Text.Json.Serialization.Metadata;
using FincoreSim.Ground;

namespace FincoreSim.Runs.Bundles;

/// <summary>Says in the words of the bundle, and not in those of the program's types, why its JSON cannot be read.</summary>
internal static class BundleProblem
{
    /// <summary>The first member that is missing or unknown, else where the value stands that cannot be read.</summary>
    /// <param name="json">The JSON that was refused.</param>
    /// <param name="info">What it should have been.</param>
    /// <param name="problem">What was thrown.</param>
    public static string Of(ReadOnlySpan<byte> json, JsonTypeInfo info, Exception problem)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            using var document = JsonDocument.ParseValue(ref reader);
            return First(document.RootElement, info, "") ?? Otherwise(problem);
        }
        catch (JsonException malformed)
        {
            return malformed.Message;
        }
    }

    /// <summary>What to think of a bundle that another version made; empty where this one did.</summary>
    public static string MadeBy(string? program) => program is null || program == Product.Version
        ? ""
        : $"; version {program} made this bundle, and this is version {Product.Version}";

    private static string Otherwise(Exception problem) => problem is JsonException { Path: { Length: > 2 } path }
        ? $"'{path[2..]}' has a value that this program cannot read"
        : problem.Message;

    private static string? First(JsonElement json, JsonTypeInfo info, string path)
    {
        if (info.Converter is OptionsConverter switches)
        {
            using var whole = JsonDocument.Parse(switches.Completed(json));
            return First(whole.RootElement, switches.Strict, path);
        }

        if (json.ValueKind == JsonValueKind.Array && info.Kind == JsonTypeInfoKind.Enumerable)
        {
            var inner = info.Options.GetTypeInfo(info.ElementType!);
            return json.EnumerateArray().Select(
                (item, index) => First(item, inner, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]")))
                .FirstOrDefault(found => found is not null);
        }

        return json.ValueKind == JsonValueKind.Object ? FirstInObject(json, info, path) : null;
    }

    private static string? FirstInObject(JsonElement json, JsonTypeInfo info, string path)
    {
        if (info.PolymorphismOptions is not { } family)
        {
            return info.Kind == JsonTypeInfoKind.Object ? FirstMember(json, info, path, null) : null;
        }

        var discriminator = family.TypeDiscriminatorPropertyName;
        var name = json.TryGetProperty(discriminator, out var told) && told.ValueKind == JsonValueKind.String
            ? told.GetString()
            : null;
        var type = family.DerivedTypes.FirstOrDefault(type => type.TypeDiscriminator as string == name).DerivedType;
        return name is null ? $"'{Join(path, discriminator)}' is missing"
            : type is null ? $"'{Join(path, discriminator)}' is '{name}', which this program does not know"
            : FirstMember(json, info.Options.GetTypeInfo(type), path, discriminator);
    }

    private static string? FirstMember(JsonElement json, JsonTypeInfo info, string path, string? discriminator)
    {
        var known = info.Properties.ToDictionary(property => property.Name, StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject().Where(member => member.Name != discriminator))
        {
            var found = known.TryGetValue(member.Name, out var property)
                ? First(member.Value, info.Options.GetTypeInfo(property.PropertyType), Join(path, member.Name))
                : $"'{Join(path, member.Name)}' is a member that this program does not know";
            if (found is not null)
            {
                return found;
            }
        }

        var missing =
            info.Properties.FirstOrDefault(property => property.IsRequired && !json.TryGetProperty(property.Name, out _));
        return missing is null ? null : $"'{Join(path, missing.Name)}' is missing";
    }

    private static string Join(string path, string member) => path.Length == 0 ? member : $"{path}.{member}";
}
