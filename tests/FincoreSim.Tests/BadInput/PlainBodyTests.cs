using System.Text;
using System.Text.Json;
using FincoreSim.Json;
using FincoreSim.Language.Shapes;

namespace FincoreSim.Tests.BadInput;

/// <summary>
/// The short way to a body and the long one never differ: what the short one takes, the long one takes too, with the same
/// values and the same canonical form.
/// </summary>
public sealed class PlainBodyTests
{
    private static readonly BodyShape Inner = new(
        "Inner",
        Member.Text("external_reference", "A text."),
        Member.Amount("amount", "An amount.", required: false),
        Member.Text("currency", "A text.", required: false));

    private static readonly BodyShape Shape = new(
        "Outer",
        Member.Uuid("client_id", "A UUID."),
        Member.Uuid("source_id", "Another.", required: false),
        Member.Text("description", "A text.", required: false),
        Member.Object("form", "An object.", Inner, required: false));

    private static readonly string[] Names = ["client_id", "source_id", "description", "form", "external_reference", "amount",
        "currency", "other", "desc\\u0072iption", ""];

    private static readonly string[] Values =
    [
        "\"c2d1d1e3-3340-4170-980e-e9269bbbc551\"", "\"C2D1D1E3-3340-4170-980E-E9269BBBC551\"",
        "\" c2d1d1e3-3340-4170-980e-e9269bbbc551\"",
            "\"c2d1d1e3334041709 80ee9269bbbc551\"", "\"{{clientId}}\"", "\"\"", "\"plain\"", "\"1.95\"", "\"ñandú\"",
        "\"a\\u0041\"", "\"\\ud800\"",
            "\"a\u007f\"", "null", "1.95", "true", "[]", "{}", "[1,", "nul", "\"open",
        ];

    private static readonly string[] Spaces = ["", "", "", " ", "\n  ", "\t", ","];

    [TestCase("""{"client_id":"c2d1d1e3-3340-4170-980e-e9269bbbc551"}""")]
    [TestCase("""{ "form": { "amount": "1.95", "external_reference": "12" """
        + """}, "description": "", "client_id": "c2d1d1e3-3340-4170-980e-e9269bbbc551" } """)]
    [TestCase("""{"description":"<&'+> """
        + """~","client_id":"C2D1D1E3-3340-4170-980E-E9269BBBC551","source_id":"c2d1d1e3-3340-4170-980e-e9269bbbc551"}""")]
    public void Usual_bodies_go_the_short_way(string text) => Assert.That(Differs(text), Is.EqualTo("the same"));

    [TestCase("""{"client_id":"c2d1d1e3-3340-4170-980e-e9269bbbc551"} x""", TestName = "something behind it")]
    [TestCase("""{"client_id":"c2d1d1e3-3340-4170-980e-e9269bbbc551","client_id":"c2d1d1e3-3340-4170-980e-e9269bbbc551"}""",
        TestName = "a member twice")]
    [TestCase("""{"client_id":"c2d1d1e3-3340-4170-980e-e9269bbbc551","other":"1"}""", TestName = "an unknown member")]
    [TestCase("""{"client_id":"c2d1d1e3-3340-4170-980e-e9269bbbc551","description":null}""", TestName = "null")]
    [TestCase("""{"client_id":"c2d1d1e3-3340-4170-980e-e9269bbbc551","description":"\u0041"}""", TestName = "an escape")]
    [TestCase("""{"client_id":"c2d1d1e3-3340-4170-980e-e9269bbbc551","description":"ñ"}""", TestName = "not ASCII")]
    [TestCase("""{"client_id":"c2d1d1e3-3340-4170-980e-e9269bbbc551","description":1}""", TestName = "a number")]
    [TestCase("""{"client_id":"c2d1d1e3-3340-4170-980e-e9269bbbc551","form":{}}""", TestName = "an object that lacks a member")]
    [TestCase("""{"client_id":"c2d1d1e3-3340-4170-980e-e9269bbbc551","form":"x"}""", TestName = "no object")]
    [TestCase("""{"client_id":"{{clientId}}"}""", TestName = "no UUID")]
    [TestCase("""{"description":"x"}""", TestName = "a missing member")]
    [TestCase("""["client_id"]""", TestName = "an array")]
    [TestCase("""{"client_id":"c2d1d1e3-3340-4170-980e-e9269bbbc551",}""", TestName = "a comma too many")]
    public void Others_do_not(string text) => Assert.That(Differs(text), Is.EqualTo("the long way"));

    [Test]
    public void Shapes_of_other_things_than_texts_do_not()
    {
        var shape = new BodyShape("Numbers", Member.Of("count", MemberKind.Integer, "A number."));
        Assert.That((shape.IsPlain, Shape.IsPlain, PlainBody.TryRead("{}"u8.ToArray(), shape)),
            Is.EqualTo((false, true, (PlainBody?)null)));
    }

    [Test]
    public void Whatever_comes_the_two_ways_agree([Range(1, 8)] int seed)
    {
        var random = new Random(seed);
        var ways = new Dictionary<string, int>();
        for (var round = 0; round < 4_000; round++)
        {
            var text = Some(random, 0);
            var found = Differs(text);
            Assert.That(found, Is.AnyOf("the same", "the long way"), $"seed {seed}: {text}");
            ways[found] = ways.GetValueOrDefault(found) + 1;
        }

        Assert.That(ways.Values, Is.All.GreaterThan(100), "it looked at both kinds");
        Assert.That(ways, Has.Count.EqualTo(2));
    }

    /// <summary>A body near to those of the shape.</summary>
    private static string Some(Random random, int depth)
    {
        string[] known = depth == 0
            ? ["client_id", "source_id", "description", "form"]
            : ["external_reference", "amount", "currency"];
        var members = known.Where((_, index) => random.Next(8) > (index == 0 ? 0 : 3)).OrderBy(_ => random.Next()).ToList();
        if (random.Next(6) == 0)
        {
            members.Add(Names[random.Next(Names.Length)]);
        }

        return "{" + string.Join(",", members.Select(name => $"{Space()}\"{name}\"{Space()}:{Space()}{Value(name)}{Space()}"))
            + "}" + (depth == 0 ? Space() : "");

        string Space() => random.Next(60) == 0 ? Spaces[random.Next(Spaces.Length)] : Spaces[random.Next(5)];

        string Value(string name) => name == "form" && depth == 0 && random.Next(10) > 0 ? Some(random, 1)
            : name.EndsWith("_id", StringComparison.Ordinal) && random.Next(12) > 0 ? Values[random.Next(2)]
            : random.Next(8) > 0 ? Values[6 + random.Next(2)]
            : Values[random.Next(Values.Length)];
    }

    private static string Differs(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (PlainBody.TryRead(bytes, Shape) is not { } plain)
        {
            return "the long way";
        }

        var parsed = JsonBody.Parse(bytes);
        if (!parsed.IsAccepted)
        {
            return $"no JSON: {parsed.Refusal}";
        }

        using var document = parsed.Value;
        var body = ParsedBody.Read(document.RootElement, Shape, isStrict: true);
        if (!body.IsAccepted)
        {
            return $"refused: {body.Refusal}";
        }

        var (left, right) = (Look(plain), Look(body.Value));
        var (leftForm, rightForm) = (Text(CanonicalJson.Of(plain, bytes.Length)), Text(CanonicalJson.Of(parsed, bytes)));
        return left != right ? $"{left} is not {right}" : leftForm != rightForm ? $"{leftForm} is not {rightForm}" : "the same";
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    private static string Look(JsonBody body) => string.Join(
        " | ", body.Uuid("client_id"), body.OptionalUuid("source_id"), body.OptionalText("description"), body.Has("description"),
        body.Has("form"),
        body.OptionalObject("form") is { } inner
            ? (inner.Text("external_reference"), inner.AmountText("amount"), inner.OptionalText("currency"), inner.Has("amount"))
            : "");
}
