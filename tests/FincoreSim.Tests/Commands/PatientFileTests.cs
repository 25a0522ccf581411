using FincoreSim.Disk;
using FincoreSim.Output;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Runs;
using FincoreSim.Tests.Shipping;

namespace FincoreSim.Tests.Commands;

/// <summary>Reading and writing what need not be a file at all.</summary>
[Platform(Include = "Linux")]
public sealed class PatientFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCase(0)]
    [TestCase(99)]
    [TestCase(100)]
    [TestCase(101)]
    [TestCase(5000)]
    public void One_byte_more_is_read_than_is_wanted(int length)
    {
        var path = _folder.Write("a.yaml", new string('a', length));

        Assert.That(PatientFile.Read(path, 100, out var bytes), Is.Null);
        Assert.That(bytes, Has.Length.EqualTo(Math.Min(length, 101)));
    }

    [TestCase("/dev/null", 0)]
    [TestCase("/dev/zero", 101)]
    [TestCase("/dev/urandom", 101)]
    public void A_device_is_read_as_far_as_is_wanted(string path, int length)
    {
        Assert.That(PatientFile.Read(path, 100, out var bytes), Is.Null);
        Assert.That(bytes, Has.Length.EqualTo(length));
    }

    [Test]
    public void A_file_of_the_system_is_read_whole_though_it_has_no_length()
    {
        Assert.That(PatientFile.Read("/proc/self/status", 1_000_000, out var bytes), Is.Null);
        Assert.That(bytes, Is.Not.Empty);
    }

    [TestCase("/proc/self/mem", "the file cannot be read: Input/output error", 3)]
    [TestCase("/tmp", "the file cannot be read: it is a folder", 3)]
    [TestCase("/nowhere/at/all", "the file cannot be read: it is not there", 2)]
    public void What_cannot_be_read_is_told_of(string path, string says, int code)
    {
        var trouble = PatientFile.Read(path, 100, out var bytes);

        Assert.That((trouble?.Says, trouble?.ExitCode, bytes.Length), Is.EqualTo((says, code, 0)));
    }

    [Test]
    public void What_may_not_be_read_is_told_apart_from_what_is_no_file()
    {
        var refused = new UnauthorizedAccessException("Access to the path is denied.");

        Assert.That(FileTrouble.Of(refused, "/nowhere").Says, Is.EqualTo("the file cannot be read: permission denied"));
        Assert.That(FileTrouble.Of(refused, "/tmp").Says, Is.EqualTo("the file cannot be read: it is a folder"));
        Assert.That(FileTrouble.OfFolder(refused, "/tmp").Says, Is.EqualTo("the folder cannot be read: permission denied"));
        Assert.That(FileTrouble.OfFolder(refused, "/tmp").ExitCode, Is.EqualTo(3));
    }

    [Test]
    public async Task A_pipe_is_read_where_somebody_writes_and_given_up_where_nobody_does()
    {
        var pipe = await PipeAsync("a.pipe");
        var writer = Script.BashAsync(["-c", "printf hello > \"$0\"", pipe]);
        Assert.That(PatientFile.Read(pipe, 100, out var bytes), Is.Null);
        Assert.That(bytes, Is.EqualTo("hello"u8.ToArray()));
        await writer;

        var silent = await PipeAsync("b.pipe");
        var trouble = PatientFile.Read(silent, 100, out _);
        Assert.That(trouble?.Says, Does.Contain("nothing came from it").And.Contain("pipe"));
        Assert.That(trouble!.ExitCode, Is.EqualTo(3));
        Assert.That(PatientFile.Read(silent, 100, out _), Is.EqualTo(trouble), "it is not waited for again");

        await Script.BashAsync(["-c", "printf late > \"$0\"", silent]);
    }

    [Test]
    public async Task A_report_for_a_pipe_that_nobody_reads_is_given_up()
    {
        var pipe = await PipeAsync("c.pipe");

        var refused = Assert.Throws<IOException>(() => WholeFile.Write(pipe, file => file.WriteByte(1)));

        Assert.That(refused!.Message, Does.Contain("nobody took"));
        await Script.BashAsync(["-c", "cat \"$0\"", pipe]);
    }

    private async Task<string> PipeAsync(string name)
    {
        Assert.That((await Script.BashAsync(["-c", "mkfifo \"$0\"", _folder.At(name)])).ExitCode, Is.Zero);
        return _folder.At(name);
    }
}
