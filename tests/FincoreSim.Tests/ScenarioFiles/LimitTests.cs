using System.Text;
using FincoreSim.Language;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Tests.ScenarioFiles;

public sealed class LimitTests
{
    [Test]
    public void A_file_of_more_than_a_mebibyte_is_refused() => Assert.That(
        ProblemOf("fincoresim: 1\nname: " + new string('x', YamlTree.BytesMax)),
        Is.EqualTo("a.yaml:1:1: error: the file is larger than 1024 KiB"));

    [Test]
    public void A_file_of_too_many_levels_is_refused()
    {
        var deep = $"fincoresim: 1\nname: {new string('[', 40)}{new string(']', 40)}";

        Assert.That(ProblemOf(deep), Is.EqualTo("a.yaml:2:38: error: this is nested more than 32 levels deep"));
    }

    [Test]
    public void A_file_of_too_many_values_is_refused()
    {
        var wide = $"fincoresim: 1\ntags: [{string.Join(',', Enumerable.Repeat("a", YamlTree.NodesMax))}]";

        Assert.That(ProblemOf(wide), Does.EndWith("error: the file has more than 50000 values"));
    }

    [Test]
    public void A_hundred_thousand_brackets_do_not_break_the_reader() =>
        Assert.That(ProblemOf("fincoresim: 1\nname: " + new string('[', 100_000)), Does.Contain("more than 32 levels deep"));

    [Test]
    public void Aliases_count_with_what_they_stand_for()
    {
        var bomb = new StringBuilder("fincoresim: 1\na0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (var level = 1; level < 9; level++)
        {
            bomb.AppendLine(System.Globalization.CultureInfo.InvariantCulture,
                $"a{level}: &a{level} [{string.Join(',', Enumerable.Repeat($"*a{level - 1}", 10))}]");
        }

        Assert.That(ProblemOf(bomb.ToString()), Does.EndWith("error: the file has more than 50000 values"));
    }

    [Test]
    public void Aliases_count_with_their_levels()
    {
        var bomb = new StringBuilder("fincoresim: 1\na0: &a0 [x]\n");
        for (var level = 1; level < 40; level++)
        {
            bomb.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"a{level}: &a{level} [*a{level - 1}]");
        }

        Assert.That(ProblemOf(bomb.ToString()), Does.EndWith("error: this is nested more than 32 levels deep"));
    }

    [Test]
    public void An_anchor_is_not_inside_itself() =>
        Assert.That(
            ProblemOf("fincoresim: 1\ntags: &a [*a]"), Is.EqualTo("a.yaml:2:11: error: unknown anchor &a"));

    [Test]
    public void An_alias_stands_for_its_anchor()
    {
        var scenario = Files.Scenario("fincoresim: 1\ntags: &words [a, b]\nrules: []\ndescription: &text x\nwhy: *text\n");

        Assert.That(scenario.Why, Is.EqualTo("x"));
    }

    [Test]
    public void At_most_a_hundred_problems_are_told()
    {
        var steps = string.Concat(Enumerable.Repeat("  - advance: 1\n", 300));

        Assert.That(Files.ProblemsOf("fincoresim: 1\nsteps:\n" + steps), Has.Length.EqualTo(100));
    }

    [Test]
    public void Bytes_that_are_no_text_are_refused() => Assert.That(
        ScenarioLoader.Load("a.yaml", new byte[] { 0x66, 0xFF, 0xFE }).Problems.Single().ToString(),
        Is.EqualTo("a.yaml:1:1: error: the file is not UTF-8"));

    [TestCase("")]
    [TestCase("# only a comment\n")]
    public void An_empty_file_is_refused(string text) =>
        Assert.That(ProblemOf(text), Is.EqualTo("a.yaml:1:1: error: the file is empty"));

    private static string ProblemOf(string text) => Files.ProblemsOf(text).Single();
}
