using System.Text.Json.Nodes;
using FincoreSim.Language.Kinds;
using FincoreSim.Language.Model;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Shapes;

/// <summary>The steps of time, of the integrator, and of what is done many times. Stateless.</summary>
internal static class FlowSteps
{
    private const string UntilIdle = "until_idle";
    private static readonly DurationKind Duration = new();

    private static readonly Key<ImmutableArray<Step>> Do =
        new("do", new LaterKind<ImmutableArray<Step>>(() => StepKind.Round),
            "What is done in each round; ${n} counts them from 1.")
        { IsRequired = true };
    private static readonly Key<TimeSpan> Every = new("every", Duration, "How much virtual time lies between the rounds.");
    private static readonly Key<ImmutableArray<OutcomeCount>> Outcomes =
        new("expect", AnswerShapes.Outcomes, "How the answers of all rounds must be.");
    private static readonly Key<TimeSpan> Max =
        new("max", new DurationKind(mayBeZero: false), "The most virtual time that until_idle may take.");
    private static readonly Key<TimeSpan> Within =
        new("within", new DurationKind(mayBeZero: false), "How long to wait, in real time; 5s without it.");
    private static readonly Key<DateTimeOffset> To = new("to", new InstantKind(), "The instant.") { IsRequired = true };
    private static readonly Shape<AdvanceStep> Until =
        new("advance_to", "Until an instant.", [To], fields => new AdvanceStep(null, fields.Get(To), false, null));

    private static readonly CustomKind<AdvanceStep> Time = new(
        "a duration such as 1h, until_idle, or {to: an instant}",
        static (node, reading) => node switch
        {
            ScalarNode { Text: UntilIdle } => new AdvanceStep(null, null, true, null),
            MappingNode => Until.Read(node, reading),
            _ => new AdvanceStep(Duration.Read(node, reading), null, false, null),
        },
        static book => SchemaBook.AnyOf(SchemaBook.Words([UntilIdle]), Duration.Schema(book), Until.Schema(book)));

    private static readonly Key<long> AfterCalls =
        new("after_calls", new WholeKind("a count", 0, 10_000), "Once so many calls were answered.") { IsRequired = true };

    private static readonly Key<ImmutableArray<DuringStep>> During = new(
        "during",
        new ListKind<DuringStep>("steps with after_calls",
            new CustomKind<DuringStep>("a step with after_calls", ReadDuring, DuringSchema)),
        "What happens meanwhile, once so many calls were answered.");

    /// <summary>The commands.</summary>
    public static ImmutableArray<(string Command, Shape<Step> Shape)> All { get; } =
    [
        StepShapes.Of("call", "A request to the integrator.", new RequestLineKind(isPath: false), BuildCall, Thing.Call,
            HttpKeys.Headers, HttpKeys.Body, StepShapes.Expect),
        StepShapes.Of("repeat", "Steps that are done several times, one round after the other.",
            new WholeKind("a count", 1, 100_000), BuildRepeat, null, Every, Do, Outcomes),
        StepShapes.Of("parallel", "Steps that are done several times at once.", new WholeKind("a count", 1, 1_000), BuildParallel,
            null, Do, During, Outcomes),
        StepShapes.Of("advance", "Virtual time goes on, and everything due settles.", Time,
            BuildAdvance, null, [MaxTogether], Max),
        StepShapes.Of("settle", "Everything that is due now settles.", StepShapes.Alone("settle"), (_, _) => Settled(), null),
        StepShapes.Of("wait_for", "Waits, in real time, for what the integrator does on its own.", ExpectShape.Shape, BuildWait,
            Thing.Transaction, [WaitTogether], Within),
        StepShapes.Of("expect", "Checks what is there now.", ExpectShape.Shape, (wanted, _) => new ExpectStep(wanted), null),
    ];

    private static IEnumerable<JsonObject> MaxTogether(SchemaBook book) =>
    [
        SchemaParts.If(
            SchemaParts.Has(Max.Name), SchemaParts.Member("advance", SchemaBook.OrMatrix(SchemaParts.Constant(UntilIdle)))),
    ];

    /// <summary>One thing is waited for, and only one transaction gets a name.</summary>
    private static IEnumerable<JsonObject> WaitTogether(SchemaBook book)
    {
        var one = new JsonObject { ["maxProperties"] = 1, ["additionalProperties"] = new JsonObject { ["maxItems"] = 1 } };
        return
        [
            SchemaParts.Member("wait_for", one),
            SchemaParts.If(SchemaParts.Has("as"), SchemaParts.Member("wait_for", SchemaParts.Has("transaction"))),
        ];
    }

    /// <summary>A step with its moment beside it.</summary>
    private static JsonObject DuringSchema(SchemaBook book)
    {
        var during = SchemaParts.SomeOf(StepShapes.All.Select(step => step.Command));
        during["type"] = "object";
        during["required"] = new JsonArray(AfterCalls.Name);
        during["properties"] = new JsonObject { [AfterCalls.Name] = AfterCalls.Kind.Schema(book) };
        during["propertyNames"] = SchemaBook.Words(
            [AfterCalls.Name, .. StepShapes.All.SelectMany(step => step.Shape.Keys).Select(key => key.Name).Distinct()]);
        return during;
    }

    private static CallStep BuildCall(RequestLine line, Fields fields) =>
        new(new HttpCall(line.Method!, line.Target, fields.List(HttpKeys.Headers), fields.Find(HttpKeys.Body)));

    private static RepeatStep BuildRepeat(long times, Fields fields) =>
        new((int)times, fields.Get(Every, TimeSpan.Zero), fields.List(Do), fields.List(Outcomes));

    private static ParallelStep BuildParallel(long times, Fields fields) =>
        new((int)times, fields.List(Do), fields.List(During), fields.List(Outcomes));

    private static AdvanceStep? BuildAdvance(AdvanceStep step, Fields fields)
    {
        if (fields.Has(Max) && !step.IsUntilIdle)
        {
            fields.Reading.Error(fields.Node.Find(Max.Name)!.Key, "'max' stands beside advance: until_idle only");
            return null;
        }

        return step with { Max = fields.FindValue(Max) };
    }

    private static AdvanceStep Settled() => new(TimeSpan.Zero, null, false, null);

    private static WaitForStep? BuildWait(ImmutableArray<Expectation> wanted, Fields fields)
    {
        if (wanted is not [var one])
        {
            fields.Reading.Error(fields.Node, "wait_for waits for one thing");
            return null;
        }

        if (fields.Node.Find("as") is { } name && one is not TransactionExpectation { IsOne: true })
        {
            fields.Reading.Error(name.Key, "only a transaction that is waited for gets a name");
            return null;
        }

        return new WaitForStep(one, fields.Get(Within, TimeSpan.FromSeconds(5)));
    }

    private static DuringStep? ReadDuring(Node node, Reading reading)
    {
        if (node is not MappingNode mapping)
        {
            reading.Expected(node, "a step with after_calls");
            return null;
        }

        if (mapping.Find(AfterCalls.Name) is not { } after)
        {
            reading.Error(node, $"'{AfterCalls.Name}' is missing: {AfterCalls.Kind.Expectation}");
            return null;
        }

        var calls = (long)AfterCalls.Kind.ReadAny(after.Value, reading)!;
        var rest = mapping with { Entries = [.. mapping.Entries.Where(entry => entry != after)] };
        return new StepKind().Read(rest, reading) is { } step ? new DuringStep((int)calls, step) : null;
    }
}
