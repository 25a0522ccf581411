using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Worlds;

/// <summary>Where a replay first left the way of its recording.</summary>
/// <param name="Number">The number of the input, from 1.</param>
/// <param name="Input">The input.</param>
/// <param name="JournalAfter">How many entries the journal had been given after it in the replay; null where deciding it
/// failed.</param>
public sealed record Divergence(int Number, RecordedInput Input, long? JournalAfter);

/// <summary>What a replay came to.</summary>
/// <param name="World">The world at its end.</param>
/// <param name="Divergence">Where it first left the way of its recording; null where it never did.</param>
/// <param name="Failed">How many decisions threw, as may have been in the recording: each is a bug, and changed nothing.</param>
public sealed record Replayed(World World, Divergence? Divergence, int Failed);

/// <summary>
/// Repeats a recording: no integrator, no receiver, no wall clock. What is due runs between the inputs, as it did when each of
/// them entered the gate.
/// </summary>
public static class WorldReplay
{
    /// <summary>Repeats inputs in order.</summary>
    /// <param name="start">The world as it was when the first of them came; it is changed.</param>
    /// <param name="inputs">The inputs. A restore must name a snapshot before it.</param>
    /// <param name="until">The UTC instant of the recording's end, up to which what is due still runs.</param>
    /// <returns>The world at the end; one whose invariant broke is returned as it is then.</returns>
    public static Replayed Run(World start, IEnumerable<RecordedInput> inputs, DateTimeOffset until)
    {
        var replay = new Course(start);
        try
        {
            foreach (var input in inputs)
            {
                replay.Take(input);
            }

            replay.MoveTo(until);
        }
        catch (InvariantBroken) when (replay.World.Broken is not null)
        {
            // That the world broke, and how, is a result: it stands in the world.
        }

        return new Replayed(replay.World, replay.Divergence, replay.Failed);
    }

    /// <summary>A replay under way.</summary>
    private sealed class Course(World start)
    {
        private readonly Dictionary<string, World> _kept = new(StringComparer.Ordinal);
        private int _taken;

        public World World { get; private set; } = start;

        public Divergence? Divergence { get; private set; }

        public int Failed { get; private set; }

        public void Take(RecordedInput input)
        {
            _taken++;
            switch (input)
            {
                case RecordedBeginning { At: var at }:
                    MoveTo(at);
                    Compare(input, World.State.Journal.NextSequence - 1);
                    break;
                case RecordedCommand { At: var at } command:
                    MoveTo(at);
                    Decide(input, () => World.Execute(command.Command, command.CausedBy));
                    break;
                case RecordedPayment { At: var at } payment:
                    MoveTo(at);
                    Decide(input, () => World.Submit(payment.Request));
                    break;
                case RecordedSnapshot { Name: var name }:
                    _kept[name] = World.Fork();
                    break;
                case RecordedRestore { Name: var name }:
                    World = _kept[name].Fork();
                    break;
                default:
                    throw new InvalidOperationException($"{input.GetType().Name} is no input");
            }
        }

        public void MoveTo(DateTimeOffset instant)
        {
            while (World.RunNextDue(instant) is not null)
            {
                // Each item runs at its own instant.
            }

            World.MoveTo(instant);
        }

        /// <summary>
        /// A decision that throws changes nothing and is answered as a bug, here as there; then the next input comes.
        /// </summary>
        private void Decide(RecordedInput input, Action decide)
        {
            long? after = null;
            try
            {
                decide();
                after = World.State.Journal.NextSequence - 1;
            }
            catch (Exception) when (World.Broken is null)
            {
                Failed++;
            }

            Compare(input, after);
        }

        private void Compare(RecordedInput input, long? after)
        {
            if (Divergence is null && after != input.JournalAfter)
            {
                Divergence = new Divergence(_taken, input, after);
            }
        }
    }
}
