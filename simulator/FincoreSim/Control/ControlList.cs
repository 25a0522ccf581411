using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Worlds;
using FincoreSim.Json;

namespace FincoreSim.Control;

/// <summary>A page of a list.</summary>
/// <param name="List">Its items.</param>
/// <param name="Next">What to give as after for the next page; null where nothing follows.</param>
internal sealed record PageOf<T>(
    [property: JsonPropertyName("items")] ImmutableArray<T> List,
    [property: JsonPropertyName("next"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] long? Next);

/// <summary>The things behind a place, in the order of their list.</summary>
/// <param name="world">The world that has them.</param>
/// <param name="place">The place; they are asked for inside the gate, and no further than they are needed.</param>
internal delegate IEnumerable<Placed<T>> Behind<T>(World world, long place);

/// <summary>
/// How lists are read, page by page: a page is found by the place at which the one before ended, and a place stays what it was
/// while things come and go. So whoever reads on meets each thing once, and the last page costs no more than the first.
/// </summary>
internal static class ControlList
{
    /// <summary>How many items a page has where nothing is asked.</summary>
    public const int LimitDefault = 100;

    /// <summary>The most items of a page.</summary>
    public const int LimitMax = 500;

    /// <summary>What is said of the member by which a list is read on.</summary>
    public const string AfterDescription = "Where to go on: the next of the page before; at the beginning without it.";

    /// <summary>How long a page may be before its last item; where items are large it has fewer than were asked for.</summary>
    public const int BytesMax = 4 * 1024 * 1024;

    private const string After = "after";

    private static readonly string LimitDescription = $"How many items a page has; {LimitDefault} by default, at most "
        + $"{LimitMax}. "
        + $"Fewer where they are large: a page ends beyond {BytesMax / (1024 * 1024)} MiB.";

    /// <summary>How many things are looked at before others may enter the gate, since what is sought may be rare.</summary>
    private const int LooksMax = 1000;

    /// <summary>The query member that says how many items are asked for.</summary>
    public static Member Limit { get; } = Member.Whole("limit", LimitDescription, 1, LimitMax, "100");

    /// <summary>The query members by which a list is read.</summary>
    public static ImmutableArray<Member> Pages { get; } =
        [Limit, Member.Whole(After, AfterDescription, 0, long.MaxValue)];

    /// <summary>How many items are asked for.</summary>
    public static int LimitOf(ControlCall call) => (int)(call.Query.Integer(Limit.Name) ?? LimitDefault);

    /// <summary>The place after which they are asked for.</summary>
    /// <param name="call">The call.</param>
    /// <param name="otherwise">The place before the beginning.</param>
    public static long AfterOf(ControlCall call, long otherwise = 0) => call.Query.Integer(After) ?? otherwise;

    /// <summary>A page of what a world keeps. Others may enter the gate meanwhile, and no more is held than the page.</summary>
    /// <param name="call">The call that asks for it.</param>
    /// <param name="gate">The gate before the world.</param>
    /// <param name="behind">The things behind a place, in the order of the list.</param>
    /// <param name="matches">Whether a thing is asked for.</param>
    /// <param name="start">The place before the beginning.</param>
    public static Found<T> Read<T>(
        ControlCall call, WorldGate gate, Behind<T> behind, Func<T, bool>? matches = null, long start = 0)
    {
        var limit = LimitOf(call);
        return new Found<T>(Walk(call, gate, behind, matches, AfterOf(call, start), limit + 1), limit);
    }

    /// <summary>The first thing that is asked for, wherever it is; null where there is none.</summary>
    public static Placed<T>? Find<T>(ControlCall call, WorldGate gate, Behind<T> behind, Func<T, bool> matches) =>
        Walk(call, gate, behind, matches, 0, sought: 1) is [var found] ? found : null;

    private static List<Placed<T>> Walk<T>(
        ControlCall call, WorldGate gate, Behind<T> behind, Func<T, bool>? matches, long place, int sought)
    {
        var found = new List<Placed<T>>();
        var isEnd = false;
        while (!isEnd && found.Count < sought)
        {
            call.Aborted.ThrowIfCancellationRequested();
            (place, isEnd) = gate.Read(world => Look(behind(world, place), matches, found, sought, place));
        }

        return found;
    }

    /// <summary>A page of what is at hand, in its order.</summary>
    public static Found<T> Page<T>(ControlCall call, IEnumerable<Placed<T>> behind)
    {
        var limit = LimitOf(call);
        return new Found<T>([.. behind.Take(limit + 1)], limit);
    }

    private static (long Place, bool IsEnd) Look<T>(
        IEnumerable<Placed<T>> behind, Func<T, bool>? matches, List<Placed<T>> found, int sought, long place)
    {
        var looks = 0;
        foreach (var one in behind)
        {
            place = one.Place;
            if (matches is null || matches(one.Thing))
            {
                found.Add(one);
            }

            if (++looks == LooksMax || found.Count == sought)
            {
                return (place, false);
            }
        }

        return (place, true);
    }
}
