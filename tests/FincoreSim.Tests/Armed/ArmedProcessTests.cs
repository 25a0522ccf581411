using FincoreSim.Domain.Rules;
using FincoreSim.Testing;
using FincoreSim.Tests.Running;
using static FincoreSim.Tests.Armed.ScenariosFolder;

namespace FincoreSim.Tests.Armed;

/// <summary>The program with <c>--scenarios</c>: what it prints.</summary>
public sealed class ArmedProcessTests
{
    private const string AnyPort = "http://127.0.0.1:0";

    [Test]
    public async Task Says_what_is_armed_and_what_becomes_of_changes()
    {
        using var folder = new ScenariosFolder();
        folder.Rules("late.yaml", "{when: cep, then: DELAYED}");
        folder.Write("run.yaml", "steps: [{advance: 1h}]\n");
        await using var child = SimulatorProcess.Start("--urls", AnyPort, "--scenarios", folder.Path);
        var url = await child.UrlAsync();
        await UntilAsync(child, () => child.Output.Contains("Stop with Ctrl-C."));
        Assert.That(
            child.Output, Does.Contain($"{folder.Path}: 1 file armed (1 rule), 1 file has steps and is for `fincoresim run`"));

        folder.Rules("late.yaml", "{when: cep, then: DELAYED}", Refusing("A"));
        await UntilAsync(child, () => child.Output.Contains($"armed {folder.At("late.yaml")}: 2 rules in 1 sandbox\n"));
        using var http = new HttpClient();
        Assert.That(
            await http.GetStringAsync(new Uri($"{url}/_sim/sandboxes/default/rules")), Does.Contain("\"source\":\"late.yaml\""));

        folder.Write("late.yaml", "rules: [{when: cep, then: DELAIED}]\n");
        await UntilAsync(child, () => child.Errors.Contains("what it had stays armed (2 rules)"));
        Assert.That(child.Errors, Does.Contain($"{folder.At("late.yaml")}:2:27: error: "));
        Assert.That(child.Errors.Trim().Split('\n'), Has.Length.EqualTo(2), child.Errors);
    }

    [TestCase("--scenarios")]
    [TestCase("serve", "--urls", AnyPort, "--scenarios")]
    public async Task A_folder_that_is_not_there_is_exit_code_2_and_one_line(params string[] arguments)
    {
        await using var child = SimulatorProcess.Start([.. arguments, "/nowhere/at all"]);

        Assert.That(await child.ExitCodeAsync(), Is.EqualTo(2));
        Assert.That(child.Errors, Is.EqualTo("fincoresim: there is no folder /nowhere/at all\n"));
        Assert.That(child.Output, Is.Empty);
    }

    private static Task UntilAsync(SimulatorProcess child, Func<bool> holds) =>
        Eventually.IsSoAsync(holds, () => child.Output + child.Errors);
}
