using System.Text.Json.Nodes;
using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Runs.Copied;

/// <summary>The steps about accounts, instruments, webhooks and what is sent to them. Used by one copy.</summary>
internal sealed class ThingSteps(CopyContext context, CopiedReceivers receivers)
{
    private readonly HashSet<string> _numbers = new(StringComparer.Ordinal);

    /// <summary>The instruments of <c>given</c>.</summary>
    public JsonArray Instruments { get; } = [];

    /// <summary>The webhooks of <c>given</c>.</summary>
    public JsonArray Webhooks { get; } = [];

    /// <summary>
    /// An instrument is there from the beginning: that is shorter, and no payment looks at when it came. One whose number was
    /// registered before and deleted has to come when it did.
    /// </summary>
    public CopiedStep? Register(Deed deed)
    {
        if (deed.Find<InstrumentRegistered>()?.Instrument is not { } made)
        {
            return context.Leave(deed, "register_instrument", "The journal does not tell which.");
        }

        if (NumberOf(made) is not { } number || !_numbers.Add(number))
        {
            return deed.Call is null
                ? context.Leave(deed, $"instrument {made.Alias}", "Its number was registered before, and the call is kept no more.")
                : Named(CallSteps.Raw(context, deed, deed.Call), "instrument", made.Alias, made.Id.Value);
        }

        var name = context.Names.New("instrument", made.Alias);
        var given = new JsonObject { ["as"] = name, ["type"] = WireName<InstrumentType>.Of(made.Type) };
        given[made.Detail is CardDetail ? "card" : "clabe"] = number;
        given["holder"] = CopyNames.Plain(made.Detail.HolderName);
        MoneySteps.Add(given, "alias", made.Alias, name);
        MoneySteps.Add(given, "rfc", made.Rfc, InstrumentRules.UnknownRfc);
        MoneySteps.Add(given, "bank", BankOf(made), null);
        MoneySteps.Add(given, "client", made.ClientId == context.Client ? null : made.ClientId.Value.ToString(), null);
        MoneySteps.Add(given, "customer", made.CustomerId?.Value.ToString(), null);
        Instruments.Add((JsonNode)given);
        context.Names.Name(made.Id.Value, name);
        return null;
    }

    /// <summary>A private account, which only a call makes.</summary>
    public CopiedStep? OpenAccount(Deed deed)
    {
        if (deed.Find<AccountOpened>()?.Account is not { } made || made.ClientId != context.Client)
        {
            return context.Leave(deed, deed.Command!, "A scenario makes accounts of its own client by calls, and of others in given.");
        }

        var name = context.Names.New("account");
        context.Names.NameAnswer(made.Id.Value, $"${{{name}.json.id}}");
        context.Names.NameAnswer(made.InstrumentId.Value, $"${{{name}.json.instrumentId}}");
        return Call(deed, $"POST ${{SIMULATOR_URL}}/v1/clients/{made.ClientId.Value}/private_accounts", new JsonObject
        {
            ["bank_id"] = made.BankId.Value.ToString(),
            ["owner_id"] = made.OwnerId.ToString(),
            ["client_bank_adapter_id"] = made.BankAdapterId.ToString(),
            ["account_id"] = context.Names.In(made.ParentId.Value.ToString()),
        }) with
        { As = name };
    }

    /// <summary>An instrument or an account is blocked, unblocked, suspended or activated.</summary>
    public CopiedStep? Move(Deed deed, string word) =>
        deed.Find<AccountChanged>()?.Account is { } account ? new CopiedStep(deed, word, JsonValue.Create(context.Side(account.Id)))
        : deed.Find<InstrumentChanged>()?.Instrument is { } instrument
            ? new CopiedStep(deed, word, JsonValue.Create(context.Names.Operand(instrument.Id.Value)))
        : context.Leave(deed, word, "The journal does not tell what.");

    /// <summary>An instrument is deleted.</summary>
    public CopiedStep? Delete(Deed deed) => deed.Find<InstrumentChanged>()?.Instrument is { } instrument
        ? Call(deed, context.Names.In($"DELETE /v1/clients/{instrument.ClientId.Value}/instruments/{instrument.Id.Value}")
            .Replace(" /", " ${SIMULATOR_URL}/", StringComparison.Ordinal), null)
        : context.Leave(deed, "delete_instrument", "The journal does not tell which.");

    /// <summary>A webhook is registered: in <c>given</c> as long as no money has moved, else by a call.</summary>
    public CopiedStep? Subscribe(Deed deed, bool isBeginning)
    {
        if (deed.Find<WebhookRegistered>()?.Webhook is not { } made)
        {
            return context.Leave(deed, "register_webhook", "The journal does not tell which.");
        }

        var (type, url) = (WireName<WebhookType>.Of(made.Type), receivers.UrlOf(made.Id));
        var name = context.Names.New("hook", type.ToLowerInvariant());
        if (isBeginning)
        {
            var given = new JsonObject { ["as"] = name, ["type"] = type, ["url"] = url, ["token"] = "${WEBHOOK_TOKEN}" };
            MoneySteps.Add(given, "client", made.ClientId == context.Client ? null : made.ClientId.Value.ToString(), null);
            Webhooks.Add((JsonNode)given);
            context.Names.Name(made.Id.Value, name);
            return null;
        }

        if (made.ClientId != context.Client)
        {
            return context.Leave(deed, $"webhook {type}", "A scenario's calls are those of the first client.");
        }

        context.Names.NameAnswer(made.Id.Value, $"${{{name}.json.id}}");
        return Call(deed, $"POST ${{SIMULATOR_URL}}/v1/clients/{made.ClientId.Value}/webhooks", new JsonObject
        {
            ["url"] = url,
            ["token"] = "${WEBHOOK_TOKEN}",
            ["webhook_type"] = type,
        }) with
        { As = name };
    }

    /// <summary>A webhook is paused, resumed or deleted; where it leads is the built-in receiver's affair.</summary>
    public CopiedStep? Change(Deed deed)
    {
        if (deed.Find<WebhookChanged>()?.Webhook is not { } changed || changed.ClientId != context.Client)
        {
            return context.Leave(deed, deed.Command!, "A scenario's calls are those of the first client.");
        }

        var path = context.Names.In($"/v1/clients/{changed.ClientId.Value}/webhooks/{changed.Id.Value}");
        return changed.Status == WebhookStatus.Deleted
            ? Call(deed, $"DELETE ${{SIMULATOR_URL}}{path}", null)
            : Call(deed, $"PATCH ${{SIMULATOR_URL}}{path}", new JsonObject { ["webhook_status"] = WireName<WebhookStatus>.Of(changed.Status) });
    }

    /// <summary>A webhook is sent once more by hand.</summary>
    public CopiedStep? Resend(Deed deed) => deed.Find<DeliveryDue>() is { Transaction: { } about, Delivery: var delivery }
        ? new CopiedStep(deed, "resend", new JsonObject
        {
            ["of"] = context.Names.Of(about),
            ["type"] = WireName<WebhookType>.Of(delivery.Event.Notice.Type),
        })
        : context.Leave(deed, "resend_delivery", "Only the webhooks of a transaction can be sent again by a step.");

    private CopiedStep Named(CopiedStep? step, string kind, string text, Guid id)
    {
        var name = context.Names.New(kind, text);
        context.Names.NameAnswer(id, $"${{{name}.json.id}}");
        return step! with { As = name };
    }

    private string? BankOf(Instrument made)
    {
        var bank = made.Detail.BankId;
        var usual = made.Detail is ClabeDetail clabe ? context.Banks.OfClabe(clabe.Clabe)?.Id : null;
        return usual == bank ? null : context.Banks.Find(bank)?.Code;
    }

    private static string? NumberOf(Instrument made) => made.Detail switch
    {
        ClabeDetail clabe => clabe.Clabe.Digits,
        CardDetail card => card.CardNumber,
        _ => null,
    };

    private static CopiedStep Call(Deed deed, string call, JsonNode? body) => new(deed, "call", JsonValue.Create(call))
    {
        Beside = body is null ? [] : [KeyValuePair.Create("body", (JsonNode?)body)],
    };
}
