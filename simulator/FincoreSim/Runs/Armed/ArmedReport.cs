using FincoreSim.Worlds;

namespace FincoreSim.Runs.Armed;

/// <summary>Says what became of the files of a folder, one line each. Used by one thread at a time.</summary>
/// <param name="folder">The folder, as it was named.</param>
/// <param name="tell">Takes what was done.</param>
/// <param name="complain">Takes problems.</param>
internal sealed class ArmedReport(string folder, Action<string> tell, Action<string> complain)
{
    private const string ForRuns = "is for `fincoresim run`";
    private bool _isLost;

    /// <summary>What is armed and what is not, when all is there for the first time.</summary>
    public static string Summary(IEnumerable<KnownFile> files)
    {
        var uses = files.ToLookup(file => file.File.Use);
        var (armed, runs, broken) = (uses[ArmedFileUse.Armed].ToArray(), uses[ArmedFileUse.Run].Count(),
            uses[ArmedFileUse.Nothing].Count());
        return $"{Count(armed.Length, "file")} armed ({Count(armed.Sum(file => file.File.Rules.Length), "rule")}), "
            + (runs == 1 ? $"1 file has steps and {ForRuns}" : $"{runs} files have steps and are for `fincoresim run`")
            + (broken == 0 ? "" : broken == 1 ? ", 1 file has errors" : $", {broken} files have errors");
    }

    /// <summary>Says what is wrong, and what waits for a sandbox; the rest is in the summary.</summary>
    public void TellFirst(FolderChange change)
    {
        foreach (var file in change.Files)
        {
            TellProblems(file);
            if (file.After?.Armed is { } armed && Missing(armed, change.Sandboxes) is { Length: > 0 } missing)
            {
                tell($"{PathOf(file.Source)} waits for {missing}");
            }
        }

        TellRefused(change);
    }

    /// <summary>Says what changed.</summary>
    public void Tell(FolderChange change)
    {
        foreach (var file in change.Files)
        {
            TellProblems(file);
            if (LineOf(file, change) is { } line)
            {
                (file.After?.File.Use == ArmedFileUse.Nothing ? complain : tell)(line);
            }
        }

        TellRefused(change);
    }

    /// <summary>Says that the folder cannot be read; once until it can.</summary>
    public void TellLost(string why)
    {
        if (!_isLost)
        {
            _isLost = true;
            complain($"{folder} cannot be read, and what is armed stays armed: {why}");
        }
    }

    /// <summary>Says that the folder can be read, where it could not before.</summary>
    public void TellFound()
    {
        if (_isLost)
        {
            _isLost = false;
            tell($"{folder} can be read again");
        }
    }

    private string PathOf(string source) => Path.Combine(folder, source);

    private void TellProblems(FileChange file)
    {
        foreach (var problem in file.After?.File.Problems ?? [])
        {
            complain(problem.ToString());
        }
    }

    private void TellRefused(FolderChange change)
    {
        foreach (var group in change.Refused.GroupBy(
            item => (item.Source.Source, Why: StandingRules.Explain(item.Source.Refusal))))
        {
            string[] ids = [.. group.Select(item => item.Sandbox.Id)];
            var shown = string.Join(", ", ids.Take(3)) + (ids.Length > 3 ? ", …" : "");
            complain($"{PathOf(group.Key.Source)} is not armed in {InSandboxes(ids.Length)} ({shown}): {group.Key.Why}");
        }
    }

    private string? LineOf(FileChange file, FolderChange change)
    {
        var path = PathOf(file.Source);
        return file switch
        {
            { After: null, Before.Armed: not null } => $"disarmed {path}: the file is gone",
            { After: null } => $"{path} is gone; nothing of it was armed",
            { After.File.Use: ArmedFileUse.Run, Before.Armed: not null } => $"disarmed {path}: it has steps now and {ForRuns}",
            { After.File.Use: ArmedFileUse.Run, Before.File.Use: ArmedFileUse.Run } => null,
            { After.File.Use: ArmedFileUse.Run } => $"{path} has steps and {ForRuns}",
            { After.File.Use: ArmedFileUse.Nothing, After.Armed: { } kept } =>
                $"{path} has errors: what it had stays armed ({Count(kept.Rules.Length, "rule")})",
            { After.File.Use: ArmedFileUse.Nothing } => $"{path} has errors: nothing of it is armed",
            { Arms: false, After.Armed: { } same } =>
                $"{path} is again as it was armed: {Count(same.Rules.Length, "rule")}, counters and all",
            _ => ArmedLine(path, file.After.Armed!, change, change.Refused.Count(item => item.Source.Source == file.Source)),
        };
    }

    private static string ArmedLine(string path, StandingSource armed, FolderChange change, int refused)
    {
        var count = change.Sandboxes.Count(sandbox => armed.For(sandbox) is not null) - refused;
        var missing = Missing(armed, change.Sandboxes);
        return $"armed {path}: {Count(armed.Rules.Length, "rule")} in "
            + $"{InSandboxes(count)}{(missing.Length == 0 ? "" : $"; waits for {missing}")}";
    }

    private static string Missing(StandingSource armed, ImmutableArray<SandboxSettings> all)
    {
        string[] missing =
        [
            .. armed.Rules.Select(rule => rule.Use).OfType<string>().Distinct()
                .Where(use => !all.Any(sandbox => sandbox.Id == use || sandbox.Name == use)).Select(use => $"'{use}'"),
        ];
        return missing.Length == 0
            ? ""
            : $"{(missing.Length == 1 ? "a sandbox" : "sandboxes")} {string.Join(", ", missing)}, not there yet";
    }

    private static string InSandboxes(int count) => count == 1 ? "1 sandbox" : $"{count} sandboxes";

    private static string Count(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";
}
