using System.Text;

namespace FincoreSim.Domain.Tests.Primitives;

/// <summary>What each kind of text lets through and what it does not, at its edges and beyond all measure.</summary>
public sealed class TextRuleTests
{
    private static readonly (string Kind, TextRule Rule)[] Kinds =
    [
        ("name of SPEI", TextRules.SpeiName), ("concept", TextRules.Concept), ("tracking key", TextRules.TrackingKey), ("rfc",
            TextRules.Rfc),
        ("payer's account", TextRules.PayerAccount), ("account number", TextRules.AccountNumber), ("institution",
            TextRules.Institution),
        ("reference", TextRules.Reference), ("name", TextRules.Name), ("label", TextRules.Label), ("sentence",
            TextRules.Sentence),
        ("secret", TextRules.Secret), ("line", TextRules.Line), ("rule", TextRules.RuleName), ("prose", TextRules.Prose),
    ];

    private static IEnumerable<TestCaseData> All => Kinds.Select(kind => new TestCaseData(kind.Kind));

    private static IEnumerable<TestCaseData> Lines => All.Where(kind => !RuleOf((string)kind.Arguments[0]!).TakesLines);

    [TestCaseSource(nameof(All))]
    public void Nothing_is_without_end(string kind)
    {
        var rule = RuleOf(kind);

        Assert.That(rule.ProblemOf(new string('1', 1024 * 1024)),
            Does.StartWith($"must have at most {rule.LengthMax} characters, not 1048576"));
        Assert.That(rule.ProblemOf(string.Concat(Enumerable.Repeat("😀", rule.LengthMax!.Value + 1))),
            Does.StartWith("must have at most"));
    }

    [TestCaseSource(nameof(Lines))]
    public void A_line_has_one_line_and_no_control_characters(string kind)
    {
        foreach (var control in "\0\u0001\t\n\v\f\r\u001b\u007f\u0085\u009f\u2028\u2029")
        {
            Assert.That(RuleOf(kind).ProblemOf($"1234{control}"), Does.Contain("must"), $"U+{(int)control:X4}");
        }
    }

    [TestCaseSource(nameof(All))]
    public void Half_of_a_pair_is_no_text(string kind)
    {
        foreach (var half in new[] { "\ud83d", "\ude00", "\ud83d\ud83d", "1\ude00\ud83d", "\ude00\ud83d\ude00" })
        {
            Assert.That(RuleOf(kind).ProblemOf(half), Is.Not.Null);
        }
    }

    [TestCaseSource(nameof(All))]
    public void What_plain_ascii_is_let_through_unseen_is_let_through_seen(string kind)
    {
        var rule = RuleOf(kind);
        foreach (var text in new[] { "", "a", "1234567", "\u007f", "a\tb", new string('x', 40), new string('x',
            41), new string('x', 5000), "ND" })
        {
            var (unseen, seen) = (rule.LetsThrough(Encoding.ASCII.GetBytes(text)), rule.ProblemOf(text) is null);
            Assert.That(!unseen || seen, Is.True, text);
        }
    }

    [TestCase("name of SPEI", "O'Neill & Hijos \"SA\"", "Ñandú", "مرحبا بالعالم", "\u202eabc", " ", "👩‍👩‍👧‍👦")]
    [TestCase("concept", "", "Renta ñ", "x")]
    [TestCase("tracking key", "A", "50118609TBRNZ00I07219647", "abcABC0123456789abcABC01234567")]
    [TestCase("rfc", "ND", "XAXX010101000", "XEXX010101000", "ABC987654321", "ÑAÑ010101AA1", "A&BC010101AA1")]
    [TestCase("payer's account", "5512345678", "55123456789", "5579072268574100", "012180001183597198")]
    [TestCase("account number", "", "00118359719", "000001233635", "012180001183597198")]
    [TestCase("institution", "40012", "90646")]
    [TestCase("reference", "1", "0000000", "7654321")]
    [TestCase("rule", "a", "big ones", "first.yaml: [x=1.00]", "...", ".a", "ñandú 🏦", "it's \"so\"", "a+b & c")]
    [TestCase("prose", "one line\r\nand\tanother", "")]
    public void Lets_through(string kind, params string[] texts) =>
        Assert.That(texts.Select(text => RuleOf(kind).ProblemOf(text)), Is.All.Null);

    [TestCase("name of SPEI", "", "x\0", "a\r\nb", "12345678901234567890123456789012345678901")]
    [TestCase("concept", "a\nb", "12345678901234567890123456789012345678901")]
    [TestCase("tracking key", "", "A B", "ABC-1", "Ñ", "abcABC0123456789abcABC012345678", "١٢٣")]
    [TestCase("rfc", "", "XAX", "nd", "ND ", "xaxx010101000", "XAXX0101010000", "XAXX01010100", "1234567890123",
        "XAXX010101000\n", "            ")]
    [TestCase("payer's account", "", "123456789", "123456789012", "01218000118359719", "0121800011835971980",
        "01218000118359719x", "١٢٣٤٥٦٧٨٩٠")]
    [TestCase("account number", "12345678901234567890123", "0012-3456")]
    [TestCase("institution", "", "4001", "400122", "4001x", "BBVA")]
    [TestCase("reference", "", "12345678", "-1", "1.5", "٣", "1\n")]
    [TestCase("rule", "", " ", ".", "..", "a/b", "a\\b", "a?b", "a#1", "50%", " a", "a ", "a\u00a0", "a\nb", "a\0b")]
    [TestCase("prose", "a\0b", "\u001b[31m")]
    public void Refuses(string kind, params string[] texts) =>
        Assert.That(texts.Select(text => RuleOf(kind).ProblemOf(text)), Is.All.Not.Null);

    [Test]
    public void Lengths_are_those_that_people_count()
    {
        Assert.That(TextRules.SpeiName.ProblemOf(string.Concat(Enumerable.Repeat("😀", 40))), Is.Null);
        Assert.That(TextRules.SpeiName.ProblemOf(string.Concat(Enumerable.Repeat("😀", 41))),
            Is.EqualTo("must have at most 40 characters, not 41"));
    }

    [TestCase("a\nb", "must have no line breaks and no other control characters, and its character 2 is a line feed")]
    [TestCase("\0", "must have no line breaks and no other control characters, and its character 1 is U+0000")]
    [TestCase("", "must have at least 1 character")]
    public void Says_what_is_wrong(string text, string problem) =>
        Assert.That(TextRules.SpeiName.ProblemOf(text), Is.EqualTo(problem));

    [Test]
    public void Says_what_half_of_a_pair_is() =>
        Assert.That(
            TextRules.SpeiName.ProblemOf("\ud83d"), Is.EqualTo("must be valid Unicode text; it has half of a surrogate pair"));

    [Test]
    public void What_others_wrote_is_cleaned_and_not_refused()
    {
        Assert.That(TextRule.Cleaned("Invalid\r\nAmount\0"), Is.EqualTo("Invalid  Amount "));
        Assert.That(TextRule.Cleaned("Monto inválido"), Is.EqualTo("Monto inválido"));
    }

    private static TextRule RuleOf(string kind) => Kinds.Single(known => known.Kind == kind).Rule;
}
