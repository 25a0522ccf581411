using System.Text.Json.Nodes;

namespace FincoreSim.Browser.Tests.Kit;

/// <summary>A sandbox in which enough happened that every area has something to show.</summary>
/// <param name="Payment">A deposit that the receiver refused.</param>
/// <param name="Delivery">Its delivery.</param>
/// <param name="Call">The number of a call that became a payment.</param>
internal sealed record World(string Payment, string Delivery, long Call)
{
    public static async Task<World> MakeAsync(SimSandbox sim)
    {
        await sim.Client.WebhookAsync("MONEY_IN", $"{sim.App.Url}/_sim/answer/422");
        await sim.Client.WebhookAsync("STATUS_UPDATE", $"{sim.App.Url}/_sim/answer/503");
        await sim.MoneyInAsync("1234.50", more: new JsonObject { ["concept"] = "Factura 4567", ["payer_name"] = "Ana Ruiz" });
        (await sim.Client.MoneyOutAsync("850.00", key: "5f0c0b0e-6a0f-4c89-9d13-0a4f3c1b2d11")).ShouldBe(200);
        (await sim.Client.MoneyOutAsync("850.00", key: "5f0c0b0e-6a0f-4c89-9d13-0a4f3c1b2d11")).ShouldBe(200);
        await sim.AdvanceAsync("2s");
        (await sim.Client.MoneyOutAsync("99999999.00")).ShouldBe(400);
        (await sim.Client.MoneyOutAsync("12.00")).ShouldBe(200);
        (await sim.PostAsync(
            "rules",
            JsonNode.Parse(
                """{"name": "refuse over 500", "when": "money_in", "then": {"refuse": "Invalid Amount"}, "times": 2}"""))).ShouldBe(201);
        var delivery = (await sim.DeliveriesAsync()).First(one => one.GetProperty("type").GetString() == "MONEY_IN");
        var call = (await sim.ListAsync("requests?path=*/money_out"))[0].GetProperty("id").GetInt64();
        return new(delivery.GetProperty("transaction_id").GetString()!, delivery.GetProperty("id").GetString()!, call);
    }

    /// <summary>The address of an area with the id of what it shows.</summary>
    public string Fill(string area) => area.Replace("{id}", area.Split('/')[0] switch
    {
        "payments" => Payment,
        "webhooks" => Delivery,
        _ => $"{Call}",
    }, StringComparison.Ordinal);
}
