using System.Runtime.CompilerServices;
using FincoreSim.Domain.Collections;

namespace FincoreSim.Domain.Tests.Collections;

public class StateMapMemoryTests
{
    [Test]
    public void Removing_an_absent_key_allocates_nothing_even_in_a_fork()
    {
        var map = Filled(1_000, new Edit());
        var absent = PlainKey.From(-1);
        var fork = new Edit();
        map.Remove(absent, fork);

        var before = GC.GetAllocatedBytesForCurrentThread();
        map.Remove(absent, fork);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void A_write_after_a_fork_copies_a_path_once_and_then_nothing()
    {
        var map = Filled(100_000, new Edit());
        var key = PlainKey.From(50_000);
        var fork = new Edit();

        var before = GC.GetAllocatedBytesForCurrentThread();
        map = map.Set(key, 1, fork);
        var first = GC.GetAllocatedBytesForCurrentThread();
        map = map.Set(key, 2, fork);
        var second = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(first - before, Is.LessThan(4_096));
        Assert.That(second - first, Is.Zero);
        Assert.That(map.Find(key), Is.EqualTo(2));
    }

    [Test]
    public void A_map_that_shrank_is_one_small_leaf_again()
    {
        var edit = new Edit();
        var map = Filled(10_000, edit);
        for (var number = 2; number < 10_000; number++)
            map = map.Remove(PlainKey.From(number), edit);

        // Copying a single branch would already take more than its 32 references.
        var fork = new Edit();
        var before = GC.GetAllocatedBytesForCurrentThread();
        map = map.Set(PlainKey.From(0), -1, fork);
        var copied = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(copied, Is.LessThan(280));
        Assert.That(map.Entries().Select(entry => entry.Value).Order(), Is.EqualTo(new[] { -1, 1 }));
    }

    [Test]
    public void Values_that_were_removed_or_replaced_can_be_collected()
    {
        var (map, values) = WithEveryValueGone();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.That(values.Count(value => value.IsAlive), Is.Zero);
        Assert.That(map.Count, Is.EqualTo(500));
        GC.KeepAlive(map.Find(PlainKey.From(1)));
    }

    // Apart and not inlined, so that no local of the test keeps a value alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (StateMap<PlainKey, object> Map, List<WeakReference> Values) WithEveryValueGone()
    {
        var edit = new Edit();
        StateMap<PlainKey, object> map = default;
        var values = new List<WeakReference>();
        for (var number = 0; number < 1_000; number++)
        {
            var value = new object();
            values.Add(new WeakReference(value));
            map = map.Set(PlainKey.From(number), value, edit);
        }

        for (var number = 0; number < 1_000; number++)
        {
            var key = PlainKey.From(number);
            map = number % 2 == 0 ? map.Remove(key, edit) : map.Set(key, "other", edit);
        }

        return (map, values);
    }

    private static StateMap<PlainKey, int> Filled(int count, Edit edit)
    {
        StateMap<PlainKey, int> map = default;
        for (var number = 0; number < count; number++)
            map = map.Set(PlainKey.From(number), number, edit);

        return map;
    }
}
