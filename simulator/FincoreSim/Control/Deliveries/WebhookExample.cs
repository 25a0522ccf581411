using FincoreSim.Domain.Banks;
using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Reports;
using FincoreSim.Domain.Time;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Domain.Worlds;

namespace FincoreSim.Control.Deliveries;

/// <summary>
/// An event of a webhook's type with example values, to try a receiver with: nothing in the world stands behind it, and
/// nothing of it is kept. Its ids are its own each time, for a receiver with a memory; they are drawn and not the world's next
/// ones, which would change the ids of all that comes after. Stateless.
/// </summary>
internal static class WebhookExample
{
    /// <summary>What to send to a registered webhook; null where it does not exist.</summary>
    /// <param name="world">The world.</param>
    /// <param name="id">The webhook.</param>
    /// <param name="ids">Where the ids come from; used up.</param>
    public static Dispatch? For(World world, WebhookId id, SeededIds ids)
    {
        if (world.State.Webhooks.Find(id) is not { Status: not WebhookStatus.Deleted } webhook)
        {
            return null;
        }

        var message = new Domain.Primitives.EventId(ids.Uuid(IdKind.Event, 1));
        var happened = new WebhookEvent(message, NoticeOf(world, webhook, ids), world.Now);
        var attempt = new DeliveryId(ids.Uuid(IdKind.Delivery, 1));
        return new Dispatch(new Delivery { Id = attempt, Event = happened, WebhookId = id, CausedBy = 0 }, webhook);
    }

    private static Notice NoticeOf(World world, Webhook webhook, SeededIds ids) => webhook.Type switch
    {
        WebhookType.MoneyIn => new MoneyInNotice(
            Example(world, webhook, ids, TransactionSubCategory.SpeiCredit),
            new Party("734180000001000004", "Finch Principal", "ND"),
            new Party("137180210044008609", "Juan Perez", "XYZ987654321"),
            "40137",
            webhook.ClientId.Value),
        WebhookType.StatusUpdate => new StatusUpdateNotice(Example(world, webhook, ids, TransactionSubCategory.SpeiDebit)),
        WebhookType.Cep => new CepNotice(Penny(world, webhook, ids), Clabe.Parse("012180001183597198")),
        _ => new ReportNotice(new Report(
            webhook.ClientId, ReportFileType.Transactions, ReportPeriod.Daily,
            OperatingDay.Of(world.Now, world.State.Options.OperatingDayTurns), null, world.Now, [])),
    };

    private static Transaction Penny(World world, Webhook webhook, SeededIds ids) =>
        Example(world, webhook, ids, TransactionSubCategory.SpeiDebit) with
        {
            Amount = Money.Penny,
            Cep = new Cep
            {
                ValidationId = ids.Uuid(IdKind.Validation, 1),
                Status = CepStatus.Completed,
                CreatedAt = world.Now,
                BeneficiaryName = "Proveedor Ejemplo SA de CV",
                ProcessedAt = world.Now,
            },
        };

    private static Transaction Example(World world, Webhook webhook, SeededIds ids, TransactionSubCategory subCategory) => new()
    {
        Id = new TransactionId(ids.Uuid(IdKind.Transaction, 1)),
        ClientId = webhook.ClientId,
        AccountId = default,
        BankId = BankCatalogue.FincoPay,
        Category = subCategory == TransactionSubCategory.SpeiCredit
            ? TransactionCategory.CreditTrans
            : TransactionCategory.DebitTrans,
        SubCategory = subCategory,
        Status = TransactionStatus.Liquidated,
        Amount = Money.Parse("123.00"),
        ExternalReference = "2504021",
        TrackingKey = subCategory == TransactionSubCategory.SpeiCredit
            ? ids.Letters(IdKind.TrackingKey, 1, 24)
            : OwnKey(world, ids),
        Description = "Webhook test of FincoreSim",
        CreatedAt = world.Now,
        UpdatedAt = world.Now,
    };

    private static string OwnKey(World world, SeededIds ids)
    {
        var day = OperatingDay.Of(world.Now, world.State.Options.OperatingDayTurns);
        return string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd}FINCH{ids.Letters(IdKind.TrackingKey, 1, 10)}");
    }
}
