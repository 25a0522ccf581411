using FincoreSim.Language.Yaml;
using FincoreSim.Output;

namespace FincoreSim.Runs.Reports;

/// <summary>
/// What did not pass as lines that GitHub Actions shows beside the line of the file, in its own escapes: a name can end no value
/// and begin no command. Stateless.
/// </summary>
internal static class Annotations
{
    /// <summary>The variable that says that GitHub Actions reads along.</summary>
    public const string Variable = "GITHUB_ACTIONS";

    /// <summary>A line for each file that is wrong and each run that did not pass.</summary>
    public static IEnumerable<string> Of(RunReport report) =>
    [
        .. report.Wrong.SelectMany(wrong => wrong.Problems.Select(problem =>
            Error(ReportPlace.Of(wrong.File), problem.At, "the file is wrong", problem.Text))),
        .. report.Results.Where(result => result.Failure is not null).Select(result => Error(
            ReportPlace.Of(result.File), result.Failure!.At, result.Scenario.Name, result.Failure.ToString())),
    ];

    private static string Error(string file, Position at, string title, string message) => string.Create(
        CultureInfo.InvariantCulture,
        $"::error file={Property(file)},line={at.Line},col={at.Column},title={Property(title)}::{Data(message)}");

    private static string Data(string text) => VisibleText.Lines(text)
        .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
