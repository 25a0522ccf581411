using System.IO.Compression;
using System.Text;
using FincoreSim.Cli;
using FincoreSim.Runs.Bundles;
using FincoreSim.Tests.Running;

namespace FincoreSim.Tests.Bundles;

/// <summary>A bundle in a file of its own, which ends with the test.</summary>
internal sealed class BundleOnDisk : IDisposable
{
    public BundleOnDisk(RunBundle bundle) => BundleFile.Write(Path, bundle);

    public string Path { get; } =
        System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Guid.NewGuid():N}{BundleFile.Extension}");

    /// <summary>Replays it with the program as it is run.</summary>
    public async Task<(int Code, string Output, string Errors)> ReplayAsync()
    {
        await using var child = SimulatorProcess.Start("replay", Path);
        var code = await child.ExitCodeAsync();
        return (code, child.Output, child.Errors);
    }

    /// <summary>The same without a process of its own.</summary>
    public (int Code, string Output, string Errors) Replay()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        return (new ReplayCommand(output, errors).Run([Path]), output.ToString(), errors.ToString());
    }

    /// <summary>Changes the text of a member; null takes the member out.</summary>
    public void Change(string member, Func<string, string?> change)
    {
        using var zip = ZipFile.Open(Path, ZipArchiveMode.Update);
        var entry = zip.GetEntry(member)!;
        string text;
        using (var reader = new StreamReader(entry.Open()))
        {
            text = reader.ReadToEnd();
        }

        entry.Delete();
        if (change(text) is { } changed)
        {
            using var writer = new StreamWriter(zip.CreateEntry(member).Open(), new UTF8Encoding(false));
            writer.Write(changed);
        }
    }

    public void Dispose() => File.Delete(Path);
}
