using FincoreSim.Domain.Reports;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Control;

/// <summary>
/// An event of a webhook's type with example values, to try a receiver with: nothing in the world stands behind it, and
/// nothing of it is kept.
/// </summary>
internal static class WebhookExample
{
    private static readonly Guid ExampleId = new("00000000-0000-4000-8000-00000000e5e5");

    /// <summary>What to send to a registered webhook; null where it does not exist.</summary>
    public static Dispatch? For(World world, WebhookId id)
    {
        if (world.State.Webhooks.Find(id) is not { Status: not WebhookStatus.Deleted } webhook)
        {
            return null;
        }

        var happened = new WebhookEvent(new Domain.Primitives.EventId(ExampleId), NoticeOf(world, webhook), world.Now);
        return new Dispatch(new Delivery { Id = new DeliveryId(ExampleId), Event = happened, WebhookId = id, CausedBy = 0 }, webhook);
    }

    private static Notice NoticeOf(World world, Webhook webhook) => webhook.Type switch
    {
        WebhookType.MoneyIn => new MoneyInNotice(
            Example(world, webhook, TransactionSubCategory.SpeiCredit),
            new Party("734180000001000004", "Finch Principal", "ND"),
            new Party("137180210044008609", "Juan Perez", "XYZ987654321"),
            "40137",
            webhook.ClientId.Value),
        WebhookType.StatusUpdate => new StatusUpdateNotice(Example(world, webhook, TransactionSubCategory.SpeiDebit)),
        WebhookType.Cep => new CepNotice(Penny(world, webhook), Clabe.Parse("012180001183597198")),
        _ => new ReportNotice(new Report(
            webhook.ClientId, ReportFileType.Transactions, ReportPeriod.Daily,
            OperatingDay.Of(world.Now, world.State.Options.OperatingDayTurns), null, world.Now, [])),
    };

    private static Transaction Penny(World world, Webhook webhook) => Example(world, webhook, TransactionSubCategory.SpeiDebit) with
    {
        Amount = Money.Penny,
        Cep = new Cep
        {
            ValidationId = ExampleId,
            Status = CepStatus.Completed,
            CreatedAt = world.Now,
            BeneficiaryName = "Proveedor Ejemplo SA de CV",
            ProcessedAt = world.Now,
        },
    };

    private static Transaction Example(World world, Webhook webhook, TransactionSubCategory subCategory) => new()
    {
        Id = new TransactionId(ExampleId),
        ClientId = webhook.ClientId,
        AccountId = default,
        BankId = BankCatalogue.FincoPay,
        Category = subCategory == TransactionSubCategory.SpeiCredit ? TransactionCategory.CreditTrans : TransactionCategory.DebitTrans,
        SubCategory = subCategory,
        Status = TransactionStatus.Liquidated,
        Amount = Money.Parse("123.00"),
        ExternalReference = "2504021",
        TrackingKey = subCategory == TransactionSubCategory.SpeiCredit ? "50118609TBRNZ00I07219647" : "20250827FINCH5CJS56XDFE",
        Description = "Webhook test of FincoreSim",
        CreatedAt = world.Now,
        UpdatedAt = world.Now,
    };
}
