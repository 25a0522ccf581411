using System.Text.Json;
using FincoreSim.Ground;
using FincoreSim.Hosting;
using FincoreSim.Serving;

namespace FincoreSim.Tests.OpenApi;

/// <summary>The documents: committed as the code makes them, complete, and sound in themselves.</summary>
public sealed class DocumentTests
{
    private static readonly string[] Names = ["fincore", "fincore.sim", "control"];

    // What the kit's checker reads in a schema. Another keyword would pass unread until some body meets it.
    private static readonly string[] KnownKeywords =
    [
        "$ref", "type", "format", "pattern", "enum", "description", "properties", "required", "additionalProperties", "items",
        "anyOf", "oneOf", "minimum", "maximum", "maxLength", "minProperties", "x-fincoresim-label",
    ];

    [TestCaseSource(nameof(Names))]
    public void The_committed_file_is_what_the_code_makes(string name) =>
        CommittedFile.Verify(ServedDocuments.Current.Named(name).Yaml, $"openapi/{name}.yaml");

    [TestCaseSource(nameof(Names))]
    public async Task Another_simulator_makes_the_same_bytes(string name)
    {
        await using var app = Simulator.Build(new ServeOptions { Urls = "http://127.0.0.1:0", Seed = 99 });
        await app.StartAsync();
        using var wire = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(wire) { BaseAddress = new Uri(app.Urls.Single()) };

        var first = await ServedDocuments.FetchTextAsync(http, $"/openapi/{name}.yaml");
        var second = await ServedDocuments.FetchTextAsync(http, $"/openapi/{name}.yaml");

        Assert.Multiple(() =>
        {
            Assert.That(first, Is.EqualTo(ServedDocuments.Current.Named(name).Yaml));
            Assert.That(second, Is.EqualTo(first));
        });
    }

    [TestCaseSource(nameof(Names))]
    public void Both_forms_are_of_version_3_1(string name)
    {
        var document = ServedDocuments.Current.Named(name);

        Assert.Multiple(() =>
        {
            Assert.That(document.Root.GetProperty("openapi").GetString(), Does.StartWith("3.1"));
            Assert.That(document.Yaml, Does.StartWith("openapi: '3.1"));
            var info = document.Root.GetProperty("info");
            Assert.That(info.GetProperty("version").GetString(), Is.EqualTo(name == "control" ? Product.Version : "1.0.0"));
            Assert.That(info.GetProperty("x-fincoresim-version").GetString(), Is.EqualTo(Product.Version));
        });
    }

    [Test]
    public void Every_route_is_in_its_document_and_nothing_else_is()
    {
        var documents = ServedDocuments.Current;
        var routes = documents.Routes.Where(
            route => documents.Of(route.Split(' ')[1]) is not null && !route.StartsWith("HEAD ", StringComparison.Ordinal));

        var described = documents.Fincore.Operations.All.Concat(documents.Control.Operations.All)
            .Select(operation => operation.ToString());

        Assert.That(described, Is.EquivalentTo(routes));
    }

    [TestCaseSource(nameof(Names))]
    public void Operation_ids_are_unique(string name) =>
        Assert.That(ServedDocuments.Current.Named(name).Operations.All.Select(operation => operation.Id), Is.Unique);

    [TestCaseSource(nameof(Names))]
    public void Every_reference_resolves_and_every_component_is_used(string name)
    {
        var root = ServedDocuments.Current.Named(name).Root;
        var references = Walk(root, "#").Where(place => place.Name == "$ref").Select(place => place.Value.GetString()!)
            .ToHashSet();
        string[] kinds = ["schemas", "responses"];
        var components = kinds.SelectMany(kind => root.GetProperty("components").GetProperty(kind).EnumerateObject()
            .Select(component => $"#/components/{kind}/{component.Name}")).ToArray();

        Assert.Multiple(() =>
        {
            Assert.That(references, Is.SubsetOf(components));
            Assert.That(components.Except(references), Is.Empty);
            Assert.That(
                components, Has.None.Match("[0-9]$"), "a number at the end of a name is a second schema for the same thing");
        });
    }

    [TestCaseSource(nameof(Names))]
    public void Schemas_have_only_keywords_that_the_checker_reads(string name)
    {
        var root = ServedDocuments.Current.Named(name).Root;
        var keywords = Walk(root, "#").Where(place => place.Name == "schema").SelectMany(place => Keywords(place.Value))
            .Concat(
                root.GetProperty("components").GetProperty("schemas").EnumerateObject()
                    .SelectMany(schema => Keywords(schema.Value)));

        Assert.That(keywords.Distinct(), Is.SubsetOf(KnownKeywords));
    }

    [TestCaseSource(nameof(Names))]
    public void Every_example_is_valid(string name)
    {
        var document = ServedDocuments.Current.Named(name);
        var problems = document.Operations.All.SelectMany(operation => Examples.Of(document, operation))
            .SelectMany(example => example.Check(document.Checker))
            .Concat(Examples.OfWebhooks(document).SelectMany(example => example.Check(document.Checker)));

        Assert.That(problems, Is.Empty);
    }

    [Test]
    public void Every_answer_of_the_api_has_an_example()
    {
        var document = ServedDocuments.Current.Fincore;

        var without =
            document.Operations.All.Where(operation => Examples.Of(document, operation).All(example => example.Status != 200));

        Assert.That(without.Select(operation => operation.Id), Is.Empty);
    }

    [Test]
    public void The_webhooks_are_those_of_the_public_documentation() => Assert.That(
        ServedDocuments.Current.Fincore.Root.GetProperty("webhooks").EnumerateObject().Select(webhook => webhook.Name),
        Is.EqualTo(["money-in", "status-update", "cep", "report"]));

    private static IEnumerable<string> Keywords(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        return schema.EnumerateObject().SelectMany(keyword => keyword.Name switch
        {
            "properties" => keyword.Value.EnumerateObject().SelectMany(member => Keywords(member.Value)),
            "items" or "additionalProperties" => Keywords(keyword.Value),
            "anyOf" or "oneOf" => keyword.Value.EnumerateArray().SelectMany(Keywords),
            _ => [],
        }).Concat(schema.EnumerateObject().Select(keyword => keyword.Name));
    }

    private static IEnumerable<(string Name, JsonElement Value)> Walk(JsonElement value, string name)
    {
        var inner = value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Walk(member.Value, member.Name)),
            JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Walk(item, "")),
            _ => [],
        };
        return inner.Prepend((name, value));
    }
}
