using FincoreSim.Api.Http;
using FincoreSim.Control.Entities;
using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Json;
using FincoreSim.Language.Yaml;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Control.Payments;

/// <summary>Making money come in, and deciding how payments and CEPs end.</summary>
internal static class PaymentControls
{
    private const string Module = "Payments";

    private static readonly ImmutableArray<string> OnBlocked = ["return", "refuse"];

    private static readonly BodyShape MoneyInBody = new(
        "MoneyInRequest",
        Member.Text("clabe", "The CLABE of the account that gets it.", required: false, example: "734180000001000004"),
        Member.Uuid("account_id", "Or the account.", required: false, example: DocsTemplate.Central.Value.ToString()),
        Member.Uuid(
            "instrument_id", "Or its instrument.", required: false, example: DocsTemplate.CentralInstrument.Value.ToString()),
        Member.Text("amount", "Above 0.", example: "150.00"),
        Member.Text("payer_name", TextRules.SpeiName, "The payer's name.", required: false, example: "Juan Perez"),
        Member.Text("payer_account", TextRules.PayerAccount, "The payer's account: 10, 11, 16 or 18 digits.", required: false,
            example: "012180001183597198"),
        Member.Text("payer_rfc", TextRules.Rfc, "The payer's tax identifier.", required: false, example: "ND"),
        Member.Text("payer_institution", TextRules.Institution,
            "Banxico's code of the payer's bank; that of its CLABE by default.", required: false, example: "40012"),
        Member.Text("concept", TextRules.Concept, "The concept.", required: false, example: "Factura 4567"),
        Member.Text("numeric_reference", TextRules.Reference, "The payer's reference, up to 7 digits.", required: false,
            example: "1234567"),
        Member.Text(
            "tracking_key", TextRules.TrackingKey, "The payer's tracking key; of one bank on one operating day it is unique.",
            required: false, example: "50118609TBRNZ00I07219647"),
        Member.Of("duplicate", MemberKind.Boolean, "Whether it may have the tracking key of another deposit all the same.",
            example: "false"),
        Member.Choice(
            "on_blocked", "What becomes of it where the account is blocked or suspended: SPEI returns it, or the call is 409.",
            OnBlocked, required: false))
    {
        Alternatives = ["clabe", "account_id", "instrument_id"],
    };

    private static readonly ImmutableArray<string> ReasonCodes = [.. ReturnReason.All.Select(reason => reason.Code)];

    private static readonly BodyShape OutcomeBody = new(
        "OutcomeRequest",
        Member.Choice("outcome", "What happens to the payment.", ["liquidate", "reject", "return"]),
        Member.Text(
            "reason", TextRules.Label, "Why it is rejected or comes back, as rules have it; CANCELLED_ACCOUNT by default.",
            required: false, example: "CANCELLED_ACCOUNT"),
        Member.Text("reason_description", TextRules.Sentence, "Its text, with which the reason may be any of your own.",
            required: false, example: "Cuenta cancelada"));

    private static readonly BodyShape CepRequest = new(
        "CepRequest",
        Member.Choice("status", "What the CEP becomes.", ["PENDING", "DELAYED", "COMPLETED", "FAILED"]),
        Member.Text("beneficiary_name", TextRules.SpeiName, "Another holder's name.", required: false, example: "OTRO TITULAR"),
        Member.Text("beneficiary_rfc", TextRules.Rfc, "Another tax identifier.", required: false, example: "XAXX010101000"));

    public static void MapPaymentControls(this ControlRoutes routes)
    {
        routes.Post("/_sim/sandboxes/{sb}/money-in", ControlOperations.Of(
            "moneyIn", Module, "Money comes in from another bank", ControlJson.Default.MoneyInView, MoneyInBody, 404, 409) with
        {
            Status = 201,
            Query = [Member.Of("settle", MemberKind.Boolean, "Whether to wait for the receivers.", example: "true")],
        }, ReceiveAsync);
        routes.Post(
            "/_sim/sandboxes/{sb}/transactions/{id}/outcome",
            ControlOperations.Of("decideOutcome", Module, "A payment settles, is rejected or comes back",
                ControlJson.Default.TransactionItem, OutcomeBody, 404, 409), DecideOutcome);
        routes.Post(
            "/_sim/sandboxes/{sb}/transactions/{id}/cep", ControlOperations.Of(
                "decideCep", Module, "A CEP changes", ControlJson.Default.TransactionItem, CepRequest, 404, 409), DecideCep);
    }

    private static async ValueTask<Reply> ReceiveAsync(ControlCall call)
    {
        var sandbox = call.Sandbox;
        if (!sandbox.IsAccepted)
        {
            return sandbox.Refusal;
        }

        var account = FindAccount(call, sandbox.Value);
        var form = ReadForm(call.Body);
        if (!account.IsAccepted || !form.IsAccepted)
        {
            return (account.Refusal ?? form.Refusal)!;
        }

        var run = sandbox.Value.Run;
        var mark = Announced.MarkOf(run.Gate);
        var outcome = run.Gate.Execute(new ReceiveDeposit(account.Value, form.Value) { Origin = Origin.Control });
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal;
        }

        if (call.Query.Boolean("settle")
            && await new ClockDriver(run, call.Time).SettleAsync(call.Aborted) is { IsAccepted: false } gone)
        {
            return gone.Refusal;
        }

        var announced = Announced.Since(mark, run.Gate, outcome.Value.Id);
        return Reply.Json(MoneyInView.From(outcome.Value, announced), ControlJson.Default.MoneyInView, 201);
    }

    private static Outcome<AccountId> FindAccount(ControlCall call, Sandbox sandbox)
    {
        var body = call.Body;
        string[] ways = ["clabe", "account_id", "instrument_id"];
        if (ways.Count(body.Has) != 1)
        {
            return new Refusal(RefusalCode.InvalidArgument, "Exactly one of clabe, account_id and instrument_id must be given.");
        }

        var found = sandbox.Read(world => body switch
        {
            _ when body.OptionalUuid("account_id") is { } id => world.State.Accounts.Find(new AccountId(id))?.Id,
            _ when body.OptionalUuid("instrument_id") is { } id => world.State.Instruments.Find(new InstrumentId(id))?.AccountId,
            _ => Clabe.TryParse(body.Text("clabe"), out var clabe) ? world.State.AccountOf(clabe)?.Id : null,
        });
        return found is { } account ? account : new Refusal(RefusalCode.NotFound, "Account");
    }

    private static Outcome<DepositForm> ReadForm(JsonBody body)
    {
        if (!Money.TryParse(body.Text("amount"), out var amount) || amount <= Money.Zero)
        {
            return new Refusal(RefusalCode.InvalidArgument, "amount must be a text with two decimals, above 0, such as 150.00.");
        }

        var usual = new DepositForm { Amount = amount };
        return usual with
        {
            PayerName = body.OptionalText("payer_name") ?? usual.PayerName,
            PayerAccount = body.OptionalText("payer_account") ?? usual.PayerAccount,
            PayerRfc = body.OptionalText("payer_rfc") ?? usual.PayerRfc,
            PayerInstitution = body.OptionalText("payer_institution"),
            Concept = body.OptionalText("concept") ?? usual.Concept,
            NumericReference = body.OptionalText("numeric_reference"),
            TrackingKey = body.OptionalText("tracking_key"),
            IsDuplicate = body.OptionalBoolean("duplicate") == true,
            IsRefusedWhenInactive = body.OptionalText("on_blocked") == "refuse",
        };
    }

    private static ValueTask<Reply> DecideOutcome(ControlCall call)
    {
        var move = call.Body.Text("outcome") switch
        {
            "liquidate" => PaymentMove.Liquidate,
            "reject" => PaymentMove.Reject,
            _ => PaymentMove.Return,
        };
        var reason = ReadReason(call.Body);
        return reason.IsAccepted
            ? Change(call, new MovePayment(new TransactionId(call.PathUuid("id")), move, reason.Value, null))
            : ValueTask.FromResult<Reply>(reason.Refusal);
    }

    /// <summary>One of the known reasons, or any that comes with its own text; null where none is given.</summary>
    private static Outcome<ReturnReason?> ReadReason(JsonBody body)
    {
        var (code, description) = (body.OptionalText("reason"), body.OptionalText("reason_description"));
        if (code is null)
        {
            return description is null
                ? default(ReturnReason)
                : Invalid("reason_description is the text of a reason; give reason too.");
        }

        if (description is not null)
        {
            return string.IsNullOrWhiteSpace(code) ? Invalid("reason must not be blank.")
                : string.IsNullOrWhiteSpace(description) ? Invalid("reason_description must not be blank.")
                : new ReturnReason(code, description);
        }

        return ReturnReason.Find(code) is { } known ? known : Invalid(
            $"reason '{Unknown.Shown(code)}' is unknown{Unknown.Hint("", code, ReasonCodes)} With a reason_description any text "
            + $"will do.");
    }

    private static Refusal Invalid(string text) => new(RefusalCode.InvalidArgument, text);

    private static ValueTask<Reply> DecideCep(ControlCall call) => Change(
        call,
        new MoveCep(
            new TransactionId(call.PathUuid("id")),
            call.Body.Choice<CepStatus>("status"),
            call.Body.OptionalText("beneficiary_name"),
            call.Body.OptionalText("beneficiary_rfc"),
            []));

    private static ValueTask<Reply> Change(ControlCall call, Command<Transaction> command) => call.In(sandbox =>
    {
        var gate = sandbox.Run.Gate;
        var mark = Announced.MarkOf(gate);
        var outcome = gate.Execute(command with { Origin = Origin.Control });
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal;
        }

        var announced = Announced.Since(mark, gate, outcome.Value.Id);
        return Reply.Json(
            gate.Inspect(world => TransactionItem.From(outcome.Value, world)) with
            {
                Deliveries = announced.Deliveries,
                NobodyTold = announced.NobodyTold
            },
            ControlJson.Default.TransactionItem);
    });
}
