using System.Globalization;

namespace FincoreSim.Benchmarks;

/// <summary>What the command line asked for.</summary>
/// <param name="Verb">Which benchmark, or a hidden verb of a child process.</param>
internal sealed record BenchmarkOptions(string Verb)
{
    /// <summary>How long one round of load is measured.</summary>
    public int Seconds { get; init; } = 4;

    /// <summary>How long the soak goes on.</summary>
    public int Minutes { get; init; } = 3;

    /// <summary>How many rounds; null is the benchmark's own number.</summary>
    public int? Rounds { get; init; }

    /// <summary>Part of the names of the rows to measure beside the bare endpoint; null for all.</summary>
    public string? Only { get; init; }

    /// <summary>Whether child processes share the first CPU, so that the load generator has the others.</summary>
    public bool IsPinned { get; init; } = true;

    /// <summary>The native binary that ships; null: it is not measured.</summary>
    public string? Binary { get; init; }

    /// <summary>The bare endpoint as a native binary; null: it is not measured.</summary>
    public string? BareBinary { get; init; }

    /// <summary>The folder where npm has put servers of others; null: none is measured.</summary>
    public string? Peers { get; init; }

    /// <summary>Reads the arguments; null when they are not understood.</summary>
    public static BenchmarkOptions? Parse(string[] arguments)
    {
        var options = arguments.Length == 0 ? null : new BenchmarkOptions(arguments[0]);
        for (var index = 1; options is not null && index < arguments.Length; index++)
        {
            options = arguments[index] switch
            {
                "--no-pin" => options with { IsPinned = false },
                "--only" when index + 1 < arguments.Length => options with { Only = arguments[++index] },
                "--binary" when index + 1 < arguments.Length => options with { Binary = arguments[++index] },
                "--bare-binary" when index + 1 < arguments.Length => options with { BareBinary = arguments[++index] },
                "--peers" when index + 1 < arguments.Length => options with { Peers = Path.GetFullPath(arguments[++index]) },
                "--seconds" when NumberAfter(arguments, ref index) is { } seconds => options with { Seconds = seconds },
                "--minutes" when NumberAfter(arguments, ref index) is { } minutes => options with { Minutes = minutes },
                "--rounds" when NumberAfter(arguments, ref index) is { } rounds => options with { Rounds = rounds },
                _ => null,
            };
        }

        return options;
    }

    private static int? NumberAfter(string[] arguments, ref int index)
    {
        index++;
        return index < arguments.Length
            && int.TryParse(arguments[index], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;
    }
}
