using System.Text.RegularExpressions;

namespace FincoreSim.Domain.Tests.House;

/// <summary>What the house rules say of source files and a compiler does not.</summary>
public sealed partial class SourceTidyTests
{
    private const int FileLinesMax = 300;
    private const int FunctionLinesMax = 60;

    private static readonly SourceFile[] Files = [.. SourceFile.Shipped()];

    [Test]
    public void The_files_and_their_functions_are_found()
    {
        Assert.That(
            Files.Select(file => file.Name.Replace('\\', '/')), Does.Contain("simulator/FincoreSim.Domain/Worlds/World.cs"));
        Assert.That(
            Files.Single(file => file.Name.EndsWith("MoneyOut.cs", StringComparison.Ordinal)).Functions().Single().Lines,
            Is.InRange(15, 40));
    }

    [Test]
    public void No_file_is_too_long() =>
        Assert.That(
            Files.Where(file => file.LineCount > FileLinesMax).Select(file => $"{file.Name}: {file.LineCount} lines"), Is.Empty);

    [Test]
    public void No_function_is_too_long() => Assert.That(
        Files.SelectMany(file => file.Functions()).Where(function => function.Lines > FunctionLinesMax)
            .Select(function => $"{function.Header}: {function.Lines} lines"),
        Is.Empty);

    [Test]
    public void Nothing_is_left_to_do_later() => AssertNone(Unfinished(), file => file.Text);

    [Test]
    public void Nothing_is_hidden_in_regions() => AssertNone(Region(), file => file.Text);

    [Test]
    public void Time_chance_and_ids_come_from_the_world() => AssertNone(Ambient(), file => file.Code);

    [Test]
    public void No_code_is_commented_out() => AssertNone(CommentedOut(), file => file.Text);

    [Test]
    public void Whatever_is_printed_goes_through_the_terminal() => AssertNone(Printed(), file => file.Code, "Terminal.cs");

    [Test]
    public void Whatever_is_written_to_a_disk_is_written_whole() => AssertNone(Written(), file => file.Code, "WholeFile.cs");

    /// <summary>
    /// One type of a file has its name, so that who looks for a type finds it; but for what is kept together by its cast.
    /// </summary>
    [Test]
    public void A_file_is_named_for_what_is_in_it() => Assert.That(
        Files.Select(
            file => (file.Name, Stem: Path.GetFileName(file.Name).Split('.')[0],
                Types: TypeName().Matches(file.Code).Select(match => match.Groups[1].Value)))
            .Where(file => !Cast().IsMatch(file.Stem) && !file.Types.Contains(file.Stem)).Select(file => file.Name),
        Is.Empty);

    private static void AssertNone(Regex unwanted, Func<SourceFile, string> read, string? but = null) => Assert.That(
        Files.Where(file => but is null || !file.Name.EndsWith(but, StringComparison.Ordinal))
            .SelectMany(file => unwanted.Matches(read(file)).Select(match => $"{file.Name}: {match.Value.Trim()}")), Is.Empty);

    [GeneratedRegex(@"^(?:\w+ )*(?:class|record struct|record|struct|enum|interface) (\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"^(Program|GlobalUsings|\w*(Commands|Facts|Effects|Notices|Ids|Contracts|Views|Kinds|Candidates|Messages))$")]
    private static partial Regex Cast();

    [GeneratedRegex(@"\b(TODO|HACK|FIXME|XXX)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"^\s*#(region|endregion)\b.*$", RegexOptions.Multiline)]
    private static partial Regex Region();

    [GeneratedRegex(@"\b(DateTime|DateTimeOffset)\.(Now|UtcNow|Today)\b|\bGuid\.(NewGuid|CreateVersion7)\b|\bnew "
        + @"Random\(|\bRandom\.Shared\b|\bThread\.Sleep\b|\bStopwatch\.StartNew\b")]
    private static partial Regex Ambient();

    [GeneratedRegex(@"\bConsole\s*\.\s*\w+|using static System\.Console|\bDebugger\.Log\b|\bTrace\.Write\w*")]
    private static partial Regex Printed();

    [GeneratedRegex(@"\bFile\s*\.\s*(Create|Write|Append|OpenWrite|Copy|Replace)\w*|\bnew "
        + @"StreamWriter\b|\bFileAccess\.\w*Write\b|\bFileMode\.(Create|Append|OpenOrCreate|Truncate)")]
    private static partial Regex Written();

    [GeneratedRegex(@"^\s*//(?!/)[^\n]*[;{}]\s*$", RegexOptions.Multiline)]
    private static partial Regex CommentedOut();
}
