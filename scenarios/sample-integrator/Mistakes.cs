using System.Collections.Immutable;

namespace FincoreSim.SampleIntegrator;

/// <summary>A set of mistakes. Immutable; empty by default.</summary>
public readonly record struct Mistakes
{
    private static readonly FrozenDictionary<string, Mistake> ByName = Enum.GetValues<Mistake>()
        .ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    private readonly int _bits;

    private Mistakes(int bits) => _bits = bits;

    /// <summary>None: the careful integrator.</summary>
    public static Mistakes None => default;

    /// <summary>
    /// All that can stand together: the careless twin. It asks again with a new key, so it neither gives up nor changes the
    /// body of what it asks.
    /// </summary>
    public static Mistakes Careless { get; } = Of(
        [.. Enum.GetValues<Mistake>().Except([Mistake.GivesUpOnLostAnswer, Mistake.ChangedBodyOnRetry])]);

    /// <summary>Every name, in the order of <see cref="Mistake"/>.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Enum.GetValues<Mistake>().Select(NameOf)];

    /// <summary>A set of these.</summary>
    public static Mistakes Of(params ReadOnlySpan<Mistake> mistakes)
    {
        var bits = 0;
        foreach (var mistake in mistakes)
        {
            bits |= 1 << (int)mistake;
        }

        return new Mistakes(bits);
    }

    /// <summary>Reads names separated by commas, <c>careless</c>, or nothing; false where one is unknown.</summary>
    public static bool TryParse(string names, out Mistakes mistakes)
    {
        mistakes = None;
        foreach (var name in names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (name == "careless")
            {
                mistakes = new Mistakes(mistakes._bits | Careless._bits);
            }
            else if (ByName.TryGetValue(name, out var mistake))
            {
                mistakes = new Mistakes(mistakes._bits | (1 << (int)mistake));
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether this mistake is made.</summary>
    public bool Has(Mistake mistake) => (_bits & (1 << (int)mistake)) != 0;

    /// <summary>The names, separated by commas.</summary>
    public override string ToString()
    {
        var made = this;
        return string.Join(",", Enum.GetValues<Mistake>().Where(mistake => made.Has(mistake)).Select(NameOf));
    }

    /// <summary>The name of a mistake: its words in lower case with hyphens, digits being a word.</summary>
    public static string NameOf(Mistake mistake)
    {
        var name = new System.Text.StringBuilder();
        var before = '\0';
        foreach (var letter in mistake.ToString())
        {
            var isNewWord = char.IsAsciiLetterUpper(letter) || (char.IsAsciiDigit(letter) && !char.IsAsciiDigit(before));
            name.Append(isNewWord && name.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(letter));
            before = letter;
        }

        return name.ToString();
    }
}
