using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Time;
using FincoreSim.Language.Model;
using FincoreSim.Language.Yaml;
using FincoreSim.Runs.Steps;

namespace FincoreSim.Runs.Expectations;

/// <summary>
/// What stands at a field of something that is looked at: the texts by which it goes (an account by its ids and its CLABE), or a
/// JSON value. No texts and no JSON: it is not there. Immutable.
/// </summary>
/// <param name="Texts">The texts.</param>
/// <param name="Json">The JSON value.</param>
internal readonly record struct FieldValue(ImmutableArray<string> Texts, JsonElement? Json = null)
{
    /// <summary>Nothing stands there.</summary>
    public static FieldValue Nothing { get; } = new([]);

    /// <summary>One text; null: nothing.</summary>
    public static FieldValue Of(string? text) => text is null ? Nothing : new([text]);

    /// <summary>A number.</summary>
    public static FieldValue Of(long number) => new([number.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>A JSON value.</summary>
    public static FieldValue Of(JsonElement? json) => json is { } value ? new(TextsOf(value), value) : Nothing;

    /// <summary>A duration, compared in milliseconds.</summary>
    public static FieldValue Of(TimeSpan duration) => new([Milliseconds(duration)]);

    /// <summary>A duration as it is compared.</summary>
    public static string Milliseconds(TimeSpan duration) =>
        duration.TotalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A member of a JSON value, by dotted path; a number picks an item of a list.</summary>
    public FieldValue Member(string path)
    {
        var value = Json;
        foreach (var name in path.Split('.'))
        {
            value = value switch
            {
                { ValueKind: JsonValueKind.Object } mapping when mapping.TryGetProperty(name, out var member) => member,
                { ValueKind: JsonValueKind.Array } list when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture,
                    out var index) && index < list.GetArrayLength() => list[index],
                _ => null,
            };
        }

        return Of(value);
    }

    /// <summary>As messages show it.</summary>
    public override string ToString() =>
        Json is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } json ? Shorten(json.GetRawText())
            : Texts.IsDefaultOrEmpty ? "nothing" : Shorten(Texts[0]);

    private static string Shorten(string text) => text.Length <= 120 ? text : string.Concat(text.AsSpan(0, 120), "…");

    private static ImmutableArray<string> TextsOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Null or JsonValueKind.Undefined => [],
        _ => [value.GetRawText()],
    };
}

/// <summary>The first field that is not as it must be.</summary>
/// <param name="Path">The field, with dots.</param>
/// <param name="Expected">How it must be.</param>
/// <param name="Actual">What stands there.</param>
internal sealed record Mismatch(string Path, string Expected, string Actual)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: expected {Expected}, found {Actual}";
}

/// <summary>Holds matchers against what is there.</summary>
/// <param name="resolve">Gives the texts that an operand stands for: the ids of a name.</param>
internal sealed class Matching(Func<Operand, ImmutableArray<string>> resolve)
{
    /// <summary>The field whose operands are durations.</summary>
    public const string Took = "took";

    /// <summary>The field whose operands are idempotency keys, as steps call them.</summary>
    private const string Key = "key";

    /// <summary>Why a field is not as it must be; null where it is.</summary>
    public Mismatch? Check(string path, Matcher matcher, FieldValue found) => matcher switch
    {
        EqualMatcher equal => CheckEqual(path, equal.Value, found),
        ComparisonMatcher comparisons =>
            comparisons.Comparisons.Select(comparison => CheckOne(path, comparison, found))
                .FirstOrDefault(wrong => wrong is not null),
        MembersMatcher members => CheckMembers(path, members.Members, found),
        ListMatcher list => CheckList(path, list, found),
        _ => throw new InvalidOperationException(matcher.GetType().Name),
    };

    /// <summary>The first of several fields that is not as it must be.</summary>
    public Mismatch? CheckAll(ImmutableArray<MemberMatcher> wanted, Func<string, FieldValue> read) => wanted
        .SelectMany(Headers)
        .Select(member => Check(member.Path, member.Matcher, read(member.Path)))
        .FirstOrDefault(wrong => wrong is not null);

    /// <summary>Headers are asked for one by one, since their names have no case.</summary>
    private static IEnumerable<MemberMatcher> Headers(
        MemberMatcher member) => member is { Path: "headers", Matcher: MembersMatcher members }
        ? members.Members.Select(header => new MemberMatcher($"headers.{header.Path}", header.Matcher))
        : [member];

    /// <summary>How a field must be, in words.</summary>
    public string Describe(Matcher matcher) => matcher switch
    {
        EqualMatcher equal => Shown(equal.Value),
        ComparisonMatcher comparisons => string.Join(" and ", comparisons.Comparisons.Select(Describe)),
        MembersMatcher members =>
            $"{{{string.Join(", ", members.Members.Select(member => $"{member.Path}: {Describe(member.Matcher)}"))}}}",
        ListMatcher list => $"[{string.Join(", ", list.Items.Select(Describe))}]",
        _ => throw new InvalidOperationException(matcher.GetType().Name),
    };

    private Mismatch? CheckEqual(string path, Operand operand, FieldValue found)
    {
        var texts = TextsOf(path, operand);
        if (operand.Kind == ScalarKind.Null)
        {
            return found.Texts.IsDefaultOrEmpty && found.Json is null or { ValueKind: JsonValueKind.Null }
                ? null
                : new Mismatch(path, "nothing", found.ToString());
        }

        var isOfKind = found.Json is not { } json || KindFits(operand.Kind, json.ValueKind);
        return isOfKind && new Condition(path, MatchOperator.Equal, texts).Holds(found.Texts)
            ? null
            : new Mismatch(path, Shown(operand) + (isOfKind ? "" : $" (a {operand.Kind.ToString().ToLowerInvariant()})"),
                isOfKind ? found.ToString() : found.Json!.Value.GetRawText());
    }

    private Mismatch? CheckOne(string path, Comparison comparison, FieldValue found)
    {
        var condition =
            new Condition(path, comparison.Operator, [.. comparison.Operands.SelectMany(operand => TextsOf(path, operand))]);
        var texts = comparison.Operator == MatchOperator.Exists
            && found.Json is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } ? ["there"] : found.Texts;
        return condition.Holds(texts.IsDefault ? [] : texts) ? null : new Mismatch(path, Describe(comparison), found.ToString());
    }

    private Mismatch? CheckMembers(string path, ImmutableArray<MemberMatcher> members, FieldValue found) =>
        found.Json is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Array) }
            ? new Mismatch(path, Describe(new MembersMatcher(members)), found.ToString())
            : members.Select(member => Check(Join(path, member.Path), member.Matcher, found.Member(member.Path)))
                .FirstOrDefault(wrong => wrong is not null);

    private Mismatch? CheckList(string path, ListMatcher list, FieldValue found)
    {
        if (found.Json is not { ValueKind: JsonValueKind.Array } json)
        {
            return new Mismatch(path, Describe(list), found.ToString());
        }

        return json.GetArrayLength() != list.Items.Length
            ? new Mismatch(path, $"{list.Items.Length} items", $"{json.GetArrayLength()}: {found}")
            : list.Items.Select((item, index) => Check($"{path}.{index}", item, FieldValue.Of(json[index])))
                .FirstOrDefault(wrong => wrong is not null);
    }

    private ImmutableArray<string> TextsOf(string path, Operand operand) => path switch
    {
        Took when DurationText.TryParse(operand.Text.Raw, out var duration) => [FieldValue.Milliseconds(duration)],
        Key => [.. resolve(operand).SelectMany(text => new[] { text, IdempotencyKeys.Of(text).ToString() })],
        _ => resolve(operand),
    };

    private string Describe(Comparison comparison) =>
        $"{WireName<MatchOperator>.Of(comparison.Operator).ToLowerInvariant()} "
        + $"{string.Join(", ", comparison.Operands.Select(Shown))}";

    private string Shown(Operand operand) => operand.Thing is null && operand.Text.IsPlain
        ? operand.Text.Raw
        : $"{operand.Text.Raw} ({string.Join(" | ", resolve(operand).Take(1))})";

    private static bool KindFits(ScalarKind wanted, JsonValueKind found) => wanted switch
    {
        ScalarKind.Integer or ScalarKind.Number => found == JsonValueKind.Number,
        ScalarKind.Boolean => found is JsonValueKind.True or JsonValueKind.False,
        _ => found == JsonValueKind.String,
    };

    private static string Join(string path, string member) => path.Length == 0 ? member : $"{path}.{member}";
}
