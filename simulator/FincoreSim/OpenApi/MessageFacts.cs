using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Reports;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Worlds.Webhooks;

namespace FincoreSim.OpenApi;

/// <summary>The facts of what is sent to receivers.</summary>
internal static class MessageFacts
{
    public static ImmutableArray<SchemaFacts> All =>
    [
        MessageOf<MoneyInBody>("MoneyInMessage", WebhookType.MoneyIn),
        MessageOf<StatusUpdateBody>("StatusUpdateMessage", WebhookType.StatusUpdate),
        MessageOf<CepBody>("CepMessage", WebhookType.Cep),
        SchemaFacts.Of<MoneyInBody>(
            "MoneyIn", "Money that came in.",
            ("id owner_id", TextKinds.Uuid),
            ("beneficiary_account", TextKinds.Clabe),
            ("beneficiary_name payer_name payer_account payment_concept", TextKinds.Any),
            ("beneficiary_rfc payer_rfc", ApiFacts.Rfc),
            ("payer_institution", TextKinds.Saying("Banxico's code of the payer's bank; 90734 for an internal credit.")),
            ("amount", TextKinds.Money),
            ("transaction_date", TextKinds.Seconds),
            ("tracking_key", ApiFacts.TrackingKey),
            ("numeric_reference", TextKinds.Saying("Up to 7 digits.")),
            ("sub_category", TextKinds.OneOf("SPEI_CREDIT", "INT_CREDIT")),
            ("registered_at", TextKinds.IsoStamp)),
        SchemaFacts.Of<StatusUpdateBody>(
            "StatusUpdate", "A payment whose status changed.",
            ("id", TextKinds.Uuid),
            ("tracking_key", TextKinds.OwnTrackingKey),
            ("message_type", TextKinds.OneOf("SPEI")),
            ("reason", TextKinds.Saying("Why it was rejected or came back, such as CANCELLED_ACCOUNT.")),
            ("reason_description", TextKinds.Saying("The reason in Spanish.")),
            ("status", TextKinds.OneOf<TransactionStatus>()),
            ("update_at", TextKinds.IsoStamp)),
        SchemaFacts.Of<CepBody>(
            "CepUpdate", "A penny validation whose CEP changed.",
            ("id", TextKinds.Uuid),
            ("tracking_key", TextKinds.OwnTrackingKey),
            ("beneficiary_account", TextKinds.Clabe),
            ("beneficiary_name beneficiary_rfc payment_concept", TextKinds.Any),
            ("status", TextKinds.OneOf(
                [.. WireName<CepStatus>.All.Where(text => text != WireName<CepStatus>.Of(CepStatus.Initialized))])),
            ("processed_at", TextKinds.UtcMilliseconds),
            ("external_reference", TextKinds.Reference)),
        SchemaFacts.Of<ReportMessage>(
            "ReportMessage", "A report that is there; without envelope.",
            ("client_id", TextKinds.Uuid),
            ("file_type", TextKinds.OneOf<ReportFileType>()),
            ("period", TextKinds.OneOf<ReportPeriod>()),
            ("file_name", TextKinds.Matching("^[a-z0-9_]+\\.csv$")),
            ("created_at", TextKinds.UtcSeconds),
            ("account_id", TextKinds.Saying("For account statements only."))),
    ];

    private static SchemaFacts MessageOf<TBody>(string name, WebhookType type) => SchemaFacts.Of<Envelope<TBody>>(
        name, "The envelope of a webhook.",
        ("id_msg", TextKinds.Uuid with { Description = "The same over every retry and resend." }),
        ("msg_name", TextKinds.OneOf(WireName<WebhookType>.Of(type))),
        ("msg_date", TextKinds.Day));
}
