using FincoreSim.Disk;
using FincoreSim.Domain.Worlds;
using FincoreSim.Ground;
using FincoreSim.Json;
using FincoreSim.Runs.Bundles;

namespace FincoreSim.Cli;

/// <summary><c>fincoresim replay</c>: has the worlds of run bundles again, and says whether they become the same.</summary>
internal sealed class ReplayCommand(TextWriter output, TextWriter errors)
{
    /// <summary>Replays each bundle; the exit code is that of the worst.</summary>
    public int Run(string[] paths) => paths.Max(Replay);

    private int Replay(string path)
    {
        if (ScenarioPaths.Missing([path]) is { } missing)
        {
            errors.WriteLine($"fincoresim: {missing}");
            return ExitCodes.WrongInput;
        }

        if (PatientFile.Read(path, BundleFile.BytesMax, out var bytes) is { } trouble)
        {
            errors.WriteLine($"fincoresim: {path}: {trouble.Says}");
            return trouble.ExitCode;
        }

        try
        {
            var bundle = BundleFile.Read(bytes);
            foreach (var line in About(path, bundle))
            {
                output.WriteLine(line);
            }

            if (bundle.Program != Product.Version)
            {
                errors.WriteLine(
                    $"{path}: warning: it was made by version {bundle.Program}, and this is {Product.Version}; a difference may "
                    + $"come from that");
            }

            return Tell(path, BundleReplay.Run(bundle));
        }
        catch (BundleException problem)
        {
            errors.WriteLine($"{path}: error: {problem.Message}");
            return ExitCodes.WrongInput;
        }
    }

    private static IEnumerable<string> About(string path, RunBundle bundle)
    {
        var (scenario, world) = (bundle.Scenario, bundle.World);
        var commands = bundle.Recording.Inputs.Count(input => input is RecordedCommand or RecordedPayment);
        yield return path;
        var combination = scenario.Combination is null ? "" : $" [{scenario.Combination}]";
        var file = scenario.Path is null ? "" : $"  ({scenario.Path})";
        yield return $"  scenario    {scenario.Name}{combination}{file}";
        var order = scenario.SchedulingSeed is { } seed ? Invariant($", scheduling seed {seed}") : "";
        yield return Invariant($"  seed        {world.Seed}{order}, template {world.Template}, version {bundle.Program}");
        yield return Invariant($"  commands    {commands}, from {Stamp.Iso(world.Start)} to {Stamp.Iso(bundle.End.At)}");
        yield return $"  recorded    {Describe(bundle.End)}";
    }

    private int Tell(string path, ReplayComparison comparison)
    {
        output.WriteLine($"  replayed    {Describe(comparison.Replayed)}");
        if (comparison.Failed > 0)
        {
            output.WriteLine(Invariant($"  {comparison.Failed} commands failed inside the simulator, which is a bug of it"));
        }

        var parts = comparison.DifferentParts;
        output.WriteLine(
            comparison.IsSame
                ? "  the same"
                : $"  not the same{(parts.IsEmpty ? "" : $"; what differs: {string.Join(", ", parts)}")}");
        if (comparison.Divergence is { } divergence)
        {
            output.WriteLine(
                Invariant($"  first difference: {path}!{BundleFile.InputsName}:{divergence.Number}: {Describe(divergence)}"));
        }

        return comparison.IsSame ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static string Describe(EndOfRun end) => end.Fingerprint ?? $"broken: {end.Broken}";

    private static string Describe(Divergence divergence)
    {
        var place = divergence.Input switch
        {
            RecordedCommand command => $"after {command.Command.Name}",
            RecordedPayment payment => $"after {payment.Request.Operation}",
            _ => "where the recording begins",
        };
        return $"{place} the journal had {Count(divergence.Input.JournalAfter)} entries, and has "
            + $"{Count(divergence.JournalAfter)} now";
    }

    private static string Count(long? entries) => entries?.ToString(CultureInfo.InvariantCulture) ?? "no more";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
