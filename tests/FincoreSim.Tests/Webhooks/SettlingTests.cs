using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Tests.Host;
using FincoreSim.Worlds;

namespace FincoreSim.Tests.Webhooks;

/// <summary>
/// Settling waits for receivers; it must not turn in circles meanwhile, which would take a processor from the receiver.
/// </summary>
public sealed class SettlingTests : ApiTests
{
    [Test]
    public async Task A_slow_receiver_is_waited_for_quietly()
    {
        await Client.WebhookAsync("MONEY_IN", $"{Sim.App.Url}/_sim/answer/201?after=400ms");
        await Sim.MoneyInAsync(settles: false);
        var looks = new CountingTime();

        await new ClockDriver(Sim.App.Service<SandboxRegistry>().Find(Sim.Id)!, looks).AdvanceAsync(
            TimeSpan.Zero, CancellationToken.None);

        Assert.That((await Sim.DeliveriesAsync()).Single().GetProperty("status").GetString(), Is.EqualTo("DELIVERED"));
        Assert.That(looks.Count, Is.LessThan(100), "looks at the time, one a turn");
    }

    private sealed class CountingTime : TimeProvider
    {
        private int _count;

        public int Count => _count;

        public override DateTimeOffset GetUtcNow()
        {
            Interlocked.Increment(ref _count);
            return base.GetUtcNow();
        }

        /// <summary>Nothing rings, so that it goes on only when something happens, however slow the machine is.</summary>
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
