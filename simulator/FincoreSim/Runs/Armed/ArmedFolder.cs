using System.Diagnostics.CodeAnalysis;
using FincoreSim.Disk;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Language.Yaml;
using FincoreSim.Worlds;

namespace FincoreSim.Runs.Armed;

/// <summary>A file of the folder, as it was last looked at.</summary>
/// <param name="Stamp">How it looked from outside.</param>
/// <param name="IsSettled">Whether a change of it would show there.</param>
/// <param name="File">What was read.</param>
/// <param name="Armed">What of it is armed, which a file with errors keeps; null for nothing.</param>
internal sealed record KnownFile(FileStamp Stamp, bool IsSettled, ArmedFile File, StandingSource? Armed);

/// <summary>What became of a file.</summary>
/// <param name="Source">Its path relative to the folder.</param>
/// <param name="Before">What it was; null where it was not there.</param>
/// <param name="After">What it is; null where it is gone.</param>
internal sealed record FileChange(string Source, KnownFile? Before, KnownFile? After)
{
    /// <summary>Whether what is armed changes.</summary>
    public bool Arms => Before?.Armed != After?.Armed;
}

/// <summary>What a look at the folder led to.</summary>
/// <param name="Files">What became of the files that changed.</param>
/// <param name="Sandboxes">Every sandbox that has such rules.</param>
/// <param name="Refused">What could not be armed, and where.</param>
internal sealed record FolderChange(
    ImmutableArray<FileChange> Files, ImmutableArray<SandboxSettings> Sandboxes,
    ImmutableArray<(SandboxSettings Sandbox, RefusedSource Source)> Refused);

/// <summary>
/// The files of a folder and what of them is armed in every sandbox. A file with errors keeps the rules it had. Used by one
/// thread at a time.
/// </summary>
internal sealed class ArmedFolder(string folder, SandboxRegistry sandboxes, StandingRules standing, TimeProvider time)
{
    /// <summary>
    /// How old a change must be to be told from the next by size and instant, also on the coarsest file systems.
    /// </summary>
    private static readonly TimeSpan SettledAfter = TimeSpan.FromSeconds(3);

    private readonly SortedDictionary<string, KnownFile> _files = new(StringComparer.Ordinal);

    /// <summary>Every file, by path.</summary>
    public IReadOnlyDictionary<string, KnownFile> Files => _files;

    /// <summary>Whether files are not there, new, or look otherwise than known.</summary>
    public bool Differs(FolderLook look) =>
        look.Files.Count != _files.Count
        || look.Files.Any(file => !_files.TryGetValue(file.Key, out var known) || known.Stamp != file.Value);

    /// <summary>Reads what changed, and arms and disarms it in every sandbox.</summary>
    /// <param name="look">How the folder looks now.</param>
    public FolderChange Take(FolderLook look)
    {
        ImmutableArray<FileChange> changes = [.. Gone(look),
            .. look.Files.Select(file => Read(file.Key, file.Value)).OfType<FileChange>()];
        var arms = changes.Any(change => change.Arms);
        if (arms)
        {
            // The rules of sandboxes to come change first: one that is made meanwhile has them, or is among all.
            standing.Replace(_files.Values.Select(file => file.Armed).OfType<StandingSource>());
        }

        Sandbox[] all = [.. sandboxes.All.Where(sandbox => sandbox.Run.HasStandingRules)];
        return new FolderChange(changes, [.. all.Select(sandbox => sandbox.Settings)], arms ? [.. all.SelectMany(Apply)] : []);
    }

    private IEnumerable<FileChange> Gone(FolderLook look)
    {
        foreach (var source in _files.Keys.Except(look.Files.Keys, StringComparer.Ordinal).ToArray())
        {
            _files.Remove(source, out var before);
            yield return new FileChange(source, before, null);
        }
    }

    /// <summary>Null where the content is what it was.</summary>
    private FileChange? Read(string source, FileStamp stamp)
    {
        var before = _files.GetValueOrDefault(source);
        if ((before is { IsSettled: true } && before.Stamp == stamp) || !TryRead(source, before?.File, out var file))
        {
            return null;
        }

        var armed = file.Use switch
        {
            ArmedFileUse.Armed =>
                before?.Armed is { } known && known.Version == file.Version
                    ? known
                    : new StandingSource(source, file.Version!, file.Rules),
            ArmedFileUse.Run => null,
            _ => before?.Armed,
        };
        var isSettled = file.Version is not null && stamp.WrittenAt < time.GetUtcNow().UtcDateTime - SettledAfter;
        var after = _files[source] = new KnownFile(stamp, isSettled, file, armed);
        return after.File == before?.File ? null : new FileChange(source, before, after);
    }

    /// <summary>False where the file has gone since; the same file again where its content is what it was.</summary>
    private bool TryRead(string source, ArmedFile? before, [NotNullWhen(true)] out ArmedFile? file)
    {
        var path = Path.Combine(folder, source);
        var trouble = PatientFile.Read(path, YamlTree.BytesMax, out var bytes);
        if (trouble is { IsMissing: true })
        {
            file = null;
            return false;
        }

        if (trouble is not null)
        {
            var unreadable = ArmedFile.Unreadable(path, trouble);
            file = before is { Version: null } && before.Problems.SequenceEqual(unreadable.Problems) ? before : unreadable;
            return true;
        }

        file = before is not null && before.Version == ArmedFile.VersionOf(bytes) ? before : ArmedFile.Read(source, path, bytes);
        return true;
    }

    private IEnumerable<(SandboxSettings Sandbox, RefusedSource Source)> Apply(Sandbox sandbox)
    {
        try
        {
            return standing.Apply(sandbox).Select(refused => (sandbox.Settings, refused));
        }
        catch (InvariantBroken)
        {
            // The world is poisoned; every call says so, and a reset arms what stands by then.
            return [];
        }
        catch (Exception bug)
        {
            // Nobody asks for it again: the sandbox would go on without the rules that it should have.
            sandbox.Run.Fail("standing_rules_are_armed", "arming the rules of the folder", bug);
            return [];
        }
    }
}
