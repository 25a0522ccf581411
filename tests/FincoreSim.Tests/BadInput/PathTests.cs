using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Transactions;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.BadInput;

/// <summary>Methods and paths, as bytes on a connection.</summary>
public sealed class PathTests : ApiTests
{
    private const string MoneyOut = "/v1/transactions/money_out";

    private static readonly string[] Reads =
    [
        "/v1/banks",
        "/v1/transactions",
        $"/v1/clients/{Docs.Client}/accounts",
        $"/v1/clients/{Docs.Client}/accounts/{Docs.Central}",
        $"/v1/clients/{Docs.Client}/instruments",
        $"/v1/clients/{Docs.Client}/instruments/{Docs.External}",
        $"/v1/clients/{Docs.Client}/transactions",
        $"/v1/clients/{Docs.Client}/transactions/{Docs.Deposit}",
        $"/v1/clients/{Docs.Client}/webhooks",
    ];

    [TestCaseSource(nameof(Reads))]
    public async Task Head_answers_as_get_without_the_body(string path)
    {
        var get = (await Client.Http.GetAsync(path)).ShouldBe(200);

        var head = await RawAsync($"HEAD {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {Client.Token}\r\n\r\n");

        head.ShouldBe(200);
        Assert.That(head.Header("Content-Length"), Is.EqualTo(get.Header("Content-Length")));
        Assert.That(head.Bytes.Length, Is.Zero);
    }

    [TestCaseSource(nameof(Reads))]
    public async Task A_slash_at_the_end_of_the_path_does_not_count(string path) =>
        Assert.That(
            (await Client.Http.GetAsync(path + "/")).ShouldBe(200).Text, Is.EqualTo((await Client.Http.GetAsync(path)).Text));

    [TestCaseSource(nameof(Reads))]
    public async Task A_body_of_a_read_is_passed_over(string path) =>
        (await Client.Http.SendAsync(HttpMethod.Get, path, "nonsense")).ShouldBe(200);

    private static readonly TestCaseData[] Unreadable =
    [
        new TestCaseData($"GET /v1/{new string('a', 9000)} HTTP/1.1\r\nHost: x\r\n", 414).SetArgDisplayNames(
            "a long request line"),
        new TestCaseData($"GET /v1/banks HTTP/1.1\r\nHost: x\r\nX: {new string('a', 40_000)}\r\n", 431).SetArgDisplayNames(
            "long headers"),
        new TestCaseData("GET /v1/banks HTTP/1.1\r\n", 400).SetArgDisplayNames("no Host"),
        new TestCaseData("GET /v1/ba%00nks HTTP/1.1\r\nHost: x\r\n", 400).SetArgDisplayNames("NUL in the path"),
    ];

    [TestCaseSource(nameof(Unreadable))]
    [Proves("error.transport")]
    public async Task What_the_server_refuses_before_it_has_read_a_request_has_no_body(string head, int status)
    {
        var answer = await RawAsync($"{head}Connection: close\r\n\r\n");

        answer.ShouldBe(status);
        Assert.That(answer.Bytes.Length, Is.Zero);
    }

    [TestCase("OPTIONS", MoneyOut, "POST")]
    [TestCase("GET", MoneyOut, "POST")]
    [TestCase("HEAD", MoneyOut, "POST")]
    [TestCase("PUT", MoneyOut, "POST")]
    [TestCase("DELETE", MoneyOut, "POST")]
    [TestCase("PROPFIND", MoneyOut, "POST")]
    [TestCase("POST", "/v1/banks", "GET, HEAD")]
    [TestCase("OPTIONS", "/v1/banks", "GET, HEAD")]
    [TestCase("PUT", "/v1/clients/" + Docs.Client + "/webhooks", "GET, HEAD, POST")]
    [TestCase("PUT", "/v1/clients/" + Docs.Client + "/webhooks/" + Docs.Unknown, "DELETE, GET, HEAD, PATCH")]
    [TestCase("OPTIONS", "/v1/clients/" + Docs.Client + "/webhooks/" + Docs.Unknown, "DELETE, GET, HEAD, PATCH")]
    [TestCase("POST", "/v1/clients/" + Docs.Client + "/instruments/" + Docs.External, "DELETE, GET, HEAD")]
    [Proves("error.transport")]
    public async Task A_method_that_is_not_there_is_405_with_those_that_are(string method, string path, string allowed)
    {
        var answer = await RawAsync(
            $"{method} {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {Client.Token}\r\nContent-Length: 0\r\n\r\n");

        answer.ShouldBe(405);

        Assert.That(answer.Header("Allow")!.Split(", ").Order(), Is.EqualTo(allowed.Split(", ")));
        if (method == "HEAD")
        {
            Assert.That(answer.Bytes.Length, Is.Zero);
        }
        else
        {
            answer.ShouldBeError(405, "UNIMPLEMENTED");
        }
    }

    [TestCase("/")]
    [TestCase("/v1")]
    [TestCase("/v1/")]
    [TestCase("/v2/clients")]
    [TestCase("/v1/clients")]
    [TestCase("/v1/clients/" + Docs.Client)]
    [TestCase("/v1/transactions/money_out/more")]
    [TestCase("/v1/transactions/money-out")]
    [TestCase("/v1//banks")]
    [TestCase("/v1/banks%00")]
    [TestCase("/v1/%2e%2e/%2e%2e/etc/passwd")]
    [TestCase("/swagger")]
    public async Task A_path_that_is_not_there_is_404(string path)
    {
        var answer = await RawAsync(
            $"POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {Client.Token}\r\nContent-Length: 2\r\n\r\n{{}}");

        Assert.That(answer.Status, Is.AnyOf(404, 400, 405), answer.Text);
        Assert.That(answer.Text, Does.Not.Contain("FincoreSim").And.Not.Contain("System."));
        if (answer.Bytes.Length > 0)
        {
            answer.ShouldBeError(answer.Status);
        }
    }

    [TestCase("accounts/nonsense")]
    [TestCase("accounts/24a726ac180d48df82bc711f2788a46f")]
    [TestCase("accounts/%7B24a726ac-180d-48df-82bc-711f2788a46f%7D")]
    [TestCase("instruments/1")]
    [TestCase("instruments/%F0%9F%8F%A6")]
    [TestCase("transactions/0")]
    [TestCase("webhooks/null")]
    public async Task An_id_in_the_path_that_is_no_uuid_is_400(string below) =>
        (await Client.GetAsync(below)).ShouldBeError(400, "INVALID_ARGUMENT");

    private static IEnumerable<TestCaseData> IdsBeforeBodies =>
        from operation in WritingOperation.All
        let segments = operation.Path.Split('/')
        from at in Enumerable.Range(0, segments.Length)
        where segments[at] == "{0}" || Guid.TryParse(segments[at], out _)
        select new TestCaseData(operation, at).SetArgDisplayNames(operation.Name, $"segment {at}");

    [TestCaseSource(nameof(IdsBeforeBodies))]
    [Proves("error.precedence")]
    public async Task An_id_in_the_path_that_is_no_uuid_is_named_before_a_wrong_body(WritingOperation operation, int segment)
    {
        var ready = await operation.PrepareAsync(Sim);
        var path = string.Join('/', ready.Path.Split('/').Select((text, at) => at == segment ? "nonsense" : text));

        var answer =
            (await (ready with { Path = path }).SendAsync("nonsense"u8.ToArray())).ShouldBeError(400, "INVALID_ARGUMENT");

        Assert.That(answer.Detail, Does.EndWith(" in the path must be a UUID."));
    }

    [Test]
    public async Task Ids_are_read_in_upper_case_too() =>
        (await Client.GetAsync($"accounts/{Docs.Central.ToUpperInvariant()}")).ShouldBe(200).ShouldSay("id", Docs.Central);

    private async Task<Answer> RawAsync(string request) => Answer.Of(await RawHttp.SendAsync(Sim.App.Port, request));
}
