using FincoreSim.Domain.Collections;

namespace FincoreSim.Domain.Tests.Collections;

/// <summary>The index against a plain set of (hash, place), over forks, growth and hashes that collide.</summary>
public class StateIndexModelTests
{
    private const int ForksAtMost = 5;

    [TestCase(1)]
    [TestCase(40)]
    [TestCase(1_000_000_000)]
    public void Forks_of_an_index_do_what_their_sets_do(int hashes) =>
        Step.Check(steps => Run(steps, hashes, burst: 1));

    [TestCase(1_000_000_000)]
    public void Forks_agree_with_their_sets_when_the_index_grows(int hashes) =>
        Step.Check(steps => Run(steps[..Math.Min(steps.Length, 200)], hashes, burst: 300));

    [Test]
    public void Places_are_told_apart_beyond_32_bits()
    {
        var (edit, place) = (new Edit(), (1L << 32) + 7);
        var index = default(StateIndex).Add(5, place, edit);

        Assert.That(index.Find(5, place - 100, place, static (asked, found) => asked == found), Is.EqualTo(place));
        Assert.That(index.Find(6, place - 100, place, static (asked, found) => asked == found), Is.Null);
    }

    [Test]
    public void What_passes_through_needs_no_more_pages_than_what_stays()
    {
        var (edit, index) = (new Edit(), default(StateIndex));
        for (var place = 0; place < 100_000; place++)
        {
            index = index.Add(Hash(place), place, edit);
            if (place >= 1_000)
                index = index.Remove(Hash(place - 1_000), place - 1_000, edit);
        }

        Assert.That((index.Count, index.PageCount), Is.EqualTo((1_000, 36)));
    }

    private static void Run(Step[] steps, int hashes, int burst)
    {
        var forks = new List<Fork<StateIndex, SortedDictionary<int, uint>>> { new(default, [], model => new(model)) };
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
                case < 65:
                    Add(fork, step.Key, hashes, 1 + (step.Value % burst));
                    break;
                default:
                    Remove(fork, step.Key, 1 + (step.Value % burst));
                    break;
            }
        }

        foreach (var fork in forks)
            AssertSame(fork);
    }

    private static void Add(Fork<StateIndex, SortedDictionary<int, uint>> fork, int from, int hashes, int count)
    {
        for (var place = from; place < from + count; place++)
        {
            if (fork.Model.TryAdd(place, Hash(place % hashes)))
                fork.State = fork.State.Add(Hash(place % hashes), place, fork.Edit);
        }
    }

    private static void Remove(Fork<StateIndex, SortedDictionary<int, uint>> fork, int from, int count)
    {
        for (var place = from; place < from + count; place++)
        {
            fork.State = fork.State.Remove(fork.Model.GetValueOrDefault(place), place, fork.Edit);
            fork.Model.Remove(place);
        }
    }

    private static void AssertSame(Fork<StateIndex, SortedDictionary<int, uint>> fork)
    {
        Assert.That(fork.State.Count, Is.EqualTo(fork.Model.Count));
        foreach (var (place, hash) in fork.Model)
            Assert.That(fork.State.Find(hash, 0, place, static (asked, found) => asked == found), Is.EqualTo(place));
    }

    private static uint Hash(int place) => unchecked((uint)place * 0x9E3779B1u);
}
