using System.Text.Json.Nodes;
using FincoreSim.Domain.Reports;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Worlds.Webhooks;

namespace FincoreSim.OpenApi;

/// <summary>Examples of webhooks: what the demo world would send.</summary>
internal static class DemoWebhooks
{
    /// <summary>The examples, by contract.</summary>
    public static FrozenDictionary<Type, ImmutableArray<(string Name, JsonNode Example)>> Read()
    {
        var demo = new DemoWorld();
        var credits = demo.Events<MoneyInNotice>().ToArray();
        var updates = demo.Events<StatusUpdateNotice>().ToArray();
        var receipts = demo.Events<CepNotice>().ToArray();
        var reports = demo.Events<ReportNotice>().ToArray();
        return new Dictionary<Type, ImmutableArray<(string, JsonNode)>>
        {
            [typeof(Envelope<MoneyInBody>)] = [("spei", Show(credits[1])), ("internal", Show(credits[0]))],
            [typeof(Envelope<StatusUpdateBody>)] = [("liquidated", Show(updates[0])), ("rejected", Show(updates[1]))],
            [typeof(Envelope<CepBody>)] = [("pending", Show(receipts[0])), ("completed", Show(receipts[1]))],
            [typeof(ReportMessage)] = [("transactions", Show(reports[0])), ("account_statement", Show(reports[1]))],
        }.ToFrozenDictionary();
    }

    private static JsonNode Show(WebhookEvent happened) => JsonNode.Parse(WebhookMessage.Of(happened, default))!;
}
