using System.Globalization;

namespace FincoreSim.Benchmarks.Measuring;

/// <summary>What is made of several measurements of the same thing.</summary>
internal static class Numbers
{
    /// <summary>The middle one: a build that runs beside does not move it as it moves the mean.</summary>
    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>A number for a table, with thousands separated.</summary>
    public static string Show(double value, int decimals = 0) => value.ToString($"N{decimals}", CultureInfo.InvariantCulture);

    /// <summary>Lowest and highest, as a hint of how noisy the machine was.</summary>
    public static string Range(this IEnumerable<double> values, int decimals)
    {
        var all = values.ToArray();
        return $"{Show(all.Min(), decimals)}–{Show(all.Max(), decimals)}";
    }
}

/// <summary>A table in Markdown, as the README beside this project holds it.</summary>
internal static class MarkdownTable
{
    public static void Print(params string[][] rows)
    {
        Console.WriteLine($"| {string.Join(" | ", rows[0])} |");
        Console.WriteLine($"|{string.Join("|", rows[0].Select((_, column) => column == 0 ? " --- " : " ---: "))}|");
        foreach (var row in rows[1..])
        {
            Console.WriteLine($"| {string.Join(" | ", row)} |");
        }

        Console.WriteLine();
    }
}
