namespace FincoreSim.OpenApi.Notes;

/// <summary>The notes of webhooks: of their registration, and of what they tell.</summary>
internal static class WebhookNotes
{
    private static readonly (string, string)[] Registration =
    [
        ("client_id", "The same as in the path; the credential's own."), ("url", "It is sent POST requests."), ("token",
            "Text, echoed in clear."),
        ("webhook_type", "A webhook hears of one type."), ("auth_type", "Text."),
    ];

    public static ImmutableArray<SchemaNotes> All { get; } =
    [
        SchemaNotes.Of("WebhookRequest", Source.MoneyIn, "The webhook that is to be registered.", Registration),
        SchemaNotes.Of("DeprecatedWebhookRequest", Source.Reference, "The webhook that is to be registered.", Registration),
        SchemaNotes.Of(
            "WebhookUpdate", Source.Overview, "What is to change; at least one member.",
            ("client_id", "The same as in the path.")).And(
            Source.Client,
            ("url", "It is sent POST requests from now on."), ("token", "Text."),
            ("webhook_status", "An INACTIVE one hears of nothing.")).And(Source.None, ("auth_type", "Text.")),
        SchemaNotes.Of("WebhookList", Source.Overview, "", ("data", "The webhooks of this page.")).And(
            Source.None,
            ("currentPage", "The page that this is, from 1."), ("perPage", "How many items a page has at most."),
            ("totalItems", "How many items all pages have together.")),
        SchemaNotes.Of(
            "Webhook", Source.MoneyIn, "",
            ("id", "Identifies the webhook."), ("clientId", "The client whose it is."),
            ("url", "Where it is sent; an absolute URL."),
            ("token", "What it is authenticated with; text."), ("webhookType", "What it hears of."),
            ("webhookStatus", "An INACTIVE one hears of nothing."), ("authType", "AUTH is the only one."),
            ("createdAt", "When it was registered."), ("updatedAt", "When it changed last."),
            ("deletedAt", "When it was deleted."),
            ("blockedAt", "When it was blocked."),
            ("deletedBy", "Who deleted it; null, or None in the deprecated call, where nobody has."),
            ("blockedBy", "Who blocked it; null, or None in the deprecated call, where nobody has.")),
        Envelope("MoneyInMessage", Source.MoneyIn, "What came in."),
        MoneyIn(),
        Envelope("StatusUpdateMessage", Source.Overview, "The payment and its status."),
        SchemaNotes.Of(
            "StatusUpdate", Source.Overview, "",
            ("id", "The transaction."), ("tracking_key", "The payment's tracking key."), ("message_type", "The rail."),
            ("reason", "A name in capitals."), ("reason_description", "Text."), ("status", "What it is now."),
            ("update_at", "When that changed.")),
        Envelope("CepMessage", Source.Overview, "The validation and its CEP."),
        SchemaNotes.Of(
            "CepUpdate", Source.Penny, "",
            ("id", "The penny validation's transaction."), ("tracking_key", "Its tracking key."),
            ("beneficiary_account", "The CLABE that was validated."),
            ("beneficiary_name", "The holder's name; text. When COMPLETED it is what the receiving bank says."),
            ("beneficiary_rfc", "The holder's tax identifier, 12 or 13 characters or ND; null until COMPLETED."),
            ("status", "INITIALIZED is never sent; COMPLETED and FAILED are final."),
            ("processed_at", "When it became final; null before."),
            ("payment_concept", "The validation's description; text."), ("external_reference", "The validation's reference.")),
        SchemaNotes.Of(
            "ReportMessage", Source.Reports, "",
            ("client_id", "The client whose it is."), ("file_type", "What it lists."), ("period", "What it covers."),
            ("file_name", "What the download call calls it."), ("created_at", "When it was made."),
            ("account_id", "The account; text.")),
    ];

    private static SchemaNotes Envelope(string schema, Source source, string body) => SchemaNotes.Of(
        schema, source, "",
        ("id_msg", "Identifies the message: who gets it twice has seen it."), ("msg_name", "The type of the webhook."),
        ("msg_date", "The day of the event, Mexico's."), ("body", body));

    private static SchemaNotes MoneyIn() => SchemaNotes.Of(
        "MoneyIn", Source.MoneyIn, "",
        ("id", "The transaction; what a refund asks for."),
        ("beneficiary_account", "The CLABE that was paid."), ("beneficiary_name", "Whose it is; text."),
        ("beneficiary_rfc", "Of who was paid; 12 or 13 characters."),
        ("payer_account", "The account that paid: a CLABE, a card or a telephone; digits."), ("payer_name", "Who paid; text."),
        ("payer_rfc", "Of who paid; 12 or 13 characters."), ("payer_institution", "Five digits."), ("amount", "What came in."),
        ("transaction_date", "When the rail registered it."), ("tracking_key", "The payment's tracking key."),
        ("payment_concept", "What the payer wrote; text."), ("numeric_reference", "The payer's reference, digits as text."),
        ("sub_category", "SPEI_CREDIT came from another bank, INT_CREDIT book to book."),
        ("registered_at", "When Monato registered it."),
        ("owner_id", "Who owns the account that was paid: the client, or one of its customers."));
}
