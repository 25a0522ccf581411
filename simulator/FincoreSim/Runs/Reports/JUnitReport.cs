using System.Text;
using System.Xml;
using FincoreSim.Ground;
using FincoreSim.Json;
using FincoreSim.Language.Yaml;
using FincoreSim.Output;
using FincoreSim.Runs.Runner;

namespace FincoreSim.Runs.Reports;

/// <summary>
/// Writes JUnit XML as CI systems read it: a suite for each file, a case for each scenario, combination and repetition.
/// Stateless.
/// </summary>
internal static class JUnitReport
{
    /// <summary>The report as XML.</summary>
    public static byte[] Of(RunReport report)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartDocument();
            xml.WriteStartElement("testsuites");
            Attribute(xml, "name", "fincoresim");
            Counts(xml, report.Results, report.Wrong.Length);
            foreach (var file in report.Results.GroupBy(result => result.File))
            {
                Suite(xml, file.Key, [.. file]);
            }

            foreach (var wrong in report.Wrong)
            {
                WrongSuite(xml, wrong);
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void Suite(XmlWriter xml, string file, ImmutableArray<RunResult> results)
    {
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", file);
        Counts(xml, results, 0);
        foreach (var result in results)
        {
            Case(xml, result);
        }

        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, RunResult result)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "classname", result.File);
        Attribute(xml, "name", result.Repetition == 1 ? result.Scenario.Name : $"{result.Scenario.Name} #{result.Repetition}");
        Attribute(xml, "time", Seconds(result.Took));
        Attribute(xml, "file", ReportPlace.Of(result.File));
        Attribute(xml, "line", Text((result.Failure?.At ?? Position.Start).Line));
        xml.WriteStartElement("properties");
        if (Meaning(result) is { Length: > 0 } meaning)
        {
            Property(xml, "description", meaning);
        }

        Property(xml, "seed", result.Seed.ToString(CultureInfo.InvariantCulture));
        if (result.RunSeed is { } ofRun)
        {
            Property(xml, "run_seed", ofRun.ToString(CultureInfo.InvariantCulture));
        }

        Property(xml, "clock", Stamp.Iso(result.Clock));
        Property(xml, "version", Product.Version);
        if (result.Fingerprint is { } fingerprint)
        {
            Property(xml, "fingerprint", fingerprint);
        }

        xml.WriteEndElement();
        if (result.Failure is { } failure)
        {
            xml.WriteStartElement(result.Verdict == RunVerdict.Failed ? "failure" : "error");
            Attribute(xml, "message", failure.Title);
            Attribute(xml, "type", result.Verdict == RunVerdict.Failed ? "expectation" : "environment");
            Content(xml, $"{result.Place}\n{failure}{(result.Bundle is { } bundle ? $"\nbundle: {bundle}" : "")}{Why(result)}");
            xml.WriteEndElement();
            xml.WriteStartElement("system-out");
            Content(xml, string.Join('\n', result.Journal));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    /// <summary>What the scenario is about, and why it is worth running.</summary>
    private static string Meaning(RunResult result) => string.Join('\n',
        new[] { result.Scenario.Description, result.Scenario.Why }.OfType<string>()
            .Select(text => text.Trim()).Where(text => text.Length > 0));

    private static string Why(RunResult result) =>
        Meaning(result) is { Length: > 0 } meaning ? $"\nwhy it matters: {meaning}" : "";

    private static void WrongSuite(XmlWriter xml, WrongFile wrong)
    {
        xml.WriteStartElement("testsuite");
        Attribute(xml, "name", wrong.File);
        Counts(xml, [], 1);
        xml.WriteStartElement("testcase");
        Attribute(xml, "classname", wrong.File);
        Attribute(xml, "name", "the file can be read");
        Attribute(xml, "time", "0");
        xml.WriteStartElement("error");
        Attribute(xml, "message", wrong.Problems[0].ToString());
        Attribute(xml, "type", "file");
        Content(xml, string.Join('\n', wrong.Problems));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Counts(XmlWriter xml, ImmutableArray<RunResult> results, int wrong)
    {
        Attribute(xml, "tests", Text(results.Length + wrong));
        Attribute(xml, "failures", Text(results.Count(result => result.Verdict == RunVerdict.Failed)));
        Attribute(xml, "errors", Text(results.Count(result => result.Verdict == RunVerdict.Unable) + wrong));
        Attribute(xml, "skipped", "0");
        Attribute(xml, "time", Seconds(TimeSpan.FromTicks(results.Sum(result => result.Took.Ticks))));
    }

    private static void Property(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        Attribute(xml, "name", name);
        Attribute(xml, "value", value);
        xml.WriteEndElement();
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Every text goes by these two: XML cannot have all characters, and what reads it may show it on a terminal.
    /// </summary>
    private static void Attribute(XmlWriter xml, string name, string text) =>
        xml.WriteAttributeString(name, VisibleText.Lines(text));

    private static void Content(XmlWriter xml, string text) => xml.WriteString(VisibleText.Lines(text));
}
