using System.Text.Json;
using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Transactions;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Errors;

/// <summary>The six error bodies of the Internal Transactions page, whole; and the same for money_out with its method.</summary>
public sealed class DocumentedErrorBodiesTests : ApiTests
{
    private const string Documented = """
        {
            "code": 9,
            "message": "API Error",
            "details": [
                {
                    "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                    "reason": "REASON",
                    "domain": "CORE",
                    "metadata": {
                        "error_detail": "DETAIL",
                        "http_code": "400",
                        "module": "Transactions",
                        "method_name": "METHOD",
                        "error_code": "10-E4120"
                    }
                }
            ]
        }
        """;

    [Test]
    [Proves("error.external-reference")]
    [Proves("error.body")]
    [Proves("error.money-out-texts")]
    public Task Invalid_external_reference([Values] Endpoint endpoint) => CheckAsync(
        endpoint, body => body.With("transaction_request.external_reference", "12345678"), "DATA_ERROR",
        "External reference should be numeric and have a maximum length of 7 digits.");

    [Test]
    [Proves("error.amount-not-positive")]
    public Task Invalid_amount([Values] Endpoint endpoint, [Values("0.00", "-1.00", "-0.01")] string amount) => CheckAsync(
        endpoint, body => body.With("transaction_request.amount", amount), "DATA_ERROR",
        "Transaction Amount must be higher than 0.");

    [Test]
    [Proves("error.description")]
    public Task Large_description([Values] Endpoint endpoint) => CheckAsync(
        endpoint, body => body.With("transaction_request.description", new string('x', 40)), "DATA_ERROR",
        "Transaction description must have less than 40 characters length.");

    [Test]
    [Proves("error.currency")]
    public Task Currency_not_supported([Values] Endpoint endpoint, [Values("USD", "mxn", "")] string currency) => CheckAsync(
        endpoint, body => body.With("transaction_request.currency", currency), "DATA_ERROR", "Transaction currency unsupported.");

    [Test]
    [Proves("error.insufficient-funds")]
    public Task Insufficient_funds([Values] Endpoint endpoint) => CheckAsync(
        endpoint, body => body.With("transaction_request.amount", "1000000.01"), "FAILED_PRECONDITION",
        "The account does not have sufficient funds.");

    [Test]
    [Proves("error.account-not-active")]
    public async Task Inactive_source([Values] Endpoint endpoint, [Values("block", "suspend")] string how)
    {
        (await Sim.PostAsync($"accounts/{Docs.Central}/{how}")).ShouldBe(200);

        await CheckAsync(endpoint, body => body, "FAILED_PRECONDITION", "The account is not currently active.");
    }

    [Test]
    [Proves("error.account-not-active")]
    public async Task Inactive_destination([Values] Endpoint endpoint)
    {
        (await Sim.PostAsync($"instruments/{Docs.Internal}/block")).ShouldBe(200);

        await CheckAsync(endpoint, body => body, "FAILED_PRECONDITION", "The account is not currently active.");
    }

    [Test]
    [Proves("error.amount-format")]
    public async Task Amount_format([Values] Endpoint endpoint, [Values(
        "1", "1.9", "1.900", "+1.00", " 1.00", "1.00 ", "1,000.00", "1e3", ".50", "1.", "", "-", "١.٠٠", "0x1.00",
        "1.00\n", "NaN",
        "99999999999999999999.00")] string amount) => await CheckAsync(
        endpoint, body => body.With("transaction_request.amount", amount), "DATA_ERROR", "Transaction amount format is invalid.");

    [Test]
    public Task An_amount_that_is_a_number_has_the_wrong_format([Values] Endpoint endpoint) => CheckAsync(
        endpoint, body => body.With("transaction_request.amount", 1.95), "DATA_ERROR", "Transaction amount format is invalid.");

    [Test]
    public async Task The_limits_themselves_are_taken()
    {
        var body = Bodies.Payment().With("transaction_request.description", new string('ñ', 39))
            .With("transaction_request.external_reference", "0000000").With("transaction_request.amount", "0.01");

        (await Client.Http.PostAsync("/v1/transactions/money_out", body)).ShouldBe(200);
        (await Client.Http.PostAsync("/v1/transactions/money_out", body.With("transaction_request.description", "")
            .With("transaction_request.external_reference", "1"))).ShouldBe(200);
    }

    private async Task CheckAsync(Endpoint endpoint, Func<JsonObject, JsonObject> spoil, string reason, string detail)
    {
        var (path, method) = endpoint == Endpoint.InternalTransaction
            ? ("internal_transaction", "InternalTransaction")
            : ("money_out", "MoneyOut");
        var before = await Sim.FingerprintAsync();

        var answer = await Client.Http.PostAsync($"/v1/transactions/{path}", spoil(Bodies.Payment(destination: Docs.Internal)));

        var expected = Documented.Replace("REASON", reason).Replace("DETAIL", detail).Replace("METHOD", method);
        answer.ShouldBeError(400);
        Assert.That(answer.Text, Is.EqualTo(JsonSerializer.Serialize(JsonElement.Parse(expected))));
        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
    }

    public enum Endpoint
    {
        InternalTransaction,
        MoneyOut,
    }
}
