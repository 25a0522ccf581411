using FincoreSim.Api.Http;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Json;

namespace FincoreSim.Api.Features.Transactions;

/// <summary>The calls that move money: money_out, internal_transaction, penny_validation, refund.</summary>
internal static class PaymentEndpoints
{
    private const string Module = "Transactions";
    private const string ClientExample = "c2d1d1e3-3340-4170-980e-e9269bbbc551";
    private const string SourceExample = "709448c3-7cbf-454d-a87e-feb23801269a";
    private const string DestinationExample = "d3fdb481-2058-46c8-807d-4eaf866ae1ec";
    private const string OwnAccountExample = "dd7f8d89-94dd-43ca-871b-720fde378b52";

    private const string Reference = "^[0-9]{1,7}$";

    private static readonly BodyShape Form = new(
        "TransactionRequest",
        Member.Text("external_reference", null, "Numeric, at most 7 digits; one is made where there is none.", required: false,
            example: "1234567") with
        { Pattern = Reference },
        Member.Text(
            "description", null, "Fewer than 40 characters; empty where there is none.", required: false,
            example: "lorem ipsum dolor sit amet") with
        {
            Pattern = TextRule.PrintablePattern,
            LengthMax = PaymentFormRules.DescriptionLengthRefused - 1
        },
        Member.Amount("amount", "A text with two decimals, above 0."),
        Member.Text("currency", null, "MXN.", example: "MXN") with { Pattern = $"^{Transaction.Currency}$" });


    private static readonly ApiOperation MoneyOutOperation = new("createMoneyOutTransaction", Module, "MoneyOut",
        "Create a money out transaction")
    {
        Description =
            "Leaves by SPEI, or book to book when the destination is an account of Finco Pay. Safe to retry with the same "
            + "Idempotency-Key and body for 24 hours. A destination of Finco Pay is answered LIQUIDATED at once, any other "
            + "INITIALIZED.",
        Answer = ApiJson.Default.TransactionView,
        Body = Payment("PaymentRequest", DestinationExample),
        KeyedAs = "money_out",
        TakesOutcome = true,
        Errors = [404, 409, 500],
    };

    private static readonly ApiOperation InternalOperation = new("createInternalTransaction", Module, "InternalTransaction",
        "Transfer book to book")
    {
        Description =
            "Still works; the page asks new integrations to use createMoneyOutTransaction, which does the same since 2026-05-07. "
            + "No CEP; MONEY_IN tells the owner of the destination where that is another one.",
        Answer = ApiJson.Default.TransactionView,
        Body = Payment("InternalTransferRequest", OwnAccountExample),
        KeyedAs = "internal_transaction",
        TakesOutcome = true,
        IsDeprecated = true,
        Errors = [404, 409],
    };

    private static readonly ApiOperation PennyOperation = new("createPennyValidation", Module, "PennyValidation",
        "Validate an account by paying it 0.01")
    {
        Answer = ApiJson.Default.TransactionView,
        KeyedAs = "penny_validation",
        TakesOutcome = true,
        Errors = [404, 409],
        Body = new BodyShape(
            "PennyValidationRequest",
            Member.Uuid("client_id", "The client.", example: ClientExample),
            Member.Uuid("source_instrument_id", "The instrument of a centralizing account.", example: SourceExample),
            Member.Uuid("destination_instrument_id", "A registered CLABE.", example: DestinationExample),
            Member.Text("description", null, "At most 40 letters, digits and spaces.", required: false,
                example: "Validacion de cuenta") with
            { Pattern = "^[A-Za-z0-9 ñÑ]{0,40}$" },
            Member.Text("external_reference", null, "Numeric, at most 7 digits; the operating day by default.", required: false,
                example: "241125") with
            { Pattern = Reference }),
    };

    private static readonly ApiOperation RefundOperation = new("createRefund", Module, "Refund", "Refund a transaction")
    {
        Description = "Only a SPEI deposit, whole and once.",
        Answer = ApiJson.Default.TransactionView,
        TakesOutcome = true,
        Errors = [404],
        Body = new BodyShape(
            "RefundRequest",
            Member.Amount("amount", "Exactly the amount that was received.", example: "9.99"),
            Member.Text("description", null, "Why.", required: false, example: "Lorem ipsum") with
            {
                Pattern = TextRule.PrintablePattern,
                LengthMax = PaymentFormRules.DescriptionLengthRefused - 1
            }),
    };

    public static void MapPayments(this ApiRoutes routes)
    {
        routes.Post("/v1/transactions/money_out", MoneyOutOperation, SendMoneyOut);
        routes.Post("/v1/transactions/internal_transaction", InternalOperation, TransferInternally);
        routes.Post("/v1/transactions/penny_validation", PennyOperation, ValidateByPenny);
        routes.Post("/v1/clients/{clientId}/transactions/{transactionId}/refund", RefundOperation, Refund);
    }

    private static Reply SendMoneyOut(ApiCall call) =>
        call.Submit(
            call.ReadBody()
                .Map<ApiCall, Command<Transaction>>(call, static (body, asked) => new MoneyOut(asked.Client, FormOf(body))));

    private static Reply TransferInternally(ApiCall call) =>
        call.Submit(
            call.ReadBody()
                .Map<ApiCall, Command<Transaction>>(
                    call, static (body, asked) => new TransferInternally(asked.Client, FormOf(body))));

    private static Reply ValidateByPenny(
        ApiCall call) => call.Submit(call.ReadBody().Map<Command<Transaction>>(body => new ValidateByPenny(
        call.Client,
        new InstrumentId(body.Uuid("source_instrument_id")),
        new InstrumentId(body.Uuid("destination_instrument_id")),
        body.OptionalText("description"),
        body.OptionalText("external_reference"))));

    private static Reply Refund(ApiCall call)
    {
        var body = call.ReadBody();
        var id = call.PathUuid("transactionId");
        if (!id.IsAccepted || !body.IsAccepted)
        {
            return (id.Refusal ?? body.Refusal)!;
        }

        return call.Submit(new RefundDeposit(
            call.Client, new TransactionId(id.Value), body.Value.AmountText("amount"),
            body.Value.OptionalText("description") ?? RefundDeposit.DefaultDescription));
    }

    /// <summary>
    /// The body that money_out and internal_transaction share; a method, so that it is there before the operations.
    /// </summary>
    private static BodyShape Payment(string schemaName, string destination) => new(
        schemaName,
        Member.Uuid("client_id", "The client.", example: ClientExample),
        Member.Uuid("source_instrument_id", "The instrument that pays.", example: SourceExample),
        Member.Uuid("destination_instrument_id", "The instrument that is paid.", example: destination),
        Member.Object("transaction_request", "What is paid.", Form));

    private static PaymentForm FormOf(JsonBody body)
    {
        var form = body.Object("transaction_request");
        return new PaymentForm(
            new InstrumentId(body.Uuid("source_instrument_id")),
            new InstrumentId(body.Uuid("destination_instrument_id")),
            form.OptionalText("external_reference"),
            form.OptionalText("description"),
            form.AmountText("amount"),
            form.Text("currency"));
    }
}
