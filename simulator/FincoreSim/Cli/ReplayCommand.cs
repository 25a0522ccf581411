using FincoreSim.Bundles;

namespace FincoreSim.Cli;

/// <summary><c>fincoresim replay</c>: has the worlds of run bundles again, and says whether they become the same.</summary>
internal static class ReplayCommand
{
    /// <summary>Replays each bundle; the exit code is that of the worst.</summary>
    public static int Run(string[] paths) => paths.Max(Replay);

    private static int Replay(string path)
    {
        try
        {
            var bundle = BundleFile.Read(path);
            foreach (var line in About(path, bundle))
            {
                Console.WriteLine(line);
            }

            if (bundle.Program != Product.Version)
            {
                Console.Error.WriteLine($"{path}: warning: it was made by version {bundle.Program}, and this is {Product.Version}; a difference may come from that");
            }

            return Tell(path, BundleReplay.Run(bundle));
        }
        catch (BundleException problem)
        {
            Console.Error.WriteLine($"{path}: error: {problem.Message}");
            return ExitCodes.WrongInput;
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            Console.Error.WriteLine($"fincoresim: there is no {path}");
            return ExitCodes.WrongInput;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"fincoresim: {path} cannot be read: {problem.Message}");
            return ExitCodes.Environment;
        }
    }

    private static IEnumerable<string> About(string path, RunBundle bundle)
    {
        var (scenario, world) = (bundle.Scenario, bundle.World);
        yield return path;
        yield return $"  scenario    {scenario.Name}{(scenario.Combination is null ? "" : $" [{scenario.Combination}]")}{(scenario.Path is null ? "" : $"  ({scenario.Path})")}";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"  seed        {world.Seed}{(scenario.SchedulingSeed is { } order ? $", scheduling seed {order}" : "")}, template {world.Template}, version {bundle.Program}");
        yield return string.Create(
            CultureInfo.InvariantCulture, $"  commands    {bundle.Recording.Inputs.Length}, from {Stamp.Iso(world.Start)} to {Stamp.Iso(bundle.End.At)}");
        yield return $"  recorded    {Describe(bundle.End)}";
    }

    private static int Tell(string path, ReplayComparison comparison)
    {
        Console.WriteLine($"  replayed    {Describe(comparison.Replayed)}");
        if (comparison.Failed > 0)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {comparison.Failed} commands failed inside the simulator, which is a bug of it"));
        }

        if (comparison.IsSame)
        {
            Console.WriteLine("  the same");
            return ExitCodes.Ok;
        }

        var parts = comparison.DifferentParts;
        Console.WriteLine($"  not the same{(parts.IsEmpty ? "" : $": {string.Join(", ", parts)} differ")}");
        if (comparison.Divergence is { } divergence)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  first difference: {path}!{BundleFile.InputsName}:{divergence.Number}: {Describe(divergence)}"));
        }

        return ExitCodes.Failed;
    }

    private static string Describe(EndOfRun end) => end.Fingerprint ?? $"broken: {end.Broken}";

    private static string Describe(Divergence divergence)
    {
        var name = divergence.Input switch
        {
            RecordedCommand command => command.Command.Name,
            RecordedPayment payment => payment.Request.Operation,
            _ => "mark",
        };
        return $"after {name} the journal had {Count(divergence.Input.JournalAfter)} entries, and has {Count(divergence.JournalAfter)} now";
    }

    private static string Count(long? entries) => entries?.ToString(CultureInfo.InvariantCulture) ?? "no more";
}
