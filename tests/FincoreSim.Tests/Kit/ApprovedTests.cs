using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Kit;

public sealed class ApprovedTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("approved-").FullName;

    private string ApprovedPath => Path.Combine(_folder, "answer.json");

    private string ReceivedPath => Path.Combine(_folder, "answer.received.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Finds_the_approved_file_beside_the_test() =>
        Approved.Verify("The approved text.\n", "ApprovedTests.approved.txt");

    [Test]
    public void Line_endings_and_line_breaks_at_the_end_do_not_count()
    {
        File.WriteAllText(ApprovedPath, "a\r\nb\r\n");

        Assert.That(() => Approved.Compare("a\nb", ApprovedPath, approve: false), Throws.Nothing);
    }

    [Test]
    public void A_difference_names_the_first_line_and_leaves_the_received_text()
    {
        File.WriteAllText(ApprovedPath, "a\nb\nc\n");

        var failure = Assert.Throws<CheckFailedException>(() => Approved.Compare("a\nB\nC", ApprovedPath, approve: false));

        Assert.That(failure!.Message, Is.EqualTo("""
            answer.json differs from line 2 on. If the change is meant, run again with APPROVE=1.
              approved: b
              received: B
            """));
        Assert.That(File.ReadAllText(ReceivedPath), Is.EqualTo("a\nB\nC\n"));
        Assert.That(File.ReadAllText(ApprovedPath), Is.EqualTo("a\nb\nc\n"));
    }

    [Test]
    public void A_text_that_ends_early_differs_at_its_end()
    {
        File.WriteAllText(ApprovedPath, "a\nb\n");

        Assert.That(
            () => Approved.Compare("a", ApprovedPath, approve: false),
            Throws.TypeOf<CheckFailedException>().With.Message.Contains("line 2")
                .And.Message.Contains("received: (end of the text)"));
    }

    [Test]
    public void A_file_not_approved_yet_fails_and_leaves_the_received_text()
    {
        Assert.That(
            () => Approved.Compare("new", ApprovedPath, approve: false),
            Throws.TypeOf<CheckFailedException>().With.Message.Contains("not been approved yet"));
        Assert.That(File.Exists(ReceivedPath), Is.True);
        Assert.That(File.Exists(ApprovedPath), Is.False);
    }

    [Test]
    public void Approving_overwrites_the_file_and_clears_the_received_text()
    {
        File.WriteAllText(ApprovedPath, "old\n");
        File.WriteAllText(ReceivedPath, "left over\n");

        Approved.Compare("new", ApprovedPath, approve: true);

        Assert.That(File.ReadAllText(ApprovedPath), Is.EqualTo("new\n"));
        Assert.That(File.Exists(ReceivedPath), Is.False);
    }

    [Test]
    public void Agreement_clears_a_received_text_left_over()
    {
        File.WriteAllText(ApprovedPath, "same\n");
        File.WriteAllText(ReceivedPath, "left over\n");

        Approved.Compare("same", ApprovedPath, approve: false);

        Assert.That(File.Exists(ReceivedPath), Is.False);
    }

    [Test]
    public void A_source_folder_that_is_not_there_is_said()
    {
        var absent = Path.Combine(_folder, "gone", "Tests.cs");

        Assert.That(
            () => Approved.Verify("x", "answer.json", absent),
            Throws.TypeOf<CheckFailedException>().With.Message.Contains("not on this machine"));
    }
}
