using System.Text;
using System.Text.Json.Nodes;
using FincoreSim.Json;
using FincoreSim.OpenApi;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Runs;

namespace FincoreSim.Tests.Control;

/// <summary>
/// The members of a control body, as its operation declares them: a misspelt one is told what was meant, one given twice is
/// named.
/// </summary>
public sealed class ControlBodyTests : ApiTests
{
    private static IEnumerable<TestCaseData> Cases =>
        ControlOperation.All.Where(one => one.Operation.Body is not null).Select(one => new TestCaseData(one.Operation.Id));

    [TestCaseSource(nameof(Cases))]
    public async Task A_misspelt_member_is_told_what_was_meant(string id)
    {
        var call = ControlOperation.Of(id);
        foreach (var path in Paths(call.Operation.Body!))
        {
            var before = await Sim.FingerprintAsync();
            var slip = $"{path[..^1]}{path[^1]}{path[^1]}";

            var answer = (await SendAsync(call, Put(Body(call), slip, 1).ToJsonString())).ShouldBe(400)
                .ShouldSay("error", "invalid_argument");

            Assert.That(
                answer["detail"], Does.StartWith($"{slip} is not a member of this request; did you mean {path}? Known are "));
            Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
        }
    }

    [TestCaseSource(nameof(Cases))]
    public async Task A_member_that_is_like_none_is_told_those_that_there_are(string id)
    {
        var call = ControlOperation.Of(id);

        var answer = (await SendAsync(call, Body(call).With("wholly_unlike", 1).ToJsonString())).ShouldBe(400);

        Assert.That(answer["detail"], Is.EqualTo(
            $"wholly_unlike is not a member of this request; known are "
            + $"{string.Join(", ", call.Operation.Body!.Members.Select(member => member.Name))}."));
    }

    [TestCaseSource(nameof(Cases))]
    public async Task A_member_given_twice_is_named(string id)
    {
        var call = ControlOperation.Of(id);
        foreach (var path in Paths(call.Operation.Body!))
        {
            var once = Put(Put(Body(call), path, 1), $"{path}AGAIN", 2).ToJsonString();

            (await SendAsync(call, once.Replace("AGAIN", "", StringComparison.Ordinal))).ShouldBe(400)
                .ShouldSay("detail", $"{path} is given twice.");
        }
    }

    [TestCase("""{"a":{"b":[{"c":1},{"c":1,"d":{"e":1,"e":2}}]}}""", "a.b[1].d.e")]
    [TestCase("""{"a":[[{"b":1,"b":1}]]}""", "a[0][0].b")]
    [TestCase("""{"":1,"":1}""", "a member without a name")]
    [TestCase("""{"limits":{"deliveries":1,"deliveries":2}}""", "limits.deliveries")]
    [TestCase("""{"a":{"x":1},"b":{"x":1},"a":1}""", "a")]
    [TestCase("""{"a":1,"a":2,"\ud800":1}""", "a")]
    [TestCase("""{"b":{"\ud83c\udfe6":1,"🏦":2}}""", "b.🏦")]
    public async Task It_is_named_at_any_depth(string body, string path) =>
        (await Sim.App.Anybody.SendAsync(HttpMethod.Patch, Sim.Path("options"), body)).ShouldBe(400)
            .ShouldSay("detail", $"{path} is given twice.");

    [Test]
    public async Task A_name_that_is_long_or_no_text_breaks_nothing()
    {
        foreach (var name in (string[])[new('x', 5000), new string('x', 63) + "🏦🏦", "\\ud800", "\\ud800a", "", " ",
            "\\u0000", "\\u202e"])
        {
            foreach (var body in (string[])[$$"""{"{{name}}":1}""", $$"""{"{{name}}":1,"{{name}}":2}""",
                $$"""{"{{name}}":1,"a":1,"a":2}"""])
            {
                var refused = (await Sim.App.Anybody.SendAsync(HttpMethod.Patch, Sim.Path("options"), body)).ShouldBe(400);
                Assert.That(refused["detail"], Has.Length.LessThan(1000), body);
            }
        }
    }

    [TestCase("{rules: [{name: a, name: b, when: money_out, then: hold}]}", "'name' is given twice")]
    [TestCase("""{"when": "money_out", "then": "hold", "when": "money_out"}""", "'when' is given twice")]
    public async Task A_key_that_stands_twice_in_a_yaml_body_is_named(string body, string problem) =>
        Assert.That(
            (await Sim.App.Anybody.PostTextAsync(Sim.Path("rules"), body)).ShouldBe(400)["detail"], Does.Contain(problem));

    [TestCase("""{"strct":true}""", "strict? Known are token_lifetime, ")]
    [TestCase("""{"limits":{"delivery":1}}""", "options.limits.delivery is not a limit; known are journal_entries, ")]
    [TestCase("""{"limits":{"deliverys":1}}""", "options.limits.deliverys is not a limit; did you mean deliveries? ")]
    [TestCase("""{"cep":{"pending_aftr":"1s"}}""", "options.cep.pending_aftr is not a step of a CEP; did you mean pending_after? ")]
    public async Task Switches_are_told_at_any_depth(string options, string problem)
    {
        var changed = (await Sim.App.Anybody.SendAsync(HttpMethod.Patch, Sim.Path("options"), options)).ShouldBe(400);
        var created = (await Sim.App.Anybody.PostTextAsync("/_sim/sandboxes", $$"""{"options":{{options}}}""")).ShouldBe(400);

        Assert.That(changed["detail"], Does.Contain(problem));
        Assert.That(created["detail"], Does.Contain(problem));
    }

    private Task<Answer> SendAsync(ControlOperation call, string body) => call.CallAsync(Sim, "", body);

    /// <summary>An example by the declaration, in which every member that is required is there.</summary>
    private static JsonObject Body(ControlOperation call) =>
        (JsonObject)RequestSchemas.Examples(call.Operation.Body!).First().Example.DeepClone();

    /// <summary>The body with a member, also in an object that it does not have yet.</summary>
    private static JsonObject Put(JsonObject body, string path, int value)
    {
        if (path.Split('.', 2) is [var name, var rest])
        {
            body[name] = Put(body[name] as JsonObject ?? [], rest, value);
        }
        else
        {
            body[path] = value;
        }

        return body;
    }

    private static IEnumerable<string> Paths(BodyShape shape, string before = "") => shape.Members.SelectMany(member =>
        (string[])[before + member.Name, .. member.Shape is { } inner ? Paths(inner, $"{before}{member.Name}.") : []]);
}
