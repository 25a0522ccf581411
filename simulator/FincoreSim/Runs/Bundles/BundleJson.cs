using System.Text.Encodings.Web;
using System.Text.Json.Serialization.Metadata;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Worlds;

namespace FincoreSim.Runs.Bundles;

/// <summary>
/// The JSON of a run bundle. It is strict in both directions: every member of a command is written, and one that is missing or
/// unknown is refused when it is read, because a replay with a guessed value would prove nothing. Only a switch may be missing:
/// see <see cref="OptionsConverter"/>.
/// </summary>
internal static class BundleJson
{
    private static readonly JsonSerializerOptions Options = MakeOptions(new OptionsConverter(MakeOptions()));

    /// <summary>The first member: everything that is no input.</summary>
    public static JsonTypeInfo<BundleManifest> Manifest { get; } =
        (JsonTypeInfo<BundleManifest>)Options.GetTypeInfo(typeof(BundleManifest));

    /// <summary>One line of the inputs.</summary>
    public static JsonTypeInfo<InputLine> Line { get; } = (JsonTypeInfo<InputLine>)Options.GetTypeInfo(typeof(InputLine));

    /// <summary>Any command, with its type's name in the member <c>command</c>.</summary>
    public static JsonTypeInfo<Domain.Kernel.Command> Command { get; } =
        (JsonTypeInfo<Domain.Kernel.Command>)Options.GetTypeInfo(typeof(Domain.Kernel.Command));

    /// <summary>Any effect of a rule, with its type's name in the member <c>effect</c>.</summary>
    public static JsonTypeInfo<RuleEffect> Effect { get; } = (JsonTypeInfo<RuleEffect>)Options.GetTypeInfo(typeof(RuleEffect));

    private static JsonSerializerOptions MakeOptions(params JsonConverter[] more)
    {
        var options = new JsonSerializerOptions(BundleJsonContext.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = BundleJsonContext.Default.WithAddedModifier(AddFamilies).WithAddedModifier(RequireAll),
        };
        foreach (var converter in BundleConverters.All.AddRange(more))
        {
            options.Converters.Add(converter);
        }

        options.MakeReadOnly();
        return options;
    }

    private static void AddFamilies(JsonTypeInfo info)
    {
        if (info.Type == typeof(Domain.Kernel.Command))
        {
            info.PolymorphismOptions = BundleTypes.Family("command", BundleTypes.Commands);
        }
        else if (info.Type == typeof(RuleEffect))
        {
            info.PolymorphismOptions = BundleTypes.Family("effect", BundleTypes.Effects);
        }
        else if (info.Type == typeof(DetailForm))
        {
            info.PolymorphismOptions = BundleTypes.Family("form", BundleTypes.Forms);
        }
    }

    /// <summary>What the domain defines is complete or refused; the lines around it leave out what they do not have.</summary>
    private static void RequireAll(JsonTypeInfo info)
    {
        if (info.Type.Assembly == typeof(World).Assembly)
        {
            foreach (var property in info.Properties.Where(
                property => property.AssociatedParameter is not null || property.Set is not null))
            {
                property.IsRequired = true;
            }
        }
    }
}
