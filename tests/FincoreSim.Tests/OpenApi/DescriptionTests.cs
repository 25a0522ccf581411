using System.Text.Json;
using System.Text.RegularExpressions;
using FincoreSim.Fidelity;
using FincoreSim.Hosting;
using FincoreSim.Serving;

namespace FincoreSim.Tests.OpenApi;

/// <summary>Nothing in the API's document is without words: each part says what it is, in which form, and who says so.</summary>
public sealed partial class DescriptionTests
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    private static JsonElement Root => ServedDocuments.Current.Fincore.Root;

    [TestCase("fincore")]
    [TestCase("fincore.sim")]
    public void Every_part_is_described_with_its_source(string name) => Assert.That(
        PartsOf(ServedDocuments.Current.Named(name).Root).Where(part => !Described().IsMatch(TextOf(part.Element)))
            .Select(part => part.Name),
        Is.Empty,
        "what it is, then Source: and the page or client");

    [Test]
    public void Every_source_is_one_of_the_table_of_behaviours()
    {
        var known = Behaviours.All.Select(behaviour => behaviour.Source == "none" ? "none, assumed" : behaviour.Source)
            .ToHashSet();

        var sources = PartsOf(Root).Select(part => Described().Match(TextOf(part.Element)).Groups["source"].Value).Distinct();

        Assert.That(sources, Is.SubsetOf(known));
    }

    [Test]
    public void What_no_page_documents_carries_its_label_and_nothing_else_does()
    {
        foreach (var (name, element) in PartsOf(Root))
        {
            var source = Described().Match(TextOf(element)).Groups["source"].Value;
            var label = element.TryGetProperty("x-fincoresim-label", out var found) ? found.GetString() : null;
            var wanted = source switch
            {
                "none, assumed" => "assumed",
                Behaviours.Client => "observed",
                _ => null,
            };
            Assert.That(label, Is.EqualTo(wanted), name);
        }
    }

    [TestCase("Account", "availableBalance", "Pesos (MXN)")]
    [TestCase("Account", "clabeNumber", "18 digits")]
    [TestCase("CepUpdate", "processed_at", "UTC")]
    [TestCase("MoneyIn", "transaction_date", "Mexico's time, YYYY-MM-DD HH:MM:SS.")]
    [TestCase("ReportMessage", "created_at", "UTC")]
    [TestCase("CredentialToken", "expires_at", "ISO 8601")]
    public void Amounts_instants_and_numbers_say_their_unit_and_format(string schema, string member, string form) => Assert.That(
        TextOf(Root.GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("properties")
            .GetProperty(member)),
        Does.Contain(form));

    [Test]
    public void No_two_members_of_a_schema_are_described_alike()
    {
        var schemas = Root.GetProperty("components").GetProperty("schemas").EnumerateObject();

        var alike = schemas.Where(schema => schema.Value.TryGetProperty("properties", out _))
            .SelectMany(schema => schema.Value.GetProperty("properties")
            .EnumerateObject().GroupBy(member => TextOf(member.Value)).Where(group => group.Count() > 1)
            .Select(group => $"{schema.Name}: {string.Join(", ", group.Select(member => member.Name))}"));

        Assert.That(alike, Is.Empty);
    }

    [Test]
    public void What_the_pages_say_of_single_calls_is_there()
    {
        var fincore = ServedDocuments.Current.Fincore;
        var key = PartsOf(Root).Single(part => part.Name.EndsWith(" Idempotency-Key", StringComparison.Ordinal));
        var cep = TextOf(Root.GetProperty("webhooks").GetProperty("cep").GetProperty("post"));
        Assert.Multiple(() =>
        {
            Assert.That(key.Name, Does.StartWith("createMoneyOutTransaction"));
            Assert.That(TextOf(key.Element), Does.Contain("success or error").And.Contain("24 hours").And.Contain("409"));
            Assert.That(cep, Does.Contain("penny validations only").And.Contain("INITIALIZED is never sent"));
            Assert.That(
                OperationOf("createWebhook"), Does.Contain("createClientWebhook").And.Contain("/v1/clients/{clientId}/webhooks"));
            Assert.That(OperationOf("createInternalTransaction"), Does.Contain("createMoneyOutTransaction"));
            Assert.That(
                Root.GetProperty("components").GetProperty("schemas").GetProperty("WebhookUpdate").GetProperty("minProperties")
                    .GetInt32(), Is.EqualTo(1));
            Assert.That(fincore.Checker.CheckRequest("PATCH", "/v1/clients/x/webhooks/y", "{}"u8.ToArray()), Is.Not.Empty);
        });

        static string OperationOf(string id) =>
            TextOf(ServedDocuments.Current.Fincore.Operations.All.Single(operation => operation.Id == id).Element);
    }

    [Test]
    public void What_only_the_simulator_has_is_kept_out_of_the_document_for_clients()
    {
        var (client, simulated) = (ServedDocuments.Current.Fincore, ServedDocuments.Current.Simulated);

        Assert.Multiple(() =>
        {
            Assert.That(client.Json, Does.Not.Contain("X-Fincore-Sim"));
            Assert.That(simulated.Json, Does.Contain("X-Fincore-Sim-Outcome").And.Contain("X-Fincore-Sim-Idempotent-Replay"));
            Assert.That(
                simulated.Operations.All.Select(operation => operation.Id),
                Is.EqualTo(client.Operations.All.Select(operation => operation.Id)));
        });
    }

    [TestCase("fincore", "https://apicore.stg.finch.lat")]
    [TestCase("fincore.sim", "https://apicore.stg.finch.lat")]
    [TestCase("control")]
    public async Task Servers_are_the_address_in_use_and_the_published_one(string name, params string[] others)
    {
        await using var app = Simulator.Build(new ServeOptions { Urls = "http://127.0.0.1:0" });
        await app.StartAsync();
        var own = app.Urls.Single();
        using var wire = new SocketsHttpHandler { UseProxy = false };
        using var http = new HttpClient(wire);
        using var document = JsonDocument.Parse(await http.GetStringAsync(new Uri($"{own}/openapi/{name}.json")));

        var servers = document.RootElement.GetProperty("servers").EnumerateArray()
            .Select(server => server.GetProperty("url").GetString());

        Assert.That(servers, Is.EqualTo([own, .. others]));
    }

    [Test]
    public void What_needs_no_credential_says_so()
    {
        var open = ServedDocuments.Current.Control.Operations.All
            .Where(operation => operation.Element.TryGetProperty("security", out var security) && security.GetArrayLength() == 0);

        Assert.That(
            open.Select(operation => operation.Path), Is.EquivalentTo(["/_sim/health", "/_sim/answer/{status}", "/_sim/ca.pem"]));
    }

    private static IEnumerable<(string Name, JsonElement Element)> PartsOf(JsonElement root)
    {
        foreach (var path in root.GetProperty("paths").EnumerateObject().Concat(root.GetProperty("webhooks").EnumerateObject()))
        {
            foreach (var method in path.Value.EnumerateObject().Where(method => Methods.Contains(method.Name)))
            {
                var id = method.Value.GetProperty("operationId").GetString()!;
                yield return (id, method.Value);
                foreach (var parameter in method.Value.TryGetProperty("parameters", out var all)
                    ? [.. all.EnumerateArray()]
                    : Array.Empty<JsonElement>())
                {
                    yield return ($"{id} {parameter.GetProperty("name").GetString()}", parameter);
                }
            }
        }

        foreach (var schema in root.GetProperty("components").GetProperty("schemas").EnumerateObject())
        {
            yield return (schema.Name, schema.Value);
            foreach (var member in schema.Value.TryGetProperty("properties", out var members)
                ? [.. members.EnumerateObject()]
                : Array.Empty<JsonProperty>())
            {
                yield return ($"{schema.Name}.{member.Name}", member.Value);
            }
        }
    }

    private static string TextOf(JsonElement part) => part.TryGetProperty("description", out var text) ? text.GetString()! : "";

    [GeneratedRegex(@"^\S.{7,} Source: (?<source>[^.]+)\.$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Described();
}
