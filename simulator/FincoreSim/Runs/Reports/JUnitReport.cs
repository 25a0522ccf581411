using System.Text;
using System.Xml;

namespace FincoreSim.Runs;

/// <summary>
/// Writes JUnit XML as CI systems read it: a suite for each file, a case for each scenario, combination and repetition. Stateless.
/// </summary>
internal static class JUnitReport
{
    /// <summary>The report as XML.</summary>
    public static byte[] Of(RunReport report)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), CheckCharacters = false }))
        {
            xml.WriteStartDocument();
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "fincoresim");
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
        xml.WriteAttributeString("name", file);
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
        xml.WriteAttributeString("classname", Clean(result.File));
        xml.WriteAttributeString("name", Clean(result.Repetition == 1 ? result.Scenario.Name : $"{result.Scenario.Name} #{result.Repetition}"));
        xml.WriteAttributeString("time", Seconds(result.Took));
        xml.WriteStartElement("properties");
        Property(xml, "seed", result.Seed.ToString(CultureInfo.InvariantCulture));
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
            xml.WriteAttributeString("message", Clean(failure.Title));
            xml.WriteAttributeString("type", result.Verdict == RunVerdict.Failed ? "expectation" : "environment");
            xml.WriteString(Clean($"{result.Place}\n{failure}{(result.Bundle is { } bundle ? $"\nbundle: {bundle}" : "")}"));
            xml.WriteEndElement();
            xml.WriteElementString("system-out", Clean(string.Join('\n', result.Journal)));
        }

        xml.WriteEndElement();
    }

    private static void WrongSuite(XmlWriter xml, WrongFile wrong)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", wrong.File);
        Counts(xml, [], 1);
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Clean(wrong.File));
        xml.WriteAttributeString("name", "the file can be read");
        xml.WriteAttributeString("time", "0");
        xml.WriteStartElement("error");
        xml.WriteAttributeString("message", Clean(wrong.Problems[0].ToString()));
        xml.WriteAttributeString("type", "file");
        xml.WriteString(Clean(string.Join('\n', wrong.Problems)));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Counts(XmlWriter xml, ImmutableArray<RunResult> results, int wrong)
    {
        xml.WriteAttributeString("tests", Text(results.Length + wrong));
        xml.WriteAttributeString("failures", Text(results.Count(result => result.Verdict == RunVerdict.Failed)));
        xml.WriteAttributeString("errors", Text(results.Count(result => result.Verdict == RunVerdict.Unable) + wrong));
        xml.WriteAttributeString("skipped", "0");
        xml.WriteAttributeString("time", Seconds(TimeSpan.FromTicks(results.Sum(result => result.Took.Ticks))));
    }

    private static void Property(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("value", value);
        xml.WriteEndElement();
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Without the characters that XML cannot have at all.</summary>
    private static string Clean(string text) => string.Concat(text.Select(letter => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter) ? letter : '\ufffd'));
}
