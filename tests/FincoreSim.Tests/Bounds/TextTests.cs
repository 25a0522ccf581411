using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Tests.BadInput;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.OpenApi;

namespace FincoreSim.Tests.Bounds;

/// <summary>
/// Every text of every body has a length, and takes no line breaks, zero bytes or halves of surrogate pairs: over HTTP, by the
/// API and by the control API.
/// </summary>
public sealed class TextTests : ApiTests
{
    private static readonly (string Name, string Json)[] Wrong =
    [
        ("beyond measure", $"\"{new string('9', 900_000)}\""),
        ("a zero byte", "\"1\\u0000\""),
        ("two lines", "\"1\\r\\n2\""),
        ("a line separator", "\"1\\u20282\""),
        ("an escape sequence", "\"1\\u001b[31m\""),
        ("a delete character", "\"1\u007f\""),
        ("half of a pair", "\"1\\ud83d\""),
    ];

    private static readonly (string Name, string Path, string Body)[] Calls =
    [
        ("sandbox", "/_sim/sandboxes", """{"name":"x","snapshot":"snap000001","clock":{"now":"2026-03-02T09:00:00-06:00"}}"""),
        ("client", "clients", """{"name":"x"}"""),
        ("customer", "customers", """{"name":"x","rfc":"ND"}"""),
        ("account", "accounts", """{"balance":"1.00"}"""),
        ("fund", $"accounts/{Docs.Central}/fund", """{"amount":"1.00"}"""),
        ("clock", "clock", """{"advance":"0s","to":"2026-03-02T09:00:00-06:00","max":"1s"}"""),
        ("money-in", "money-in",
            """{"clabe":"734180000001000004","amount":"1.00","payer_name":"x","payer_account":"012180001183597198","payer_rfc":"ND","payer_institution":"40012","concept":"x","numeric_reference":"1","tracking_key":"x","duplicate":true}"""),
        ("outcome", "transactions/{payment}/outcome",
            """{"outcome":"reject","reason":"CANCELLED_ACCOUNT","reason_description":"y"}"""),
        ("cep", "transactions/{penny}/cep", """{"status":"PENDING","beneficiary_name":"x","beneficiary_rfc":"ND"}"""),
    ];

    private static IEnumerable<TestCaseData> ControlCases => Calls.Select(call => new TestCaseData(call.Name));

    [TestCaseSource(typeof(WritingOperation), nameof(WritingOperation.Cases))]
    public async Task Of_the_api(WritingOperation operation)
    {
        var ready = await operation.PrepareAsync(Sim);
        var before = await Sim.FingerprintAsync();

        foreach (var path in Texts(operation.Body()))
        {
            foreach (var (name, json) in Wrong)
            {
                var body = operation.Body().With(path, "PLACE").ToJsonString().Replace("\"PLACE\"", json);

                (await ready.SendAsync(Encoding.UTF8.GetBytes(body))).ShouldBeError(400);
                Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before), $"{path}: {name}");
            }
        }
    }

    [TestCaseSource(nameof(ControlCases))]
    public async Task Of_the_control_api(string call)
    {
        var (_, path, text) = Calls.Single(known => known.Name == call);
        path = path.Replace("{payment}", (await Client.MoneyOutAsync("1.00"))["id"])
            .Replace("{penny}", (await Client.PennyAsync())["id"]);
        var body = JsonNode.Parse(text)!.AsObject();
        var before = await Sim.FingerprintAsync();

        foreach (var member in Texts(body))
        {
            foreach (var (name, json) in Wrong)
            {
                var wrong = body.DeepClone().AsObject().With(member, "PLACE").ToJsonString().Replace("\"PLACE\"", json);
                var answer = await Sim.App.Anybody.PostTextAsync(path.StartsWith('/') ? path : Sim.Path(path), wrong);

                Assert.That(answer.ShouldBe(400)["detail"], Does.Contain(member.Split('.')[^1]).Or.Contain("one of advance"),
                    $"{member}: {name}");
                Assert.That(answer["detail"], Has.Length.LessThan(500));
                Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before), $"{member}: {name}");
            }
        }
    }

    [TestCase("concept", "12345678901234567890123456789012345678901", "concept must have at most 40 characters, not 41.")]
    [TestCase("payer_name", "", "payer_name must have at least 1 character.")]
    [TestCase("tracking_key", "A B", "tracking_key must be 1 to 30 letters and digits, such as 50118609TBRNZ00I07219647.")]
    [TestCase("tracking_key", "", "tracking_key must have at least 1 character.")]
    [TestCase("tracking_key", "1234567890123456789012345678901", "tracking_key must have at most 30 characters, not 31.")]
    [TestCase("payer_rfc", "ABC", "payer_rfc must be ND, or a tax identifier of 12 or 13 characters such as XAXX010101000.")]
    [TestCase("payer_account", "01218000118359719", "payer_account must be 10, 11, 16 or 18 digits, such as 012180001183597198.")]
    [TestCase("payer_institution", "BBVA", "payer_institution must have at least 5 characters.")]
    [TestCase("payer_institution", "BBVAX", "payer_institution must be 5 digits, such as 40012.")]
    [TestCase("numeric_reference", "12a", "numeric_reference must be 1 to 7 digits.")]
    public async Task A_deposit_says_what_would_be_right(string member, string text, string detail) =>
        (await DepositAsync(new JsonObject { [member] = text })).ShouldBe(400).ShouldSay("detail", detail);

    [Test]
    public async Task A_tracking_key_comes_in_once_a_day_unless_a_duplicate_is_asked_for()
    {
        var deposit = new JsonObject { ["tracking_key"] = "KEY1", ["payer_institution"] = "40002" };
        (await DepositAsync(deposit)).ShouldBe(201);
        var before = await Sim.FingerprintAsync();

        (await DepositAsync(deposit)).ShouldBe(409).ShouldSay("error", "tracking_key_exists").ShouldSay(
            "detail",
            "tracking_key KEY1 of bank 40002 on the operating day 2026-03-02 came in already; with \"duplicate\": true it comes "
            + "in once more.");

        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
        deposit["duplicate"] = true;
        (await DepositAsync(deposit)).ShouldBe(201);
    }

    [TestCase("a\nb")]
    [TestCase("\u0000")]
    public async Task A_description_that_is_short_enough_has_one_line_all_the_same(string text)
    {
        var payment = await Client.Http.PostAsync(
            "/v1/transactions/money_out", Bodies.Payment().With("transaction_request.description", text));

        Assert.That(payment.ShouldBeError(400, "INVALID_ARGUMENT").Detail,
            Does.StartWith("transaction_request.description must have no line breaks"));
        Assert.That((await Client.RefundAsync(Docs.Deposit, "9.99", text)).ShouldBeError(400, "INVALID_ARGUMENT").Detail,
            Does.StartWith("description must have no line breaks"));
    }

    [Test]
    public async Task The_documented_length_of_a_description_keeps_its_documented_refusal() =>
        (await Client.Http.PostAsync(
            "/v1/transactions/money_out", Bodies.Payment().With("transaction_request.description", new string('\n', 40))))
            .ShouldBeError(400, "DATA_ERROR", "Transaction description must have less than 40 characters length.");

    [Test]
    public void Documents_tell_of_every_text([Values("fincore", "control")] string name)
    {
        var root = ServedDocuments.Current.Named(name).Root;
        var endless = root.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
            .Where(operation => operation.Value.TryGetProperty("requestBody", out _))
            .SelectMany(
                operation => Endless(root, operation.Value.GetProperty("requestBody").GetProperty("content"),
                    operation.Value.GetProperty("operationId").GetString()!));

        Assert.That(endless, Is.Empty);
    }

    private Task<Answer> DepositAsync(JsonObject more)
    {
        var body = more.DeepClone().AsObject();
        (body["clabe"], body["amount"]) = (Docs.CentralClabe, "1.00");
        return Sim.PostAsync("money-in", body);
    }

    private static IEnumerable<string> Texts(JsonObject body, string before = "") => body.SelectMany(member => member.Value switch
    {
        JsonObject inner => Texts(inner, $"{before}{member.Key}."),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [before + member.Key],
        _ => [],
    });

    /// <summary>The texts below a place of a document that have neither a length nor a pattern, nor are one of a few.</summary>
    private static IEnumerable<string> Endless(JsonElement root, JsonElement at, string name)
    {
        if (at.ValueKind != JsonValueKind.Object)
        {
            return at.ValueKind == JsonValueKind.Array ? at.EnumerateArray().SelectMany(item => Endless(root, item, name)) : [];
        }

        if (at.TryGetProperty("$ref", out var reference))
        {
            var schema = root.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
            return Endless(root, schema, $"{name}: {reference.GetString()!.Split('/')[^1]}");
        }

        var isText = at.TryGetProperty("type", out var type) && type.ValueKind is JsonValueKind.String or JsonValueKind.Array
            && type.ToString().Contains("string");
        var isBounded = (string[])["maxLength", "pattern", "enum", "format"] is var bounds
            && bounds.Any(bound => at.TryGetProperty(bound, out _));
        return isText && !isBounded
            ? [name]
            : at.EnumerateObject().Where(member => member.Name is not ("example" or "examples"))
                .SelectMany(member => Endless(root, member.Value, $"{name}.{member.Name}"));
    }
}
