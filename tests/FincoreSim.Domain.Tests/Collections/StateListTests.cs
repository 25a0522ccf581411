using System.Runtime.CompilerServices;
using FincoreSim.Domain.Collections;

namespace FincoreSim.Domain.Tests.Collections;

public class StateListTests
{
    [Test]
    public void The_default_list_is_empty()
    {
        StateList<string> list = default;

        Assert.That(list.First, Is.Zero);
        Assert.That(list.End, Is.Zero);
        Assert.That(list.Count, Is.Zero);
        Assert.That(list.Forward(0), Is.Empty);
        Assert.That(list.Backward(), Is.Empty);
        Assert.That(list.DropBefore(0, new Edit()).Count, Is.Zero);
    }

    [TestCase(99)]
    [TestCase(200)]
    [TestCase(-1)]
    public void Refuses_an_index_that_is_not_kept(long index)
    {
        var edit = new Edit();
        var list = Filled(200, edit).DropBefore(100, edit);

        Assert.That(() => list[index], Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => list.Set(index, 1, edit), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Refuses_to_drop_what_was_never_added()
    {
        var edit = new Edit();
        var list = Filled(3, edit);

        Assert.That(() => list.DropBefore(4, edit), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(list.DropBefore(3, edit).Count, Is.Zero);
    }

    [TestCase(0, 100)]
    [TestCase(100, 100)]
    [TestCase(150, 50)]
    [TestCase(200, 0)]
    [TestCase(5_000, 0)]
    public void Forward_begins_no_earlier_than_the_first_kept(long from, int count)
    {
        var edit = new Edit();
        var list = Filled(200, edit).DropBefore(100, edit);

        Assert.That(list.Forward(from).Count(), Is.EqualTo(count));
    }

    [Test]
    public void Forks_of_a_large_list_stay_apart()
    {
        const int Size = 200_000;
        var original = Filled(Size, new Edit());
        var forks = new StateList<int>[4];
        for (var fork = 0; fork < forks.Length; fork++)
        {
            var edit = new Edit();
            forks[fork] = original.DropBefore(fork * 40_000, edit);
            for (var index = 190_000 + fork; index < Size; index += 7)
                forks[fork] = forks[fork].Set(index, -1 - fork, edit);

            for (var time = 0; time < 1_000; time++)
                forks[fork] = forks[fork].Add(fork, edit);
        }

        Assert.That(original.Forward(0).SequenceEqual(Enumerable.Range(0, Size)), Is.True);
        for (var fork = 0; fork < forks.Length; fork++)
        {
            var number = fork;
            var expected = Enumerable.Range(number * 40_000, Size - (number * 40_000))
                .Select(index => index >= 190_000 && (index - 190_000) % 7 == number ? -1 - number : index)
                .Concat(Enumerable.Repeat(number, 1_000));
            Assert.That(forks[fork].Forward(0).SequenceEqual(expected), Is.True, $"fork {fork}");
        }
    }

    [Test]
    public void A_sliding_window_keeps_its_directory_small()
    {
        const int Window = 10_000;
        var edit = new Edit();
        StateList<int> list = default;
        var widest = 0;
        for (var index = 0; index < 10_000_000; index++)
        {
            list = list.Add(index, edit);
            list = list.DropBefore(list.End - Window, edit);
            widest = Math.Max(widest, list.PageCapacity);
        }

        Assert.That(widest, Is.LessThanOrEqualTo(4));
        Assert.That(list.Count, Is.EqualTo(Window));
        Assert.That(list.Forward(0).SequenceEqual(Enumerable.Range(10_000_000 - Window, Window)), Is.True);
    }

    [TestCase(512)]
    [TestCase(32_768)]
    [TestCase(40_000)]
    public void Whole_chunks_that_were_passed_can_be_collected(int dropped)
    {
        var (list, oldest) = WithOldestDropped(dropped);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.That(oldest.IsAlive, Is.False);
        Assert.That(list.Count, Is.EqualTo(1));
        GC.KeepAlive(list);
    }

    [Test]
    public void A_write_after_a_fork_copies_little_and_then_nothing()
    {
        var list = Filled(1_000_000, new Edit());
        var fork = new Edit();

        var before = GC.GetAllocatedBytesForCurrentThread();
        list = list.Set(500_000, 1, fork);
        var first = GC.GetAllocatedBytesForCurrentThread();
        list = list.Set(500_000, 2, fork);
        var second = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(first - before, Is.LessThan(4_096));
        Assert.That(second - first, Is.Zero);
        Assert.That(list[500_000], Is.EqualTo(2));
    }

    [Test]
    public void A_frozen_handle_can_be_read_while_another_edit_writes()
    {
        var frozen = Filled(50_000, new Edit());
        var written = frozen;
        var edit = new Edit();

        Parallel.Invoke(
            () => Assert.That(frozen.Forward(0).SequenceEqual(Enumerable.Range(0, 50_000)), Is.True),
            () =>
            {
                for (var index = 0; index < 50_000; index++)
                    written = written.Set(index, -1, edit).Add(index, edit);

                written = written.DropBefore(40_000, edit);
            },
            () => Assert.That(frozen.Backward().Sum(item => (long)item), Is.EqualTo(50_000L * 49_999 / 2)));

        Assert.That(frozen.Forward(0).SequenceEqual(Enumerable.Range(0, 50_000)), Is.True);
    }

    // Apart and not inlined, so that no local of the test keeps the element alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (StateList<object> List, WeakReference Oldest) WithOldestDropped(int dropped)
    {
        var edit = new Edit();
        var oldest = new object();
        var list = default(StateList<object>).Add(oldest, edit);
        while (list.End <= dropped)
            list = list.Add("kept", edit);

        return (list.DropBefore(dropped, edit), new WeakReference(oldest));
    }

    private static StateList<int> Filled(int count, Edit edit)
    {
        StateList<int> list = default;
        for (var index = 0; index < count; index++)
            list = list.Add(index, edit);

        return list;
    }
}
