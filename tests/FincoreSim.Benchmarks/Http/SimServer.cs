using System.Globalization;
using FincoreSim.Benchmarks.Ledger;
using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Domain.Worlds;
using FincoreSim.Hosting;
using FincoreSim.Serving;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Seeding;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FincoreSim.Benchmarks.Http;

/// <summary>
/// The simulator as it ships, in a child process. Beside HTTP it understands: <c>reset</c>; <c>fill N</c>, which puts N settled
/// payments with keys into its ledger; <c>no-requests</c>, after which it keeps no calls; <c>webhook URL</c>, which registers a
/// receiver of STATUS_UPDATE; <c>attempts</c>, how many webhooks were answered so far; <c>queued</c>, how many wait; <c>kept</c>, what its ledger holds.
/// </summary>
internal static class SimServer
{
    public static async Task<int> RunAsync()
    {
        await using var app = Simulator.Build(new ServeOptions { Urls = "http://127.0.0.1:0" });
        await app.StartAsync();
        var sandbox = app.Services.GetRequiredService<SandboxRegistry>().Default;
        return ServerLines.Serve(app, line => Do(sandbox, line.Split(' ')));
    }

    private static string Do(Sandbox sandbox, string[] words)
    {
        switch (words[0])
        {
            case "reset":
                sandbox.Reset();
                GC.Collect();
                break;
            case "fill":
                new PaymentStream(hasKeys: true).Fill(sandbox.Gate, int.Parse(words[1], CultureInfo.InvariantCulture));
                GC.Collect();
                break;
            case "webhook":
                sandbox.Execute(new RegisterWebhook(DocsTemplate.Client, words[1], "token", WebhookType.StatusUpdate));
                break;
            case "no-requests":
                sandbox.Execute(sandbox.Read(world => new ChangeOptions(
                    world.State.Options with { Limits = world.State.Options.Limits with { Requests = 0 } })));
                break;
            case "attempts":
                return sandbox.Read(world => world.State.Deliveries.Dropped + world.State.Deliveries.All.Count(delivery => delivery.IsFinished))
                    .ToString(CultureInfo.InvariantCulture);
            case "queued":
                return sandbox.Read(world => world.State.Deliveries.ReadyCount).ToString(CultureInfo.InvariantCulture);
            case "kept":
                return sandbox.Read(Kept);
        }

        return "done";
    }

    private static string Kept(World world) => string.Create(CultureInfo.InvariantCulture,
        $"{world.State.Transactions.Count:N0} transactions, {world.State.Idempotency.Count:N0} keys, {world.State.Journal.Count:N0} facts, "
        + $"{world.State.Deliveries.FinishedCount:N0} deliveries and {world.State.Deliveries.WaitingCount:N0} waiting, "
        + $"{world.State.Deliveries.Dropped:N0} dropped, {world.State.Deliveries.TurnedAway:N0} turned away; heap {GC.GetTotalMemory(false) / 1048576:N0} MB of {GC.GetGCMemoryInfo().TotalCommittedBytes / 1048576:N0}");
}
