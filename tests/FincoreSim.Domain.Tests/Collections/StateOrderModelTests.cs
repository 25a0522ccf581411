using FincoreSim.Domain.Collections;

namespace FincoreSim.Domain.Tests.Collections;

public class StateOrderModelTests
{
    private const int ForksAtMost = 5;

    [TestCase(60)]
    [TestCase(9_999)]
    public void Forks_of_an_order_do_what_their_dictionaries_do(int keys) =>
        Step.Check(steps => Run(steps, keys, burst: 1));

    [TestCase(3_000)]
    public void Forks_agree_with_their_dictionaries_when_keys_come_in_runs(int keys) =>
        Step.Check(steps => Run(steps[..Math.Min(steps.Length, 300)], keys, burst: 200));

    [Test]
    public void A_queue_that_moves_on_allocates_little_and_keeps_its_order()
    {
        var edit = new Edit();
        StateOrder<int, int> order = default;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var key = 0; key < 1_000_000; key++)
        {
            order = order.Add(key, key, edit);
            if (key >= 1_000)
                order = order.Remove(key - 1_000, edit);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(20_000_000));
        Assert.That(order.Values(), Is.EqualTo(Enumerable.Range(999_000, 1_000)));
    }

    private static void Run(Step[] steps, int keys, int burst)
    {
        var forks = new List<Fork<StateOrder<int, int>, SortedDictionary<int, int>>> { new(default, [], model => new(model)) };
        foreach (var step in steps)
        {
            var fork = forks[step.Fork % forks.Count];
            switch (step.Move)
            {
                case < 3 when forks.Count < ForksAtMost:
                    forks.Add(fork.Split());
                    break;
                case < 3:
                    AssertSame(forks[step.Value % ForksAtMost]);
                    forks[step.Value % ForksAtMost] = fork.Split();
                    break;
                case < 55:
                    Add(fork, step.Key % keys, 1 + (step.Value % burst));
                    break;
                case < 75:
                    RemoveFirst(fork, 1 + (step.Value % burst));
                    break;
                default:
                    Remove(fork, step.Key % keys, 1 + (step.Value % burst));
                    break;
            }
        }

        foreach (var fork in forks)
            AssertSame(fork);
    }

    private static void Add(Fork<StateOrder<int, int>, SortedDictionary<int, int>> fork, int from, int count)
    {
        for (var key = from; key < from + count; key++)
        {
            if (fork.Model.TryAdd(key, -key))
                fork.State = fork.State.Add(key, -key, fork.Edit);
        }
    }

    private static void RemoveFirst(Fork<StateOrder<int, int>, SortedDictionary<int, int>> fork, int count)
    {
        foreach (var key in fork.Model.Keys.Take(count).ToArray())
            Remove(fork, key, 1);
    }

    private static void Remove(Fork<StateOrder<int, int>, SortedDictionary<int, int>> fork, int from, int count)
    {
        for (var key = from; key < from + count; key++)
        {
            if (fork.Model.Remove(key))
                fork.State = fork.State.Remove(key, fork.Edit);
        }
    }

    private static void AssertSame(Fork<StateOrder<int, int>, SortedDictionary<int, int>> fork)
    {
        Assert.That(fork.State.Count, Is.EqualTo(fork.Model.Count));
        Assert.That(fork.State.Values().SequenceEqual(fork.Model.Values), Is.True, "values");
        Assert.That(fork.State.TryGetFirst(out var first) ? first : (int?)null,
            Is.EqualTo(fork.Model.Count > 0 ? fork.Model.Values.First() : null));
    }
}
