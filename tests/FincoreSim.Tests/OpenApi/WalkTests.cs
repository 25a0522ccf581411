using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FincoreSim.Hosting;
using FincoreSim.Serving;
using Microsoft.AspNetCore.Builder;

namespace FincoreSim.Tests.OpenApi;

/// <summary>Whoever follows the documents is served: each operation is called with the examples of its own document.</summary>
public sealed partial class WalkTests
{
    private WebApplication _app = null!;
    private HttpClient _http = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _app = Simulator.Build(new ServeOptions { Urls = "http://127.0.0.1:0" });
        await _app.StartAsync();
        _http = new HttpClient(new ContractHandler(new SocketsHttpHandler { UseProxy = false }))
        {
            BaseAddress = new Uri(_app.Urls.Single())
        };
        _http.DefaultRequestHeaders.Add("x-api-key", "YOUR_API_KEY_HERE");
    }

    [TearDown]
    public async Task StopAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task The_examples_of_the_api_are_served()
    {
        await SignInAsync();
        var document = ServedDocuments.Current.Fincore;
        foreach (var operation in document.Operations.All.Where(
            operation => !operation.Path.Contains("webhooks/{id}", StringComparison.Ordinal)))
        {
            await CallAsync(operation, "default");
        }
    }

    [Test]
    public async Task The_examples_of_the_control_api_are_served()
    {
        using var frozen = Json("""{"clock":{"mode":"frozen","now":"2026-03-02T08:00:00-06:00"}}""");
        using var created = await _http.PostAsync("/_sim/sandboxes", frozen);
        var sandbox = JsonElement.Parse(await created.Content.ReadAsStringAsync()).GetProperty("id").GetString()!;
        var document = ServedDocuments.Current.Control;
        foreach (var operation in document.Operations.All.Where(IsServedByExamples))
        {
            await CallAsync(operation, sandbox);
        }
    }

    [TestCase(201, "{}")]
    [TestCase(204, "")]
    [TestCase(304, "")]
    [TestCase(422, """{"refundReason":"Invalid Amount"}""")]
    [TestCase(503, """{"refundReason":"Invalid Amount"}""")]
    public async Task The_built_in_receiver_answers_any_status(int status, string body)
    {
        var query = body.Contains("Amount", StringComparison.Ordinal) ? "?refund_reason=Invalid%20Amount" : "";
        using var answer = await _http.PostAsync($"/_sim/answer/{status}{query}", Json("{}"));

        Assert.Multiple(async () =>
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(status));
            Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo(body));
        });
    }

    /// <summary>
    /// Not those whose path names something that no example makes, nor streams, nor YAML bodies, nor those that end something.
    /// </summary>
    private static bool IsServedByExamples(DocumentedOperation operation) =>
        operation.Method != "DELETE"
        && PathParameters().Matches(operation.Path).All(match => match.Value is "{sb}" or "{status}")
        && operation.Id is not ("streamJournal" or "streamRequests" or "getCertificateAuthority" or "putSandbox"
            or "verifyRequests" or "testWebhook" or "armRules" or "replaceRules" or "runScenarios");

    private async Task SignInAsync()
    {
        using var body =
            Json("""{"client_id":"c2d1d1e3-3340-4170-980e-e9269bbbc551","client_secret":"your_client_secret_here"}""");
        using var answer = await _http.PostAsync("/v1/clients/c2d1d1e3-3340-4170-980e-e9269bbbc551/auth/credential-tokens", body);
        var token = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("token").GetString();
        _http.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");
    }

    private async Task CallAsync(DocumentedOperation operation, string sandbox)
    {
        var path = PathParameters()
            .Replace(operation.Path, match => match.Value == "{sb}" ? sandbox : ExampleOf(operation, match.Value.Trim('{', '}')));
        var bodies = Examples.OfRequest(operation).Select(example => (string?)example.Body.GetRawText()).DefaultIfEmpty(null);
        foreach (var body in bodies)
        {
            using (await _http.PostAsync($"/_sim/sandboxes/{sandbox}/reset", null))
            {
            }

            using var request = new HttpRequestMessage(new HttpMethod(operation.Method), path);
            request.Content = body is null ? null : Json(body);
            using var answer = await _http.SendAsync(request);
            Assert.That(
                (int)answer.StatusCode, Is.InRange(200, 299), $"{operation}: {body}\n{await answer.Content.ReadAsStringAsync()}");
        }
    }

    private static string ExampleOf(
        DocumentedOperation operation, string name) => operation.Element.GetProperty("parameters").EnumerateArray()
        .First(parameter => parameter.GetProperty("name").GetString() == name).GetProperty("example").GetString()!;

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    [GeneratedRegex(@"\{[^/{}]+\}")]
    private static partial Regex PathParameters();
}
