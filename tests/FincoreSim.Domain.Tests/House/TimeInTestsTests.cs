using System.Text.RegularExpressions;

namespace FincoreSim.Domain.Tests.House;

/// <summary>
/// No test passes or fails by how long something took: on a busy machine that is chance. It waits for an event or asks again
/// (<c>Eventually</c>), lets a time of its own pass (<c>ManualTime</c>), and a limit of real time only ends what hangs.
/// </summary>
public sealed partial class TimeInTestsTests
{
    /// <summary>
    /// Where a moment passes that nothing is judged by: between two questions, in how others behave, in a sample of what is
    /// forbidden.
    /// </summary>
    private static readonly string[] Pauses =
    [
        "tests/FincoreSim.Testing/Eventually.cs", "tests/FincoreSim.Testing/RawReceiver/RawReceiver.cs",
        "tests/FincoreSim.Tests/Transport/LeavingCallersTests.cs", "tests/FincoreSim.Tests/Time/ForgottenTasksTests.cs",
    ];

    private static readonly SourceFile[] Files = [.. SourceFile.OfTests()];

    [Test]
    public void No_test_measures_time() => AssertNone(Measures(), []);

    [Test]
    public void No_test_sleeps() => AssertNone(Sleeps(), Pauses);

    [Test]
    public void No_limit_is_one_that_a_busy_machine_can_reach() => AssertNone(ShortLimit(), []);

    private static void AssertNone(Regex unwanted, string[] allowed)
    {
        Assert.That(Files, Has.Length.GreaterThan(allowed.Length));
        Assert.That(
            Files.Where(file => !allowed.Contains(file.Name.Replace('\\', '/')))
                .SelectMany(file => unwanted.Matches(file.Code).Select(match => $"{file.Name}: {match.Value}")),
            Is.Empty);
    }

    [GeneratedRegex(@"\bStopwatch\b|\bGetElapsedTime\(")]
    private static partial Regex Measures();

    [GeneratedRegex(@"\bTask\.Delay\b|\bThread\.Sleep\b")]
    private static partial Regex Sleeps();

    [GeneratedRegex(@"\b(WaitAsync|CancelAfter)\((TimeSpan\.From(Seconds|Milliseconds)\(|[0-9_]{1,6}\))")]
    private static partial Regex ShortLimit();
}
