using System.Text;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Fidelity;

/// <summary>Writes the catalogue as the README's table.</summary>
internal static class FidelityTable
{
    /// <summary>The table in Markdown, documented first within each area as the catalogue has it.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder("| behaviour | label | source | what the simulator does | switch |\n| --- | --- | --- | --- | --- |\n");
        foreach (var behaviour in Behaviours.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{behaviour.Id}` | {LabelOf(behaviour)} | {behaviour.Source} | {behaviour.Sentence.Replace("|", "\\|", StringComparison.Ordinal)} | {SwitchOf(behaviour)} |\n");
        }

        return text.ToString();
    }

    /// <summary>The label in lower case, as on the wire.</summary>
    public static string LabelOf(Behaviour behaviour) => WireName<BehaviourLabel>.Of(behaviour.Label).ToLowerInvariant();

    private static string SwitchOf(Behaviour behaviour) => behaviour.Switch is { } name ? $"`{name}`" : "–";
}
