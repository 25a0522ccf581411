using System.Text;
using System.Text.RegularExpressions;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Runs.Copied;

/// <summary>The names that take the place of ids in a copy. Used by one copy.</summary>
internal sealed partial class CopyNames
{
    private const int LengthMax = 24;

    private static readonly FrozenSet<string> Taken = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "INTEGRATOR_URL", "SIMULATOR_URL", "WEBHOOK_TOKEN", "webhook", "first", "matrix", "all",
        "true", "false", "null", "yes", "no", "on", "off", "y", "n", "settle", "expire_tokens");

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Guid, (string Operand, string Reference)> _things = [];

    /// <summary>A name that nothing has yet: from a text of people, or the kind with a number.</summary>
    public string New(string kind, string? text = null)
    {
        var stem = SlugOf(text) ?? kind;
        var name = stem == kind ? $"{kind}_1" : stem;
        for (var number = 2; Taken.Contains(name) || !_names.Add(name); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}_{number}");
        }

        return name;
    }

    /// <summary>Something goes by a name from here on.</summary>
    public void Name(Guid id, string name) => _things[id] = (name, $"${{{name}.id}}");

    /// <summary>Something goes by what a call answered.</summary>
    public void NameAnswer(Guid id, string reference) => _things[id] = (reference, reference);

    /// <summary>How a step points at something: by its name, else by what is known of it.</summary>
    public string Operand(Guid id, string? otherwise = null) => _things.TryGetValue(id, out var named) ? named.Operand : otherwise ?? id.ToString();

    /// <summary>Whether something has a name.</summary>
    public bool Has(Guid id) => _things.ContainsKey(id);

    /// <summary>How a transaction is pointed at.</summary>
    public string Of(TransactionId id) => Operand(id.Value);

    /// <summary>A text with names in place of ids, in which nothing else is a reference.</summary>
    public string In(string text) => Ids().Replace(
        Plain(text), match => Guid.TryParse(match.Value, out var id) && _things.TryGetValue(id, out var named) ? named.Reference : match.Value);

    /// <summary>A text of which no part is a reference.</summary>
    public static string Plain(string text) => text.Replace("${", "$${", StringComparison.Ordinal);

    /// <summary>Letters, digits and lines of a text; null where too little of it is left for a name.</summary>
    private static string? SlugOf(string? text)
    {
        var slug = new StringBuilder();
        foreach (var letter in (text ?? "").Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(letter);
            }
            else if (!char.IsAscii(letter) && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                return null;
            }
            else if (char.IsAscii(letter) && slug.Length > 0 && slug[^1] != '_')
            {
                slug.Append('_');
            }
        }

        var found = slug.ToString().Trim('_');
        return found.Length is > 1 and <= LengthMax && char.IsAsciiLetter(found[0]) ? found : null;
    }

    [GeneratedRegex("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", RegexOptions.CultureInvariant)]
    private static partial Regex Ids();
}
