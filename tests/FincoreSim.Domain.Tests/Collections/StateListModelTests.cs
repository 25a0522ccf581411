using FincoreSim.Domain.Collections;

namespace FincoreSim.Domain.Tests.Collections;

public class StateListModelTests
{
    private const int ForksAtMost = 5;

    [TestCase(1)]
    [TestCase(700)]
    [TestCase(20_000)]
    public void Forks_of_a_list_do_what_their_lists_do(int burst) =>
        Step.Check(steps => Run(steps[..Math.Min(steps.Length, 300_000 / burst)], burst));

    private static void Run(Step[] steps, int burst)
    {
        var forks = new List<Fork<StateList<int>, Model>> { new(default, new Model(), model => model.Copy()) };
        foreach (var step in steps)
        {
            var fork = forks[step.Fork % forks.Count];
            switch (step.Move)
            {
                case < 4:
                    Branch(forks, fork, step);
                    break;
                case < 15:
                    Drop(fork, step);
                    break;
                case < 40:
                    Replace(fork, step);
                    break;
                default:
                    Add(fork, step, 1 + (step.Key % burst));
                    break;
            }
        }

        foreach (var fork in forks)
            AssertSame(fork.State, fork.Model);
    }

    private static void Branch(List<Fork<StateList<int>, Model>> forks, Fork<StateList<int>, Model> fork, Step step)
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

    private static void Drop(Fork<StateList<int>, Model> fork, Step step)
    {
        // A few times in a hundred everything goes; otherwise some part of what is kept.
        var index = step.Value % 100 < 5
            ? fork.State.End
            : fork.State.First + (step.Key % (fork.State.Count + 1)) - (step.Value % 2);
        fork.State = fork.State.DropBefore(index, fork.Edit);
        fork.Model.DropBefore(index);
        Assert.That(fork.State.First, Is.EqualTo(fork.Model.First));
    }

    private static void Replace(Fork<StateList<int>, Model> fork, Step step)
    {
        if (fork.State.Count == 0)
            return;

        var offset = step.Key % fork.State.Count;
        fork.State = fork.State.Set(fork.State.First + offset, step.Value, fork.Edit);
        fork.Model.Kept[offset] = step.Value;
    }

    private static void Add(Fork<StateList<int>, Model> fork, Step step, int times)
    {
        for (var time = 0; time < times; time++)
        {
            fork.State = fork.State.Add(step.Value + time, fork.Edit);
            fork.Model.Kept.Add(step.Value + time);
        }
    }

    private static void AssertSame(StateList<int> list, Model model)
    {
        Assert.That(list.First, Is.EqualTo(model.First));
        Assert.That(list.Count, Is.EqualTo(model.Kept.Count));
        Assert.That(list.Forward(0).SequenceEqual(model.Kept), Is.True, "forward");
        Assert.That(list.Backward().SequenceEqual(Enumerable.Reverse(model.Kept)), Is.True, "backward");
        var half = model.Kept.Count / 2;
        Assert.That(list.Backward(list.First + half).SequenceEqual(Enumerable.Reverse(model.Kept.Take(half))), Is.True,
            "backward from the middle");
        Assert.That(list.Forward(list.First + half).SequenceEqual(model.Kept.Skip(half)), Is.True, "forward from the middle");
        for (var offset = 0; offset < model.Kept.Count; offset += 17)
        {
            if (list[model.First + offset] != model.Kept[offset])
                Assert.Fail($"wrong at {model.First + offset}");
        }
    }

    private sealed class Model
    {
        public long First { get; private set; }

        public List<int> Kept { get; private init; } = [];

        public Model Copy() => new() { First = First, Kept = [.. Kept] };

        public void DropBefore(long index)
        {
            if (index <= First)
                return;

            Kept.RemoveRange(0, (int)(index - First));
            First = index;
        }
    }
}
