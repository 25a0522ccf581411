using System.Collections.Immutable;
using System.Text;
using FincoreSim.Domain.Worlds;
using FincoreSim.Runs.Runner;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.ScenarioFiles;

namespace FincoreSim.Tests.Runs;

/// <summary>Runs scenarios in the simulator that all tests share, each in a sandbox of its own.</summary>
internal static class Bench
{
    /// <summary>What most scenarios begin with: who pays, who is paid, and a wallet.</summary>
    public const string World = """
        fincoresim: 1
        name: A scenario
        sandbox: {seed: 3, clock: "2026-03-02T09:00:00-06:00", mode: frozen}
        given:
          accounts:
            - {as: treasury, balance: "1000.00"}
            - {as: wallet, balance: "0.00"}
          instruments:
            - {as: supplier, clabe: "072180001183597196", holder: Proveedora}
            - {as: ana, clabe: "012180000000000426", holder: Ana Pérez}

        """;

    /// <summary>The same with webhooks to the integrator.</summary>
    public const string Hooked = World + """
          webhooks:
            - {as: deposits, type: MONEY_IN, url: "${INTEGRATOR_URL}/hooks/money-in", token: mi-token}
            - {as: updates, type: STATUS_UPDATE, url: "${INTEGRATOR_URL}/hooks/status", token: status-token}
            - {as: receipts, type: CEP, url: "${INTEGRATOR_URL}/hooks/cep", token: cep-token}

        """;

    /// <summary>Runs a text that is read without problems; one result for each combination and repetition.</summary>
    public static Task<ImmutableArray<RunResult>> RunAllAsync(string yaml, RunSettings? settings = null) =>
        RunAllAsync(Plan(yaml), settings);

    /// <summary>The scenarios of a text that is read without problems.</summary>
    public static ImmutableArray<PlannedRun> Plan(string yaml)
    {
        var set = ScenarioSet.Of([("a.yaml", Encoding.UTF8.GetBytes(yaml))], []);
        Assert.That(set.Wrong.SelectMany(wrong => wrong.Problems).Concat(set.Warnings), Is.Empty);
        return set.Runs;
    }

    /// <summary>Runs scenarios.</summary>
    public static async Task<ImmutableArray<RunResult>> RunAllAsync(ImmutableArray<PlannedRun> runs, RunSettings? settings = null)
    {
        var runner = (await SimulatorApp.Shared).Service<ScenarioRunner>();
        return await runner.RunAsync(runs, settings ?? new RunSettings(), _ => { }, CancellationToken.None);
    }

    /// <summary>Runs a text with one scenario.</summary>
    public static async Task<RunResult> RunAsync(string yaml, RunSettings? settings = null) =>
        (await RunAllAsync(yaml, settings)).Single();

    /// <summary>Runs a shipped file.</summary>
    public static Task<ImmutableArray<RunResult>> RunFileAsync(string path, RunSettings? settings = null) =>
        RunAllAsync(PlanOf(path), settings);

    /// <summary>The scenarios of a shipped file.</summary>
    public static ImmutableArray<PlannedRun> PlanOf(params string[] paths) => ScenarioSet.Of(
        paths.Select(path => (path, (ReadOnlyMemory<byte>)File.ReadAllBytes(Path.Combine(Files.Folder(), path)))), []).Runs;

    /// <summary>Every shipped file below a folder, relative to the folder of scenarios, with slashes.</summary>
    public static string[] Shipped(string folder = "") =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Files.Folder(), folder), "*.yaml", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Files.Folder(), path).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    /// <summary>Fails unless a run passed.</summary>
    public static void AssertPassed(RunResult result) =>
        Assert.That(result.Verdict, Is.EqualTo(RunVerdict.Passed), TextOf(result));

    /// <summary>Fails unless a run failed, for the reason given.</summary>
    public static void AssertFailed(RunResult result, string why)
    {
        Assert.That(result.Verdict, Is.EqualTo(RunVerdict.Failed), TextOf(result));
        Assert.That(TextOf(result), Does.Contain(why));
    }

    /// <summary>The place and the whole text of a failure; empty where there is none.</summary>
    public static string TextOf(RunResult result) => result.Failure is { } failure ? $"{result.Place}: {failure}" : "";

    /// <summary>The line of a text, from 1, in which something stands for the first time.</summary>
    public static int LineOf(string yaml, string what) =>
        yaml[..yaml.IndexOf(what, StringComparison.Ordinal)].Count(letter => letter == '\n') + 1;
}
