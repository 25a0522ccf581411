using FincoreSim.Language.Shapes;

namespace FincoreSim.Language.Model;

/// <summary>
/// How many steps a scenario takes with all its rounds, found by multiplying and not by doing them: rounds within rounds of a
/// small file can be more than anybody waits for.
/// </summary>
internal static class StepCount
{
    /// <summary>How many a scenario may take where nothing else is said.</summary>
    public const long Usual = 100_000;

    /// <summary>How many it may take at most, whatever is said.</summary>
    public const long Max = 10_000_000;

    /// <summary>More than this is not counted.</summary>
    private const long Beyond = long.MaxValue / 4;

    /// <summary>The steps of a list, those within them too.</summary>
    public static long Of(ImmutableArray<Step> steps)
    {
        long count = 0;
        foreach (var step in steps)
        {
            count = Math.Min(Beyond, count + Of(step));
        }

        return count;
    }

    /// <summary>The step of some lists that takes the most, and what all of them take together.</summary>
    public static (Step? Longest, long All) Of(params ReadOnlySpan<ImmutableArray<Step>> lists)
    {
        (Step? Step, long Count) longest = (null, 0);
        long all = 0;
        foreach (var list in lists)
        {
            all = Math.Min(Beyond, all + Of(list));
            foreach (var step in list)
            {
                longest = Of(step) is var count && count > longest.Count ? (step, count) : longest;
            }
        }

        return (longest.Step, all);
    }

    /// <summary>Tells of a scenario that no run can end, or only one that is told to go on for longer.</summary>
    public static void Check(ImmutableArray<Step> setup, ImmutableArray<Step> steps, Reading reading)
    {
        var (longest, all) = Of(setup, steps);
        if (all > Max)
        {
            reading.Problems.Error(
                longest!.At, $"counting all rounds the scenario takes {Shown(all)} steps; at most {Max} are allowed");
        }
        else if (all > Usual)
        {
            reading.Problems.Warn(longest!.At,
                $"counting all rounds the scenario takes {all} steps; a run fails beyond {Usual}, unless you pass run --max-steps {all}");
        }
    }

    /// <summary>A count for people.</summary>
    public static string Shown(long count) =>
        count < Beyond ? count.ToString(CultureInfo.InvariantCulture) : "more than can be counted";

    private static long Of(Step step) => step switch
    {
        RepeatStep repeat => Times(repeat.Times, Of(repeat.Do)),
        ParallelStep parallel =>
            Math.Min(Beyond, Times(parallel.Times, Of(parallel.Do)) + Of([.. parallel.During.Select(during => during.Step)])),
        _ => 1,
    };

    private static long Times(int rounds, long each) => each > Beyond / rounds ? Beyond : 1 + (rounds * each);
}
