using System.Text;
using FincoreSim.Control.Deliveries;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Domain.Worlds;
using FincoreSim.Pages.Layout;
using FincoreSim.Worlds;

namespace FincoreSim.Pages.Webhooks;

/// <summary>Subscriptions, deliveries newest first, and the one that is opened.</summary>
internal sealed record WebhooksModel(
    Frame Frame, ImmutableArray<SubscriptionRow> Subscriptions, ImmutableArray<DeliveryRow> Deliveries, DeliveryView? Opened,
    string? Status, int Count, long Dropped, string Base, string Client) : PageModel
{
    private const int RowsMax = 100;

    public static WebhooksModel? Of(Sandbox sandbox, PageCall call, bool isOpened)
    {
        var status = call.Text("status");
        var found = sandbox.Gate.Inspect(world =>
        {
            var state = world.State;
            var all = state.Deliveries.All.ToArray();
            var opened = isOpened ? state.Deliveries.Find(new DeliveryId(call.PathId)) : null;
            return new
            {
                Subscriptions = state.Webhooks.OldestFirst().Where(webhook => webhook.Status != WebhookStatus.Deleted).Take(
                    RowsMax)
                    .Select(webhook => SubscriptionRow.Of(webhook, all)).ToArray(),
                Deliveries = all.Reverse().Where(one => status is null || WireName<DeliveryStatus>.Of(one.Status) == status).Take(
                    RowsMax)
                    .Select(one => DeliveryRow.Of(world, one)).ToArray(),
                Opened = opened is null ? null : DeliveryView.From(opened, state.Options),
                Count = all.Length,
                state.Deliveries.Dropped,
                Client = state.Clients.OldestFirst().First().Id.Value.ToString(),
            };
        });
        return isOpened && found.Opened is null ? null : new(
            Frame.Of(sandbox, call, "webhooks", found.Opened?.Type ?? "Webhooks"), [.. found.Subscriptions],
            [.. found.Deliveries], found.Opened,
            status, found.Count, found.Dropped, Api.Http.OwnUrl.Of(call.Context.Request), found.Client);
    }
}

/// <summary>A subscription, with what its receiver lately answered.</summary>
internal sealed record SubscriptionRow(
    string Id, string Type, string Url, string Status, ImmutableArray<string> Lately, int? LastAnswer)
{
    private const int LatelyMax = 12;

    public static SubscriptionRow Of(Webhook webhook, Delivery[] all)
    {
        var mine = all.Where(delivery => delivery.WebhookId == webhook.Id).TakeLast(LatelyMax).ToArray();
        return new(
            webhook.Id.Value.ToString(), WireName<WebhookType>.Of(webhook.Type), WebhookUrl.Shown(webhook.Url),
            WireName<WebhookStatus>.Of(webhook.Status),
            [.. mine.Select(delivery => Tone(delivery.Attempts.LastOrDefault()?.Result?.StatusCode))],
            mine.LastOrDefault()?.Attempts.LastOrDefault()?.Result?.StatusCode);
    }

    private static string Tone(int? status) => status switch { < 300 => "", 422 => "warn", _ => "bad" };
}

/// <summary>A delivery in the list.</summary>
internal sealed record DeliveryRow(DateTimeOffset At, string About, DeliverySummary Delivery)
{
    public static DeliveryRow Of(World world, Delivery delivery)
    {
        var about = delivery.Event.TransactionId is { } id ? world.State.Transactions.Find(id) : null;
        return new(
            delivery.Event.At, about is null ? "" : $"{Bits.AmountText(about.Amount.ToString())} · {about.Description}",
            DeliverySummary.From(delivery));
    }
}

/// <summary>The attempts of a delivery, as a list.</summary>
internal sealed record AttemptsModel(DeliveryView Delivery, string Now) : PageModel
{
    /// <summary>An answer as it came: status, headers, body.</summary>
    public static string TextOf(AnswerView answer)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status}\n");
        foreach (var (name, value) in answer.Headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\n");
        }

        return text.Append('\n').Append(answer.Body).Append(answer.IsTruncated ? "\n… (cut)" : "").ToString();
    }
}
