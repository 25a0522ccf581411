using System.Text;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Fidelity;

/// <summary>Writes the catalogue for people: the page <c>openapi/fidelity.md</c>, and the counts that the manual has.</summary>
internal static class FidelityTable
{
    private const string Introduction = """
        # What is documented and what is assumed

        Made from the code (`simulator/FincoreSim/Fidelity/Behaviours.cs`); `GET /_sim/fidelity` answers the same as JSON. Each row is one
        behaviour of the simulator, with what stands behind it:

        - `documented`: a public page says so, and a test carries the row's id. Where a page shows less than the simulator has to
          answer, the rest is a row of its own with another label.
        - `observed`: a public client of the real API, or a recording of one, depends on it.
        - `assumed`: ours, since nothing public says anything.

        The switch is the option of the sandbox that changes it (`PATCH /_sim/sandboxes/{sb}/options`, or `sandbox` of a scenario).


        """;

    /// <summary>The page in Markdown, area after area as the catalogue has them.</summary>
    public static string Page()
    {
        var text = new StringBuilder(Introduction.ReplaceLineEndings("\n")).Append(Counts())
            .Append("\n| behaviour | label | source | what the simulator does | switch |\n| --- | --- | --- | --- | --- |\n");
        foreach (var behaviour in Behaviours.All)
        {
            var sentence = behaviour.Sentence.Replace("|", "\\|", StringComparison.Ordinal);
            text.Append(
                CultureInfo.InvariantCulture,
                $"| `{behaviour.Id}` | {LabelOf(behaviour)} | {behaviour.Source} | {sentence} | {SwitchOf(behaviour)} |\n");
        }

        return text.ToString();
    }

    /// <summary>How many behaviours have each label.</summary>
    public static string Counts()
    {
        var text = new StringBuilder("| label | behaviours | of which a switch changes |\n| --- | --- | --- |\n");
        foreach (var label in Enum.GetValues<BehaviourLabel>())
        {
            var all = Behaviours.All.Where(behaviour => behaviour.Label == label).ToArray();
            text.Append(
                CultureInfo.InvariantCulture,
                $"| `{NameOf(label)}` | {all.Length} | {all.Count(behaviour => behaviour.Switch is not null)} |\n");
        }

        return text.ToString();
    }

    /// <summary>The label in lower case, as on the wire.</summary>
    public static string LabelOf(Behaviour behaviour) => NameOf(behaviour.Label);

    private static string NameOf(BehaviourLabel label) => WireName<BehaviourLabel>.Of(label).ToLowerInvariant();

    private static string SwitchOf(Behaviour behaviour) => behaviour.Switch is { } name ? $"`{name}`" : "–";
}
