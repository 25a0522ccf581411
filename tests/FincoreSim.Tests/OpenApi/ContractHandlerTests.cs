using System.Net;
using System.Text;
using FincoreSim.Domain.Banks;
using FincoreSim.Domain.Reports;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.OpenApi;

/// <summary>The handler finds what it is there for, and lets through what is right.</summary>
public sealed class ContractHandlerTests
{
    private const string Bank =
        """{"id":"9d84b03a-28d1-4898-a69c-38824239e2b1","name":"FINCO_PAY","token":"734","BIM":"734","code":"90734","bank_status":"ACTIVE"}""";

    private const string Health =
        """{"status":"ok","version":"1","sandboxes":1,"expired_sandboxes":0,"uptime_ms":5,"broken_sandboxes":0,"broken":[],"problems":[]}""";

    [TestCase("GET", "/v1/banks?page=1", 200, $$"""{"total_banks":1,"page":1,"page_size":50,"banks":[{{Bank}}]}""")]
    [TestCase("HEAD", "/v1/banks", 200, "")]
    [TestCase("HEAD", "/v1/transactions/money_out", 405, "")]
    [TestCase("GET", "/_sim/health", 200, Health)]
    [TestCase("GET", "/", 200, "anything")]
    [TestCase("GET", "/_sim/nothing", 404, """{"error":"route_not_found","detail":"There is no GET /_sim/nothing."}""")]
    public void Lets_through_what_the_document_says(string method, string path, int status, string body) =>
        Assert.That(() => CallAsync(method, path, status, body), Throws.Nothing);

    [TestCase("GET", "/v1/banks", 200, $$"""{"total_banks":1,"page":1,"page_size":50,"banks":[],"stray":1}""", "#/stray")]
    [TestCase("GET", "/v1/banks", 200, """{"total_banks":1,"page":1,"banks":[]}""", "#/page_size")]
    [TestCase("GET", "/v1/banks", 404, "{}", "does not say that retrieveBanksCatalog may answer 404")]
    [TestCase("GET", "/v1/banks", 401, """{"error":"x"}""", "#/code")]
    [TestCase("HEAD", "/v1/banks", 200, "body", "no body for HEAD")]
    [TestCase("GET", "/v1/unknown", 200, "{}", "no operation GET /v1/unknown")]
    [TestCase("GET", "/v1/unknown", 404, "{}", "#/code")]
    [TestCase("GET", "/_sim/health", 200,
        """{"status":"bad","version":"1","sandboxes":1,"expired_sandboxes":0,"uptime_ms":5,"broken_sandboxes":0,"broken":[],"problems":[]}""", "#/status")]
    public void Finds_what_the_document_does_not_say(string method, string path, int status, string body, string message) =>
        Assert.That(
            () => CallAsync(method, path, status, body), Throws.TypeOf<CheckFailedException>().With.Message.Contains(message));

    [Test]
    public void Finds_an_accepted_request_that_the_document_does_not_allow() => Assert.That(
        () => CallAsync("POST", "/_sim/sandboxes/default/accounts/1/fund", 200, "{}", """{"amount":1}"""),
        Throws.TypeOf<CheckFailedException>().With.Message.Contains("request #/amount"));

    [Test]
    public void Says_nothing_of_a_call_that_goes_past_it() =>
        Assert.That(() => CallAsync("GET", "/v1/banks", 200, "spoilt", isUnchecked: true), Throws.Nothing);

    [Test]
    public void Webhooks_are_checked_by_name_or_type()
    {
        const string Report =
            """{"client_id":"9d84b03a-28d1-4898-a69c-38824239e2b1","file_type":"TRANSACTIONS","period":"DAILY","file_name":"transactions_daily_20260224.csv","created_at":"2026-02-24T10:30:15Z"}""";

        Assert.Multiple(() =>
        {
            Assert.That(() => ContractWebhooks.Check("REPORT", Report), Throws.Nothing);
            Assert.That(() => ContractWebhooks.Check("report", Report), Throws.Nothing);
            Assert.That(
                () => ContractWebhooks.Check("MONEY_IN", Report),
                Throws.TypeOf<CheckFailedException>().With.Message.Contains("#/id_msg"));
        });
    }

    private static async Task CallAsync(
        string method, string path, int status, string body, string? sent = null, bool isUnchecked = false)
    {
        using var http = new HttpClient(new ContractHandler(new Canned(status, body)));
        using var request = new HttpRequestMessage(new HttpMethod(method), $"http://localhost{path}");
        request.Content = sent is null ? null : new StringContent(sent, Encoding.UTF8, "application/json");
        request.Options.Set(ContractHandler.Unchecked, isUnchecked);
        using var answer = await http.SendAsync(request);
    }

    private sealed class Canned(int status, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(
                new HttpResponseMessage((HttpStatusCode)status)
                {
                    Content = new StringContent(body, Encoding.UTF8, "application/json")
                });
    }
}
