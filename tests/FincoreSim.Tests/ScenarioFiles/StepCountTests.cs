namespace FincoreSim.Tests.ScenarioFiles;

/// <summary>A scenario whose rounds nobody would wait for is told of before it runs.</summary>
public sealed class StepCountTests
{
    [TestCase("repeat: 100000", "repeat: 100000", "repeat: 100000", "1000010000100001")]
    [TestCase("repeat: 100000", "repeat: 100000", "parallel: 1000", "10010000100001")]
    [TestCase("repeat: 1000", "repeat: 100", "repeat: 100", "10101001")]
    public void More_than_any_run_takes_is_an_error(string outer, string middle, string inner, string count) => Assert.That(
        Files.ProblemsOf(Nested(outer, middle, inner)),
        Is.EqualTo(
            new[] { $"a.yaml:3:5: error: counting all rounds the scenario takes {count} steps; at most 10000000 are allowed" }));

    [Test]
    public void Rounds_that_cannot_be_counted_are_an_error_too()
    {
        var step = "settle";
        for (var level = 0; level < 6; level++)
        {
            step = $"{{repeat: 100000, do: [{step}]}}";
        }

        Assert.That(Files.ProblemsOf($"fincoresim: 1\nsteps: [{step}]").Single(),
            Does.EndWith("takes more than can be counted steps; at most 10000000 are allowed"));
    }

    [Test]
    public void More_than_a_run_takes_by_itself_is_a_warning_that_names_the_option() => Assert.That(
        Files.ProblemsOf(Nested("repeat: 100", "repeat: 100", "repeat: 10")),
        Is.EqualTo(
            new[] { "a.yaml:3:5: warning: counting all rounds the scenario takes 110101 steps; a run fails beyond 100000, unless you pass "
                + "run --max-steps 110101" }));

    [TestCase(1_000_000)]
    [TestCase(0)]
    public void A_count_of_rounds_has_bounds(int rounds) => Assert.That(
        Files.ProblemsOf($"fincoresim: 1\nsteps: [{{repeat: {rounds}, do: [settle]}}]").Single(),
        Does.EndWith($"error: expected a count, a whole number from 1 to 100000, found the number {rounds}"));

    [Test]
    public void Steps_of_setup_count_as_well() => Assert.That(
        Files.ProblemsOf("fincoresim: 1\nsetup: [{repeat: 60000, do: [settle]}]\nsteps: [{repeat: 50000, do: [settle]}]")
            .Single(),
        Does.StartWith("a.yaml:2:9: warning: counting all rounds the scenario takes 110002 steps"));

    private static string Nested(string outer, string middle, string inner) => $"""
        fincoresim: 1
        steps:
          - {outer}
            do:
              - {middle}
                do:
                  - {inner}
                    do: [settle]
        """;
}
