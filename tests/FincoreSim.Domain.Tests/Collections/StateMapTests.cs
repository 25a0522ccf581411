using FincoreSim.Domain.Collections;

namespace FincoreSim.Domain.Tests.Collections;

public class StateMapTests
{
    [Test]
    public void The_default_map_is_empty()
    {
        StateMap<PlainKey, string> map = default;

        Assert.That(map.Count, Is.Zero);
        Assert.That(map.Find(PlainKey.From(1)), Is.Null);
        Assert.That(map.TryGet(PlainKey.From(1), out _), Is.False);
        Assert.That(map.Remove(PlainKey.From(1), new Edit()).Count, Is.Zero);
        Assert.That(map.Entries, Is.Empty);
    }

    [Test]
    public void A_handle_taken_before_the_token_changed_never_sees_later_writes()
    {
        var edit = new Edit();
        var map = Filled(1_000, edit);
        var kept = map;
        edit = new Edit();
        for (var number = 0; number < 1_000; number++)
            map = number % 2 == 0 ? map.Set(PlainKey.From(number), -1, edit) : map.Remove(PlainKey.From(number), edit);

        Assert.That(map.Count, Is.EqualTo(500));
        Assert.That(kept.Count, Is.EqualTo(1_000));
        Assert.That(kept.Entries.Select(entry => entry.Value).Order(), Is.EqualTo(Enumerable.Range(0, 1_000)));
    }

    [Test]
    public void Forks_of_a_large_map_stay_apart()
    {
        const int Size = 200_000;
        var original = Filled(Size, new Edit());
        var forks = new StateMap<PlainKey, int>[4];
        for (var fork = 0; fork < forks.Length; fork++)
        {
            var edit = new Edit();
            forks[fork] = original;
            for (var number = fork; number < Size; number += 7)
                forks[fork] = forks[fork].Set(PlainKey.From(number), -1 - fork, edit);

            for (var number = 0; number < 1_000; number++)
                forks[fork] = forks[fork].Set(PlainKey.From(Size + number), fork, edit);
        }

        for (var number = 0; number < Size; number++)
        {
            var key = PlainKey.From(number);
            if (original.Find(key) != number)
                Assert.Fail($"the original lost {number}");

            for (var fork = 0; fork < forks.Length; fork++)
            {
                if (forks[fork].Find(key) != (number % 7 == fork ? -1 - fork : number))
                    Assert.Fail($"fork {fork} is wrong at {number}");
            }
        }

        Assert.That(original.Count, Is.EqualTo(Size));
        Assert.That(forks.Select(fork => fork.Count), Is.All.EqualTo(Size + 1_000));
    }

    [Test]
    public void Removing_an_absent_key_copies_nothing_even_in_a_fork()
    {
        var map = Filled(1_000, new Edit());
        var (absent, fork) = (PlainKey.From(-1), new Edit());
        map.Remove(absent, fork);

        var before = GC.GetAllocatedBytesForCurrentThread();
        map.Remove(absent, fork);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void The_first_write_after_a_fork_copies_and_the_next_ones_do_not()
    {
        var map = Filled(100_000, new Edit());
        var (key, fork) = (PlainKey.From(50_000), new Edit());

        map = map.Set(key, 1, fork);
        var first = GC.GetAllocatedBytesForCurrentThread();
        map = map.Set(key, 2, fork);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - first, Is.Zero);
        Assert.That(map.Find(key), Is.EqualTo(2));
    }

    [Test]
    public void A_map_that_shrank_takes_little_room_again()
    {
        var edit = new Edit();
        var map = Filled(100_000, edit);
        for (var number = 2; number < 100_000; number++)
            map = map.Remove(PlainKey.From(number), edit);

        Assert.That(map.Capacity, Is.LessThan(2_000));
        Assert.That(map.Entries.Select(entry => entry.Value).Order(), Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public void A_frozen_handle_can_be_read_while_another_edit_writes()
    {
        var frozen = Filled(20_000, new Edit());
        var written = frozen;
        var edit = new Edit();

        Parallel.Invoke(
            () => AssertUnchanged(frozen),
            () =>
            {
                for (var number = 0; number < 100_000; number++)
                {
                    var key = PlainKey.From(number % 30_000);
                    written = number % 3 == 0 ? written.Remove(key, edit) : written.Set(key, -1, edit);
                }
            },
            () => AssertUnchanged(frozen));

        AssertUnchanged(frozen);
    }

    private static void AssertUnchanged(StateMap<PlainKey, int> frozen)
    {
        for (var number = 0; number < 20_000; number++)
        {
            if (frozen.Find(PlainKey.From(number)) != number)
                Assert.Fail($"{number} changed");
        }

        Assert.That(frozen.Entries.Count(), Is.EqualTo(20_000));
    }

    private static StateMap<PlainKey, int> Filled(int count, Edit edit)
    {
        StateMap<PlainKey, int> map = default;
        for (var number = 0; number < count; number++)
            map = map.Set(PlainKey.From(number), number, edit);

        return map;
    }
}
