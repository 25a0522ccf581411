namespace FincoreSim.OpenApi.Notes;

/// <summary>
/// What the operations are, beside what they say themselves, and where that comes from; the parameters likewise.
/// </summary>
internal static class OperationNotes
{
    /// <summary>By operation.</summary>
    public static FrozenDictionary<string, Note> All { get; } = new Dictionary<string, Note>
    {
        ["getClientCredentials"] = new("Lists them with the secret in clear; the api key is all that it asks for.",
            Source.Overview),
        ["createCredentialToken"] = new("", Source.Overview),
        ["retrieveBanksCatalog"] = new(
            "The banks that take part in SPEI, a page at a time, with the ids by which instruments name them.", Source.Overview),
        ["getAccounts"] = new("The client's accounts and its customers', a page at a time, with what each has available.",
            Source.Overview),
        ["getAccountById"] = new("The account with what it has available.", Source.Client),
        ["postCreatePrivateAccount"] = new("", Source.Overview),
        ["registerInstrument"] = new("What is to be paid is registered first; payments name it by its id.", Source.Overview),
        ["listInstruments"] = new("", Source.Overview),
        ["getInstrumentById"] = new("It must be the client's, or one of its customers'.", Source.Overview),
        ["deleteInstrument"] = new("Answers it once more, with deletedAt.", Source.Client),
        ["createMoneyOutTransaction"] = new("", Source.Overview),
        ["createInternalTransaction"] = new("", Source.Internal),
        ["createPennyValidation"] = new(
            "Pays 0.01 from a centralizing account to a registered CLABE; the receipt (CEP) then names the holder, in "
            + "metadata.dataCep of the read and by webhook.",
            Source.Penny),
        ["createRefund"] = new("The amount must be the deposit's. A new transaction takes the money back.", Source.Overview),
        ["getTransaction"] = new("Shows jsonReference and both instruments beside what the payment answered.", Source.MoneyIn),
        ["listClientTransactions"] = new("A page at a time.", Source.None),
        ["listTransactions"] = new("Newest first, a page at a time.", Source.Client),
        ["createClientWebhook"] = new("From then on the URL is told of what happens.", Source.Overview),
        ["createWebhook"] = new("", Source.Overview),
        ["listClientWebhooks"] = new("The client's webhooks, a page at a time.", Source.Overview),
        ["getClientWebhook"] = new("Shows it with its token.", Source.Overview),
        ["updateClientWebhook"] = new("", Source.Overview),
        ["deleteClientWebhook"] = new("Answers it once more, with deletedAt.", Source.Overview),
        ["downloadReport"] = new("", Source.Reports),
        ["webhookMoneyInPost"] = new("", Source.MoneyIn),
        ["webhookStatusUpdatePost"] = new("Comes when a money out is LIQUIDATED, REJECTED or REFUNDED.", Source.Overview),
        ["webhookCepPost"] = new("", Source.Overview),
        ["webhookReportPost"] = new("Comes when the file of a day or a month has been made.", Source.Reports),
    }.ToFrozenDictionary();

    /// <summary>
    /// What a parameter is and where it comes from: of this operation, else of all that have it, else as the operation.
    /// </summary>
    public static Note OfParameter(string operation, string parameter) => (operation, parameter) switch
    {
        ("listInstruments", "page" or "per_page" or "customer_id") => new("", Source.Reference),
        ("retrieveBanksCatalog", "page" or "page_size") => new("", Source.Client),
        ("listTransactions", "page" or "per_page") => new("", Source.Client),
        (_, "page" or "per_page") => new("", Source.None),
        ("getTransaction", "transaction_status" or "tracking_id" or "transaction_category" or "bank_id") =>
            new("", Source.MoneyIn),
        (_, "transaction_status" or "tracking_id" or "transaction_category" or "bank_id") => new("", Source.None),
        (_, "Idempotency-Key") => new("", Source.Keys),
        (_, "X-Fincore-Sim-Outcome") => new("", Source.None),
        _ => new("", All[operation].Source),
    };
}
