using System.Text.Json.Nodes;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;

namespace FincoreSim.Runs.Copied;

/// <summary>What came of it all, as the scenario expects it at its end. Stateless.</summary>
internal static class CopiedExpectations
{
    /// <summary>What is expected, by its key.</summary>
    public static ImmutableArray<(string Key, JsonArray Items)> Of(CopiedEnds ends, CopyContext context)
    {
        var (all, answers, refunds) = (new JsonArray(), new JsonArray(), new JsonArray());
        foreach (var (transaction, refund, deliveries) in ends.Transactions)
        {
            all.Add((JsonNode)End(transaction, context));
            Add(answers, deliveries, context.Names.Of(transaction.Id));
            if (refund is not null && !context.Names.Has(refund.Id.Value))
            {
                refunds.Add((JsonNode)Refund(transaction, refund, context));
            }
        }

        return
        [
            .. new[] { ("transaction", all), ("transactions", refunds), ("balance", Balances(ends, context)), ("answers", answers), ("idempotency", Keys(ends)) }
                .Where(part => part.Item2.Count > 0),
        ];
    }

    private static JsonObject End(Transaction transaction, CopyContext context)
    {
        var end = new JsonObject { ["id"] = context.Names.Of(transaction.Id), ["status"] = WireName<TransactionStatus>.Of(transaction.Status) };
        MoneySteps.Add(end, "reason", transaction.Reason?.Code, null);
        MoneySteps.Add(end, "cep_status", transaction.Cep is { } cep ? WireName<CepStatus>.Of(cep.Status) : null, null);
        return end;
    }

    /// <summary>A refund that nobody asked for by a step: the receiver's 422, or a rule.</summary>
    private static JsonObject Refund(Transaction deposit, Transaction refund, CopyContext context) => new()
    {
        ["original"] = context.Names.Of(deposit.Id),
        ["amount"] = refund.Amount.ToString(),
        ["status"] = WireName<TransactionStatus>.Of(refund.Status),
        ["count"] = 1,
    };

    private static void Add(JsonArray answers, IEnumerable<Delivery> deliveries, string name)
    {
        foreach (var ofType in deliveries.GroupBy(delivery => delivery.Event.Notice.Type))
        {
            var counted = ofType.SelectMany(delivery => delivery.Attempts.Where(attempt => attempt.Result is not null)
                .Select(attempt => CopiedReceivers.StatusOf((attempt == delivery.Attempts[^1] ? delivery.TreatedAs : null) ?? attempt.Result!.StatusCode)))
                .GroupBy(status => status);
            foreach (var ofStatus in counted)
            {
                answers.Add((JsonNode)new JsonObject
                {
                    ["of"] = name,
                    ["type"] = WireName<WebhookType>.Of(ofType.Key),
                    ["status"] = ofStatus.Key,
                    ["count"] = ofStatus.Count(),
                });
            }
        }
    }

    private static JsonArray Balances(CopiedEnds ends, CopyContext context)
    {
        var balances = new JsonArray();
        foreach (var (account, balance) in ends.Balances)
        {
            var expected = new JsonObject { ["of"] = context.Side(account), ["is"] = balance.Available.ToString() };
            if (balance.PendingDebits > Money.Zero)
            {
                expected["pending"] = balance.PendingDebits.ToString();
            }

            balances.Add((JsonNode)expected);
        }

        return balances;
    }

    private static JsonArray Keys(CopiedEnds ends)
    {
        var found = new JsonArray();
        foreach (var record in ends.Keys.Where(record => record is { Replays: > 0 } or { Conflicts: > 0 }))
        {
            found.Add((JsonNode)new JsonObject { ["key"] = record.Key.Key.ToString(), ["replays"] = record.Replays, ["conflicts"] = record.Conflicts });
        }

        return found;
    }
}
