using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using FincoreSim.Language.Yaml;
using FincoreSim.Output;
using FincoreSim.Runs.Reports;

namespace FincoreSim.Tests.Output;

/// <summary>No text that came from elsewhere does anything to a terminal, or to a reader of XML, but be read.</summary>
public sealed class VisibleTextTests
{
    private const string Escape = "\u001b[31m";

    [TestCase("Pago a Proveedora Núñez, $1,234.50 MXN 🏦 👩‍👩‍👧 北京 مرحبا é\tx")]
    [TestCase("")]
    public void What_people_write_stays_as_it_is(string text)
    {
        Assert.That(VisibleText.Line(text), Is.SameAs(text));
        Assert.That(VisibleText.Lines(text), Is.SameAs(text));
    }

    [TestCase(Escape, @"\u001b[31m")]
    [TestCase("\u009b31m", @"\u009b31m")]
    [TestCase("a\u0007\u0008\u007f\0b", @"a\u0007\u0008\u007f\u0000b")]
    [TestCase("invoice\u202egpj.exe", @"invoice\u202egpj.exe")]
    [TestCase("\u2066a\u2069\u200f\u061c", @"\u2066a\u2069\u200f\u061c")]
    [TestCase("a\u2028b\u2029c\u0085d", @"a\u2028b\u2029c\u0085d")]
    [TestCase("\uffff\ufffe\ufeff", @"\uffff\ufffe\ufeff")]
    [TestCase("\U000e0041", @"\udb40\udc41")]
    [TestCase("over\rwritten", @"over\rwritten")]
    public void What_would_do_something_is_shown(string text, string shown)
    {
        Assert.That(VisibleText.Line(text), Is.EqualTo(shown));
        Assert.That(VisibleText.Lines(text), Is.EqualTo(shown));
    }

    [Test]
    public void Half_a_surrogate_pair_is_shown() => Assert.That(VisibleText.Line("\ud800 \udc00"), Is.EqualTo(@"\ud800 \udc00"));

    [Test]
    public void A_line_stays_one_line_and_a_text_keeps_its_lines()
    {
        Assert.That(VisibleText.Line("a\nok  b\r\nc"), Is.EqualTo(@"a\nok  b\r\nc"));
        Assert.That(VisibleText.Lines("a\nok  b\r\nc"), Is.EqualTo("a\nok  b\r\nc"));
    }

    [Test]
    public void Whatever_the_letters_are_nothing_remains_that_acts()
    {
        foreach (var text in EveryLetter())
        {
            foreach (var shown in (string[])[VisibleText.Line(text), VisibleText.Lines(text)])
            {
                Assert.That(
                    shown.Where(letter => letter is not ('\n' or '\t') && (char.IsControl(letter) || IsBidirectional(letter))),
                    Is.Empty, Codes(text));
                Assert.That(() => XmlConvert.VerifyXmlChars(shown), Throws.Nothing, Codes(text));
                Assert.That(VisibleText.Lines(shown), Is.EqualTo(shown), Codes(text));
            }
        }
    }

    [Test]
    public void Reports_can_be_read_whatever_the_names_are()
    {
        foreach (var text in EveryLetter().Chunk(512).Select(part => string.Concat(part)))
        {
            var report =
                new RunReport([], [new WrongFile(text, [new Problem(text, Position.Start, Severity.Error, text)])], [],
                    TimeSpan.Zero);

            var suite = XDocument.Load(new MemoryStream(JUnitReport.Of(report))).Root!.Element("testsuite")!;
            var page = Encoding.UTF8.GetString(HtmlReport.Of(report));

            Assert.That(suite.Attribute("name")!.Value.Length, Is.EqualTo(VisibleText.Lines(text).Length), Codes(text[..1]));
            Assert.That(page.Contains(WebUtility.HtmlEncode(VisibleText.Lines(text)), StringComparison.Ordinal), Is.True,
                Codes(text[..1]));
            Assert.That(page.Contains('\u001b') || page.Contains('\u202e'), Is.False, Codes(text[..1]));
        }
    }

    [Test]
    public async Task A_terminal_gets_only_what_can_be_seen_by_whichever_way_it_is_written()
    {
        using var terminal = new StringWriter { NewLine = "\n" };
        await using (var writer = new VisibleWriter(terminal))
        {
            writer.Write(Escape);
            writer.Write(Escape.AsSpan());
            writer.Write(Escape.ToCharArray());
            writer.Write('\u001b');
            writer.Write("{0}", Escape);
            writer.Write((object)Escape);
            writer.WriteLine(Escape);
            writer.WriteLine(Escape.AsSpan());
            writer.WriteLine("{0}", Escape);
            writer.WriteLine((object)Escape);
            await writer.WriteAsync(Escape);
            await writer.WriteAsync(Escape.AsMemory());
            await writer.WriteLineAsync(Escape);
            await writer.WriteLineAsync(Escape.AsMemory());
            await writer.WriteLineAsync();
        }

        Assert.That(terminal.ToString(), Does.Not.Contain('\u001b'));
        Assert.That(terminal.ToString().Split(@"\u001b"), Has.Length.EqualTo(15));
        Assert.That(terminal.ToString().Count(letter => letter == '\n'), Is.EqualTo(7));
    }

    /// <summary>Every code unit, alone and between others.</summary>
    private static IEnumerable<string> EveryLetter() =>
        Enumerable.Range(0, char.MaxValue + 1).SelectMany(code => (string[])[$"{(char)code}", $"a{(char)code}\udc00"]);

    private static bool IsBidirectional(char letter) =>
        letter is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static string Codes(string text) => string.Join(' ', text.Select(letter => $"{(int)letter:x4}"));
}
