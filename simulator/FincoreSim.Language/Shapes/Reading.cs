using System.Text.RegularExpressions;
using FincoreSim.Language.Model;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Shapes;

/// <summary>
/// What the kinds share while they read one scenario: problems, names, and where references may stand. For one reading.
/// </summary>
internal sealed partial class Reading(ProblemList problems, string scenario)
{
    /// <summary>The base URL of the integrator.</summary>
    public const string IntegratorUrl = "INTEGRATOR_URL";

    /// <summary>The base URL of the simulator.</summary>
    public const string SimulatorUrl = "SIMULATOR_URL";

    /// <summary>What webhooks are authenticated with, as the command line says.</summary>
    public const string WebhookToken = "WEBHOOK_TOKEN";

    /// <summary>The round of repeat and parallel, from 1.</summary>
    public const string Round = "n";

    /// <summary>The webhook that a watch looks at.</summary>
    public const string CurrentWebhook = "webhook";

    /// <summary>The first call with the same key.</summary>
    public const string FirstCall = "first";

    private static readonly FrozenSet<string> Reserved =
        FrozenSet.Create(
            StringComparer.Ordinal, IntegratorUrl, SimulatorUrl, WebhookToken, Round, CurrentWebhook, FirstCall, "matrix", "all");

    /// <summary>The names that mean something already, in order.</summary>
    public static IEnumerable<string> ReservedNames => Reserved.Order(StringComparer.Ordinal);

    /// <summary>The problems so far.</summary>
    public ProblemList Problems { get; } = problems;

    /// <summary>The scenario's name, for rules that have none.</summary>
    public string Scenario { get; } = scenario;

    /// <summary>The names so far.</summary>
    public NameScope Names { get; } = new();

    /// <summary>The names of the rules so far, with their lines.</summary>
    public Dictionary<string, int> RuleNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the sandbox refuses what is only tolerated; known once it was read.</summary>
    public bool IsStrict { get; set; }

    /// <summary>How many rounds of repeat and parallel this lies in.</summary>
    public int RoundDepth { get; set; }

    /// <summary>Whether <c>${webhook…}</c> may stand here.</summary>
    public bool HasCurrentWebhook { get; set; }

    /// <summary>Whether the integrator's URL was named.</summary>
    public bool NamesIntegrator { get; private set; }

    /// <summary>Takes an error at a node.</summary>
    public void Error(Node node, string text) => Problems.Error(node.At, text);

    /// <summary>Takes a warning at a node.</summary>
    public void Warn(Node node, string text) => Problems.Warn(node.At, text);

    /// <summary>Takes the error that something else stands where something was expected.</summary>
    public void Expected(Node node, string expectation) => Error(node, $"expected {expectation}, found {node.Description}");

    /// <summary>Gives a thing its name.</summary>
    public void Define(ScalarNode node, Thing thing)
    {
        if (!NamePattern().IsMatch(node.Text))
        {
            Error(node, $"'{node.Shown}' is not a valid name: use a letter, then letters, digits and _");
        }
        else if (Reserved.Contains(node.Text))
        {
            Error(node, $"'{node.Text}' is a reserved name: choose another");
        }
        else if (Names.Define(node.Text, thing, node.At) is { } taken)
        {
            Error(node, taken == node.At
                ? $"an alias repeats what is named '{node.Text}' here, and a name stands for one thing: write the second one out"
                : $"'{node.Text}' is already a name, given in line {taken.Line}");
        }
    }

    /// <summary>A text with its references checked; null where something is wrong with it.</summary>
    public Template? Template(ScalarNode node)
    {
        var (template, problem) = Model.Template.Read(node.Text);
        if (template is null)
        {
            Error(node, problem!);
            return null;
        }

        var errors = Problems.ErrorCount;
        foreach (var reference in template.References)
        {
            Check(reference, node);
        }

        return Problems.ErrorCount == errors ? template : null;
    }

    private void Check(Reference reference, Node node)
    {
        switch (reference.Name)
        {
            case IntegratorUrl or SimulatorUrl or WebhookToken when reference.Path.Length == 0:
                NamesIntegrator |= reference.Name == IntegratorUrl;
                break;
            case Round when RoundDepth == 0:
                Error(node, "${n} counts the rounds of repeat and parallel, and this stands in neither");
                break;
            case CurrentWebhook when HasCurrentWebhook:
            case Round when reference.Path.Length == 0:
                break;
            default:
                CheckNamed(reference, node);
                break;
        }
    }

    private void CheckNamed(Reference reference, Node node)
    {
        if (Names.Find(reference.Name) is not { } thing)
        {
            string[] known = [.. Names.Known, IntegratorUrl, SimulatorUrl, WebhookToken];
            Error(node, $"unknown name '{reference.Name}'{Nearest.Hint(reference.Name, known)}");
        }
        else if (!ThingMembers.Has(thing, reference.Path))
        {
            Error(node,
                $"{ThingMembers.Describe(thing)} has no '{reference.Path}'{Nearest.Hint(reference.Path, ThingMembers.Of(thing))}");
        }
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
