using System.Text.Json.Nodes;
using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Ledger;
using FincoreSim.Domain.Reports;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Time;

/// <summary>One kind of thing that can be due in a world, and how a test gets one.</summary>
/// <param name="Name">A name for people.</param>
/// <param name="Command">The command that is due.</param>
/// <param name="CommandName">Its name, as the journal has it.</param>
/// <param name="ArrangeAsync">Makes it due in a sandbox.</param>
internal sealed record DueKind(string Name, Type Command, string CommandName, Func<SimSandbox, Task> ArrangeAsync)
{
    /// <summary>A CLABE, payments to which are rejected.</summary>
    private const string Rejected = "999180000000001001";

    /// <summary>A CLABE, payments to which come back one day after they settled.</summary>
    private const string ComesBack = "999180000000002000";

    /// <summary>Whether it is due at once, and so runs by itself whatever the clock does.</summary>
    public bool IsDueAtOnce { get; init; }

    /// <summary>Every kind. A command that can be scheduled and is in no row fails a test.</summary>
    public static DueKind[] All { get; } =
    [
        new("settlement", typeof(MovePayment), "liquidate", async sim => (await sim.Client.MoneyOutAsync()).ShouldBe(200)),
        new("rejection", typeof(MovePayment), "reject", sim => PayAsync(sim, Rejected)),
        new("return a day later", typeof(MovePayment), "return", async sim =>
        {
            await PayAsync(sim, ComesBack);
            await sim.AdvanceAsync("2s");
        }),
        new("CEP", typeof(MoveCep), "cep", async sim =>
        {
            (await sim.Client.PennyAsync()).ShouldBe(200);
            await sim.AdvanceAsync("2s");
        }),
        new("webhook retry", typeof(BeginAttempt), "webhook_attempt", async sim =>
        {
            await sim.Client.WebhookAsync("MONEY_IN", $"{sim.App.Url}/_sim/answer/500");
            await sim.MoneyInAsync();
        }),
        new("webhook delayed by a rule", typeof(BeginAttempt), "webhook_attempt", async sim =>
        {
            await sim.Client.WebhookAsync("MONEY_IN", $"{sim.App.Url}/_sim/answer/201");
            await RuleAsync(sim, "{when: webhook, then: {delay: 90s}}");
            await sim.MoneyInAsync(settles: false);
        }),
        new("payment settled late by a rule", typeof(MovePayment), "liquidate", async sim =>
        {
            await RuleAsync(sim, "{when: money_out, then: {settle: {after: 75s}}}");
            (await sim.Client.MoneyOutAsync()).ShouldBe(200);
        }),
        new("end of the operating day", typeof(CloseOperatingDay), "close_operating_day", async sim =>
        {
            await sim.SetAsync("operating_day_turns", "10:00");
            await sim.SetAsync("reports", "enabled");
        }),
        new("answer held back", typeof(GiveAnswer), "answer", async sim =>
        {
            (string, string)[] headers = [("Idempotency-Key", Guid.NewGuid().ToString()), ("X-Fincore-Sim-Outcome", "hang:1m")];
            _ = sim.Client.Http.SendAsync(
                HttpMethod.Post, "/v1/transactions/money_out", Bodies.Payment().ToJsonString(), headers);
            await DueWorld.Of(sim).WhenDueAsync("answer");
        }),
        new("deposit sent back by a rule", typeof(SendBack), "send_back", async sim =>
        {
            await RuleAsync(sim, "{when: money_in, then: {refuse: Invalid Amount}}");
            await sim.MoneyInAsync(settles: false);
        }) { IsDueAtOnce = true },
    ];

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static async Task PayAsync(SimSandbox sim, string clabe) =>
        (await sim.Client.MoneyOutAsync(destination: await sim.Client.ClabeAsync(clabe))).ShouldBe(200);

    private static async Task RuleAsync(SimSandbox sim, string rule) =>
        (await sim.App.Anybody.PostTextAsync(sim.Path("rules"), rule)).ShouldBe(201);
}
