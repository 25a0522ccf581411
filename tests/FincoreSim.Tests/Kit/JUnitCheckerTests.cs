using System.Text;
using FincoreSim.Testing;
using FincoreSim.Testing.JUnit;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Kit;

/// <summary>The checker takes what CI systems take, and nothing else.</summary>
public sealed class JUnitCheckerTests
{
    private const string Good = """
        <testsuites tests="2" failures="1" errors="0" skipped="0" time="0.010">
          <testsuite name="a.yaml" tests="2" failures="1" errors="0" skipped="0" time="0.010">
            <testcase classname="a.yaml" name="one" time="0.004"><properties><property name="seed" value="1" /></properties></testcase>
            <testcase classname="a.yaml" name="two" time="0.006"><failure message="no" type="expectation">at length</failure><system-out>x</system-out></testcase>
          </testsuite>
        </testsuites>
        """;

    [Test]
    public void A_good_report_is_read()
    {
        var read = JUnitChecker.Read(Encoding.UTF8.GetBytes(Good));

        Assert.That(read.Cases.Select(one => one.Outcome), Is.EqualTo(["passed", "failure"]));
        Assert.That(read.Cases.First().Properties["seed"], Is.EqualTo("1"));
        Assert.That(read.Cases.Last(),
            Has.Property("Message").EqualTo("no").And.Property("Text").EqualTo("at length").And.Property("Output").EqualTo("x"));
    }

    [TestCase("<testsuites tests=\"2\"", "<testsuites tests=\"3\"", "says tests = 3, and it has 2")]
    [TestCase("failures=\"1\" errors=\"0\" skipped=\"0\" time=\"0.010\">\n    <testcase",
        "failures=\"0\" errors=\"0\" skipped=\"0\" time=\"0.010\">\n    <testcase", "says failures = 0, and it has 1")]
    [TestCase("time=\"0.004\"", "time=\"0,004\"", "no time")]
    [TestCase("time=\"0.004\"", "time=\"-1\"", "no time")]
    [TestCase("time=\"0.004\"", "time=\"4.000\"", "not the sum")]
    [TestCase("name=\"two\"", "name=\"one\"", "same name")]
    [TestCase("name=\"two\"", "name=\" \"", "empty name")]
    [TestCase("name=\"two\"", "title=\"two\"", "has no name")]
    [TestCase("type=\"expectation\"", "kind=\"x\"", "unknown attribute kind")]
    [TestCase("message=\"no\"", "message=\"\"", "empty message")]
    [TestCase("<system-out>x</system-out>", "<output>x</output>", "unknown element output")]
    [TestCase("<system-out>x</system-out>", "<properties />", "too late")]
    [TestCase("<system-out>x</system-out>", "<failure message=\"x\" type=\"y\" />", "2 outcomes")]
    [TestCase("<testsuites ", "<testsuites xmlns=\"urn:x\" ", "no namespace")]
    [TestCase("</testsuites>", "", "no XML")]
    [TestCase("at length", "\u0001", "no XML")]
    public void A_report_that_is_not_so_is_refused(string good, string bad, string why)
    {
        var text = Good.Replace(good, bad, StringComparison.Ordinal);

        Assert.That(text, Is.Not.EqualTo(Good));
        Assert.That(
            () => JUnitChecker.Read(Encoding.UTF8.GetBytes(text)),
            Throws.TypeOf<CheckFailedException>().With.Message.Contains(why));
    }
}
