using System.Text;
using FincoreSim.Language;
using FincoreSim.Language.Yaml;
using FincoreSim.Runs.Calls;
using FincoreSim.Runs.Runner;
using Microsoft.AspNetCore.Hosting.Server;

namespace FincoreSim.Runs.Copied;

/// <summary>What running a copy once came to. Immutable.</summary>
/// <param name="Verdict">passes, differs, or not_run.</param>
/// <param name="Difference">The first difference, with its place; null where it passes.</param>
/// <param name="HasSameMoney">Whether its ledger came to the same, by its fingerprint; null where the copy is not of all that was done.</param>
internal sealed record CopyCheck(string Verdict, string? Difference, bool? HasSameMoney)
{
    private const string FileName = "scenario.yaml";

    /// <summary>How long the run may take, in real time.</summary>
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(30);

    /// <summary>Whether it passes.</summary>
    public bool Passes => Verdict == "passes";

    /// <summary>Runs a copy once in a sandbox of its own.</summary>
    public static async Task<CopyCheck> RunAsync(ScenarioCopy copy, IServiceProvider services, CancellationToken stop)
    {
        if (OwnAddress.Find(services.GetRequiredService<IServer>()) is null)
        {
            return new CopyCheck("not_run", "Scenarios call the simulator by its port on http, and it has none.", null);
        }

        var bytes = Encoding.UTF8.GetBytes(copy.Yaml);
        var (file, problems) = ScenarioLoader.Load(FileName, bytes);
        if (file is null)
        {
            return new CopyCheck("differs", problems.First(problem => problem.Severity == Severity.Error).ToString(), null);
        }

        string? money = null;
        var settings = new RunSettings { TimeMax = TimeMax, AtEnd = sandbox => money = sandbox.Gate.Inspect(ScenarioCopy.FingerprintOf) };
        var results = await services.GetRequiredService<ScenarioRunner>()
            .RunAsync([new PlannedRun(FileName, file.Scenarios[0], bytes)], settings, _ => { }, stop);
        return results[0] is { Failure: { } failure } failed
            ? new CopyCheck(failed.Verdict == RunVerdict.Unable ? "not_run" : "differs", $"{failed.Place}: {failure.Title}", null)
            : new CopyCheck("passes", null, copy.Money is { } own && money is not null ? own == money : null);
    }
}
