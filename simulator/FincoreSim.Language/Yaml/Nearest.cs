namespace FincoreSim.Language.Yaml;

/// <summary>Finds the word that someone probably meant. Stateless.</summary>
internal static class Nearest
{
    private const int LengthMax = 64;
    private const int ListedMax = 20;

    /// <summary>The known word with the fewest differing letters, if they are few enough for a slip of the hand.</summary>
    public static string? To(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > LengthMax)
        {
            return null;
        }

        var allowed = Math.Clamp(word.Length / 3, 1, 3);
        return known
            .Select(candidate => (candidate, Distance: Distance(Plain(word), Plain(candidate))))
            .Where(found => found.Distance <= allowed)
            .OrderBy(found => found.Distance)
            .Select(found => found.candidate)
            .FirstOrDefault();
    }

    /// <summary>
    /// By how many letters two words differ, where that may be a slip of the hand or another ending; 0 where they are the same
    /// but for case, null where they are two words.
    /// </summary>
    public static int? Between(string word, string known)
    {
        if (word.Length is 0 or > LengthMax)
        {
            return null;
        }

        var distance = Distance(Plain(word), Plain(known));
        return distance <= Math.Clamp(Math.Max(word.Length, known.Length) / 3, 1, 3) ? distance : null;
    }

    /// <summary>The end of a message about an unknown word: what was probably meant, else what there is.</summary>
    public static string Hint(string word, IReadOnlyCollection<string> known) => To(word, known) is { } meant
        ? $"; did you mean '{meant}'?"
        : known.Count is 0 or > ListedMax ? "" : $"; known here: {string.Join(", ", known)}";

    private static string Plain(string word) => word.Replace('-', '_').ToUpperInvariant();

    /// <summary>How many letters must be put in, taken out, changed, or swapped with the next.</summary>
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var row = 0; row <= left.Length; row++)
        {
            for (var column = 0; column <= right.Length; column++)
            {
                rows[row, column] = row == 0 || column == 0 ? row + column : Cheapest(rows, left, right, row, column);
            }
        }

        return rows[left.Length, right.Length];
    }

    private static int Cheapest(int[,] rows, string left, string right, int row, int column)
    {
        var change = left[row - 1] == right[column - 1] ? 0 : 1;
        var best = Math.Min(
            Math.Min(rows[row - 1, column] + 1, rows[row, column - 1] + 1),
            rows[row - 1, column - 1] + change);
        var isSwap = row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1];
        return isSwap ? Math.Min(best, rows[row - 2, column - 2] + 1) : best;
    }
}
