using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Tests.Collections;

namespace FincoreSim.Domain.Tests.Webhooks;

/// <summary>
/// Deliveries by the numbers of their ids against a sorted dictionary, over forks, with few and with many numbers left out.
/// </summary>
public sealed class DeliveriesByNumberTests
{
    private const int ForksAtMost = 5;

    private static readonly SeededIds Ids = new(1);

    private static readonly Delivery Sample = SampleOf(new WorldKit());

    [TestCase(60, TestName = "Forks_do_what_their_dictionaries_do")]
    [TestCase(10_000, TestName = "Forks_of_few_numbers_among_many_do_too")]
    public void Forks(int numbers) => Step.Check(steps => Run(steps, numbers));

    [Test]
    public void An_id_of_another_kind_with_the_same_number_is_not_there()
    {
        var all = default(DeliveriesByNumber).Set(Numbered(7), new Edit());

        Assert.That(all.Find(IdOf(7)), Is.Not.Null);
        Assert.That(all.Find(new DeliveryId(Ids.Uuid(IdKind.Transaction, 7))), Is.Null);
        Assert.That(all.Find(new DeliveryId(Guid.Empty)), Is.Null);
        Assert.That(all.Above(long.MinValue).Concat(all.Above(long.MaxValue)).Count(), Is.EqualTo(1));
    }

    private static void Run(Step[] steps, int numbers)
    {
        var forks =
            new List<Fork<DeliveriesByNumber, SortedDictionary<long, Delivery>>> { new(default, [], model => new(model)) };
        foreach (var step in steps)
        {
            var fork = forks[step.Fork % forks.Count];
            var number = 1 + (step.Key % numbers);
            switch (step.Move)
            {
                case < 2 when forks.Count < ForksAtMost:
                    forks.Add(fork.Split());
                    break;
                case < 2:
                    AssertSame(forks[step.Value % ForksAtMost], number);
                    forks[step.Value % ForksAtMost] = fork.Split();
                    break;
                case < 60:
                    fork.Model[number] = Numbered(number);
                    fork.State = fork.State.Set(fork.Model[number], fork.Edit);
                    break;
                default:
                    Assert.That(fork.State.Find(IdOf(number)) is not null, Is.EqualTo(fork.Model.Remove(number)));
                    fork.State = fork.State.Remove(IdOf(number), fork.Edit);
                    break;
            }
        }

        forks.ForEach(fork => AssertSame(fork, numbers / 2));
    }

    private static void AssertSame(Fork<DeliveriesByNumber, SortedDictionary<long, Delivery>> fork, long number)
    {
        Assert.That(fork.State.Count, Is.EqualTo(fork.Model.Count));
        Assert.That(fork.State.Above(0).SequenceEqual(fork.Model.Values), Is.True, "all");
        Assert.That(
            fork.State.Above(number).SequenceEqual(fork.Model.Where(pair => pair.Key > number).Select(pair => pair.Value)),
            Is.True, "above");
    }

    private static Delivery Numbered(long number) => Sample with { Id = IdOf(number) };

    private static DeliveryId IdOf(long number) => new(Ids.Uuid(IdKind.Delivery, number));

    private static Delivery SampleOf(WorldKit world)
    {
        world.Webhook(WebhookType.MoneyIn);
        world.Deposit();
        return world.World.State.Deliveries.All.Single();
    }
}
