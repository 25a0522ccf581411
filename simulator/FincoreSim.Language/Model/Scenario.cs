using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Rules;
using FincoreSim.Domain.Time;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Language.Switches;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Model;

/// <summary>A file that was read without errors. Immutable.</summary>
/// <param name="Path">The file, as it was named.</param>
/// <param name="Name">Its name.</param>
/// <param name="Scenarios">One scenario, or one for each combination of the matrix.</param>
internal sealed record ScenarioFile(string Path, string Name, ImmutableArray<Scenario> Scenarios);

/// <summary>A value of the matrix in one combination.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
internal sealed record MatrixValue(string Name, string Value);

/// <summary>One scenario with the values of the matrix put in. Immutable.</summary>
internal sealed record Scenario
{
    /// <summary>The name, which tells the combination: <c>A deposit is refused [who_refuses=integrator]</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The combination; empty without a matrix.</summary>
    public required ImmutableArray<MatrixValue> Combination { get; init; }

    /// <summary>What it is about.</summary>
    public string? Description { get; init; }

    /// <summary>Why it is worth running.</summary>
    public string? Why { get; init; }

    /// <summary>The tags.</summary>
    public required ImmutableArray<string> Tags { get; init; }

    /// <summary>The sandbox it wants.</summary>
    public required SandboxPlan Sandbox { get; init; }

    /// <summary>What is there before it begins.</summary>
    public required GivenPlan Given { get; init; }

    /// <summary>The rules that are armed from the beginning.</summary>
    public required ImmutableArray<ScenarioRule> Rules { get; init; }

    /// <summary>The steps that come first, before anything is watched.</summary>
    public required ImmutableArray<Step> Setup { get; init; }

    /// <summary>The steps.</summary>
    public required ImmutableArray<Step> Steps { get; init; }

    /// <summary>What must be true at the end.</summary>
    public required ImmutableArray<Expectation> Expect { get; init; }

    /// <summary>What must not happen, at no moment.</summary>
    public required ImmutableArray<Watch> Never { get; init; }

    /// <summary>What must be true at every moment.</summary>
    public required ImmutableArray<Watch> Always { get; init; }

    /// <summary>Whether it names the integrator, so that one must be there.</summary>
    public required bool NamesIntegrator { get; init; }

    /// <summary>The rules with names that tell the combination of the matrix, so that those of two combinations differ.</summary>
    public IEnumerable<ScenarioRule> NamedRules => Combination.IsEmpty ? Rules : Rules.Select(rule => rule with
    {
        // A rule without a name of its own is called by the scenario's, which tells the combination.
        Rule = rule.Rule.Name.StartsWith($"{Name} #", StringComparison.Ordinal)
            ? rule.Rule
            : rule.Rule with
            {
                Name = $"{rule.Rule.Name} [{string.Join(", ", Combination.Select(value => $"{value.Name}={value.Value}"))}]"
            },
    });

    /// <summary>Whether calls are made at once, in an order that the scheduling seed decides.</summary>
    public bool HasRaces => HasRace(Setup) || HasRace(Steps);

    /// <summary>Whether its clock goes on in real time, so that two runs never fall on the same instants.</summary>
    public bool IsInRealTime => Sandbox.Mode is ClockMode.Running;

    /// <summary>Whether it can be run; a scenario with rules only can be armed.</summary>
    public bool IsRunnable => Steps.Length > 0 || Expect.Length > 0;

    private static bool HasRace(ImmutableArray<Step> steps) =>
        steps.Any(step => step is ParallelStep || (step is RepeatStep repeat && HasRace(repeat.Do)));
}

/// <summary>The sandbox that a scenario wants. Immutable.</summary>
internal sealed record SandboxPlan
{
    /// <summary>The sandbox of a running process that it uses; null: one of its own.</summary>
    public string? Use { get; init; }

    /// <summary>The seed; null: that of the run.</summary>
    public long? Seed { get; init; }

    /// <summary>When its clock begins, UTC; null: now.</summary>
    public DateTimeOffset? Clock { get; init; }

    /// <summary>How its clock goes; null: frozen for runs.</summary>
    public ClockMode? Mode { get; init; }

    /// <summary>How much faster than real time a running clock goes; null: as fast.</summary>
    public double? Scale { get; init; }

    /// <summary>The name of the template; null: the default one.</summary>
    public string? Template { get; init; }

    /// <summary>The id of a snapshot that it begins from; null: the template.</summary>
    public string? Snapshot { get; init; }

    /// <summary>The hosts that calls and webhooks may go to besides the integrator's.</summary>
    public ImmutableArray<string> AllowHosts { get; init; } = [];

    /// <summary>The switches that it changes, as <see cref="OptionSwitches.Change"/> takes them.</summary>
    public JsonElement Switches { get; init; }
}

/// <summary>What is there before a scenario begins. Immutable.</summary>
internal sealed record GivenPlan
{
    /// <summary>The clients.</summary>
    public ImmutableArray<GivenClient> Clients { get; init; } = [];

    /// <summary>The customers.</summary>
    public ImmutableArray<GivenCustomer> Customers { get; init; } = [];

    /// <summary>The accounts.</summary>
    public ImmutableArray<GivenAccount> Accounts { get; init; } = [];

    /// <summary>The instruments.</summary>
    public ImmutableArray<GivenInstrument> Instruments { get; init; } = [];

    /// <summary>The webhooks.</summary>
    public ImmutableArray<GivenWebhook> Webhooks { get; init; } = [];
}

/// <summary>A client.</summary>
internal sealed record GivenClient(Position At, string? As, Template? Name);

/// <summary>A customer.</summary>
internal sealed record GivenCustomer(Position At, string? As, Operand? Client, Template? Name, Template? Rfc);

/// <summary>An account; without a type a centralizing one, or a private one where a customer owns it.</summary>
internal sealed record GivenAccount(
    Position At, string? As, Template? Balance, AccountType? Type, AccountStatus Status, Operand? Client, Operand? Customer);

/// <summary>An instrument: a CLABE or a card.</summary>
internal sealed record GivenInstrument(Position At, string? As, InstrumentType Type, Template? Clabe, Template? Card)
{
    /// <summary>The holder's name.</summary>
    public Template? Holder { get; init; }

    /// <summary>The holder's tax identifier.</summary>
    public Template? Rfc { get; init; }

    /// <summary>A name for people.</summary>
    public Template? Alias { get; init; }

    /// <summary>Banxico's code of its bank; null: that of the CLABE.</summary>
    public Template? Bank { get; init; }

    /// <summary>The client; null: the first.</summary>
    public Operand? Client { get; init; }

    /// <summary>The customer who owns it; null: the client does.</summary>
    public Operand? Customer { get; init; }
}

/// <summary>A registered webhook.</summary>
internal sealed record GivenWebhook(
    Position At, string? As, WebhookType Type, Template Url, Template? Token, WebhookStatus Status, Operand? Client);

/// <summary>A rule, whose conditions may hold names until it is armed. Immutable.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Rule">The rule; what its conditions compare with is still as written.</param>
/// <param name="Where">The conditions with their operands.</param>
internal sealed record ScenarioRule(Position At, Rule Rule, ImmutableArray<RuleCondition> Where)
{
    /// <summary>The rule where no names are given, so that an operand is what it says: an id, a CLABE, an amount.</summary>
    public Rule AsWritten => Resolve(operand => operand.Text.Resolve(reference => reference.ToString()));

    /// <summary>
    /// What of it stands for nothing where no names are given: a name, or a reference; null where there is none.
    /// </summary>
    public string? FirstName => Where.SelectMany(condition => condition.Operands)
        .Select(operand => operand.Thing is not null ? operand.Text.Raw : operand.Text.References.FirstOrDefault()?.ToString())
        .FirstOrDefault(name => name is not null);

    /// <summary>The rule with what its names and references stand for.</summary>
    /// <param name="resolve">Gives the text of an operand: an id for a name.</param>
    public Rule Resolve(Func<Operand, string> resolve) => Rule with
    {
        Where = [
            .. Where.Select(
                condition => new Condition(condition.Path, condition.Operator, [.. condition.Operands.Select(resolve)]))],
    };
}

/// <summary>A condition of a rule whose operands may be names.</summary>
/// <param name="Path">The field, with dots.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Operands">With what.</param>
internal sealed record RuleCondition(string Path, MatchOperator Operator, ImmutableArray<Operand> Operands)
{
    /// <summary>The condition with its operands as written.</summary>
    public Condition AsWritten => new(Path, Operator, [.. Operands.Select(operand => operand.Text.Raw)]);
}
