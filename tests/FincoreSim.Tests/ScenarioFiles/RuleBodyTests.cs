using System.Text;
using FincoreSim.Domain.Rules;
using FincoreSim.Language;

namespace FincoreSim.Tests.ScenarioFiles;

/// <summary>Rules alone, as they are sent to a sandbox; JSON is read as YAML is.</summary>
public sealed class RuleBodyTests
{
    [TestCase("""{"name":"a","when":"cep","then":"DELAYED"}""")]
    [TestCase("""[{"name":"a","when":"cep","then":"DELAYED"}]""")]
    [TestCase("""{"rules":[{"name":"a","when":"cep","then":"DELAYED"}]}""")]
    [TestCase("""{"fincoresim":1,"rules":[{"name":"a","when":"cep","then":"DELAYED"}]}""")]
    [TestCase("{\n\t\"name\": \"a\",\n\t\"when\": \"cep\",\n\t\"then\": \"DELAYED\"\n}")]
    [TestCase("name: a\nwhen: cep\nthen: DELAYED\n")]
    public void Are_one_or_a_list_or_a_file(string body)
    {
        var loaded = Load(body);

        Assert.That(loaded.Problems, Is.Empty);
        Assert.That(loaded.Rules.Single().Rule.Name, Is.EqualTo("a"));
    }

    [TestCase("""{"name":"a\/b","when":"cep","then":"DELAYED"}""")]
    [TestCase("""{"name":"a/b","when":"cep","then":"DELAYED"}""")]
    [TestCase("{name: a/b, when: cep, then: DELAYED}")]
    public void A_slash_is_one_however_it_is_written(string body) =>
        Assert.That(Load(body).Problems.Single().ToString(), Does.Contain("error: this text must be what can stand in a path: "));

    [TestCase("""{"name":"a\"b","when":"cep","then":"DELAYED"}""", "a\"b")]
    [TestCase("""{"name":"\u00e9","when":"cep","then":"DELAYED"}""", "é")]
    [TestCase("""{"name":"\ud83d\ude00","when":"cep","then":"DELAYED"}""", "\U0001F600")]
    [TestCase("""{"when":"cep","then":"DELAYED"}""", "body #1")]
    public void Have_their_names(string body, string name)
    {
        var loaded = Load(body);

        Assert.That(loaded.Problems, Is.Empty);
        Assert.That(loaded.Rules.Single().Rule.Name, Is.EqualTo(name));
    }

    [Test]
    public void Of_a_file_with_a_matrix_have_names_that_differ()
    {
        var loaded =
            Load("""{"fincoresim":1,"name":"F","matrix":{"x":["1.00","2.00"]},"rules":[{"name":"a","when":"cep","where":{"amount":"${matrix.x}"},"then":"DELAYED"},{"when":"cep","then":"DELAYED","times":1}]}""");

        Assert.That(loaded.Problems, Is.Empty);
        Assert.That(
            loaded.Rules.Select(rule => rule.Rule.Name),
            Is.EqualTo(new[] { "a [x=1.00]", "F [x=1.00] #2", "a [x=2.00]", "F [x=2.00] #2" }));
    }

    [Test]
    public void A_plain_dollar_and_brace_are_what_they_say()
    {
        var loaded = Load("""{"name":"a","when":"money_out","where":{"description":"$${x}"},"then":"hold"}""");

        Assert.That(loaded.Rules.Single().AsWritten.Where.Single().Operands, Is.EqualTo(new[] { "${x}" }));
    }

    [Test]
    public void Are_refused_as_a_whole()
    {
        var loaded =
            Load("""[{"when":"cep","then":"DELAYED","times":1},{"when":"money_out","where":{"amount":500},"then":"hold"}]""");

        Assert.That(loaded.Rules, Is.Empty);
        Assert.That(loaded.Problems.Select(problem => problem.ToString()),
            Is.EqualTo(new[] { "body:1:82: error: money is a quoted text: write \"500.00\"" }));
    }

    private static LoadedRules Load(string body) => ScenarioLoader.LoadRules("body", Encoding.UTF8.GetBytes(body));
}
