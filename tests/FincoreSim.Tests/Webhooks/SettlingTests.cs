using FincoreSim.Sandboxes;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Webhooks;

/// <summary>Settling waits for receivers; it must not turn in circles meanwhile, which would take a processor from the receiver.</summary>
public sealed class SettlingTests : ApiTests
{
    [Test]
    public async Task A_slow_receiver_is_waited_for_quietly()
    {
        await Client.WebhookAsync("MONEY_IN", $"{Sim.App.Url}/_sim/answer/201?after=400ms");
        var run = Sim.App.Service<SandboxRegistry>().Find(Sim.Id)!.Run;
        var rings = 0;
        await Sim.MoneyInAsync(settles: false);
        var settling = Sim.SettleAsync();
        while (!settling.IsCompleted)
        {
            await Task.WhenAny(run.Changes.Next(), settling);
            rings++;
        }

        Assert.That((await Sim.DeliveriesAsync()).Single().GetProperty("status").GetString(), Is.EqualTo("DELIVERED"));
        Assert.That(rings, Is.LessThan(100));
    }
}
