using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;
using FincoreSim.Language.Shapes;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Errors;

/// <summary>Every row of the error table, reached over HTTP by one request.</summary>
public sealed class ErrorTableTests : ApiTests
{
    private const string Money = "/v1/transactions/money_out";
    private const string Transfer = "/v1/transactions/internal_transaction";
    private const string Penny = "/v1/transactions/penny_validation";
    private const string Key = "9f0c5a8e-53c5-5a9e-8a7b-0d6c0c1e2f3a";

    /// <summary>
    /// Reached elsewhere: in progress by an answer that hangs, a state, a world that is gone and a tracking key by the control
    /// API, internal by a bug only.
    /// </summary>
    private static readonly RefusalCode[] Elsewhere =
    [
        RefusalCode.OperationInProgress, RefusalCode.StateNotAllowed, RefusalCode.WorldGone, RefusalCode.TrackingKeyExists,
        RefusalCode.Scripted, RefusalCode.Internal, RefusalCode.Forbidden,
    ];

    private static readonly Row[] Table =
    [
        new(RefusalCode.Unauthenticated, 401, 16, "UNAUTHENTICATED", sim => sim.App.Anybody.GetAsync("/v1/banks")),
        new(RefusalCode.HostNotAllowed, 421, 7, "PERMISSION_DENIED", sim =>
            sim.Client.Http.SendAsync(HttpMethod.Get, "/v1/banks", (string?)null, ("Host", "evil.example"))),
        new(RefusalCode.PermissionDenied, 403, 7, "PERMISSION_DENIED",
            sim => sim.Client.Http.GetAsync(sim.Other.Path("accounts"))),
        new(RefusalCode.IdempotencyKeyMalformed, 400, 3, "INVALID_ARGUMENT", sim => sim.Client.MoneyOutAsync(key: "order-4567")),
        new(RefusalCode.IdempotencyKeyMismatch, 409, 10, "idempotency_key_mismatch", async sim =>
        {
            await sim.Client.MoneyOutAsync("1.00", key: Key);
            return await sim.Client.MoneyOutAsync("2.00", key: Key);
        }),
        new(RefusalCode.BodyTooLarge, 413, 8, "RESOURCE_EXHAUSTED",
            sim => sim.Client.Http.PostTextAsync(Money, new string(' ', 1_048_577))),
        new(RefusalCode.BodyEncoded, 415, 3, "INVALID_ARGUMENT", sim =>
        {
            var content = new StringContent("{}");
            content.Headers.ContentEncoding.Add("gzip");
            return sim.Client.Http.SendAsync(HttpMethod.Post, Money, content);
        }),
        new(RefusalCode.MediaTypeUnsupported, 415, 3, "INVALID_ARGUMENT", sim => sim.Client.Http.SendAsync(
            HttpMethod.Post, Money, new StringContent("{}", MediaTypeHeaderValue.Parse("text/plain")))),
        new(RefusalCode.InvalidArgument, 400, 3, "INVALID_ARGUMENT", sim => sim.Client.Http.PostTextAsync(Money, "{}")),
        new(RefusalCode.AmountFormat, 400, 9, "DATA_ERROR", sim => sim.Client.MoneyOutAsync("1")),
        new(RefusalCode.AmountNotPositive, 400, 9, "DATA_ERROR", sim => sim.Client.MoneyOutAsync("0.00")),
        new(RefusalCode.CurrencyUnsupported, 400, 9, "DATA_ERROR", sim => sim.Client.Http.PostAsync(
            Money, Bodies.Payment().With("transaction_request.currency", "EUR"))),
        new(RefusalCode.DescriptionTooLong, 400, 9, "DATA_ERROR",
            sim => sim.Client.RefundAsync(Docs.Deposit, "9.99", new string('x', 40))),
        new(RefusalCode.PennyDescription, 400, 9, "DATA_ERROR",
            sim => sim.Client.Http.PostAsync(Penny, Bodies.Penny().With("description", "a-b"))),
        new(RefusalCode.ExternalReference, 400, 9, "DATA_ERROR", sim => sim.Client.Http.PostAsync(
            Money, Bodies.Payment().With("transaction_request.external_reference", "a"))),
        new(RefusalCode.InstrumentMissing, 500, 13, "INTERNAL", sim => sim.Client.MoneyOutAsync(destination: Docs.Unknown)),
        new(RefusalCode.SourceNotFound, 404, 5, "source_not_found", sim => sim.Client.InternalAsync(source: Docs.Unknown)),
        new(RefusalCode.SourceWithoutAccount, 400, 9, "FAILED_PRECONDITION",
            sim => sim.Client.MoneyOutAsync(source: Docs.External)),
        new(RefusalCode.SourceNotCentralizing, 400, 9, "FAILED_PRECONDITION", sim => sim.Client.Http.PostAsync(
            Penny, Bodies.Penny(source: Docs.Internal))),
        new(RefusalCode.AccountNotActive, 400, 9, "FAILED_PRECONDITION", async sim =>
        {
            await sim.PostAsync($"accounts/{Docs.Central}/block");
            return await sim.Client.MoneyOutAsync();
        }),
        new(RefusalCode.DestinationNotFound, 404, 5, "destination_not_found",
            sim => sim.Client.InternalAsync(destination: Docs.Unknown)),
        new(RefusalCode.ExternalTransferNotAllowed, 409, 9, "external_transfer_not_allowed",
            sim => sim.Client.InternalAsync(destination: Docs.External)),
        new(RefusalCode.DestinationNotClabe, 400, 9, "FAILED_PRECONDITION",
            async sim => await sim.Client.PennyAsync(await sim.Client.CardAsync())),
        new(RefusalCode.SameInstrument, 400, 9, "FAILED_PRECONDITION",
            sim => sim.Client.MoneyOutAsync(destination: Docs.CentralInstrument)),
        new(RefusalCode.InsufficientFunds, 400, 9, "FAILED_PRECONDITION", sim => sim.Client.MoneyOutAsync("1000000.01")),
        new(RefusalCode.RefundAmountDiffers, 400, 9, "FAILED_PRECONDITION", sim => sim.Client.RefundAsync(Docs.Deposit, "9.98")),
        new(RefusalCode.AlreadyRefunded, 400, 9, "FAILED_PRECONDITION", async sim =>
        {
            await sim.Client.RefundAsync(Docs.Deposit, "9.99");
            return await sim.Client.RefundAsync(Docs.Deposit, "9.99");
        }),
        new(RefusalCode.RefundOfInternalCredit, 400, 9, "FAILED_PRECONDITION", async sim =>
        {
            await sim.Client.InternalAsync("1.00");
            var credit = (await sim.Client.GetAsync("transactions?transaction_category=INTER_TRANS")).At("data").EnumerateArray()
                .Single(item => item.GetProperty("subCategory").GetString() == "INT_CREDIT");
            return await sim.Client.RefundAsync(credit.GetProperty("id").GetString()!, "1.00");
        }),
        new(RefusalCode.NotRefundable, 400, 9, "FAILED_PRECONDITION", async sim =>
            await sim.Client.RefundAsync((await sim.Client.MoneyOutAsync("1.00"))["id"], "1.00")),
        new(RefusalCode.NotFound, 404, 5, "NOT_FOUND", sim => sim.Client.TransactionAsync(Docs.Unknown)),
        new(RefusalCode.WebhookExists, 409, 6, "ALREADY_EXISTS", async sim =>
        {
            await sim.Client.WebhookAsync("CEP", "http://localhost/x");
            return await sim.Client.Http.PostAsync(sim.Client.Path("webhooks"), Bodies.Webhook("CEP", "http://localhost/x"));
        }),
        new(RefusalCode.LimitReached, 429, 8, "RESOURCE_EXHAUSTED", async sim =>
        {
            await sim.SetAsync("limits", new JsonObject { ["transactions"] = DemoTransactions });
            return await sim.Client.MoneyOutAsync();
        }),
        new(RefusalCode.Unavailable, 503, 14, "UNAVAILABLE", sim => sim.Client.Http.SendAsync(
            HttpMethod.Post, Money, Bodies.Payment().ToJsonString(), ("X-Fincore-Sim-Outcome", "fail_before_commit"))),
        new(RefusalCode.RouteNotFound, 404, 5, "NOT_FOUND", sim => sim.Client.Http.GetAsync("/v1/nothing")),
        new(RefusalCode.MethodNotAllowed, 405, 12, "UNIMPLEMENTED", sim => sim.Client.Http.GetAsync(Transfer)),
    ];

    /// <summary>Every code that has a row here, or is said to be reached elsewhere.</summary>
    internal static IEnumerable<RefusalCode> Codes => Table.Select(row => row.Code).Concat(Elsewhere);

    private static IEnumerable<TestCaseData> Rows =>
        Table.Select(row => new TestCaseData(row.Code).SetArgDisplayNames(row.Code.ToString()));

    [TestCaseSource(nameof(Rows))]
    [Proves("error.body")]
    [Proves("error.transport")]
    public async Task Answers(RefusalCode code)
    {
        var row = Table.Single(item => item.Code == code);

        var answer = await row.AskAsync(Sim);

        answer.ShouldBeError(row.Status, row.Reason).ShouldSay(
            "code", row.GrpcCode.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .ShouldMatch("details.0.metadata.error_code", "^10-E[0-9]{4}$");
        Assert.That(answer.Detail, Does.Not.Contain("{"));
    }

    [Test]
    [Proves("error.missing-instrument")]
    public async Task A_missing_instrument_is_404_where_that_is_chosen()
    {
        await Sim.SetAsync("missing_instrument", 404);

        (await Client.MoneyOutAsync(destination: Docs.Unknown)).ShouldBeError(
            404, "NOT_FOUND", "Destination instrument not found.");
        (await Client.MoneyOutAsync(source: Docs.Unknown)).ShouldBeError(404, "NOT_FOUND", "Source instrument not found.");
    }

    [Test]
    public async Task Errors_name_the_module_and_method_of_their_operation()
    {
        (await Client.GetAsync("banks-of-nowhere")).ShouldBeError(404).ShouldSay("details.0.metadata.module", "Gateway");
        (await Client.TransactionAsync(Docs.Unknown)).ShouldSay("details.0.metadata.method_name", "GetTransaction");
        (await Client.RefundAsync(Docs.Unknown, "1.00")).ShouldSay("details.0.metadata.method_name", "Refund");
        (await Client.PennyAsync(Docs.Unknown)).ShouldSay("details.0.metadata.method_name", "PennyValidation");
        (await Client.GetAsync($"instruments/{Docs.Unknown}")).ShouldSay("details.0.metadata.module", "Instruments");
    }

    /// <summary>How many transactions the demo world begins with.</summary>
    private const int DemoTransactions = 2;

    private sealed record Row(RefusalCode Code, int Status, int GrpcCode, string Reason, Func<SimSandbox, Task<Answer>> AskAsync);
}
