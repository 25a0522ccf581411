using System.CommandLine;
using FincoreSim.Cli;
using FincoreSim.Tests.Running;
using FincoreSim.Tests.Runs;

namespace FincoreSim.Tests.Commands;

/// <summary>Each option of <c>serve</c> has a variable that says the same.</summary>
public sealed class ServeVariablesTests
{
    /// <summary>A value for each variable that is not read beside its option, another one, and one that is wrong.</summary>
    private static readonly Dictionary<string, (string Value, string Other, string Wrong, string Told)> Values = new()
    {
        ["--seed"] = ("4711", "7", "many", "FINCORESIM_SEED must be a whole number such as 42, or random."),
        ["--template"] = ("empty", "busy", "full", "FINCORESIM_TEMPLATE: Argument 'full' not recognized."),
        ["--scenarios"] = ("-folder", "other", " ", "FINCORESIM_SCENARIOS must not be empty."),
        ["--no-dashboard"] = ("1", "false", "perhaps", "FINCORESIM_NO_DASHBOARD must be true or false."),
        ["--auto-sandboxes"] = ("true", "false", "yes", "FINCORESIM_AUTO_SANDBOXES must be true or false."),
        ["--sandbox-ttl"] = ("30m", "2h", "0s", "FINCORESIM_SANDBOX_TTL must be at least 1s."),
        ["--log"] = ("requests", "none", "all", "FINCORESIM_LOG: Argument 'all' not recognized."),
        ["--quiet"] = ("1", "false", "very", "FINCORESIM_QUIET must be true or false."),
        ["--verbose"] = ("true", "false", "2", "FINCORESIM_VERBOSE must be true or false."),
        ["--certificate"] = ("own.pem", "other.pem", " ", "FINCORESIM_CERTIFICATE must not be empty."),
        ["--certificate-key"] = ("own.key", "other.key", " ", "FINCORESIM_CERTIFICATE_KEY must not be empty."),
    };

    private static readonly string[] Flags = ["--no-dashboard", "--auto-sandboxes", "--quiet", "--verbose"];

    /// <summary>Those that add to their option, or stand in a longer row of precedence; other tests have them.</summary>
    private static readonly string[] ReadElsewhere = ["--urls", "--allow-host", "--allow-call"];

    private static IEnumerable<string> Settable => Values.Keys;

    [Test]
    public void Every_option_has_a_variable_that_its_help_names()
    {
        var options = ServeVariables.OptionsOf(CommandLine.Parse(["serve"]).CommandResult.Command).ToArray();

        Assert.That(options.Select(option => option.Name), Is.EquivalentTo(Values.Keys.Concat(ReadElsewhere)));
        foreach (var option in options)
        {
            Assert.That(option.Description, Does.Contain(ServeVariables.NameOf(option)), option.Name);
        }
    }

    [TestCaseSource(nameof(Settable))]
    public void A_variable_says_what_its_option_says(string option)
    {
        var value = Values[option].Value;
        var expected = Flags.Contains(option) ? "True" : value;

        Assert.That(ValueOf(option, value, "serve"), Is.EqualTo(expected));
        Assert.That(ValueOf(option, value), Is.EqualTo(expected), "serve is the default");
        Assert.That(ValueOf(option, value, "serve", "--"), Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(Settable))]
    public void The_command_line_wins(string option)
    {
        var (value, other, wrong, _) = Values[option];
        var expected = Flags.Contains(option) ? "False" : other;

        Assert.That(ValueOf(option, value, "serve", $"{option}={other}"), Is.EqualTo(expected));
        Assert.That(ValueOf(option, wrong, "serve", $"{option}={other}"), Is.EqualTo(expected), "it does not count");
    }

    [TestCaseSource(nameof(Settable))]
    public void An_empty_one_says_nothing(string option) =>
        Assert.That(ValueOf(option, "", "serve"), Is.EqualTo(ValueOf(option, null, "serve")));

    [TestCaseSource(nameof(Settable))]
    public void A_wrong_one_is_refused_by_its_own_name_where_it_counts(string option)
    {
        var (_, _, wrong, told) = Values[option];

        Assert.That(ProblemsOf(option, wrong, "serve"), Has.Length.EqualTo(1).And.All.StartsWith(told));
        Assert.That(ProblemsOf(option, wrong, "health"), Is.Empty);
        Assert.That(ProblemsOf(option, wrong, "serve", "--help"), Is.Empty);
        Assert.That(ProblemsOf(option, wrong, "--version"), Is.Empty);
    }

    [Test]
    public async Task A_server_that_is_told_nothing_but_variables()
    {
        using var folder = new TempFolder();
        await using var child = SimulatorProcess.Start(
            [
                ("FINCORESIM_URLS", "http://127.0.0.1:0"), ("FINCORESIM_SEED", "4711"), ("FINCORESIM_TEMPLATE", "empty"),
                ("FINCORESIM_SCENARIOS", folder.Path), ("FINCORESIM_NO_DASHBOARD", "true"),
            ]);
        await child.UrlAsync();
        await child.UntilOutputAsync("Stop with");

        Assert.That(child.Output, Does.Contain("seed        4711\n").And.Contain($"scenarios   {folder.Path}"));
        Assert.That(child.Output, Does.Not.Contain("page  "));
    }

    [Test]
    public async Task A_wrong_one_is_exit_code_2()
    {
        await using var child = SimulatorProcess.Start([("FINCORESIM_SEED", "many")], "serve", "--urls", "http://127.0.0.1:0");

        Assert.That(await child.ExitCodeAsync(), Is.EqualTo(2));
        Assert.That(child.Errors, Does.StartWith("fincoresim: FINCORESIM_SEED must be a whole number"));
    }

    private static string? ValueOf(string option, string? variable, params string[] args)
    {
        var parsed = CommandLine.Read(args, name => name == NameOf(option) ? variable : null, out var problems);
        Assert.That(problems, Is.Empty);
        Assert.That(parsed.Errors, Is.Empty);
        return Flags.Contains(option) ? $"{parsed.GetValue<bool>(option)}" : parsed.GetValue<string>(option);
    }

    private static string[] ProblemsOf(string option, string variable, params string[] args)
    {
        CommandLine.Read(args, name => name == NameOf(option) ? variable : null, out var problems);
        return problems;
    }

    private static string NameOf(string option) => ServeVariables.NameOf(new Option<string>(option));
}
