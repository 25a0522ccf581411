using FincoreSim.Language.Model;
using FincoreSim.Language.Shapes;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Lint;

/// <summary>Finds what comes to nothing in a file that has rules only, which are armed without a run. Stateless.</summary>
internal static class ArmedLint
{
    private static readonly ImmutableArray<string> OfRuns = ["given", "setup", "never", "always"];

    /// <summary>Keys that only a run looks at.</summary>
    public static void CheckKeys(MappingNode file, Reading reading)
    {
        foreach (var entry in OfRuns.Select(file.Find).OfType<Entry>())
        {
            reading.Warn(
                entry.Key, $"'{entry.Key.Text}' is ignored: this file has rules but no steps, so it is armed and not run");
        }

        var sandbox = file.Find("sandbox")?.Value as MappingNode;
        foreach (var key in (sandbox?.Entries ?? []).Select(entry => entry.Key).Where(key => key.Text != "use"))
        {
            reading.Warn(
                key, $"'{key.Text}' is ignored: this file has rules but no steps, and they are armed in sandboxes that are there "
                    + $"already");
        }
    }

    /// <summary>Conditions that compare with a name, which is given in runs only.</summary>
    public static void CheckNames(ImmutableArray<ScenarioRule> rules, Reading reading)
    {
        foreach (var rule in rules)
        {
            if (Problem(rule) is { } problem)
            {
                reading.Problems.Error(rule.At, problem);
            }
        }
    }

    /// <summary>Why a rule would never fire where no names are given; null where it can.</summary>
    public static string? Problem(ScenarioRule rule) => rule.FirstName is { } name
        ? $"'{name}' has no meaning where rules are armed without a run: write an id, a CLABE or a text"
        : null;
}
