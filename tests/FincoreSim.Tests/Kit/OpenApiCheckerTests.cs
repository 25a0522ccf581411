using System.Text;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Kit;

public sealed class OpenApiCheckerTests
{
    private const string Document = """
        {
          "openapi": "3.1.1",
          "servers": [{ "url": "https://api.example.mx/base" }, { "url": "/" }],
          "paths": {
            "/v1/clients/{id}": { "get": { "responses": {
              "200": { "content": { "application/json": { "schema": { "const": "a client" } } } },
              "204": { "description": "nothing" },
              "4XX": { "$ref": "#/components/responses/Refused" },
              "default": { "content": { "text/*": {}, "application/problem+json": { "schema": { "const": "broken" } } } } } } },
            "/v1/clients/me": { "get": { "responses": {
              "200": { "content": { "application/json": { "schema": { "const": "me" } } } } } } },
            "/v1/reports/{date}.{format}": { "get": { "responses": { "200": { "content": { "*/*": {} } } } } },
            "/v1/transfers": {
              "post": {
                "requestBody": { "$ref": "#/components/requestBodies/Transfer" },
                "responses": { "201": { "content": {} } } },
              "put": {
                "requestBody": { "content": { "application/json": { "schema": { "type": "object" } } } },
                "responses": {} },
              "delete": {} }
          },
          "webhooks": {
            "moneyIn": { "post": { "requestBody": { "$ref": "#/components/requestBodies/Transfer" } } },
            "shared": { "$ref": "#/components/pathItems/Shared" },
            "twofold": { "post": {}, "put": {} }
          },
          "components": {
            "responses": { "Refused": { "content": { "application/json": { "schema": { "const": "refused" } } } } },
            "requestBodies": { "Transfer": {
              "required": true,
              "content": { "application/json": { "schema": { "required": ["amount"] } } } } },
            "pathItems": { "Shared": { "post": { "requestBody": { "$ref": "#/components/requestBodies/Transfer" } } } }
          }
        }
        """;

    private readonly OpenApiChecker _checker = new(Document);

    [TestCase("/v1/clients/17", "\"a client\"")]
    [TestCase("/v1/clients/me", "\"me\"")]
    [TestCase("/v1/clients/17?expand=all", "\"a client\"")]
    [TestCase("/base/v1/clients/17", "\"a client\"")]
    [TestCase("/v1/reports/2026-01-01.csv", "anything")]
    public void Finds_the_operation_by_its_path(string path, string body) =>
        Assert.That(Answer(path, 200, "application/json; charset=utf-8", body), Is.Empty);

    [TestCase("/v1/clients")]
    [TestCase("/v1/clients/")]
    [TestCase("/v1/clients/1/2")]
    [TestCase("/v1/clients/17/")]
    [TestCase("/other/v1/clients/17")]
    [TestCase("/v1/reports/2026-01-01-csv")]
    public void An_operation_that_is_not_there_is_a_violation(string path) =>
        Assert.That(Answer(path, 200, null, ""), Is.EqualTo(new[] { $"The document has no operation GET {path}." }));

    [TestCase(200, "application/json", "\"a client\"")]
    [TestCase(204, null, "")]
    [TestCase(404, "application/json", "\"refused\"")]
    [TestCase(500, "application/problem+json", "\"broken\"")]
    [TestCase(500, "text/plain", "what it wants")]
    public void Finds_the_response_by_status_range_or_default(int status, string? contentType, string body) =>
        Assert.That(Answer("/v1/clients/17", status, contentType, body), Is.Empty);

    [TestCase(200, "application/json", "\"no client\"", "#: expected exactly \"a client\", got \"no client\"")]
    [TestCase(204, null, "x", "#: expected no body, got 1 bytes")]
    [TestCase(404, "application/json", "1", "#: expected exactly \"refused\", got 1")]
    [TestCase(500, "application/problem+json", "1", "#: expected exactly \"broken\", got 1")]
    [TestCase(200, "text/html", "x", "#: expected content type application/json, got text/html")]
    [TestCase(200, null, "\"a client\"", "#: expected content type application/json, got none")]
    [TestCase(500, "image/png", "x", "#: expected content type text/*, application/problem+json, got image/png")]
    public void Says_what_is_wrong_with_an_answer(int status, string? contentType, string body, string violation) =>
        Assert.That(Answer("/v1/clients/17", status, contentType, body), Is.EqualTo(new[] { violation }));

    [Test]
    public void A_response_that_is_not_there_is_a_violation() =>
        Assert.That(
            Answer("/v1/clients/me", 404, null, ""),
            Is.EqualTo(new[] { "GET /v1/clients/me has no response 404 in the document." }));

    [TestCase("")]
    [TestCase("{")]
    [TestCase("\"me\" \"me\"")]
    [TestCase("""{"a":1,"a":1}""")]
    public void A_body_that_is_not_one_json_value_is_a_violation(string body) =>
        Assert.That(
            Answer("/v1/clients/me", 200, "application/json", body),
            Has.One.StartsWith($"#: expected JSON, got \"{body}\""));

    [TestCase("POST", """{"amount":1}""")]
    [TestCase("PUT", "{}")]
    [TestCase("PUT", "")]
    [TestCase("DELETE", "")]
    public void A_request_that_keeps_the_document_passes(string method, string body) =>
        Assert.That(_checker.CheckRequest(method, "/v1/transfers", Encoding.UTF8.GetBytes(body)), Is.Empty);

    [TestCase("POST", "{}", "#/amount: expected to be there, but it is missing")]
    [TestCase("PUT", "1", "#: expected type object, got 1")]
    [TestCase("DELETE", "{}", "#: expected no body, got 2 bytes")]
    [TestCase("PATCH", "{}", "The document has no operation PATCH /v1/transfers.")]
    public void Says_what_is_wrong_with_a_request(string method, string body, string violation) =>
        Assert.That(
            _checker.CheckRequest(method, "/v1/transfers", Encoding.UTF8.GetBytes(body)),
            Is.EqualTo(new[] { violation }));

    [Test]
    public void A_required_body_that_is_missing_is_a_violation() =>
        Assert.That(_checker.CheckRequest("POST", "/v1/transfers", default), Has.One.StartsWith("#: expected JSON"));

    [Test]
    public void A_request_of_another_content_type_is_a_violation() =>
        Assert.That(
            _checker.CheckRequest("POST", "/v1/transfers", "<a/>"u8.ToArray(), "text/xml"),
            Is.EqualTo(new[] { "#: expected content type application/json, got text/xml" }));

    [Test]
    public void Empty_content_means_no_body()
    {
        Assert.That(_checker.Check("POST", "/v1/transfers", 201, null, default), Is.Empty);
        Assert.That(_checker.Check("POST", "/v1/transfers", 201, null, "{}"u8.ToArray()), Has.Count.EqualTo(1));
    }

    [TestCase("moneyIn")]
    [TestCase("shared")]
    public void A_webhooks_body_is_checked_by_its_name(string name)
    {
        Assert.That(_checker.CheckWebhook(name, """{"amount":1}"""u8.ToArray()), Is.Empty);
        Assert.That(
            _checker.CheckWebhook(name, "{}"u8.ToArray()),
            Is.EqualTo(new[] { "#/amount: expected to be there, but it is missing" }));
    }

    [Test]
    public void A_webhook_that_is_not_there_is_a_violation() =>
        Assert.That(
            _checker.CheckWebhook("absent", "{}"u8.ToArray()),
            Is.EqualTo(new[] { "The document has no webhook absent." }));

    [Test]
    public void A_webhook_with_two_operations_is_refused() =>
        Assert.That(() => _checker.CheckWebhook("twofold", "{}"u8.ToArray()), Throws.TypeOf<CheckFailedException>());

    [TestCase("""{"openapi":"3.0.3"}""")]
    [TestCase("{}")]
    public void Another_version_of_openapi_is_refused(string document) =>
        Assert.That(() => new OpenApiChecker(document), Throws.TypeOf<CheckFailedException>().With.Message.Contains("3.1"));

    private IReadOnlyList<string> Answer(string path, int status, string? contentType, string body) =>
        _checker.Check("GET", path, status, contentType, Encoding.UTF8.GetBytes(body));
}
