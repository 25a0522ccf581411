using FincoreSim.Domain.Collections;

namespace FincoreSim.Domain.Tests.Collections;

public class StateMapModelTests
{
    private const int ForksAtMost = 5;

    [TestCase(40)]
    [TestCase(3_000)]
    public void Forks_of_a_map_do_what_their_dictionaries_do(int keys) =>
        Step.Check(steps => Run(steps, keys, PlainKey.From));

    [TestCase(40)]
    public void Forks_agree_with_their_dictionaries_when_every_hash_collides(int keys) =>
        Step.Check(steps => Run(steps, keys, ChosenKey.Colliding));

    private static void Run<TKey>(Step[] steps, int keys, Func<int, TKey> keyOf) where TKey : notnull, IEquatable<TKey>
    {
        var forks = new List<Fork<StateMap<TKey, int>, Dictionary<TKey, int>>> { new(default, [], model => new(model)) };
        var growing = true;
        foreach (var step in steps)
        {
            var fork = forks[step.Fork % forks.Count];
            var key = keyOf(step.Key % keys);
            switch (step.Move)
            {
                case < 2:
                    growing = !growing;
                    break;
                case < 5:
                    Branch(forks, fork, step);
                    break;
                default:
                    // Alternating tides, so that maps grow, and shrink again, rather than hover.
                    if (step.Move < (growing ? 75 : 30))
                        Set(fork, key, step.Value);
                    else
                        Remove(fork, key);
                    break;
            }
        }

        foreach (var fork in forks)
            AssertSame(fork.State, fork.Model);
    }

    private static void Branch<TKey>(
        List<Fork<StateMap<TKey, int>, Dictionary<TKey, int>>> forks,
        Fork<StateMap<TKey, int>, Dictionary<TKey, int>> fork,
        Step step)
        where TKey : notnull, IEquatable<TKey>
    {
        if (forks.Count < ForksAtMost)
        {
            forks.Add(fork.Split());
            return;
        }

        var at = step.Value % ForksAtMost;
        AssertSame(forks[at].State, forks[at].Model);
        forks[at] = fork.Split();
    }

    private static void Set<TKey>(Fork<StateMap<TKey, int>, Dictionary<TKey, int>> fork, TKey key, int value)
        where TKey : notnull, IEquatable<TKey>
    {
        fork.State = fork.State.Set(key, value, fork.Edit);
        fork.Model[key] = value;
        Assert.That(fork.State.Find(key), Is.EqualTo(value));
    }

    private static void Remove<TKey>(Fork<StateMap<TKey, int>, Dictionary<TKey, int>> fork, TKey key)
        where TKey : notnull, IEquatable<TKey>
    {
        var there = fork.Model.Remove(key);
        Assert.That(fork.State.Contains(key), Is.EqualTo(there));
        fork.State = fork.State.Remove(key, fork.Edit);
        Assert.That(fork.State.Contains(key), Is.False);
    }

    private static void AssertSame<TKey>(StateMap<TKey, int> map, Dictionary<TKey, int> model)
        where TKey : notnull, IEquatable<TKey>
    {
        Assert.That(map.Count, Is.EqualTo(model.Count));

        // The dictionary refuses an entry that would be enumerated twice.
        var entries = new Dictionary<TKey, int>(map.Entries);
        Assert.That(entries, Has.Count.EqualTo(model.Count));
        foreach (var (key, value) in model)
        {
            if (!map.TryGet(key, out var found) || found != value || entries[key] != value)
                Assert.Fail($"{key} should be {value}");
        }
    }
}
