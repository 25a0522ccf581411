using System.Text.Json.Nodes;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Time;
using FincoreSim.Domain.Transactions;

namespace FincoreSim.Runs.Copied;

/// <summary>The steps of accepted payments, deposits, refunds and decisions, from what the journal has of them. Used by one copy.</summary>
internal sealed class MoneySteps(CopyContext context)
{
    /// <summary>What a payment step says where nothing is said.</summary>
    public const string ReferenceUsual = "1234567";

    /// <summary>See <see cref="ReferenceUsual"/>.</summary>
    public const string DescriptionUsual = "Pago";

    private static readonly DepositForm Usual = new() { Amount = Money.Penny };
    private readonly HashSet<(string Institution, string Key)> _depositKeys = [];

    /// <summary>money_in.</summary>
    public CopiedStep? Deposit(Deed deed)
    {
        var created = deed.Find<TransactionCreated>()?.Created;
        if ((created ?? deed.Find<DepositReturned>()?.Deposit) is not { Payer: { } payer } deposit)
        {
            return context.Leave(deed, "money_in", "The journal does not tell what came in.");
        }

        var step = new JsonObject { ["to"] = context.Side(deposit.AccountId), ["amount"] = deposit.Amount.ToString() };
        Add(step, "concept", deposit.Description, Usual.Concept);
        Add(step, "payer_name", payer.Name, Usual.PayerName);
        Add(step, "payer_account", payer.Account, Usual.PayerAccount);
        Add(step, "payer_rfc", payer.Rfc, Usual.PayerRfc);
        Add(step, "from_bank", payer.Institution, InstitutionOf(payer.Account));
        Add(step, "reference", deposit.ExternalReference, IsMadeReference(deposit) ? deposit.ExternalReference : null);
        if (!context.IsMade(deposit.TrackingKey))
        {
            step["tracking_key"] = CopyNames.Plain(deposit.TrackingKey);
            if (!_depositKeys.Add((payer.Institution, deposit.TrackingKey)))
            {
                step["duplicate"] = true;
            }
        }

        return new CopiedStep(deed, "money_in", step)
        {
            As = created is null ? null : Name(created, "deposit"),
            Comment = created is null ? "SPEI returned it: the account was not active" : null,
        };
    }

    /// <summary>money_out, an internal transfer, or a penny validation.</summary>
    public CopiedStep? Payment(Deed deed, string command)
    {
        if (deed.Find<TransactionCreated>()?.Created is not { SourceInstrumentId: { } from, DestinationInstrumentId: { } to } payment)
        {
            return context.Leave(deed, command, "The journal does not tell what was paid.");
        }

        var step = new JsonObject { ["from"] = context.Side(from), ["to"] = context.Side(to) };
        var isPenny = command == "penny_validation";
        if (!isPenny)
        {
            step["amount"] = payment.Amount.ToString();
            Add(step, "description", payment.Description, DescriptionUsual);
            Add(step, "external_reference", payment.ExternalReference, ReferenceUsual);
        }

        Add(step, "key", deed.Key?.Key.Key.ToString(), null);
        Add(step, "outcome", isPenny ? null : deed.Call?.Header("X-Fincore-Sim-Outcome"), null);
        var name = Name(payment, isPenny ? "penny" : "payment");
        NameOtherLegs(deed, name);
        return new CopiedStep(deed, command == "internal_transaction" ? "internal_transfer" : command, step)
        {
            As = name,
            Comment = context.HolderOf(to) is { } holder ? $"to {holder}" : null,
        };
    }

    /// <summary>A refund by the API; with a text of its own it is a call.</summary>
    public CopiedStep? Refund(Deed deed)
    {
        if (deed.Find<TransactionCreated>()?.Created is not { OriginalId: { } original } refund)
        {
            return context.Leave(deed, "refund", "The journal does not tell what was refunded.");
        }

        if (refund.Description == RefundDeposit.DefaultDescription)
        {
            return new CopiedStep(deed, "refund", new JsonObject { ["of"] = context.Names.Of(original) }) { As = Name(refund, "refund") };
        }

        var name = context.Names.New("refund");
        context.Names.NameAnswer(refund.Id.Value, $"${{{name}.json.id}}");
        var url = context.Names.In($"/v1/clients/{refund.ClientId.Value}/transactions/{original.Value}/refund");
        return new CopiedStep(deed, "call", JsonValue.Create($"POST ${{SIMULATOR_URL}}{url}"))
        {
            As = name,
            Beside =
            [
                .. HeadersOf(deed),
                KeyValuePair.Create("body", (JsonNode?)new JsonObject
                {
                    ["amount"] = refund.Amount.ToString(), ["description"] = CopyNames.Plain(refund.Description),
                }),
            ],
        };
    }

    /// <summary>A payment liquidated, rejected or returned by hand.</summary>
    public CopiedStep? Outcome(Deed deed, string outcome)
    {
        if (deed.Find<TransactionChanged>()?.Changed is not { } moved)
        {
            return context.Leave(deed, outcome, "The journal does not tell which payment.");
        }

        var step = new JsonObject { ["of"] = context.Names.Of(moved.Id), ["is"] = outcome };
        if (outcome != "liquidate" && moved.Reason is { } reason && reason != ReturnReason.CancelledAccount)
        {
            step["reason"] = CopyNames.Plain(reason.Code);
            Add(step, "reason_description", reason.Description, ReturnReason.Find(reason.Code)?.Description ?? reason.Code);
        }

        return new CopiedStep(deed, "outcome", step);
    }

    /// <summary>A CEP moved by hand.</summary>
    public CopiedStep? Cep(Deed deed)
    {
        if (deed.Find<TransactionChanged>()?.Changed is not { Cep: { } cep } moved)
        {
            return context.Leave(deed, "cep", "The journal does not tell which CEP.");
        }

        var to = moved.DestinationInstrumentId is { } id ? context.Find(id) : null;
        var step = new JsonObject { ["of"] = context.Names.Of(moved.Id), ["status"] = WireName<CepStatus>.Of(cep.Status) };
        if (cep.Status == CepStatus.Completed)
        {
            Add(step, "beneficiary_name", cep.BeneficiaryName, to?.Detail.HolderName);
            Add(step, "beneficiary_rfc", cep.BeneficiaryRfc, to?.Rfc);
        }

        return new CopiedStep(deed, "cep", step);
    }

    /// <summary>Money put on an account.</summary>
    public CopiedStep? Fund(Deed deed) => deed.Find<EntryMade>()?.Entry is { } entry
        ? new CopiedStep(deed, "fund", new JsonObject
        {
            ["to"] = context.Side(new AccountId(entry.Credit.Value)),
            ["amount"] = entry.Amount.ToString(),
        })
        : context.Leave(deed, "fund_account", "The journal does not tell which account.");

    /// <summary>The headers of a call that count.</summary>
    public static ImmutableArray<KeyValuePair<string, JsonNode?>> HeadersOf(Deed deed)
    {
        var headers = new JsonObject();
        Add(headers, "Idempotency-Key", deed.Call?.Key ?? deed.Key?.Key.Key.ToString(), null);
        Add(headers, "X-Fincore-Sim-Outcome", deed.Call?.Header("X-Fincore-Sim-Outcome"), null);
        return headers.Count == 0 ? [] : [KeyValuePair.Create("headers", (JsonNode?)headers)];
    }

    /// <summary>Adds a member where it says something else than what is usual.</summary>
    public static void Add(JsonObject step, string name, string? text, string? usual)
    {
        if (text is not null && text != usual)
        {
            step[name] = CopyNames.Plain(text);
        }
    }

    private void NameOtherLegs(Deed deed, string name)
    {
        foreach (var leg in deed.Facts.OfType<TransactionCreated>().Skip(1))
        {
            context.Names.NameAnswer(leg.Created.Id.Value, $"${{{name}.other_leg}}");
        }
    }

    private string Name(Transaction transaction, string kind)
    {
        var name = context.Names.New(kind, transaction.Description is DescriptionUsual or "Deposito de prueba" ? null : transaction.Description);
        context.Names.Name(transaction.Id.Value, name);
        return name;
    }

    private string InstitutionOf(string account) =>
        (Clabe.TryParse(account, out var clabe) ? context.Banks.OfClabe(clabe)?.Code : null) ?? "40012";

    /// <summary>Whether a reference has the form of those that are made: the date and a digit.</summary>
    private static bool IsMadeReference(Transaction deposit) =>
        deposit.ExternalReference.Length == 7
        && deposit.ExternalReference.StartsWith(MexicoTime.Of(deposit.CreatedAt).ToString("yyMMdd", CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
