using System.Text.RegularExpressions;
using FincoreSim.Cli;
using FincoreSim.Serving;
using FincoreSim.Tests.Running;
using FincoreSim.Tests.Shipping;
using YamlDotNet.RepresentationModel;

namespace FincoreSim.Tests.Recipes;

/// <summary>
/// The recipes for the CI of others, as they stand: only image and address are those of the program under test.
/// </summary>
public sealed partial class RecipeTests
{
    private static readonly string[][] Services =
    [
        ["compose.yaml", "services/fincoresim", "environment", "image read_only ports environment extra_hosts healthcheck"],
        ["github-actions.yml", "jobs/test/services/fincoresim", "env", "image ports env options credentials volumes"],
        ["gitlab-ci.yml", "test/services/0", "variables", "name alias variables entrypoint command pull_policy"],
    ];

    private static IEnumerable<string> Files => Directory.EnumerateFiles(RecipeFile.Folder, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(RecipeFile.Folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Files))]
    public void Every_recipe_is_in_the_list_and_names_variables_that_exist(string file)
    {
        var text = File.ReadAllText(Path.Combine(RecipeFile.Folder, file));
        var known = ServeVariables.OptionsOf(CommandLine.Parse(["serve"]).CommandResult.Command).Select(ServeVariables.NameOf)
            .Append(ServeOptions.AdminTokenVariable);

        Assert.That(VariableName().Matches(text).Select(match => match.Value).Except(known), Is.Empty);
        Assert.That(File.ReadAllText(Path.Combine(RecipeFile.Folder, "README.md")),
            file == "README.md" ? Is.Not.Empty : Does.Contain($"]({file})"));
    }

    [TestCaseSource(nameof(Services))]
    public async Task The_service_starts_as_it_is_described_and_the_flow_of_the_documentation_passes(
        string file, string path, string variables, string members)
    {
        await Script.NeedsCurlAsync();
        var recipe = new RecipeFile(file);
        var service = path.Split('/');
        await using var server = Start(recipe.Pairs([.. service, variables]));

        var walked = await Script.BashAsync(["simulator/walkthrough.sh", await server.UrlAsync()]);

        Assert.That(walked.ExitCode, Is.Zero, walked.ToString());
        Assert.That(server.Output, Does.Contain("seed        42\n"));
        Assert.That(recipe.Pairs(service).Select(pair => pair.Name), Is.SubsetOf(members.Split(' ')));
        Assert.That(recipe.At([.. service, file == "gitlab-ci.yml" ? "name" : "image"]).ToString(), Is.EqualTo("fincoresim"));
    }

    [Test]
    public async Task The_health_check_of_compose_needs_no_shell_and_tells_well_from_gone()
    {
        var check = new RecipeFile("compose.yaml").Texts("services", "fincoresim", "healthcheck", "test");
        Assert.That(check[..3], Is.EqualTo(new[] { "CMD", "/app/fincoresim", "health" }));
        await using var server = Start([]);
        var url = await server.UrlAsync();

        Assert.That(await CheckAsync(url), Is.Zero);
        await server.SignalAsync("TERM");
        await server.ExitCodeAsync();
        Assert.That(await CheckAsync(url), Is.EqualTo(3));

        async Task<int> CheckAsync(string where)
        {
            await using var health =
                SimulatorProcess.Start([.. check[2..].Select(word => word == ServeOptions.DefaultUrl ? where : word)]);
            return await health.ExitCodeAsync();
        }
    }

    [Test]
    public async Task What_github_runs()
    {
        var recipe = new RecipeFile("github-actions.yml");
        var steps = (YamlSequenceNode)recipe.At("jobs", "test", "steps");

        await RunAsync(
            recipe.Pairs("jobs", "test", "services", "fincoresim", "env"),
            recipe.Pairs("jobs", "test", "env"),
            steps.OfType<YamlMappingNode>().Where(step => step.Children.ContainsKey("run"))
                .Select(step => step["run"].ToString()));
        Assert.That(File.ReadAllText(Path.Combine(RecipeFile.Folder, "github-actions.yml")), Does.Not.Contain("--health-cmd"),
            "there is no shell for it");
    }

    [Test]
    public async Task What_gitlab_runs()
    {
        var recipe = new RecipeFile("gitlab-ci.yml");

        await RunAsync(
            recipe.Pairs("test", "services", "0", "variables"),
            recipe.Pairs("test", "variables"),
            [.. recipe.Texts("test", "before_script"), .. recipe.Texts("test", "script")]);
    }

    [Test]
    public async Task The_one_for_node_parses_where_node_is()
    {
        if ((await Script.BashAsync(["-c", "command -v node"])).ExitCode != 0)
        {
            Assert.Ignore("Node is not installed here, so nothing has read testcontainers/fincoresim.mjs.");
        }

        var parsed = await Script.BashAsync(
            ["-c", "node --check \"$1\"", "node", Path.Combine(RecipeFile.Folder, "testcontainers/fincoresim.mjs")]);

        Assert.That(parsed.ExitCode, Is.Zero, parsed.ToString());
    }

    private static async Task RunAsync((string, string)[] service, (string Name, string Value)[] job, IEnumerable<string> scripts)
    {
        await Script.NeedsCurlAsync();
        await using var server = Start(service);
        var url = await server.UrlAsync();
        (string, string)[] variables = [.. job.Where(one => one.Name != "FINCORE_URL"), ("FINCORE_URL", url), ("no_proxy", "*")];
        var outputs = new List<string>();
        foreach (var script in scripts)
        {
            var run = await Script.BashAsync(["-e", "-o", "pipefail", "-c", script], variables);
            Assert.That(run.ExitCode, Is.Zero, run.ToString());
            outputs.Add(run.Output);
        }

        Assert.That(outputs, Is.Not.Empty);
        Assert.That(outputs[^1], Does.Contain("client_secret"));
    }

    private static SimulatorProcess Start((string, string)[] variables) =>
        SimulatorProcess.Start(variables, "serve", "--urls", "http://127.0.0.1:0");

    [GeneratedRegex("FINCORESIM_[A-Z_]+")]
    private static partial Regex VariableName();
}
