using FincoreSim.Control.Deliveries;
using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Domain.Worlds;
using FincoreSim.Pages.Layout;
using FincoreSim.Worlds;

namespace FincoreSim.Pages.Payments;

/// <summary>The list of payments, newest first, a page of it.</summary>
internal sealed record PaymentsModel(
    Frame Frame, ImmutableArray<PaymentRow> Rows, string? Asked, string? Status, string? Kind, long? Before, int Count,
    int Looked, string? Clabe, string Base) : PageModel
{
    public const int RowsMax = 100;

    /// <summary>How many payments a search looks at before it says how far it came.</summary>
    private const int LooksMax = 20_000;

    public static PaymentsModel Of(Sandbox sandbox, PageCall call)
    {
        var (asked, status, kind) = (call.Text("q")?.Trim(), call.Text("status"), call.Text("kind"));
        var (rows, before, count, looked, clabe) = sandbox.Gate.Inspect(world =>
        {
            var looked = 0;
            var found = world.State.Transactions.Before(call.Number("before") ?? long.MaxValue)
                .TakeWhile(_ => ++looked <= LooksMax)
                .Where(placed => Matches(world, placed.Thing, asked, status, kind)).Take(RowsMax + 1).ToArray();
            var last = found.Length > RowsMax ? found[RowsMax - 1].Place : (long?)null;
            var page = found.Take(RowsMax).Select(placed => placed.Thing).ToArray();
            var webhooks = WebhooksOf(world, page);
            ImmutableArray<PaymentRow> rows = [
                .. page.Select(one => PaymentRow.Of(world.State, one, webhooks.GetValueOrDefault(one.Id)))];
            return (rows, last, world.State.Transactions.Count, Math.Min(looked, LooksMax),
                world.State.Accounts.OldestFirst().FirstOrDefault()?.Clabe.Digits);
        });
        return new(Frame.Of(sandbox, call, "payments", "Payments"), rows, asked, status, kind, before, count, looked, clabe,
            Api.Http.OwnUrl.Of(call.Context.Request));
    }

    /// <summary>The link to the next page of the same list.</summary>
    public string NextHref => PageCall.Link(
        $"/{Frame.Sandbox}/payments", ("q", Asked), ("status", Status), ("kind", Kind),
        ("before", Before?.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The list with another status.</summary>
    public string StatusHref(string? status) => PageCall.Link(
        $"/{Frame.Sandbox}/payments", ("q", Asked), ("status", status), ("kind", Kind));

    public bool IsFiltered => Asked is not null || Status is not null || Kind is not null;

    private static bool Matches(World world, Transaction one, string? asked, string? status, string? kind) =>
        (status is null || WireName<TransactionStatus>.Of(one.Status) == status)
        && (kind is null || WireName<TransactionSubCategory>.Of(one.SubCategory) == kind)
        && (asked is null || Says(world, one, asked));

    private static bool Says(World world, Transaction one, string asked)
    {
        var (holder, account) = PaymentRow.OtherSide(world.State, one);
        var amount = asked.TrimStart('$').Replace(",", "", StringComparison.Ordinal);
        string[] texts = [one.Id.Value.ToString(), one.TrackingKey, one.ExternalReference, one.Description, holder, account];
        return texts.Any(text => text.Contains(asked, StringComparison.OrdinalIgnoreCase)) || one.Amount.ToString() == amount;
    }

    private static Dictionary<TransactionId, DeliverySummary> WebhooksOf(World world, Transaction[] page)
    {
        var (sought, found) = (page.Select(one => one.Id).ToHashSet(), new Dictionary<TransactionId, DeliverySummary>());
        foreach (var delivery in world.State.Deliveries.All)
        {
            if (delivery.Event.TransactionId is { } id && sought.Contains(id))
            {
                found[id] = DeliverySummary.From(delivery);
            }
        }

        return found;
    }
}
