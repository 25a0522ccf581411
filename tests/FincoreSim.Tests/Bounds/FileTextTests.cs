using System.Text;
using System.Text.Json.Nodes;
using FincoreSim.Language;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.ScenarioFiles;

namespace FincoreSim.Tests.Bounds;

/// <summary>
/// What scenario files and bodies of rules may hold: told with line and column, and counted before anything is made of it.
/// </summary>
public sealed class FileTextTests : ApiTests
{
    private static readonly string Long = new('x', 90_000);

    [TestCase("given: {{customers: [{{as: a, name: \"{0}\"}}]}}", 200)]
    [TestCase("given: {{clients: [{{as: a, name: \"{0}\"}}]}}", 200)]
    [TestCase("given: {{instruments: [{{as: a, clabe: \"072180001183597196\", holder: \"{0}\"}}]}}", 40)]
    [TestCase("given: {{instruments: [{{as: a, clabe: \"072180001183597196\", alias: \"{0}\"}}]}}", 100)]
    [TestCase("given: {{customers: [{{as: a, rfc: \"{0}\"}}]}}", 13)]
    [TestCase("name: \"{0}\"", 200)]
    [TestCase("tags: [\"{0}\"]", 100)]
    [TestCase("rules: [{{name: \"{0}\", when: cep, then: DELAYED}}]", 300)]
    [TestCase("rules: [{{when: money_in, then: {{refuse: \"{0}\"}}}}]", 100)]
    [TestCase("rules: [{{when: cep, then: [{{status: COMPLETED, after: 1s, beneficiary_name: \"{0}\"}}]}}]", 40)]
    [TestCase("steps: [{{money_in: {{to: \"734180000001000004\", amount: \"1.00\", concept: \"{0}\"}}}}]", 40)]
    [TestCase("steps: [{{money_in: {{to: \"734180000001000004\", amount: \"1.00\", tracking_key: \"{0}\"}}}}]", 30)]
    [TestCase("sandbox: {{use: \"{0}\"}}", 100)]
    public void A_text_that_is_too_long_is_told_with_its_place(string line, int most)
    {
        var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, line, Long);

        var problems = Files.ProblemsOf($"fincoresim: 1\n{text}\n");

        Assert.That(
            problems,
            Does.Contain(
                $"a.yaml:2:{text.IndexOf(Long, StringComparison.Ordinal)}: error: this text must have at most {most} characters, "
                + $"not 90000"));
        Assert.That(problems, Is.All.Length.LessThan(500));
    }

    [TestCase("concept: \"a\\nb\"",
        "this text must have no line breaks and no other control characters, and its character 2 is a line feed")]
    [TestCase("payer_name: \"a\\0\"",
        "this text must have no line breaks and no other control characters, and its character 2 is U+0000")]
    [TestCase("tracking_key: A B", "this text must be 1 to 30 letters and digits, such as 50118609TBRNZ00I07219647")]
    [TestCase("payer_rfc: ABC", "this text must be ND, or a tax identifier of 12 or 13 characters such as XAXX010101000")]
    [TestCase("payer_account: \"12345\"", "this text must be 10, 11, 16 or 18 digits, such as 012180001183597198")]
    [TestCase("concept: \"\\ud83d\"", "this is not valid YAML: While scanning a quoted scalar, found invalid Unicode surrogates")]
    [TestCase("concept: \"\\ude00x\"",
        "this is not valid YAML: While scanning a quoted scalar, found invalid Unicode surrogates")]
    public void A_deposit_of_a_step_has_texts_of_spei(string member, string problem)
    {
        var problems = Files.ProblemsOf(
            $"fincoresim: 1\nsteps:\n  - money_in:\n      to: \"734180000001000004\"\n      amount: \"1.00\"\n      {member}\n");

        Assert.That(problems, Is.EqualTo(new[] { $"a.yaml:6:{member.IndexOf(' ') + 8}: error: {problem}" }));
    }

    [Test]
    public void A_description_is_the_apis_to_refuse() =>
        Assert.That(
            Files.ProblemsOf(
                "fincoresim: 1\nsteps:\n  - money_out: {from: \"734180000001000004\", to: \"072180001183597196\", amount: "
                + "\"1.00\", description: \"" + new string('x', 50) + "\"}\n    expect: {status: 400}\n"), Is.Empty);

    [Test]
    public void A_value_has_an_end() => Assert.That(
        Files.ProblemsOf(
            $"fincoresim: 1\nsteps: [{{call: POST http://localhost/x, body: {{a: \"{new string('x', 100_001)}\"}}}}]").Single(),
        Is.EqualTo("a.yaml:2:51: error: this value has 100001 characters; at most 100000 are allowed"));

    [Test]
    public void Aliases_count_with_their_characters()
    {
        var bomb =
            $"fincoresim: 1\ndescription: &a \"{new string('x', 9_000)}\"\nsteps: [{{call: POST http://localhost/x, body: "
            + $"[{string.Join(',', Enumerable.Repeat("*a", 2_000))}]}}]";

        Assert.That(Files.ProblemsOf(bomb).Single(),
            Does.EndWith("error: the values of the file have more than 4194304 characters once aliases are expanded"));
    }

    [Test]
    public void The_values_of_a_matrix_count_where_they_are_put_in()
    {
        var line = string.Concat(Enumerable.Repeat("${matrix.x}", 2_000));
        var texts = string.Join(',', Enumerable.Repeat($"\"{line}\"", 20));

        var one =
            Files.ProblemsOf(
                $"fincoresim: 1\nmatrix: {{x: [\"{new string('x', 9_000)}\"]}}\nsteps: [{{call: POST http://localhost/x, body: "
                + $"[{texts}]}}]");
        var many =
            Files.ProblemsOf(
                $"fincoresim: 1\nmatrix: {{x: "
                + $"[{string.Join(',', Enumerable.Range(10, 900).Select(number => $"\"{number}\""))}]}}\nsteps: [{{call: POST "
                + $"http://localhost/x, body: [{texts}]}}]");

        Assert.That(one, Has.All.Contain("this text or all texts together are too long"));
        Assert.That(many, Has.Some.Contain("this text or all texts together are too long"));
    }

    [TestCase("tags", 10_000)]
    [TestCase("sandbox", 10_000)]
    public void Lists_have_an_end(string key, int most)
    {
        var list = $"[{string.Join(',', Enumerable.Repeat("a", most + 1))}]";

        Assert.That(
            Files.ProblemsOf(
                $"fincoresim: 1\n{(key == "tags" ? $"tags: {list}" : $"sandbox: {{allow_hosts: {list}}}")}\nexpect: []"),
            Has.Some.EndsWith($"error: this list has {most + 1} entries; at most {most} are allowed"));
    }

    [Test]
    public async Task Rules_are_counted_before_they_are_compiled([Values("POST", "PUT")] string method, [Values] bool inFile)
    {
        // Each pattern takes a while to compile, and the lines would be told one by one.
        var rule =
            """{"when":"money_out","where":{"description":{"matches":"(a|b|c){1,50}(d|e|f){1,50}"}},"then":"hold","skip":x}""";
        var rules = $"[{string.Join(',', Enumerable.Repeat(rule, 2_000))}]";

        var refused = await Sim.App.Anybody.SendAsync(
            new HttpMethod(method), Sim.Path("rules"), inFile ? $$"""{"fincoresim":1,"rules":{{rules}}}""" : rules);

        Assert.That(refused.ShouldBe(400)["detail"],
            Does.EndWith("this list has 2000 entries; at most 1000 are allowed").And.Not.Contain("\n"));
        (await Sim.GetAsync("rules")).ShouldSay("items", "[]");
    }

    [Test]
    public async Task A_hundred_thousand_rules_are_refused_for_their_size()
    {
        var rules = $"[{string.Join(',', Enumerable.Repeat("{}", 100_000))}]";

        Assert.That((await Sim.App.Anybody.PostTextAsync(Sim.Path("rules"), rules)).ShouldBe(400)["detail"],
            Does.EndWith("the file has more than 50000 values"));
    }

    [Test]
    public async Task Rules_beside_those_that_are_armed_count_with_them()
    {
        await ArmAsync(Enumerable.Range(0, 900)).ContinueWith(armed => armed.Result.ShouldBe(201), TaskScheduler.Default);

        (await ArmAsync(Enumerable.Range(900, 101))).ShouldBe(429).ShouldSay("detail", "The limit of rules is reached.");
        (await ArmAsync(Enumerable.Range(900, 100))).ShouldBe(201);
    }

    [Test]
    public async Task One_rule_does_not_hold_without_end()
    {
        var texts = string.Join(',', Enumerable.Repeat($"\"{new string('x', 200)}\"", 900));

        var refused =
            await Sim.App.Anybody.PostTextAsync(Sim.Path("rules"),
                $$$"""{"name":"a","when":"money_out","where":{"description":{"in":[{{{texts}}}]}},"then":"hold"}""");

        Assert.That(
            refused.ShouldBe(400)["detail"], Does.Contain("this rule holds about").And.EndsWith("at most 131072 are allowed"));
    }

    [Test]
    public void A_comparison_names_so_many_values_and_no_more() => Assert.That(
        ScenarioLoader
            .LoadRules(
                "body",
                Encoding.UTF8.GetBytes(
                    $"{{when: money_out, where: {{description: {{in: [{string.Join(',', Enumerable.Repeat("x", 1001))}]}}}}, "
                    + $"then: hold}}")).Problems.Select(problem => problem.Text),
        Is.EqualTo(new[] { "this list has 1001 entries; at most 1000 are allowed" }));

    private Task<Answer> ArmAsync(IEnumerable<int> numbers) => Sim.App.Anybody.PostAsync(Sim.Path("rules"), new JsonArray(
        [.. numbers.Select(
            number => new JsonObject { ["name"] = $"rule {number}", ["when"] = "cep", ["then"] = "DELAYED", ["times"] = 1 })]));
}
