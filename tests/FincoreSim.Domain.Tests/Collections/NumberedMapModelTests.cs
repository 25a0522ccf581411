using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Identity;

namespace FincoreSim.Domain.Tests.Collections;

/// <summary>The map of numbered ids against a plain dictionary, over forks, gaps, ids of other worlds and ids that stay for long.</summary>
public class NumberedMapModelTests
{
    private const int ForksAtMost = 5;

    private static readonly SeededIds Ids = new(1);
    private static readonly SeededIds OtherIds = new(2);

    [TestCase(51ul, 40)]
    [TestCase(52ul, 10_000)]
    public void Forks_of_a_map_do_what_their_dictionaries_do(ulong seed, int keys) => Step.Check(seed, steps => Run(steps, step => Any(step.Key % keys)));

    [TestCase(53ul)]
    public void Ids_that_come_in_their_order_do_too(ulong seed)
    {
        Step.Check(seed, steps =>
        {
            var next = 1_000;
            Run(steps, step => step.Move >= 70 ? Any(next - (step.Key % 60)) : Any(next += step.Key % 50 == 0 ? step.Value % 200 : 1));
        });
    }

    [Test]
    public void What_stays_for_long_does_not_keep_the_window_open()
    {
        var (edit, map) = (new Edit(), default(NumberedMap<int>));
        for (var number = 1; number <= 100_000; number++)
        {
            map = map.Set(Ids.Uuid(IdKind.Transaction, number), number, edit);
            if (number > 100 && number % 1_000 != 0)
                map = map.Remove(Ids.Uuid(IdKind.Transaction, number - 100), edit);
        }

        Assert.That(map.Count, Is.EqualTo(200));
        Assert.That(map.WindowSize, Is.LessThan(2_000));
        Assert.That(map.Values.Distinct().Count(), Is.EqualTo(200));
    }

    [Test]
    public void An_id_of_another_kind_with_the_same_number_is_another_id()
    {
        var (edit, map) = (new Edit(), default(NumberedMap<string>));
        var (payment, delivery) = (Ids.Uuid(IdKind.Transaction, 7), Ids.Uuid(IdKind.Delivery, 7));
        map = map.Set(payment, "payment", edit).Set(delivery, "delivery", edit);

        Assert.That((map.TryGet(payment, out var first), first, map.TryGet(delivery, out var second), second), Is.EqualTo((true, "payment", true, "delivery")));
        Assert.That(map.Remove(payment, edit).Values, Is.EqualTo(new[] { "delivery" }));
    }

    /// <summary>Of a number: mostly the world's own id, sometimes one of another kind, or that nobody numbered.</summary>
    private static Guid Any(int number) => (number % 13) switch
    {
        0 => OtherIds.Uuid(IdKind.Transaction, number),
        1 => new Guid(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
        _ => Ids.Uuid(IdKind.Transaction, number),
    };

    private static void Run(Step[] steps, Func<Step, Guid> idOf)
    {
        var forks = new List<Fork<NumberedMap<int>, Dictionary<Guid, int>>> { new(default, [], model => new(model)) };
        foreach (var step in steps)
        {
            var fork = forks[step.Fork % forks.Count];
            switch (step.Move)
            {
                case < 2 when forks.Count < ForksAtMost:
                    forks.Add(fork.Split());
                    break;
                case < 2:
                    AssertSame(forks[step.Value % ForksAtMost]);
                    forks[step.Value % ForksAtMost] = fork.Split();
                    break;
                case < 70:
                    var added = idOf(step);
                    fork.Model[added] = step.Value;
                    fork.State = fork.State.Set(added, step.Value, fork.Edit);
                    break;
                default:
                    var removed = idOf(step);
                    Assert.That(fork.State.Contains(removed), Is.EqualTo(fork.Model.Remove(removed)));
                    fork.State = fork.State.Remove(removed, fork.Edit);
                    break;
            }
        }

        foreach (var fork in forks)
            AssertSame(fork);
    }

    private static void AssertSame(Fork<NumberedMap<int>, Dictionary<Guid, int>> fork)
    {
        Assert.That(fork.State.Count, Is.EqualTo(fork.Model.Count));
        Assert.That(fork.State.Values.Order(), Is.EqualTo(fork.Model.Values.Order()));
        foreach (var (id, value) in fork.Model)
            Assert.That((fork.State.TryGet(id, out var found), found), Is.EqualTo((true, value)));
    }
}
