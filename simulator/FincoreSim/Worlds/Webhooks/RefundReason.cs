using System.Text;
using FincoreSim.Domain.Primitives;
using FincoreSim.Outbound;

namespace FincoreSim.Worlds.Webhooks;

/// <summary>
/// The refundReason of an answer (documented: optional, a text of a JSON object). What stands there instead of it is not used,
/// but never passed over in silence. Immutable.
/// </summary>
/// <param name="Text">The reason; null where there is none.</param>
/// <param name="Note">Why there is none, or what was changed in it; null where nothing is to be told.</param>
internal readonly record struct RefundReason(string? Text, string? Note)
{
    private const string Name = "refundReason";
    private const int ShownMax = 100;
    private const int DepthMax = 5;

    /// <summary>The reason in an answer's body.</summary>
    public static RefundReason Of(AnswerBody body)
    {
        if (string.IsNullOrWhiteSpace(body.Text))
        {
            return new(null, body.Note is null ? null : Unread(body.Note));
        }

        try
        {
            using var json = JsonDocument.Parse(body.Text);
            return OfJson(json.RootElement);
        }
        catch (JsonException)
        {
            return new(null, Unread($"the body of the answer is {(body.IsTruncated ? "longer than what is read" : "not JSON")}"));
        }
        catch (InvalidOperationException)
        {
            return new(null, Unread("the body of the answer has escapes that are no text"));
        }
    }

    private static RefundReason OfJson(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return new(null, Unread("the body of the answer is not a JSON object"));
        }

        JsonElement[] found = [.. root.EnumerateObject().Where(member => member.NameEquals(Name)).Select(member => member.Value)];
        if (found.Length == 0)
        {
            return new(null, Misplaced(root, "", 0) is { } path ? NotUsed(path) : null);
        }

        var reason = OfValue(found[^1]);
        return found.Length == 1
            ? reason
            : reason with { Note = Both($"{Name} stands in the answer {found.Length} times, and the last one counts", reason.Note) };
    }

    private static RefundReason OfValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => OfText(value.GetString()!),
        JsonValueKind.Null => new(null, $"{Name} is null"),
        var kind => new(null, $"{Name} was not used: it must be a text, not {KindOf(kind)}: {Shown(value.GetRawText())}"),
    };

    private static RefundReason OfText(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new(null, $"{Name} is empty");
        }

        var printable = string.Concat(text.Trim().EnumerateRunes().Select(rune => Rune.IsControl(rune) ? new Rune(' ') : rune));
        return new(printable, printable == text.Trim() ? null : $"the control characters of {Name} were replaced with spaces");
    }

    /// <summary>Where something of nearly that name stands; null where nothing does.</summary>
    private static string? Misplaced(JsonElement value, string path, int depth) => value.ValueKind switch
    {
        _ when depth > DepthMax => null,
        JsonValueKind.Object => value.EnumerateObject()
            .Select(member => (Path: path + member.Name, member.Value, IsNearly: IsNearly(member.Name)))
            .Select(member => member.IsNearly ? member.Path : Misplaced(member.Value, $"{member.Path}.", depth + 1))
            .FirstOrDefault(found => found is not null),
        JsonValueKind.Array => value.EnumerateArray()
            .Select(item => Misplaced(item, path, depth + 1))
            .FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static bool IsNearly(string name) =>
        string.Concat(name.Where(char.IsLetter)).Equals(Name, StringComparison.OrdinalIgnoreCase);

    private static string NotUsed(string path) =>
        $"the reason in {Shown(path)} was not used: the documented member is {Name}, at the top";

    private static string Shown(string text) => TextHead.Of(text, ShownMax);

    private static string Unread(string why) => $"no {Name} could be read, because {why}";

    private static string Both(string first, string? second) => second is null ? first : $"{first}; {second}";

    private static string KindOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Array => "a list",
        _ => "an object",
    };
}
