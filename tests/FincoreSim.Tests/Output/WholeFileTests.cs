using System.Diagnostics;
using FincoreSim.Output;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Runs;

namespace FincoreSim.Tests.Output;

/// <summary>A file that is written in place of another is whole, or the other is still there.</summary>
public sealed class WholeFileTests
{
    [Test]
    public void A_disk_that_fills_half_way_loses_nothing_older()
    {
        using var folder = new TempFolder();
        var path = folder.Write("report.xml", "the old report");

        Assert.That(() => WholeFile.Write(path, Failing), Throws.TypeOf<IOException>());

        Assert.That(File.ReadAllText(path), Is.EqualTo("the old report"));
        Assert.That(Names(folder), Is.EqualTo(["report.xml"]));
    }

    [Test]
    public void Nothing_is_left_where_there_was_nothing()
    {
        using var folder = new TempFolder();

        Assert.That(() => WholeFile.Write(folder.At("report.xml"), Failing), Throws.TypeOf<IOException>());

        Assert.That(Names(folder), Is.Empty);
    }

    [Test]
    public void The_old_file_is_there_until_the_new_one_is_whole()
    {
        using var folder = new TempFolder();
        var path = folder.Write("report.xml", "old");
        string? meanwhile = null;

        WholeFile.Write(path, stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            meanwhile = File.ReadAllText(path);
        });

        Assert.That((meanwhile, File.ReadAllText(path)), Is.EqualTo(("old", "new")));
        Assert.That(Names(folder), Is.EqualTo(["report.xml"]));
    }

    [Test]
    [Platform(Exclude = "Win")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Links_and_modes_stay()
    {
        using var folder = new TempFolder();
        var path = folder.Write("report.xml", "old");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(folder.At("link"), "report.xml");
        File.CreateSymbolicLink(folder.At("dangling"), "later.xml");

        WholeFile.Write(folder.At("link"), stream => stream.Write("new"u8));
        WholeFile.Write(folder.At("dangling"), stream => stream.Write("first"u8));

        Assert.That(File.ReadAllText(path), Is.EqualTo("new"));
        Assert.That(File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(File.ReadAllText(folder.At("later.xml")), Is.EqualTo("first"));
        Assert.That(new FileInfo(folder.At("link")).LinkTarget, Is.EqualTo("report.xml"));
        Assert.That(new FileInfo(folder.At("dangling")).LinkTarget, Is.EqualTo("later.xml"));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task Pipes_and_devices_are_written_to_and_stay()
    {
        using var folder = new TempFolder();
        var pipe = folder.At("pipe");
        using (var mkfifo = Process.Start("mkfifo", [pipe]))
        {
            await mkfifo.WaitForExitAsync();
        }

        var reading = Task.Run(() => File.ReadAllText(pipe));
        WholeFile.Write(pipe, stream => stream.Write("into the pipe"u8));
        WholeFile.Write("/dev/null", stream => stream.Write("gone"u8));

        Assert.That(await reading.WaitAsync(Eventually.Patience), Is.EqualTo("into the pipe"));
        Assert.That(Names(folder), Is.EqualTo(["pipe"]));
        Assert.That(() => WholeFile.Write("/dev/full", stream => stream.Write("never"u8)), Throws.TypeOf<IOException>());
        Assert.That((File.Exists("/dev/null"), File.Exists("/dev/full")), Is.EqualTo((true, true)));
    }

    private static void Failing(Stream stream)
    {
        stream.Write("half of it"u8);
        throw new IOException("No space left on device");
    }

    private static IEnumerable<string?> Names(TempFolder folder) =>
        Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName);
}
