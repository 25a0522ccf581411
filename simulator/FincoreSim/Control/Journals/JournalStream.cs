using FincoreSim.Control.Sandboxes;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Worlds;
using FincoreSim.Json;
using FincoreSim.Worlds;

namespace FincoreSim.Control.Journals;

/// <summary>The journal as server-sent events. Stateless.</summary>
internal static class JournalStream
{
    /// <summary>How many entries are taken from the journal at a time.</summary>
    private const int TakenMax = 500;

    /// <summary>Answers with the stream, until the follower leaves or the sandbox ends or breaks.</summary>
    public static Task SendAsync(ControlCall call) => EventStream.SendAsync(call, "journal", FollowAsync);

    private static async Task FollowAsync(EventStream stream, Sandbox sandbox)
    {
        var run = sandbox.Run;
        while (true)
        {
            if (run.Stopped.IsCancellationRequested)
            {
                if (ReferenceEquals(run, sandbox.Run))
                {
                    return;
                }

                run = sandbox.Run;
                await stream.ResetAsync();
            }

            var next = run.Changes.Next();
            var broken = run.Gate.Broken;
            var (entries, newest) = run.Gate.Inspect(world => Since(world, stream.Position));
            if (newest < stream.Position)
            {
                await stream.ResetAsync();
                continue;
            }

            foreach (var entry in entries.Select(JournalEntryView.From))
            {
                await stream.EventAsync(entry.Sequence, entry.Kind, JsonBytes.Of(entry, ControlJson.Default.JournalEntryView));
            }

            if (entries.Length == 0 && broken is not null)
            {
                await stream.NoticeAsync("broken", JsonBytes.Of(BrokenView.From(broken), ControlJson.Default.BrokenView));
                return;
            }

            if (entries.Length == 0)
            {
                await stream.WaitAsync(next);
            }
        }
    }

    private static (JournalEntry[] Entries, long Newest) Since(World world, long position) => (
        [.. world.State.Journal.After(position).Take(TakenMax)], world.State.Journal.NextSequence - 1);
}
