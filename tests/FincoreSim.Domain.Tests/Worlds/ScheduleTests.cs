using CsCheck;
using FincoreSim.Domain.Collections;

namespace FincoreSim.Domain.Tests.Worlds;

public sealed class ScheduleTests
{
    /// <summary>A subject, an instant, and whether it is taken out again.</summary>
    private sealed record Step(int Subject, int Second, bool IsRemoval);

    [Test]
    public void Items_come_out_by_instant_and_then_by_sequence_one_for_each_subject() => Property.Holds(
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 4], Gen.Int[0, 4], (subject, second, kind) => new Step(subject, second, kind == 0))
            .Array[0, 100],
        steps =>
        {
            var schedule = new Schedule(new Edit());
            var naive = new Dictionary<Guid, DueItem>();
            foreach (var (step, sequence) in steps.Select((step, sequence) => (step, sequence)))
            {
                Take(step, sequence, schedule, naive);
                var expected = naive.Values.OrderBy(item => item.At).ThenBy(item => item.Sequence).ToArray();
                Assert.That(schedule.Items, Is.EqualTo(expected));
                Assert.That(schedule.Next, Is.EqualTo(expected.FirstOrDefault()));
                Assert.That(schedule.Count, Is.EqualTo(expected.Length));
                Assert.That(schedule.CountThatEnd, Is.EqualTo(expected.Count(item => !item.IsRecurring)));
            }
        });

    [Test]
    public void A_fork_goes_its_own_way()
    {
        var schedule = new Schedule(new Edit());
        schedule.Add(Item(1, 10, 0));
        var fork = schedule.Fork(new Edit());
        schedule.Use(new Edit());

        fork.Remove(Subject(1));
        schedule.Add(Item(2, 5, 1));

        Assert.That(fork.Next, Is.Null);
        Assert.That(schedule.Items.Select(item => item.Subject), Is.EqualTo(new[] { Subject(2), Subject(1) }));
    }

    private static void Take(Step step, int sequence, Schedule schedule, Dictionary<Guid, DueItem> naive)
    {
        if (step.IsRemoval)
        {
            schedule.Remove(Subject(step.Subject));
            naive.Remove(Subject(step.Subject));
            return;
        }

        var item = Item(step.Subject, step.Second, sequence);
        schedule.Add(item);
        naive[item.Subject] = item;
    }

    private static DueItem Item(int subject, int second, int sequence) =>
        new(WorldKit.Start.AddSeconds(second), sequence, Subject(subject), new NothingHappens(), null, subject == 0);

    private static Guid Subject(int number) => new(number, 0, 0, new byte[8]);
}
