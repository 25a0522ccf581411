using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Time;
using FincoreSim.Json;
using FincoreSim.Language.Yaml;
using Microsoft.AspNetCore.WebUtilities;

namespace FincoreSim.Control;

/// <summary>
/// The query of a control call, read by the members that its operation declares: what is not one of them, is given twice, is
/// empty or is not of its kind was refused. Immutable.
/// </summary>
internal sealed class ControlQuery
{
    private readonly ImmutableArray<Member> _known;
    private readonly Dictionary<string, string> _given;

    private ControlQuery(ImmutableArray<Member> known, Dictionary<string, string> given) => (_known, _given) = (known, given);

    /// <summary>Reads a query.</summary>
    /// <param name="query">The text, with its question mark.</param>
    /// <param name="known">The members that there are.</param>
    public static Outcome<ControlQuery> Read(string? query, ImmutableArray<Member> known)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in new QueryStringEnumerable(query))
        {
            var (name, text) = (pair.DecodeName().ToString(), pair.DecodeValue().ToString());
            if (known.FirstOrDefault(member => member.Name == name) is not { } member)
            {
                return Invalid(Unknown.InQuery(name, [.. known.Select(one => one.Name)]));
            }

            if (Problem(member, text) is { } problem)
            {
                return Invalid($"{name} must {problem}.");
            }

            if (!given.TryAdd(name, text))
            {
                return Invalid($"{name} is given twice.");
            }
        }

        return new ControlQuery(known, given);
    }

    /// <summary>Whether a member is given.</summary>
    public bool Has(string name) => Text(name) is not null;

    /// <summary>A member as it was written; null where it is not given.</summary>
    public string? Text(string name) => _given.GetValueOrDefault(Declared(name).Name);

    public long? Integer(string name) =>
        Text(name) is { } text ? long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    public bool Boolean(string name) => Text(name) is "true";

    public Guid? Uuid(string name) => Text(name) is { } text ? Guid.Parse(text) : null;

    public TimeSpan? Duration(string name) => DurationText.TryParse(Text(name), out var duration) ? duration : null;

    /// <summary>A choice as its declaration writes it, in whatever case it was given.</summary>
    public string? Choice(string name) => Text(name) is { } text ? ChoiceOf(Declared(name), text) : null;

    /// <summary>A choice whose texts are those of an enum.</summary>
    public TEnum? Choice<TEnum>(string name)
        where TEnum : struct, Enum => WireName<TEnum>.TryParse(Choice(name)?.ToUpperInvariant(), out var value) ? value : null;

    private Member Declared(string name) =>
        _known.FirstOrDefault(member => member.Name == name)
        ?? throw new InvalidOperationException($"the operation does not declare {name}");

    /// <summary>What a member must be and is not; null where all is well.</summary>
    private static string? Problem(Member member, string text) => member.Kind switch
    {
        MemberKind.Integer when IsWithin(member, text) => null,
        MemberKind.Integer =>
            $"be a whole number from {member.Least}{(member.Most == long.MaxValue ? " up" : $" to {member.Most}")}",
        MemberKind.Boolean => text is "true" or "false" ? null : "be true or false",
        MemberKind.Uuid => JsonBody.IsUuid(text) ? null : "be a UUID",
        MemberKind.Choice => ChoiceOf(member, text) is not null ? null : $"be one of {string.Join(", ", member.Choices)}",
        MemberKind.Duration => DurationText.TryParse(text, out var duration) && duration <= member.Longest
            ? null
            : $"be a duration such as {member.Example}, at most {DurationText.Format(member.Longest)}",
        _ => text.Length > 0 || member.TakesEmpty ? null : "not be empty",
    };

    private static bool IsWithin(Member member, string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= member.Least
        && number <= member.Most;

    private static string? ChoiceOf(Member member, string text) =>
        member.Choices.FirstOrDefault(choice => string.Equals(choice, text, StringComparison.OrdinalIgnoreCase));

    private static Refusal Invalid(string text) => new(RefusalCode.InvalidArgument, text);
}
