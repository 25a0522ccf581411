using System.Text.RegularExpressions;

namespace FincoreSim.Domain.Primitives;

/// <summary>
/// The kinds of text there are, with what each may be. Lengths and forms of SPEI's texts are SPEI's (assumed: Banxico's public
/// rules; Fincore documents the reference and the description alone). Of the others they are ours, so that nothing grows without
/// end.
/// </summary>
public static partial class TextRules
{
    /// <summary>A holder's or a payer's name, as SPEI carries it.</summary>
    public static TextRule SpeiName { get; } = new() { LengthMin = 1, LengthMax = 40 };

    /// <summary>The concept of a payment that comes in.</summary>
    public static TextRule Concept { get; } = new() { LengthMax = 40 };

    /// <summary>A description whose length the documented rule decides.</summary>
    public static TextRule Description { get; } = new();

    /// <summary>A tracking key of SPEI (clave de rastreo).</summary>
    public static TextRule TrackingKey { get; } = Digits("1 to 30 letters and digits, such as 50118609TBRNZ00I07219647") with
    {
        LengthMin = 1,
        LengthMax = 30,
        Form = "^[A-Za-z0-9]{1,30}$",
        HasForm = static text => text.All(char.IsAsciiLetterOrDigit),
    };

    /// <summary>A tax identifier, or ND for an unknown one (documented).</summary>
    public static TextRule Rfc { get; } = new()
    {
        LengthMax = 13,
        Form = RfcPattern,
        HasForm = static text => RfcForm().IsMatch(text),
        InWords = "ND, or a tax identifier of 12 or 13 characters such as XAXX010101000",
    };

    /// <summary>The account of whoever pays by SPEI: a phone's, a card's, a CLABE.</summary>
    public static TextRule PayerAccount { get; } = Digits("10, 11, 16 or 18 digits, such as 012180001183597198") with
    {
        LengthMax = 18,
        Form = "^([0-9]{10,11}|[0-9]{16}|[0-9]{18})$",
        HasForm = static text => text.Length is 10 or 11 or 16 or 18 && text.All(char.IsAsciiDigit),
    };

    /// <summary>The account number beside a CLABE, which nobody compares with it; public clients send 11 or 12 digits.</summary>
    public static TextRule AccountNumber { get; } = Digits("up to 20 digits") with { LengthMax = 20, Form = "^[0-9]{0,20}$" };

    /// <summary>Banxico's code of a bank.</summary>
    public static TextRule Institution { get; } =
        Digits("5 digits, such as 40012") with { LengthMin = 5, LengthMax = 5, Form = "^[0-9]{5}$" };

    /// <summary>A numeric reference (documented: up to 7 digits).</summary>
    public static TextRule Reference { get; } =
        Digits("1 to 7 digits") with { LengthMin = 1, LengthMax = 7, Form = "^[0-9]{1,7}$" };

    /// <summary>A name for people: of a client, of a customer.</summary>
    public static TextRule Name { get; } = new() { LengthMax = 200 };

    /// <summary>A shorter one: an alias, a sandbox, a rule, a reason.</summary>
    public static TextRule Label { get; } = new() { LengthMax = 100 };

    /// <summary>A sentence: what an error says, what a reason means.</summary>
    public static TextRule Sentence { get; } = new() { LengthMax = 500 };

    /// <summary>
    /// The name of a rule: that of a file of rules and more. It stands in paths, percent-encoded where it must be.
    /// </summary>
    public static TextRule RuleName { get; } = new()
    {
        LengthMin = 1,
        LengthMax = 300,
        Form = @"^(?!\.{1,2}$)(?!\s)(?!.*\s$)[^/\\?#%\u0000-\u001f\u007f-\u009f\u2028\u2029]+$",
        HasForm = IsPathSegment,
        InWords = @"what can stand in a path: letters, digits, blanks inside and other signs but / \ ? # %, and not . or ..",
    };

    /// <summary>Paragraphs for people, with line breaks.</summary>
    public static TextRule Prose { get; } = new() { LengthMax = 10_000, TakesLines = true };

    /// <summary>A secret, as a client sends it.</summary>
    public static TextRule Secret { get; } = new() { LengthMax = SecretLengthMax };

    /// <summary>Any other text of one line.</summary>
    public static TextRule Line { get; } = new() { LengthMax = 1000 };

    /// <summary>The longest secret.</summary>
    public const int SecretLengthMax = 4096;

    private const string RfcPattern = "^(ND|[A-ZÑ&]{3,4}[0-9]{6}[A-Z0-9]{3})$";

    /// <summary>The first text that breaks its rule, as a refusal that names it; null where none does.</summary>
    /// <param name="texts">The texts by their names on the wire; what is null is not there.</param>
    public static Refusal? Check(params ReadOnlySpan<(string Name, string? Text, TextRule Rule)> texts)
    {
        foreach (var (name, text, rule) in texts)
        {
            if (text is not null && rule.ProblemOf(text) is { } problem)
            {
                return new Refusal(RefusalCode.InvalidArgument, $"{name} {problem}.");
            }
        }

        return null;
    }

    private static bool IsPathSegment(string text) =>
        text is not ("." or "..")
        && text.AsSpan().IndexOfAny(@"/\?#%") < 0
        && !char.IsWhiteSpace(text[0])
        && !char.IsWhiteSpace(text[^1]);

    private static TextRule Digits(string inWords) =>
        new() { HasForm = static text => text.All(char.IsAsciiDigit), InWords = inWords };

    [GeneratedRegex(@"^(ND|[A-ZÑ&]{3,4}[0-9]{6}[A-Z0-9]{3})\z", RegexOptions.CultureInvariant)]
    private static partial Regex RfcForm();
}
