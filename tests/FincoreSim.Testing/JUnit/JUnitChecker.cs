using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace FincoreSim.Testing.JUnit;

/// <summary>
/// Reads JUnit XML as strictly as the strictest CI system: only the elements and attributes of the well-known schema (with the
/// properties of cases, which pytest and Jenkins have), in its order, counts that add up, times that are numbers. Stateless.
/// </summary>
public static class JUnitChecker
{
    private static readonly string[] Outcomes = ["skipped", "error", "failure"];
    private static readonly string[] CountNames = ["tests", "failures", "errors", "skipped"];
    private static readonly string[] CaseOrder = ["properties", "skipped", "error", "failure", "system-out", "system-err"];
    private static readonly string[] SuiteOrder = ["properties", "testcase", "system-out", "system-err"];

    /// <summary>Reads a report; throws <see cref="CheckFailedException"/> at the first thing that is not as it must be.</summary>
    public static JUnitDocument Read(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        Require(!bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble), "the report begins with a byte order mark");
        XElement root;
        try
        {
            using var stream = new MemoryStream(bytes);
            root = XDocument.Load(
                XmlReader.Create(
                    stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CheckCharacters = true })).Root!;
        }
        catch (XmlException problem)
        {
            throw new CheckFailedException($"the report is no XML: {problem.Message}");
        }

        Require(
            root.DescendantsAndSelf().All(element => element.Name.NamespaceName.Length == 0), "elements stand in no namespace");
        Element(root, "testsuites", ["testsuite"], [], [.. CountNames, "name", "time", "disabled"]);
        var suites = root.Elements().Select(Suite).ToArray();
        Counts(root, suites.SelectMany(suite => suite.Cases));
        Require(suites.Select(suite => suite.Name).Distinct().Count() == suites.Length, "two suites have the same name");
        return new JUnitDocument(suites);
    }

    private static JUnitSuite Suite(XElement element)
    {
        Element(element, "testsuite", SuiteOrder, [.. CountNames[..3], "name"],
            ["skipped", "time", "timestamp", "hostname", "id", "package", "file"]);
        var cases = element.Elements("testcase").Select(Case).ToArray();
        Counts(element, cases);
        var name = Text(element, "name");
        Require(cases.Select(one => one.Name).Distinct().Count() == cases.Length, $"suite {name}: two cases have the same name");
        var sum = element.Elements("testcase").Sum(one => Time(one) ?? 0);
        Require(Time(element) is not { } time || Math.Abs(time - sum) <= 0.001m * (cases.Length + 1),
            $"suite {name}: its time is not the sum of its cases' times");
        return new JUnitSuite(name, cases);
    }

    private static JUnitCase Case(XElement element)
    {
        Element(element, "testcase", CaseOrder, ["name", "classname"], ["time", "status", "assertions", "file", "line"]);
        var (name, outcome) = (Text(element, "name"),
            element.Elements().Where(child => Outcomes.Contains(child.Name.LocalName)).ToArray());
        Require(outcome.Length <= 1, $"case {name}: it has {outcome.Length} outcomes");
        _ = Time(element);
        foreach (var child in outcome)
        {
            Element(child, child.Name.LocalName, [], [], ["message", "type"]);
            Require(child.Name == "skipped" || (Text(child, "message").Length > 0 && Text(child, "type").Length > 0),
                $"case {name}: {child.Name} says nothing");
        }

        return new JUnitCase(
            name, Text(element, "classname"), outcome.FirstOrDefault()?.Name.LocalName ?? "passed",
            outcome.FirstOrDefault()?.Attribute("message")?.Value ?? "",
            outcome.FirstOrDefault()?.Value ?? "", Properties(element), element.Element("system-out")?.Value ?? "");
    }

    private static Dictionary<string, string> Properties(XElement element)
    {
        Require(element.Elements("properties").Count() <= 1, "properties stand there twice");
        foreach (var property in element.Elements("properties").Elements())
        {
            Element(property, "property", [], ["name", "value"], []);
        }

        return element.Elements("properties").Elements()
            .ToDictionary(property => Text(property, "name"), property => property.Attribute("value")!.Value);
    }

    /// <summary>The element's name, its attributes, and that its children are among those allowed, in that order.</summary>
    private static void Element(XElement element, string name, string[] children, string[] required, string[] allowed)
    {
        Require(element.Name == name, $"{element.Name} stands where {name} must");
        foreach (var attribute in required)
        {
            Require(element.Attribute(attribute) is not null, $"{name} has no {attribute}");
        }

        foreach (var attribute in element.Attributes())
        {
            Require(required.Contains(attribute.Name.LocalName) || allowed.Contains(attribute.Name.LocalName),
                $"{name} has the unknown attribute {attribute.Name}");
        }

        var last = 0;
        foreach (var child in element.Elements())
        {
            var at = Array.IndexOf(children, child.Name.LocalName);
            Require(at >= 0, $"{name} holds the unknown element {child.Name}");
            Require(at >= last, $"{child.Name} stands too late in {name}");
            last = at;
        }
    }

    private static void Counts(XElement element, IEnumerable<JUnitCase> cases)
    {
        var all = cases.ToArray();
        int[] found = [all.Length, all.Count(one => one.Outcome == "failure"), all.Count(one => one.Outcome == "error"),
            all.Count(one => one.Outcome == "skipped")];
        foreach (var (name, count) in CountNames.Zip(found))
        {
            Require(element.Attribute(name) is not { } given || given.Value == count.ToString(CultureInfo.InvariantCulture),
                $"{element.Name} says {name} = {element.Attribute(name)?.Value}, and it has {count}");
        }
    }

    private static decimal? Time(XElement element)
    {
        if (element.Attribute("time") is not { Value: var text })
        {
            return null;
        }

        Require(decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var time),
            $"{text} is no time in seconds");
        return time;
    }

    private static string Text(XElement element, string attribute)
    {
        var text = element.Attribute(attribute)?.Value ?? "";
        Require(text.Trim().Length > 0, $"{element.Name} has an empty {attribute}");
        return text;
    }

    private static void Require(bool isSo, string problem)
    {
        if (!isSo)
        {
            throw new CheckFailedException($"JUnit: {problem}");
        }
    }
}
