using System.Text.Json;
using System.Text.RegularExpressions;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Rules;

/// <summary>A rule is asked for and disarmed by a path in which its name is a segment: what cannot be one is refused.</summary>
public sealed class RuleNameTests : ApiTests
{
    private static readonly string[] Impossible =
        ["", " ", ".", "..", "a/b", "/", "a?b", "a#1", "50%", "%2F", @"a\b", " a", "a ", "\ta", "a\u00a0", "a\nb", "a\0b",
            "\u001b[31m", "a\u007f", "a\u2028b", new('x', 301)];

    private static readonly string[] Possible =
        ["a", "big ones", "pagos grandes: ñandú (2026)", "a.b", "...", ".a", "a+b & c=d; e,f", "it's", "\"quoted\"", "<b>", "{x}",
            "[amount=1.00]", "🏦", "-", "~", "a:b@c", "$1*", new('x', 300)];

    [TestCaseSource(nameof(Impossible))]
    public async Task A_name_that_is_no_segment_is_refused_with_what_is_allowed(string name)
    {
        foreach (var body in Bodies(name))
        {
            var detail = (await Sim.App.Anybody.PostTextAsync(Sim.Path("rules"), body)).ShouldBe(400)["detail"];
            (await Sim.App.Anybody.SendAsync(HttpMethod.Put, Sim.Path("rules"), body)).ShouldBe(400).ShouldSay("detail", detail);

            Assert.That(detail, Does.Match("error: this text must (be what can stand in a path: letters, digits, |have )"), body);
        }

        Assert.That((await Sim.GetAsync("rules")).ShouldBe(200).Count("items"), Is.Zero);
    }

    [TestCaseSource(nameof(Possible))]
    public async Task A_name_that_is_one_is_found_by_it(string name)
    {
        (await Sim.App.Anybody.PostTextAsync(Sim.Path("rules"), Bodies(name)[0])).ShouldBe(201).ShouldSay("items.0.name", name);
        (await Client.MoneyOutAsync()).ShouldBe(200);

        Assert.That(
            (await Sim.GetAsync($"rules/{Uri.EscapeDataString(name)}/explain")).ShouldBe(200).Count("items"), Is.EqualTo(1));
        (await Sim.App.Anybody.DeleteAsync(Sim.Path($"rules/{Uri.EscapeDataString(name)}"))).ShouldBe(200)
            .ShouldSay("name", name);
    }

    [Test]
    public async Task Rules_without_a_name_are_found_by_what_they_are_called()
    {
        var armed = (await Sim.App.Anybody.PostTextAsync(
            Sim.Path("rules"), "fincoresim: 1\nname: What if 50% / more?\nrules: [{when: money_out, then: hold}]\n")).ShouldBe(
                201);

        (await Sim.App.Anybody.DeleteAsync(Sim.Path($"rules/{Uri.EscapeDataString(armed["items.0.name"])}"))).ShouldBe(200);
    }

    [Test]
    public void The_schema_says_the_same()
    {
        var pattern = new Regex(TextRules.RuleName.Pattern, RegexOptions.CultureInvariant);

        Assert.Multiple(() =>
        {
            Assert.That(Impossible.Where(name => name.Length <= TextRules.RuleName.LengthMax && pattern.IsMatch(name)), Is.Empty);
            Assert.That(Possible.Where(name => !pattern.IsMatch(name)), Is.Empty);
        });
    }

    private static string[] Bodies(string name)
    {
        var text = JsonSerializer.Serialize(name);
        return
        [
            $$"""{"name": {{text}}, "when": "money_out", "then": "hold"}""",
            $$"""{"rules": [{"name": {{text}}, "when": "money_out", "then": "hold"}]}""",
            $"fincoresim: 1\nname: file\nrules:\n  - name: {text}\n    when: money_out\n    then: hold\n",
        ];
    }
}
