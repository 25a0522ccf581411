using System.Text;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Ledger;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Doors;

/// <summary>Whatever a client says of a control call's body, the body counts: JSON or YAML, as it looks.</summary>
public sealed class AnyContentTypeTests : ApiTests
{
    /// <summary>The first is what <c>curl -d</c> says.</summary>
    private static readonly string?[] Types =
    [
        "application/x-www-form-urlencoded", null, "text/plain", "text/plain;charset=UTF-8", "application/yaml", "text/yaml",
        "application/octet-stream", "application/json; charset=utf-8", "application/problem+json",
        "multipart/form-data; boundary=x", "nonsense",
    ];

    [TestCaseSource(nameof(Types))]
    public async Task Every_operation_reads_its_body(string? type)
    {
        var reading = ControlOperation.All(Sim.App).Where(operation => operation.HasBody).ToArray();
        Assert.That(reading, Has.Length.GreaterThan(12));

        foreach (var operation in reading)
        {
            foreach (var body in (string[])["""{"surprise": 1}""", "surprise: 1", "{"])
            {
                var asJson = await SendAsync(operation, "application/json", body);
                var asThis = await SendAsync(operation, type, body);

                Assert.That((asThis.Status, asThis.Text), Is.EqualTo((asJson.Status, asJson.Text)), $"{operation} {body}");
                Assert.That(asThis.Status, Is.Not.EqualTo(415), $"{operation} {body}");
                var why = body == "{" ? "not valid|error" : "surprise|required|Exactly one";
                Assert.That(asThis.Text, Does.Match(why), $"{operation} {body}");
            }
        }
    }

    [TestCaseSource(nameof(Types))]
    public async Task A_deposit_and_a_clock_as_curl_sends_them(string? type)
    {
        (await SendAsync(Sim.Path("money-in"), type, """{"clabe": "734180000001000004", "amount": "150.00"}""")).ShouldBe(201);
        (await SendAsync(Sim.Path("clock"), type, """{"advance": "26h"}""")).ShouldBe(200);
        (await SendAsync(Sim.Path("rules"), type, """{"when": "money_in", "then": {"refuse": "y"}}""")).ShouldBe(201);
    }

    [TestCase("""{"clabe": "734180000001000004", "amount": "150.00", "concept": "Renta"}""")]
    [TestCase("""{clabe: "734180000001000004", amount: "150.00", concept: Renta}""")]
    [TestCase("{'clabe': '734180000001000004', 'amount': '150.00', 'concept': 'Renta'}")]
    [TestCase("clabe: '734180000001000004'\namount: '150.00'\nconcept: Renta\n")]
    [TestCase("\ufeffclabe: '734180000001000004'\namount: '150.00'\nconcept: Renta # the rent\n")]
    [TestCase("---\nclabe: '734180000001000004'\namount: '150.00'\nconcept: \"Renta\"\n")]
    public async Task JSON_and_YAML_say_the_same(string body)
    {
        var deposit = (await SendAsync(Sim.Path("money-in"), "application/x-www-form-urlencoded", body)).ShouldBe(201);

        (await Client.TransactionAsync(deposit["transaction_id"])).ShouldSay("amount", "150.00");
    }

    [Test]
    public async Task A_text_in_braces_stays_what_it_is()
    {
        var made = (await SendAsync(Sim.Path("customers"), null, "name: \"${x} $${y}\"")).ShouldBe(201);

        Assert.That((await Sim.GetAsync("customers")).Text, Does.Contain("${x} $${y}"), made.Text);
    }

    [TestCase("amount=150.00&clabe=734180000001000004", "must be a JSON object")]
    [TestCase("[1, 2]", "must be a JSON object")]
    [TestCase("{\"amount\": ", "not valid JSON")]
    [TestCase("amount: [", "neither JSON nor YAML")]
    [TestCase("amount: \"1.00\"\namount: \"2.00\"", "twice")]
    [TestCase("clabe: 734180000001000004\namount: 1.50", "must be a")]
    public async Task What_is_neither_says_what_is_wrong_with_it(string body, string why)
    {
        var before = await Sim.FingerprintAsync();

        var refused = (await SendAsync(Sim.Path("money-in"), "application/x-www-form-urlencoded", body)).ShouldBe(400);

        Assert.That(refused.ShouldHaveMembers("", "error", "detail")["detail"], Does.Contain(why));
        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task The_API_itself_wants_JSON_as_the_real_one()
    {
        var body = Content("text/plain", Bodies.Payment().ToJsonString());

        (await Client.Http.SendAsync(HttpMethod.Post, "/v1/transactions/money_out", body)).ShouldBeError(415);
    }

    private Task<Answer> SendAsync(ControlOperation operation, string? type, string body) =>
        SendAsync(new HttpMethod(operation.Method), operation.PathIn(Sim.Id), type, body);

    private Task<Answer> SendAsync(string path, string? type, string body) => SendAsync(HttpMethod.Post, path, type, body);

    /// <summary>Past the check of requests by the document, which has the JSON form only.</summary>
    private async Task<Answer> SendAsync(HttpMethod method, string path, string? type, string body)
    {
        using var http = new HttpClient { BaseAddress = new Uri(Sim.App.Url) };
        return await new Caller(http).SendAsync(method, path, Content(type, body));
    }

    private static ByteArrayContent Content(string? type, string body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return content;
    }
}
