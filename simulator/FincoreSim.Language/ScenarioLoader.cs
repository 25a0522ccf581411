using FincoreSim.Language.Model;
using FincoreSim.Language.Shapes;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language;

/// <summary>What came of reading a file: the file where it has no errors, and every problem.</summary>
/// <param name="File">The file; null where it has errors.</param>
/// <param name="Problems">The problems, in the order of the file.</param>
internal sealed record LoadedFile(ScenarioFile? File, ImmutableArray<Problem> Problems);

/// <summary>What came of reading rules alone.</summary>
/// <param name="Rules">The rules; none where there are errors.</param>
/// <param name="Problems">The problems, in the order of the text.</param>
internal sealed record LoadedRules(ImmutableArray<ScenarioRule> Rules, ImmutableArray<Problem> Problems);

/// <summary>Reads scenario files. Stateless; never throws for what a file holds.</summary>
internal static class ScenarioLoader
{
    /// <summary>How many nodes all combinations of a file's matrix have together at most.</summary>
    private const long FilledNodesMax = 2_000_000;

    /// <summary>Reads a file: YAML, or JSON, which is YAML too.</summary>
    /// <param name="path">How the file is named in problems.</param>
    /// <param name="bytes">What it holds.</param>
    public static LoadedFile Load(string path, ReadOnlyMemory<byte> bytes)
    {
        var problems = new ProblemList(path);
        var file = YamlTree.Read(bytes, problems) is { } root ? Read(path, root, problems) : null;
        return new LoadedFile(problems.ErrorCount == 0 ? file : null, problems.Sorted());
    }

    /// <summary>
    /// Reads rules alone, as a body has them: one, a list, or a mapping with <c>rules</c>, also that of a whole file.
    /// </summary>
    /// <param name="name">How they are named in problems, and rules that have no name of their own.</param>
    /// <param name="bytes">What the body holds.</param>
    public static LoadedRules LoadRules(string name, ReadOnlyMemory<byte> bytes)
    {
        var problems = new ProblemList(name);
        var reading = new Reading(problems, name);
        var rules = YamlTree.Read(bytes, problems) switch
        {
            null => [],
            MappingNode file when file.Has("fincoresim") =>
                Read(name, file, problems)?.Scenarios.SelectMany(scenario => scenario.NamedRules).ToImmutableArray() ?? [],
            MappingNode { Entries: [{ Key.Text: "rules", Value: var list }] } => RuleShape.List.Read(list, reading),
            var root => RuleShape.OneOrMany.Read(root, reading),
        };
        return new LoadedRules(problems.ErrorCount == 0 ? rules : [], problems.Sorted());
    }

    private static ScenarioFile? Read(string path, Node root, ProblemList problems)
    {
        var name = RootShape.NameOf(root) ?? Path.GetFileNameWithoutExtension(path);
        var conditions = new Dictionary<Position, bool>();
        if (Matrix.Read(root, new Reading(problems, name)) is not { } matrix)
        {
            return null;
        }

        var combinations = matrix.Combinations().ToArray();
        if (combinations.Length > 1 && CountOf(root) * combinations.Length > FilledNodesMax)
        {
            problems.Error(root.At, $"the combinations of the matrix have more than {FilledNodesMax} values together");
            return null;
        }

        var room = new FillingRoom();
        var scenarios = combinations.TakeWhile(_ => !problems.IsFull)
            .Select(combination => ReadOne(name, root, combination, conditions, room, problems)).OfType<Scenario>()
            .ToImmutableArray();
        foreach (var (at, _) in conditions.Where(condition => !condition.Value))
        {
            problems.Warn(at, "this holds for no combination of the matrix");
        }

        return new ScenarioFile(path, name, scenarios);
    }

    private static Scenario? ReadOne(
        string name, Node root, ImmutableArray<KeyValuePair<string, ScalarNode>> combination,
        Dictionary<Position, bool> conditions, FillingRoom room,
        ProblemList problems)
    {
        var errors = problems.ErrorCount;
        var filled = new MatrixFilling(combination, conditions, room, problems).Fill(root);
        var values = combination.Select(pair => $"{pair.Key}={pair.Value.Text}");
        var own = RootShape.NameOf(filled) ?? name;
        var reading = new Reading(problems, combination.IsEmpty ? own : $"{own} [{string.Join(", ", values)}]");
        return problems.ErrorCount == errors && RootShape.Shape.Read(filled, reading) is { } scenario
            ? scenario with { Combination = [.. combination.Select(pair => new MatrixValue(pair.Key, pair.Value.Text))] }
            : null;
    }

    private static long CountOf(Node node) => node switch
    {
        MappingNode mapping => 1 + mapping.Entries.Sum(entry => CountOf(entry.Value)),
        SequenceNode sequence => 1 + sequence.Items.Sum(CountOf),
        _ => 1,
    };
}
