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
        Assert.That(map.Entries(), Is.Empty);
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
        Assert.That(kept.Entries().Select(entry => entry.Value).Order(), Is.EqualTo(Enumerable.Range(0, 1_000)));
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
    public void Keys_whose_hashes_all_collide_are_told_apart()
    {
        var edit = new Edit();
        StateMap<ChosenKey, int> map = default;
        for (var number = 0; number < 500; number++)
            map = map.Set(ChosenKey.Colliding(number), number, edit);

        // A key with another hash has to split the crowd off first.
        map = map.Set(new ChosenKey(1, 99), -1, edit);
        for (var number = 0; number < 500; number += 2)
            map = map.Remove(ChosenKey.Colliding(number), edit);

        Assert.That(map.Count, Is.EqualTo(251));
        Assert.That(map.Find(ChosenKey.Colliding(499)), Is.EqualTo(499));
        Assert.That(map.Contains(ChosenKey.Colliding(498)), Is.False);
        Assert.That(map.Find(new ChosenKey(1, 99)), Is.EqualTo(-1));
    }

    [Test]
    public void The_same_history_enumerates_in_the_same_order()
    {
        var once = Filled(5_000, new Edit());
        var again = Filled(5_000, new Edit());

        Assert.That(once.Entries().SequenceEqual(again.Entries()), Is.True);
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

        Assert.That(frozen.Entries().Count(), Is.EqualTo(20_000));
    }

    private static StateMap<PlainKey, int> Filled(int count, Edit edit)
    {
        StateMap<PlainKey, int> map = default;
        for (var number = 0; number < count; number++)
            map = map.Set(PlainKey.From(number), number, edit);

        return map;
    }
}
