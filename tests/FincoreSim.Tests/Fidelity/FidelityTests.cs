using System.Text.RegularExpressions;
using FincoreSim.Domain.Transactions;
using FincoreSim.Fidelity;
using FincoreSim.Language.Switches;
using FincoreSim.Testing;
using FincoreSim.Tests.OpenApi;

namespace FincoreSim.Tests.Fidelity;

/// <summary>The catalogue of behaviours is complete, proven and printed on its page.</summary>
public sealed partial class FidelityTests
{
    private static readonly string Root = FindRoot();

    [Test]
    public void Every_documented_behaviour_has_a_test_that_carries_its_id()
    {
        var proven = ProvenIds().ToHashSet();

        var missing = Behaviours.All.Where(behaviour => behaviour.Label == BehaviourLabel.Documented && !proven.Contains(behaviour.Id));

        Assert.That(missing.Select(behaviour => behaviour.Id), Is.Empty, "give a test [Proves(\"id\")]");
    }

    [Test]
    public void No_test_carries_an_id_that_is_not_in_the_catalogue() =>
        Assert.That(ProvenIds().Except(Behaviours.All.Select(behaviour => behaviour.Id)), Is.Empty);

    [Test]
    public void No_test_carries_an_id_twice() => Assert.That(
        typeof(FidelityTests).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => IdsOf(method) is var ids && ids.Distinct().Count() < ids.Length)
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}"),
        Is.Empty);

    [Test]
    public void Ids_are_unique_and_only_assumed_ones_have_no_source()
    {
        Assert.That(Behaviours.All.Select(behaviour => behaviour.Id), Is.Unique);
        Assert.That(
            Behaviours.All.Where(behaviour => (behaviour.Source == "none") != (behaviour.Label == BehaviourLabel.Assumed)), Is.Empty);
    }

    [Test]
    public void Every_switch_in_the_catalogue_is_one_of_the_options() => Assert.That(
        Behaviours.All.Select(behaviour => behaviour.Switch).OfType<string>().Distinct(),
        Is.SubsetOf(OptionSwitches.All.Select(option => option.Name)));

    [Test]
    public void The_page_has_the_table_of_behaviours() => CommittedFile.Verify(FidelityTable.Page(), "openapi/fidelity.md");

    [Test]
    public void The_manual_has_how_many_behaviours_have_each_label() => CheckSection("fidelity", FidelityTable.Counts());

    [Test]
    public void A_row_that_says_documented_claims_nothing_for_all_calls() => Assert.That(
        Behaviours.All.Where(behaviour => behaviour.Label == BehaviourLabel.Documented && Sweeping().IsMatch(behaviour.Sentence)),
        Is.Empty,
        "a page shows single calls: what holds for all of them is assumed, in a row of its own");

    [Test]
    public void The_manual_has_the_table_of_reserved_clabes() => CheckSection(
        "reserved values",
        "| CLABE | a payment to it |\n| --- | --- |\n"
        + string.Concat(ReservedValues.All.Select(value => $"| `{value.Clabe}` | {value.Description} |\n")));

    private static string[] IdsOf(System.Reflection.MethodInfo method) =>
        [.. method.GetCustomAttributesData().Where(data => data.AttributeType == typeof(ProvesAttribute)).Select(data => (string)data.ConstructorArguments[0].Value!)];

    /// <summary>Compares a section of the manual with what the code makes; APPROVE=1 writes it.</summary>
    private static void CheckSection(string name, string made)
    {
        var path = Path.Combine(Root, "simulator/manual.md");
        var (begin, end) = ($"<!-- {name}: begin (made from the code) -->\n", $"<!-- {name}: end -->");
        var text = File.ReadAllText(path);
        var (from, to) = (text.IndexOf(begin, StringComparison.Ordinal) + begin.Length, text.IndexOf(end, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            lock (Root)
            {
                text = File.ReadAllText(path);
                (from, to) = (text.IndexOf(begin, StringComparison.Ordinal) + begin.Length, text.IndexOf(end, StringComparison.Ordinal));
                File.WriteAllText(path, text[..from] + made + text[to..]);
            }

            return;
        }

        Assert.That(text[from..to], Is.EqualTo(made), "APPROVE=1 dotnet test writes it");
    }

    private static IEnumerable<string> ProvenIds() => Directory
        .EnumerateFiles(Path.Combine(Root, "tests"), "*.cs", SearchOption.AllDirectories)
        .SelectMany(file => Proves().Matches(File.ReadAllText(file)))
        .Select(match => match.Groups[1].Value);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FincoreSim.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("FincoreSim.sln is not above the tests");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"\b([Ee]very [45]xx|[Ee]very call|[Aa]ll calls|[Aa]lways|[Nn]othing is kept|once;)", RegexOptions.CultureInvariant)]
    private static partial Regex Sweeping();

    [GeneratedRegex("""\[Proves\("([^"]+)"\)\]""")]
    private static partial Regex Proves();
}
