namespace FincoreSim.Domain.Rules;

/// <summary>What a rule waits for.</summary>
public enum RuleEvent
{
    /// <summary>A payment by money_out, once it has passed the API's own rules.</summary>
    MoneyOut,

    /// <summary>A deposit.</summary>
    MoneyIn,

    /// <summary>A penny validation, whose CEP is about to begin its life.</summary>
    Cep,

    /// <summary>A refund asked for through the API.</summary>
    Refund,

    /// <summary>A webhook: queued, sent, or answered, as the effect has it.</summary>
    Webhook,

    /// <summary>Any request of the API, before it is read.</summary>
    Request,
}

/// <summary>
/// What the provider shall do when something happens that matches. Immutable; how often it matched and fired is kept beside it.
/// </summary>
public sealed record Rule
{
    /// <summary>The name, unique among the rules that are armed; draws and counters go by it.</summary>
    public required string Name { get; init; }

    /// <summary>What it waits for.</summary>
    public required RuleEvent When { get; init; }

    /// <summary>What must be true of the payment, webhook or request; all of it.</summary>
    public ImmutableArray<Condition> Where { get; init; } = [];

    /// <summary>What happens; every effect of one rule fires together.</summary>
    public required ImmutableArray<RuleEffect> Then { get; init; }

    /// <summary>How often it fires; null: always.</summary>
    public int? Times { get; init; }

    /// <summary>How many matches pass before it fires for the first time.</summary>
    public int Skip { get; init; }

    /// <summary>
    /// With which probability it fires, above 0 and at most 1; drawn from seed, name and the number of the match.
    /// </summary>
    public double Chance { get; init; } = 1;

    /// <summary>When it begins, after it was armed.</summary>
    public TimeSpan StartsAfter { get; init; }

    /// <summary>How long it lives from its beginning, of the world's time: a dead man's switch; null: for ever.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>About how many bytes it holds.</summary>
    public long Bytes => 512 + (2 * (Name.Length + Then.Sum(effect => effect.TextLength)
        + Where.Sum(condition => condition.Path.Length + condition.Operands.Sum(operand => 16L + operand.Length))));

    /// <summary>Higher goes first; rules of one priority go as <see cref="RuleBook.All"/> says.</summary>
    public int Priority { get; init; }
}

/// <summary>A rule that is armed, with its counters. Immutable.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Order">The order of arming.</param>
/// <param name="ArmedAt">UTC instant of arming.</param>
public sealed record ArmedRule(Rule Rule, long Order, DateTimeOffset ArmedAt)
{
    /// <summary>The name of the <see cref="RuleSource"/> that it came from; null where it was armed by itself.</summary>
    public string? Source { get; init; }

    /// <summary>How many events matched its conditions while it was alive.</summary>
    public long Matched { get; init; }

    /// <summary>How often it fired.</summary>
    public long Fired { get; init; }

    /// <summary>UTC instant at which the window of a rate limit began; null where none has.</summary>
    public DateTimeOffset? WindowStart { get; init; }

    /// <summary>How many requests came in the window.</summary>
    public int WindowCount { get; init; }

    /// <summary>Whether an instant lies in its life.</summary>
    public bool IsAlive(DateTimeOffset now) =>
        now >= ArmedAt + Rule.StartsAfter && (Rule.For is not { } span || now < ArmedAt + Rule.StartsAfter + span);

    /// <summary>Whether it has fired as often as it may.</summary>
    public bool IsSpent => Rule.Times is { } times && Fired >= times;
}
