using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Worlds;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Requests;

namespace FincoreSim.Runs.Copied;

/// <summary>What is asked to be copied.</summary>
/// <param name="Since">The journal entry from which on it is copied; what came before is set-up. 0: the start.</param>
/// <param name="Only">The entries that are wanted; null: all.</param>
/// <param name="Name">What the scenario is called; null: by sandbox and day.</param>
internal sealed record CopyRequest(long Since, FrozenSet<long>? Only, string? Name);

/// <summary>A scenario made from what was done in a sandbox. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Yaml">The file.</param>
/// <param name="Done">What was done since the point, in the scenario or not, oldest first.</param>
/// <param name="LeftOut">What it cannot say.</param>
/// <param name="Money">The fingerprint of the money as it was; null where the copy is not of all of it.</param>
internal sealed record ScenarioCopy(string Name, string Yaml, ImmutableArray<CopiedStep> Done, ImmutableArray<LeftOut> LeftOut, string? Money)
{
    /// <summary>How many things may be copied at a time.</summary>
    public const int DeedsMax = 2_000;

    private const int EntriesMax = 200_000;
    private const int LintsMax = 20;

    /// <summary>Copies a sandbox; refused where its journal no longer has the beginning, or far too much was done.</summary>
    public static Outcome<ScenarioCopy> Of(Sandbox sandbox, CopyRequest request)
    {
        var read = sandbox.Read<Outcome<Source>>(world => world.State.Journal is var journal && (journal.Dropped > 0 || journal.Count > EntriesMax)
            ? Gone(journal)
            : new Source([.. journal.After(0)], FingerprintOf(world), [.. sandbox.Requests.After(0).Select(placed => placed.Thing)]));
        if (!read.IsAccepted)
        {
            return read.Refusal;
        }

        var source = read.Value;
        var deeds = Deeds.Of(source.Journal, source.Calls);
        if (deeds.All.Length > DeedsMax)
        {
            return Refusal.OfState("sandbox", $"{deeds.All.Length} things done", [$"at most {DeedsMax} since the last reset"], null);
        }

        var badSteps = new Dictionary<long, string>();
        for (var lint = 0; ; lint++)
        {
            var draft = new CopyDraft(sandbox, request, source.Journal, deeds, badSteps);
            var copy = draft.Write(request);
            if (lint == LintsMax || draft.FirstProblem(copy.Yaml) is not { } bad)
            {
                return copy with { Money = IsWhole(copy, request) ? source.Money : null };
            }

            badSteps[bad.Step.Deed.Sequence] = bad.Problem;
        }
    }

    /// <summary>The fingerprint of a world's money: balances, transactions, holds.</summary>
    public static string FingerprintOf(World world) => Fingerprint.PartsOf(world.State).First(part => part.Name == "money").Hash;

    private static bool IsWhole(ScenarioCopy copy, CopyRequest request) => request.Only is null && copy.LeftOut.All(left => left.IsHarmless);

    private static Refusal Gone(Journal journal) => Refusal.OfState(
        "journal", $"{journal.Dropped} entries dropped, {journal.Count} kept", [$"every entry since the last reset, at most {EntriesMax}"], null);

    /// <summary>What a copy is made from, as it was at one moment.</summary>
    private sealed record Source(ImmutableArray<JournalEntry> Journal, string Money, LoggedRequest[] Calls);
}
