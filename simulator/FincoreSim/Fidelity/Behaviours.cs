using static FincoreSim.Fidelity.BehaviourLabel;

namespace FincoreSim.Fidelity;

/// <summary>
/// The catalogue of behaviours, from which GET /_sim/fidelity and <c>openapi/fidelity.md</c> are made. A test fails when a documented
/// one has no test that carries its id.
/// </summary>
internal static class Behaviours
{
    internal const string Reference = "API reference";
    internal const string Overview = "API overview";
    internal const string Internal = "Internal Transactions page (2026-05)";
    internal const string MoneyIn = "Money In confirmation page (2025-12)";
    internal const string OldMoneyIn = "Money In confirmation page (2025)";
    internal const string Keys = "Idempotency guide";
    internal const string Penny = "Penny validation guide";
    internal const string Reports = "Reports guide";
    internal const string Quickstart = "Quickstart guide";
    internal const string Client = "a public client";
    internal const string None = "none";

    /// <summary>Every behaviour, by area.</summary>
    public static ImmutableArray<Behaviour> All { get; } =
    [
        .. Authentication(), .. Errors(), .. AccountsAndInstruments(), .. Transactions(), .. PennyValidations(), .. Idempotency(), .. Webhooks(), .. ReportFiles(),
    ];

    private static IEnumerable<Behaviour> Authentication() =>
    [
        new("auth.schemes", Documented, Overview, "x-api-key decides the two credential calls, a Bearer token everything else; the deprecated POST /v1/webhooks wants both."),
        new("auth.extra-api-key", Observed, Client, "An x-api-key beside a Bearer token is ignored."),
        new("auth.credentials", Documented, Quickstart, "GET credentials lists id, client_id, client_secret in clear, environment, status and dates, in snake_case."),
        new("auth.credentials-slash", Documented, Quickstart, "GET credentials is taken with a slash at the end too, as this guide alone writes it."),
        new("auth.token", Documented, Reference, "POST credential-tokens gives an HS256 JWT with the claims client_id and exp, good for 24 hours.", "token_lifetime"),
        new("auth.token-clock", Observed, Client, "These hours, exp and expires_at are real time, with which clients compare them: moving the sandbox's clock ends no token. POST …/tokens/expire ends all.", "token_clock"),
        new("auth.expires-at", Documented, Reference, "expires_at is ISO 8601 with offset (the newer sample); the naive text of the older one is a switch.", "expires_at"),
        new("auth.kid", Assumed, None, "The token's kid names the sandbox; a token outlives a reset and a restore, and one that was ended stays so."),
        new("auth.401", Assumed, None, "A missing, invalid or expired credential is 401, gRPC code 16, UNAUTHENTICATED."),
        new("auth.403", Assumed, None, "A token of another client than the path's or the body's client_id is 403, gRPC code 7, PERMISSION_DENIED."),
        new("auth.isolation", Assumed, None, "A resource of another client is answered exactly like one that does not exist."),
        new("auth.placeholders", Assumed, None, "In the demo world the placeholders of the documentation's curl commands stand for its things.", "docs_placeholders"),
    ];

    private static IEnumerable<Behaviour> Errors() =>
    [
        new("error.body", Documented, Internal, "The six 400s that the page shows for internal_transaction: code 9, API Error, one detail with reason, domain CORE and metadata, error_code 10-E4120."),
        new("error.body-elsewhere", Assumed, None, "Every other 4xx and 5xx has the same body, with codes of ours; no page shows one."),
        new("error.account-not-active", Documented, Internal, "A blocked or suspended account or instrument, source or destination: 400 FAILED_PRECONDITION, 10-E4120."),
        new("error.insufficient-funds", Documented, Internal, "More than the available balance: 400 FAILED_PRECONDITION, 10-E4120."),
        new("error.external-reference", Documented, Internal, "An external_reference that is not 1 to 7 digits: 400 DATA_ERROR, 10-E4120."),
        new("error.amount-not-positive", Documented, Internal, "0.00 or less: 400 DATA_ERROR, 10-E4120."),
        new("error.description", Documented, Internal, "A description of 40 characters or more: 400 DATA_ERROR, 10-E4120."),
        new("error.currency", Documented, Internal, "Any currency but MXN: 400 DATA_ERROR, 10-E4120."),
        new("error.amount-format", Documented, Keys, "An amount that is not a text with two decimals: 400, Transaction amount format is invalid."),
        new("error.destination-not-found", Documented, Internal, "internal_transaction to an unknown or unassigned destination: 404, with the reason destination_not_found."),
        new("error.external-transfer", Documented, Internal, "internal_transaction to another bank: 409, with the reason external_transfer_not_allowed."),
        new("error.destination-bodies", Assumed, None, "The bodies of these two: the page names status and reason, and prints neither text nor error_code."),
        new("error.missing-instrument", Documented, Keys, "money_out with an unknown instrument: 500, kept by the idempotency key.", "missing_instrument"),
        new("error.money-out-texts", Assumed, None, "money_out has the same error bodies as internal_transaction, with method_name MoneyOut."),
        new("error.precedence", Assumed, None, "The order in which rules are checked, from authentication to funds."),
        new("error.same-instrument", Assumed, None, "The page calls it best practice that source and destination differ and names no error; here the same one twice is 400 FAILED_PRECONDITION.", "same_instrument"),
        new("error.malformed", Assumed, None, "Malformed JSON, a wrong type, a missing member, a member twice: 400 INVALID_ARGUMENT that names it.", "strict"),
        new("error.texts", Assumed, None,
            "Names and concepts have SPEI's 40 characters, tracking keys 30 letters and digits, tax identifiers their form or ND; "
            + "no text has line breaks or control characters: 400 INVALID_ARGUMENT that names it."),
        new("error.transport", Assumed, None,
            "Unknown route 404 (with case as written), wrong method 405 with Allow, media type or compressed body 415, body over 1 MiB 413, "
            + "a host name that is not its own 421, all in the same shape. What the server refuses before it has read the request has no body: "
            + "a request line or headers too long (414, 431), no Host or %00 in the path (400)."),
        new("error.changes-nothing", Assumed, None, "A refused request changes nothing that the fingerprint covers."),
    ];

    private static IEnumerable<Behaviour> AccountsAndInstruments() =>
    [
        new("banks.catalogue", Documented, Reference, "GET banks answers total_banks, page, page_size (50) and banks, in snake_case."),
        new("banks.item", Observed, Client, "A bank has id, name, token, BIM in upper case, code and bank_status; the reference shows none."),
        new("banks.paging", Observed, Client, "GET banks takes page and page_size; the reference names no parameter."),
        new("banks.members", Observed, "recordings of staging", "The participants, their ids and tokens are those that staging listed; those known from a client's list only have no token."),
        new("paging", Assumed, None, "page and per_page; 50 by default, more than 500 counts as 500, past the end is empty, 0 or no number is 400."),
        new("accounts.list", Documented, Reference, "GET accounts has currentPage, perPage, totalItem and data."),
        new("accounts.one", Observed, Client, "GET accounts/{accountId} exists."),
        new("accounts.private", Documented, Reference, "private_accounts makes an account below a centralizing one, with an instrument and a CLABE of 734, and answers it with 0.00; 201 in an older page.", "create_status"),
        new("accounts.clabe", Assumed, None, "A CLABE's check digit is true, its plaza 180 for the client's accounts and 185 for its customers'; the account's instrument is SENDER_RECEIVER."),
        new("accounts.balance", Assumed, None, "availableBalance is posted minus held, in the ledger."),
        new("instruments.register", Documented, Overview, "An instrument is registered with debit_card or virtual_clabe, one of which must be given."),
        new("instruments.one-of", Assumed, None, "Both of them are 400, as none is."),
        new("instruments.virtual-clabe", Observed, Client, "virtual_clabe has destination_bank_id, account_number, clabe_number and holder_name; no page shows its members."),
        new("instruments.owner", Documented, Reference, "A customer's instrument has ownerId = customerId, the client's has no customerId. (The page's sample has two different ones.)"),
        new("instruments.receiver", Documented, Reference, "RECEIVER is the only type that the page accepts; strict refuses the others.", "strict"),
        new("instruments.nd", Documented, Reference, "An unknown tax identifier is sent and shown as ND."),
        new("instruments.list", Documented, Overview, "Without customer_id the client's and all its customers' instruments, with it that customer's."),
        new("instruments.types", Observed, Client, "SENDER and SENDER_RECEIVER are taken beside the documented RECEIVER.", "strict"),
        new("instruments.check-digit", Assumed, None, "A CLABE with a wrong check digit or bank prefix is accepted with a warning: two printed in the documentation are wrong.", "strict"),
        new("instruments.delete", Observed, Client, "DELETE answers the instrument with deletedAt; from then on it is unknown."),
        new("dates.absent", Documented, Reference, "An absent date is the text None, in client-scoped webhooks null, as most samples have it; those of GET instruments/{id} and of the refund have null.", "absent_dates"),
    ];

    private static IEnumerable<Behaviour> Transactions() =>
    [
        new("money-out.answer", Documented, Reference, "money_out answers 200, DEBIT_TRANS, SPEI_DEBIT, INITIALIZED, and a trackingId formed like the sample's: eight digits of a date, FINCH, ten letters and digits."),
        new("money-out.optional", Assumed, None,
            "description and external_reference of transaction_request may be absent or null, since no page marks them as required: "
            + "the description is then empty, the reference is made as for refunds (YYMMDD and a digit)."),
        new("money-out.hold", Assumed, None, "The available balance falls at once; LIQUIDATED follows after 2 s.", "spei_settles_after"),
        new("money-out.routing", Documented, Internal, "A destination that is a Finco Pay account is paid book to book: INTER_TRANS, INT_DEBIT, LIQUIDATED."),
        new("money-out.own-prefix", Assumed, None, "A CLABE 734 that no account has is accepted and then REJECTED, NON_EXISTENT_ACCOUNT."),
        new("money-out.returned", Assumed, None, "REJECTED and REFUNDED give the money back.", "magic_values"),
        new("internal.answer", Documented, Internal, "internal_transaction answers the debit leg: INTER_TRANS, INT_DEBIT, LIQUIDATED."),
        new("internal.legs", Documented, Internal, "The credit leg is INTER_TRANS, INT_CREDIT, of the destination's client."),
        new("internal.no-cep", Documented, Internal, "A book-to-book transfer has no CEP: none in the read, no CEP webhook."),
        new("internal.discouraged", Documented, Internal, "internal_transaction works as before; the page asks new integrations to use money_out, which does the same."),
        new("refund.rules", Documented, MoneyIn, "Only a SPEI credit, and whole; the original becomes REFUNDED, the refund is a new LIQUIDATED SPEI_DEBIT with originalTransactionId."),
        new("refund.initialized", Documented, Reference, "The older page's refund is INITIALIZED in the answer and has no originalTransactionId; refund_settles: like_spei gives the status.", "refund_settles"),
        new("refund.errors", Assumed, None, "A second refund, another amount, an internal credit, an outgoing payment: 400 FAILED_PRECONDITION, each with its own text. No page shows an error or says that a deposit is refunded once."),
        new("transaction.read", Documented, MoneyIn, "The read has jsonReference, sourceInstrument and destinationInstrument, and four filters."),
        new("transaction.filters", Assumed, None, "Filters that do not match answer 404."),
        new("transaction.lists", Observed, Client, "GET /v1/transactions and GET /v1/clients/{id}/transactions list, newest first; the first has pagination with page, per_page, total and total_pages too."),
        new("operating-day", Assumed, None, "The date in a tracking key is the operating day, which turns at 18:00 Mexico time.", "operating_day_turns"),
        new("deposit.tracking-key", Assumed, None, "A tracking key comes in once for a bank and an operating day; 409 ALREADY_EXISTS, unless the call says duplicate: true."),
        new("deposit.inactive", Assumed, None, "SPEI returns a deposit to a blocked or suspended account: no transaction, no webhook, deposit_returned in the journal; on_blocked: refuse makes the control call 409."),
        new("transaction.json-reference", Documented, OldMoneyIn, "jsonReference names payer, beneficiary, dates and keys of the deposit, in single quotes; a refund's describes the deposit that it gives back."),
        new("reserved-values", Assumed, None, "CLABEs with the prefix 999, a bank of the test network, make a payment end in a certain way.", "magic_values"),
    ];

    private static IEnumerable<Behaviour> PennyValidations() =>
    [
        new("penny.answer", Documented, Penny, "penny_validation pays 0.01 from a centralizing account to a CLABE and answers metadata.dataCep; the defaults are those of 2026-01-07."),
        new("penny.cep-states", Documented, Penny, "INITIALIZED, PENDING, perhaps DELAYED, then COMPLETED or FAILED; INITIALIZED never shows in a webhook."),
        new("penny.cep-times", Assumed, None, "PENDING after 1 s, COMPLETED after 5 s.", "cep"),
        new("penny.cep-money", Assumed, None, "COMPLETED waits for the payment to settle, and FAILED follows its rejection; while PENDING the holder's name is the one registered."),
        new("penny.money-out", Assumed, None, "A money_out of 0.01 by SPEI to a CLABE is followed by a CEP too; its answer has no metadata, its read has.", "cep_on_money_out"),
    ];

    private static IEnumerable<Behaviour> Idempotency() =>
    [
        new("idempotency.malformed", Documented, Keys, "A key that is no UUID: 400, Invalid UUID format for idempotency-key."),
        new("idempotency.malformed-kept", Assumed, None, "Nothing is kept of such a key."),
        new("idempotency.bodies", Assumed, None, "The bodies of the key's 400 and 409s, of which the guide prints status and text only."),
        new("idempotency.replay", Documented, Keys, "The same key and body give the first answer again, success or error, for 24 hours."),
        new("idempotency.mismatch", Documented, Keys, "The same key with another body: 409, Idempotency key mismatch (payload or namespace)."),
        new("idempotency.in-progress", Documented, Keys, "The same key while the first answer is outstanding: 409 operation_in_progress."),
        new("idempotency.derivation", Documented, Keys, "The key is the UUID version 5 of client_id, method and SHA-256 of the body with members sorted at every level; POST …/idempotency-key tells it."),
        new("idempotency.namespace", Observed, Client, "The namespace of staging, the hash in lower case, and no separators.", "idempotency_namespace"),
        new("idempotency.canonical", Assumed, None, "Whether a body is the same is decided by that canonical form: blanks and the order of members do not count."),
        new("idempotency.scope", Documented, Keys, "The header counts on money_out only; on internal_transaction and penny_validation it is not looked at.", "idempotency"),
        new("idempotency.placeholder", Assumed, None, "In the demo world the printed Idempotency-Key: string stands for no key: the payment is taken, noted in the journal, and told in X-Fincore-Sim-Idempotency-Key.", "docs_placeholders"),
        new("idempotency.hanging", Assumed, None, "A key whose first call still hangs is not forgotten, however long it hangs: another call is 409 operation_in_progress."),
        new("idempotency.per-client", Assumed, None, "Keys are per client; authentication failures are not kept."),
        new("idempotency.derived", Assumed, None, "The key is not recomputed from the body. Where that is asked for, another than the derived one is 409, and the journal has the expected key and the canonical text.", "verify_idempotency_key"),
    ];

    private static IEnumerable<Behaviour> Webhooks() =>
    [
        new("webhook.manage", Documented, MoneyIn, "Client-scoped create, list, read, patch and delete; snake_case in, camelCase out; the token is echoed."),
        new("webhook.patch", Documented, Overview, "PATCH changes what is given; at least one member must be."),
        new("webhook.deprecated", Documented, OldMoneyIn, "POST /v1/webhooks still registers."),
        new("webhook.twins", Observed, Client, "A second active webhook of the same type and URL is 409, however the URL is written."),
        new("webhook.url", Assumed, None, "Blanks around a URL are cut off, what cannot be seen in it is 400; a user and a password in it are not sent and shown to its own client only."),
        new("webhook.envelope", Documented, MoneyIn, "id_msg, msg_name, msg_date and body; REPORT has no envelope."),
        new("webhook.auth", Assumed, None, "Authorization: Bearer with the registered token.", "webhook_auth"),
        new("webhook.money-in", Documented, MoneyIn, "MONEY_IN has the documented members for external and internal credits."),
        new("webhook.accept", Documented, MoneyIn, "201 accepts a deposit."),
        new("webhook.other-2xx", Observed, Client, "Any other 2xx accepts too, and is noted."),
        new("webhook.refuse", Documented, MoneyIn, "422 has a SPEI deposit refunded without another call; its body may have a refundReason."),
        new("webhook.refund-reason", Assumed, None, "That refund is made at once, and its description is the refundReason."),
        new("webhook.money-in-scope", Documented, Internal, "MONEY_IN goes to the client that owns the destination, and only where it has registered for it."),
        new("webhook.late-refusal", Assumed, None, "A 422 to a resend or a duplicate of a deposit that the same receiver accepted is noted and moves no money.", "late_refusal"),
        new("webhook.internal", Documented, MoneyIn, "For an internal credit no answer moves money."),
        new("webhook.same-owner", Documented, Internal, "A transfer within one owner makes no event, so nothing can be resent."),
        new("webhook.status-update", Documented, Overview, "STATUS_UPDATE tells of money outs: LIQUIDATED, REJECTED, REFUNDED with reason and reason_description."),
        new("webhook.status-reason", Assumed, None, "Without a reason, as in LIQUIDATED, reason and reason_description are left out: the page marks neither as required and has no null.", "status_reason"),
        new("webhook.status-scope", Assumed, None, "No STATUS_UPDATE for INITIALIZED, internal transfers, refunds and penny validations.", "status_updates"),
        new("webhook.cep", Documented, Overview, "CEP tells PENDING, DELAYED, COMPLETED, FAILED of penny validations.", "cep_envelope"),
        new("webhook.retries", Assumed, None, "0 s, 10 s, 1 min, 10 min, 1 h and 6 h after the event, then undelivered; the same id_msg and bytes.", "retries"),
        new("webhook.timeout", Assumed, None, "No answer in 10 s of real time counts as none; redirects are not followed; answers are read up to 64 KiB.", "webhook_timeout"),
        new("webhook.answer-text", Assumed, None, "Answers in UTF-8, UTF-16 and other charsets, with gzip, deflate or br, are read; a refundReason that is not taken as it stands is told of in the delivery and in the journal."),
        new("webhook.cancel", Assumed, None, "What waits for a webhook that becomes INACTIVE or is deleted is cancelled at once and stays so; it can be resent. One that is being sent gets its answer and no other attempt."),
        new("webhook.nobody-told", Assumed, None, "Where a deposit, a settlement or a CEP has no webhook, the journal (nobody_told) and the answers of the control API say why."),
        new("webhook.connection", Assumed, None, "Each attempt has a connection of its own and says Connection: close, so that HTTP/1.0 receivers and those that close as they like lose nothing; what was read and not answered is a failed attempt."),
        new("webhook.order", Assumed, None, "In order for each registered webhook, one exchange at a time; one that waits lets later ones pass."),
        new("webhook.resend", Documented, Internal, "Only events that were generated can be sent again."),
    ];

    private static IEnumerable<Behaviour> ReportFiles() =>
    [
        new("report.webhook", Documented, Reports, "REPORT has client_id, file_type, period, file_name, created_at and, for statements, account_id.", "reports"),
        new("report.download", Documented, Reports, "The download call answers file_name and download_url, both empty when there is no file; months count as their last day."),
        new("report.columns", Assumed, None, "The columns of the CSV files, and that reports come at the end of the operating day.", "reports"),
    ];
}
