using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Kernel;
using FincoreSim.Worlds.Requests;

namespace FincoreSim.Runs.Copied;

/// <summary>What was done in a sandbox, put together from its journal and the log of its calls. Immutable.</summary>
/// <param name="All">What was done, in order.</param>
/// <param name="End">UTC instant of the last thing that happened, done by somebody or due.</param>
/// <param name="HasRunAtEnd">Whether something that was due ran after the last deed.</param>
/// <param name="Reads">How many calls only read.</param>
internal sealed record Deeds(ImmutableArray<Deed> All, DateTimeOffset End, bool HasRunAtEnd, int Reads)
{
    /// <summary>What nobody asks for: the world's own doing, or what every call does.</summary>
    private static readonly FrozenSet<string> Unasked = FrozenSet.Create(
        StringComparer.Ordinal,
        "issue_token", "request", "take_deliveries", "webhook_attempt", "webhook_answer", "answer", "close_operating_day", "send_back", "change_seed");

    /// <summary>Puts them together.</summary>
    public static Deeds Of(ImmutableArray<JournalEntry> journal, IEnumerable<LoggedRequest> log)
    {
        LoggedRequest[] calls = [.. log.Where(call => call.Client is not null && !call.Path.EndsWith("/credential-tokens", StringComparison.Ordinal))];
        LoggedRequest[] asked = [.. calls.Where(call => call.Method is not ("GET" or "HEAD"))];
        var (deeds, ranLast) = FromJournal(journal, asked);
        var known = deeds.Select(deed => deed.Call).OfType<LoggedRequest>().ToHashSet();
        return new Deeds(
            [.. deeds.Concat(Alone(asked, known)).OrderBy(deed => deed.Sequence).ThenBy(deed => deed.Call?.Number ?? 0)],
            journal.IsEmpty ? default : journal[^1].At,
            ranLast,
            calls.Length - asked.Length);
    }

    private static (List<Deed> Deeds, bool HasRunLast) FromJournal(ImmutableArray<JournalEntry> journal, LoggedRequest[] calls)
    {
        var deeds = new List<Deed>();
        var places = new Dictionary<long, int>();
        var hasRun = false;
        foreach (var entry in journal)
        {
            if (entry.Fact is KeyRecorded { Record: var record } && deeds.Count > 0 && deeds[^1] is { Key: null, Head: CommandAccepted or CommandRefused } payer)
            {
                deeds[^1] = payer with { Key = record };
            }
            else if (entry.CausedBy is { } cause && places.TryGetValue(cause, out var place))
            {
                deeds[place] = deeds[place] with { Facts = deeds[place].Facts.Add(entry.Fact) };
            }
            else if (IsDeed(entry.Fact))
            {
                places[entry.Sequence] = deeds.Count;
                deeds.Add(new Deed(entry.Sequence, entry.At) { Head = entry.Fact, Call = CallOf(entry.Sequence, calls), HasRunBefore = hasRun });
                hasRun = false;
            }
            else
            {
                hasRun |= entry.Fact is CommandAccepted { Origin: Origin.Clock };
            }
        }

        return (deeds, hasRun);
    }

    /// <summary>Calls of which the journal has nothing, such as bodies that could not be read, behind the last one that it has.</summary>
    private static IEnumerable<Deed> Alone(LoggedRequest[] calls, HashSet<LoggedRequest> known)
    {
        var last = 0L;
        foreach (var call in calls)
        {
            last = call.Entries.IsEmpty ? last : Math.Max(last, call.Entries.End - 1);
            if (!known.Contains(call))
            {
                yield return new Deed(last, call.At) { Call = call };
            }
        }
    }

    private static LoggedRequest? CallOf(long sequence, LoggedRequest[] calls) =>
        Array.Find(calls, call => call.Entries.First <= sequence && sequence < call.Entries.End);

    private static bool IsDeed(Fact fact) => fact switch
    {
        CommandAccepted { Origin: Origin.Api or Origin.Control or Origin.Folder, Command: var name } => !Unasked.Contains(name),
        CommandRefused { Origin: Origin.Api or Origin.Control, Command: var name } => !Unasked.Contains(name),
        KeyUsedAgain { What: not "answered" } or KeyNotDerived => true,
        _ => false,
    };
}
