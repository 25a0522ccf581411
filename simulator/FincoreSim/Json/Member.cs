using System.Text;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Time;

namespace FincoreSim.Json;

/// <summary>What a member of a request body must be.</summary>
internal enum MemberKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A text that is a UUID; a wrong one is found only after all members are there and of their type.</summary>
    Uuid,

    /// <summary>
    /// An amount. Anything is let through here: what is not a text such as 1.95 is refused by the rule on amounts.
    /// </summary>
    Amount,

    /// <summary>One of a few texts.</summary>
    Choice,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A duration such as 30s, in a query.</summary>
    Duration,

    /// <summary>An object with a shape of its own.</summary>
    Object,

    /// <summary>Any JSON; the handler looks at it itself.</summary>
    Any,
}

/// <summary>One member of a request body: what the reader checks and what the OpenAPI document says, from one place.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="Kind">What it must be.</param>
/// <param name="IsRequired">Whether it must be there; JSON null counts as not there.</param>
/// <param name="Description">What it means.</param>
internal sealed record Member(string Name, MemberKind Kind, bool IsRequired, string Description)
{
    /// <summary>The name as bytes, as a body has it.</summary>
    public ReadOnlyMemory<byte> NameBytes { get; } = Encoding.UTF8.GetBytes(Name);

    /// <summary>The name as the canonical form of a body has it, with quotes and colon.</summary>
    public ReadOnlyMemory<byte> CanonicalName { get; } = Encoding.UTF8.GetBytes($"\"{Name}\":");

    /// <summary>The texts of a choice.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>The shape of an object.</summary>
    public BodyShape? Shape { get; init; }

    /// <summary>An example for the document.</summary>
    public string? Example { get; init; }

    /// <summary>
    /// What a text may be; null where a rule behind the reader says, such as a documented one with a refusal of its own. Then
    /// <see cref="Pattern"/> or <see cref="LengthMax"/> tell the document of it.
    /// </summary>
    public TextRule? Rule { get; init; }

    /// <summary>
    /// What a rule behind the reader asks of a text, as a pattern for the document; null where nothing is asked.
    /// </summary>
    public string? Pattern { get; init; }

    /// <summary>The most characters that a rule behind the reader lets through, for the document.</summary>
    public int? LengthMax { get; init; }

    /// <summary>The least that a whole number of a query may be.</summary>
    public long Least { get; init; }

    /// <summary>The most that a whole number of a query may be.</summary>
    public long Most { get; init; } = long.MaxValue;

    /// <summary>The longest that a duration of a query may be.</summary>
    public TimeSpan Longest { get; init; } = DurationText.Max;

    /// <summary>Whether a query may give it without a value.</summary>
    public bool TakesEmpty { get; init; }

    public static Member Text(string name, string description, bool required = true, string? example = null) =>
        new(name, MemberKind.Text, required, description) { Example = example, Rule = TextRules.Line };

    /// <summary>A text of a kind.</summary>
    public static Member Text(string name, TextRule? rule, string description, bool required = true, string? example = null) =>
        new(name, MemberKind.Text, required, description) { Example = example, Rule = rule };

    public static Member Uuid(string name, string description, bool required = true, string? example = null) =>
        new(name, MemberKind.Uuid, required, description) { Example = example };

    public static Member Amount(string name, string description, bool required = true, string? example = "1.95") =>
        new(name, MemberKind.Amount, required, description) { Example = example };

    public static Member Choice(string name, string description, ImmutableArray<string> choices, bool required = true) =>
        new(name, MemberKind.Choice, required, description) { Choices = choices, Example = choices[0] };

    public static Member Object(string name, string description, BodyShape shape, bool required = true) =>
        new(name, MemberKind.Object, required, description) { Shape = shape };

    /// <summary>A whole number of a query, within its bounds.</summary>
    public static Member Whole(string name, string description, long least, long most, string? example = null) =>
        new(name, MemberKind.Integer, IsRequired: false, description) { Least = least, Most = most, Example = example };

    public static Member Of(string name, MemberKind kind, string description, bool required = false, string? example = null) =>
        new(name, kind, required, description) { Example = example };
}

/// <summary>The shape of a request body: a table of members.</summary>
/// <param name="SchemaName">The name of its schema in the OpenAPI document.</param>
/// <param name="Members">The members, in the order in which they are checked.</param>
internal sealed record BodyShape(string SchemaName, params ImmutableArray<Member> Members)
{
    /// <summary>An object of which nothing is asked.</summary>
    public static BodyShape Any { get; } = new("Any");

    /// <summary>Whether a member is an object.</summary>
    public bool HasObjects { get; } = Members.Any(member => member.Kind == MemberKind.Object);

    /// <summary>Where the members are in <see cref="Members"/>, by their names as bytes.</summary>
    public ImmutableArray<int> ByName { get; } = [
        .. Enumerable.Range(0, Members.Length).OrderBy(index => Members[index].Name, StringComparer.Ordinal)];

    /// <summary>Whether <see cref="PlainBody"/> is for it.</summary>
    public bool IsPlain { get; } = PlainBody.CanRead(Members);

    /// <summary>
    /// How many members must be given at least, for the document; the handler checks it. Null where it does not matter.
    /// </summary>
    public int? MembersMin { get; init; }

    /// <summary>Members of which exactly one must be given, for the document; the handler checks it.</summary>
    public ImmutableArray<string> Alternatives { get; init; } = [];
}
