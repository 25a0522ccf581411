using System.Globalization;
using System.Text.RegularExpressions;
using FincoreSim.Language.Kinds;
using FincoreSim.Language.Model;
using FincoreSim.Runs.Runner;
using FincoreSim.Runs.Steps;

namespace FincoreSim.Tests.Runs;

/// <summary>Each time that a step is done it is a step of its own, wherever the file has it: by an alias, in rounds.</summary>
public sealed partial class StepIdentityTests
{
    private const string Pay = "{money_out: {from: treasury, to: supplier, amount: \"1.00\"}}";

    private static IEnumerable<TestCaseData> All =>
    [
        Cases.Green("a step again by an alias", $"""
            steps:
              - &p {Pay}
              - *p
              - *p
            expect: {"{transactions: {to: supplier, count: 3}, balance: {of: treasury, is: \"997.00\"}}"}
            """),
        Cases.Green("every kind of step that has a key", """
            steps:
              - &out {money_out: {from: treasury, to: supplier, amount: "1.00"}}
              - &inside {internal_transfer: {from: treasury, to: wallet, amount: "1.00"}}
              - &penny {penny_validation: {from: treasury, to: ana}}
              - *out
              - *inside
              - *penny
            expect:
              transactions:
                - {sub_category: SPEI_DEBIT, count: 4}
                - {sub_category: INT_DEBIT, count: 2}
                - {kind: penny_validation, count: 2}
            """),
        Cases.Green("a step that is its own round", $"""
            steps:
              - &p {Pay}
              - repeat: 3
                do: [*p]
              - repeat: 2
                do: [*p, *p]
              - parallel: 4
                do: [*p]
            expect: {"{transactions: {to: supplier, count: 12}}"}
            """),
        Cases.Green("one list of steps in many places", $"""
            steps:
              - repeat: 3
                do: &twice
                  - &p {Pay}
                  - *p
              - repeat: 3
                do: *twice
              - parallel: 3
                do: *twice
              - parallel: 3
                do: *twice
            expect: {"{transactions: {to: supplier, count: 24}}"}
            """),
        Cases.Green("rounds that are used again", $"""
            steps:
              - &rounds
                repeat: 2
                do:
                  - &inner
                    repeat: 2
                    do: [{Pay}]
                  - *inner
              - *rounds
              - repeat: 2
                do: [*rounds, *inner]
            expect: {"{transactions: {to: supplier, count: 36}}"}
            """),
        Cases.Green("in setup and in steps", $"""
            setup:
              - &p {Pay}
            steps:
              - *p
            expect: {"{transactions: {to: supplier, count: 2}}"}
            """),
        Cases.Green("while others are under way", $"""
            steps:
              - &p {Pay}
              - parallel: 2
                do: [*p]
                during:
                  - {"{after_calls: 1, money_out: {from: treasury, to: supplier, amount: \"1.00\"}}"}
                  - {"{after_calls: 2, money_out: {from: treasury, to: supplier, amount: \"1.00\"}}"}
            expect: {"{transactions: {to: supplier, count: 5}}"}
            """),
        Cases.Green("after a world that was left", $"""
            steps:
              - snapshot: before
              - &p {Pay}
              - restore: before
              - *p
              - *p
            expect: {"{transactions: {to: supplier, count: 2}}"}
            """),
        Cases.Green("in the rows of a matrix", $"""
            matrix: {"{amount: [\"1.00\", \"2.00\"]}"}
            steps:
              - &p {"{money_out: {from: treasury, to: supplier, amount: \"${matrix.amount}\"}}"}
              - *p
            expect: {"{transactions: {amount: \"${matrix.amount}\", count: 2}}"}
            """),
        Cases.Green("things that are given again", """
              customers: [&c {name: Ana}, *c]
            steps: [settle]
            """),
        Cases.Green("a key that is written is that key each time", """
            steps:
              - &p {money_out: {from: treasury, to: supplier, amount: "1.00", key: mine}}
              - {money_out: {from: treasury, to: supplier, amount: "1.00", key: mine}, expect: {replayed: true}}
              - *p
            expect: {transactions: {to: supplier, count: 1}}
            """),
        Cases.Green("rounds of rounds of rounds, many of each", $"""
            steps:
              - repeat: 1
                do:
                  - repeat: 1
                    do:
                      - repeat: 1
                        do:
                          - repeat: 1
                            do:
                              - repeat: 1
                                do: [{Pay}]
            expect: {"{transactions: {to: supplier, count: 1}}"}
            """),
    ];

    [TestCaseSource(nameof(All))]
    public Task Moves_its_money_each_time(string yaml, string why) => Cases.RunAsync(Bench.World + yaml, why);

    /// <summary>Any lists of steps, with any of them again by aliases, move as many payments as the file says.</summary>
    [Test]
    public async Task Whatever_is_used_again_is_done_again([Range(1, 12)] int seed)
    {
        var made = new AliasedSteps(new Random(seed)).Make();

        var result = await Bench.RunAsync(Bench.World + made);

        Assert.That(result.Verdict, Is.EqualTo(RunVerdict.Passed), $"seed {seed}: {Bench.TextOf(result)}\n{made}");
    }

    [Test]
    public async Task Amounts_are_drawn_anew_each_time()
    {
        var result = await Bench.RunAsync(Bench.World + """
            steps:
              - &p {money_out: {from: treasury, to: supplier, amount: {between: ["0.02", "90.00"]}}}
              - *p
              - repeat: 2
                do: &list [*p]
              - repeat: 2
                do: *list
            expect: {transactions: {count: 0}}
            """);

        Assert.That(Amounts(result), Has.Length.EqualTo(6).And.Unique);
    }

    [Test]
    public async Task Races_have_an_order_of_their_own_each_time()
    {
        var result = await Bench.RunAsync(Bench.World + """
            steps:
              - &race
                parallel: 8
                do: [{money_out: {from: treasury, to: supplier, amount: "${n}.00"}}]
              - *race
              - repeat: 2
                do: [*race]
            expect: {transactions: {count: 0}}
            """);

        Assert.That(Amounts(result).Chunk(8).Select(order => string.Join(' ', order)), Is.Unique.And.Exactly(4).Items);
    }

    [Test]
    public async Task Equal_runs_are_equal_and_neither_lines_nor_columns_matter()
    {
        const string Steps = """
            steps:
              - &p {money_out: {from: treasury, to: supplier, amount: {between: ["0.02", "90.00"]}}}
              - *p
              - {parallel: 5, do: [*p]}
              - {money_in: {to: wallet, amount: {between: ["0.02", "90.00"]}}}
            """;

        var once = await Bench.RunAsync(Bench.World + Steps);
        var again = await Bench.RunAsync(Bench.World + Steps);
        var spaced = Steps.Replace("&p {", "   &p   {", StringComparison.Ordinal);
        var moved = await Bench.RunAsync($"# A comment.\n\n{Bench.World}\n\n{spaced}");

        Bench.AssertPassed(once);
        Assert.That((again.Fingerprint, moved.Fingerprint), Is.EqualTo((once.Fingerprint, once.Fingerprint)));
    }

    /// <summary>The amounts of the payments of a run that failed, in the order of commitment, as its journal has them.</summary>
    private static string[] Amounts(RunResult result)
    {
        Assert.That(result.Verdict, Is.EqualTo(RunVerdict.Failed), "so that it leaves its journal");
        var made = result.Journal.Where(line => line.Contains(" transaction_created ", StringComparison.Ordinal));
        return [.. made.Select(line => Amount().Match(line).Groups[1].Value)];
    }

    [GeneratedRegex(@"amount=([0-9.]+)")]
    private static partial Regex Amount();

    /// <summary>Writes steps that use each other again, and what they move.</summary>
    private sealed class AliasedSteps(Random random)
    {
        private const int StepsMax = 120;

        private static readonly string[] Kinds =
        [
            "{money_out: {from: treasury, to: supplier, amount: \"0.02\"}}",
            "{money_out: {from: treasury, to: supplier, amount: {between: [\"0.02\", \"0.09\"]}}}",
            "{internal_transfer: {from: treasury, to: wallet, amount: \"0.03\"}}",
            "{penny_validation: {from: treasury, to: ana}}",
            "{money_in: {to: wallet, amount: {between: [\"0.02\", \"0.09\"]}}}",
        ];

        private readonly List<(string Name, int[] Moves, bool IsRace)> _anchors = [];

        public string Make()
        {
            var (text, moves) = List(depth: 3, mayRace: true);
            return string.Create(CultureInfo.InvariantCulture, $$"""
                steps: {{text}}
                expect:
                  transactions:
                    - {sub_category: SPEI_DEBIT, count: {{moves[0] + moves[1] + moves[3]}}}
                    - {sub_category: INT_DEBIT, count: {{moves[2]}}}
                    - {kind: penny_validation, count: {{moves[3]}}}
                    - {sub_category: SPEI_CREDIT, count: {{moves[4]}}}
                """);
        }

        private (string Text, int[] Moves) List(int depth, bool mayRace)
        {
            var steps = new List<string>();
            var moves = new int[Kinds.Length];
            for (var count = random.Next(2, 5); count > 0; count--)
            {
                var anchors = _anchors.Count;
                var (text, moved) = Step(depth, mayRace);
                if (moves.Sum() + moved.Sum() > StepsMax)
                {
                    _anchors.RemoveRange(anchors, _anchors.Count - anchors);
                    continue;
                }

                steps.Add(text);
                moves = Add(moves, moved, 1);
            }

            return ($"[{string.Join(", ", steps.DefaultIfEmpty("settle"))}]", moves);
        }

        private (string Text, int[] Moves) Step(int depth, bool mayRace)
        {
            var known = _anchors.Where(anchor => mayRace || !anchor.IsRace).ToArray();
            if (known.Length > 0 && random.Next(2) == 0)
            {
                var (name, again, _) = known[random.Next(known.Length)];
                return ($"*{name}", again);
            }

            if (depth == 0 || random.Next(3) == 0)
            {
                var kind = random.Next(Kinds.Length);
                return Anchored(Kinds[kind], [.. Kinds.Select((_, other) => other == kind ? 1 : 0)], isRace: false);
            }

            var isRace = mayRace && random.Next(3) == 0;
            var times = random.Next(1, 4);
            var (list, moves) = List(depth - 1, mayRace && !isRace);
            var rounds = $"{{{(isRace ? "parallel" : "repeat")}: {times}, do: {list}}}";
            return Anchored(rounds, Add(new int[Kinds.Length], moves, times), isRace || Races(list));
        }

        /// <summary>An anchor is known from the end of its step on, as YAML has it.</summary>
        private (string Text, int[] Moves) Anchored(string step, int[] moves, bool isRace)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"s{_anchors.Count:000}");
            _anchors.Add((name, moves, isRace));
            return ($"&{name} {step}", moves);
        }

        /// <summary>Whether there is a race in a list: written there, or by an alias; no name begins as another.</summary>
        private bool Races(string list) => list.Contains("parallel", StringComparison.Ordinal)
            || _anchors.Any(anchor => anchor.IsRace && list.Contains($"*{anchor.Name}", StringComparison.Ordinal));

        private static int[] Add(int[] one, int[] other, int times) =>
            [.. one.Zip(other, (left, right) => left + (right * times))];
    }
}
