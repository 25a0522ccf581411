using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace FincoreSim.Domain.Tests.House;

/// <summary>The domain knows no HTTP, not even in its words: what is asked are the texts of the compiled assembly.</summary>
public sealed partial class LiteralTests
{
    [Test]
    public void No_text_of_the_domain_names_a_route_or_a_method_of_HTTP() =>
        Assert.That(TextsOf(typeof(World).Assembly.Location).Where(text => Http().IsMatch(text)), Is.Empty);

    [TestCase("POST …/accounts/{id}/block", true)]
    [TestCase("DELETE …/rules/", true)]
    [TestCase("see GET /_sim/fidelity", true)]
    [TestCase("/v1/transactions/money_out", true)]
    [TestCase("https://host/v1", true)]
    [TestCase("the Authorization header", true)]
    [TestCase("HTTP 500", true)]
    [TestCase("http", false)]
    [TestCase("url must be an absolute http or https URL", false)]
    [TestCase("rule DELETED", false)]
    public void The_test_is_able_to_fail(string text, bool isFound) => Assert.That(Http().IsMatch(text), Is.EqualTo(isFound));

    private static List<string> TextsOf(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        var texts = new List<string>();
        for (var handle = FirstOf(metadata); !handle.IsNil; handle = metadata.GetNextHandle(handle))
        {
            texts.Add(metadata.GetUserString(handle));
        }

        Assert.That(texts, Has.Count.GreaterThan(500), "the texts are found");
        return texts;
    }

    private static UserStringHandle FirstOf(MetadataReader metadata) => metadata.GetNextHandle(default(UserStringHandle));

    [GeneratedRegex(@"\b(GET|HEAD|POST|PUT|PATCH|DELETE) |/v1\b|/_sim\b|\bHTTP\b|\bheader\b", RegexOptions.CultureInvariant)]
    private static partial Regex Http();
}
