using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Time;
using FincoreSim.Domain.Worlds;
using FincoreSim.Language.Yaml;

namespace FincoreSim.Language.Switches;

/// <summary>One switch of a sandbox: its name, what it may be, and how it is read and written.</summary>
/// <param name="Name">The name, as in <c>choices</c> and scenarios.</param>
/// <param name="Allowed">What it may be, the default first.</param>
/// <param name="Write">Writes its value.</param>
/// <param name="Read">Reads a value; null where it is none of the allowed.</param>
internal sealed record OptionSwitch(
    string Name, string Allowed, Action<Utf8JsonWriter, WorldOptions> Write, Func<WorldOptions, JsonElement, WorldOptions?> Read)
{
    /// <summary>What is wrong with a value, where more can be said than what may be given: goes on behind the name.</summary>
    public Func<JsonElement, string?> Explain { get; init; } = _ => null;
}

/// <summary>Every switch of a sandbox, in one table. What a switch means stands at <see cref="WorldOptions"/>.</summary>
internal static class OptionSwitches
{
    private const string Never = "never";
    private const string Manual = "manual";

    private static readonly FrozenDictionary<AbsentDates, string> AbsentDateNames = new Dictionary<AbsentDates, string>
    {
        [AbsentDates.AsDocumented] = "as_documented",
        [AbsentDates.None] = "none",
        [AbsentDates.Null] = "null",
    }.ToFrozenDictionary();

    /// <summary>The table.</summary>
    public static ImmutableArray<OptionSwitch> All { get; } =
    [
        Duration("token_lifetime", options => options.TokenLifetime, (options, value) => options with { TokenLifetime = value }),
        Choice("token_clock", "wall", "world", options => options.TokensLiveByWorldClock,
            (options, value) => options with { TokensLiveByWorldClock = value }),
        Choice("expires_at", "iso", "naive", options => options.NaiveExpiresAt,
            (options, value) => options with { NaiveExpiresAt = value }),
        Flag("strict", options => options.Strict, (options, value) => options with { Strict = value }),
        Status("missing_instrument", 500, 404, options => options.MissingInstrumentIs404,
            (options, value) => options with { MissingInstrumentIs404 = value }),
        Choice("same_instrument", "refuse", "allow", options => options.SameInstrumentAllowed,
            (options, value) => options with { SameInstrumentAllowed = value }),
        Status("create_status", 200, 201, options => options.CreateAnswers201,
            (options, value) => options with { CreateAnswers201 = value }),
        new("absent_dates", "as_documented, none, null",
            (writer, options) => writer.WriteStringValue(AbsentDateNames[options.AbsentDates]), ReadAbsentDates),
        OptionalDuration("spei_settles_after", Manual, options => options.SpeiSettlesAfter,
            (options, value) => options with { SpeiSettlesAfter = value }),
        Choice("status_updates", "documented", "all", options => options.AllStatusUpdates,
            (options, value) => options with { AllStatusUpdates = value }),
        new("status_reason", string.Join(", ", ReasonNames),
            (writer, options) => writer.WriteStringValue(NameOf(options.AbsentReason)), ReadAbsentReason),
        Choice("late_refusal", "noted", "refunds", options => options.LateRefusalRefunds,
            (options, value) => options with { LateRefusalRefunds = value }),
        Choice("refund_settles", "at_once", "like_spei", options => options.RefundSettlesLikeSpei,
            (options, value) => options with { RefundSettlesLikeSpei = value }),
        new("cep",
            $"{{pending_after, delayed_after, completes_after}}: durations of at most {DurationText.Longest}, ascending, or "
            + $"never", WriteCep, ReadCep) { Explain = ExplainCep },
        Flag("cep_on_money_out", options => options.CepOnMoneyOut, (options, value) => options with { CepOnMoneyOut = value }),
        new("operating_day_turns", "a time of day such as 18:00", (writer, options) =>
            writer.WriteStringValue(options.OperatingDayTurns.ToString("HH:mm", CultureInfo.InvariantCulture)), ReadTurn),
        Choice("idempotency", "money_out_only", "all", options => options.IdempotencyOnEveryPayment,
            (options, value) => options with { IdempotencyOnEveryPayment = value }),
        Flag("verify_idempotency_key", options => options.VerifyIdempotencyKey,
            (options, value) => options with { VerifyIdempotencyKey = value }),
        new("idempotency_namespace", "a UUID", (writer, options) => writer.WriteStringValue(options.IdempotencyNamespace),
            ReadNamespace),
        Choice("webhook_auth", "token", "jwt", options => options.WebhookAuthIsJwt,
            (options, value) => options with { WebhookAuthIsJwt = value }),
        Duration("webhook_timeout", options => options.WebhookTimeout,
            (options, value) => options with { WebhookTimeout = value }, TimeSpan.FromMinutes(10)),
        Duration("settle_cap", options => options.SettleCap, (options, value) => options with { SettleCap = value },
            TimeSpan.FromMinutes(10)),
        new("retries",
            $"assumed-default, none, assumed-exponential, or a list of ascending durations of at most {DurationText.Longest}",
            WriteRetries, ReadRetries),
        Choice("cep_envelope", "plain", "wrapped", options => options.CepEnvelopeWrapped,
            (options, value) => options with { CepEnvelopeWrapped = value }),
        Choice("reports", "disabled", "enabled", options => options.ReportsEnabled,
            (options, value) => options with { ReportsEnabled = value }),
        Flag("magic_values", options => options.MagicValues, (options, value) => options with { MagicValues = value }),
        Flag("docs_placeholders", options => options.DocsPlaceholders,
            (options, value) => options with { DocsPlaceholders = value }),
        Flag("outcome_header", options => options.OutcomeHeader, (options, value) => options with { OutcomeHeader = value }),
        new("limits", OptionLimits.Allowed, OptionLimits.Write, OptionLimits.Read) { Explain = OptionLimits.Explain },
    ];

    /// <summary>The switches changed as an object says; refused as a whole where one value is none of the allowed.</summary>
    public static Outcome<WorldOptions> Change(WorldOptions options, JsonElement wanted)
    {
        foreach (var property in wanted.EnumerateObject())
        {
            if (All.FirstOrDefault(item => property.NameEquals(item.Name)) is not { } known)
            {
                var hint = Unknown.Hint("options.", property.Name, [.. All.Select(item => item.Name)]);
                return new Refusal(RefusalCode.InvalidArgument, $"options.{property.Name} is not a switch{hint}");
            }

            if (known.Read(options, property.Value) is not { } changed)
            {
                return new Refusal(RefusalCode.InvalidArgument, $"options.{known.Name}{ProblemOf(known, property.Value)}");
            }

            options = changed;
        }

        return options;
    }

    /// <summary>
    /// The command that changes the switches of a world as an object says; refused where the world is beyond a limit already.
    /// </summary>
    public static Outcome<Command<WorldOptions>> ChangeIn(World world, JsonElement wanted) => Change(world.State.Options, wanted)
        .Then<Command<WorldOptions>>(options => LimitRules.Shortage(options.Limits, world.State, "the sandbox") is { } shortage
            && options.Limits != world.State.Options.Limits
            ? shortage
            : new ChangeOptions(options) { Origin = Origin.Control });

    /// <summary>What is wrong with a value that a switch cannot have; goes on behind its name.</summary>
    public static string ProblemOf(OptionSwitch option, JsonElement value) =>
        option.Explain(value) is not { } problem ? $" must be: {option.Allowed}."
        : problem.StartsWith('.') ? problem
        : $" {problem}";

    /// <summary>All switches as an object.</summary>
    public static JsonElement Show(WorldOptions options)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var item in All)
            {
                writer.WritePropertyName(item.Name);
                item.Write(writer, options);
            }

            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    private static OptionSwitch Flag(
        string name, Func<WorldOptions, bool> get, Func<WorldOptions, bool, WorldOptions> set) => new(
        name, "true or false", (writer, options) => writer.WriteBooleanValue(get(options)), (options, value) =>
            value.ValueKind is JsonValueKind.True or JsonValueKind.False ? set(options, value.GetBoolean()) : null);

    private static OptionSwitch Choice(
        string name, string off, string on, Func<WorldOptions, bool> get, Func<WorldOptions, bool, WorldOptions> set) => new(
        name, $"{off}, {on}", (writer, options) => writer.WriteStringValue(get(options) ? on : off),
        (options, value) => TextOf(value) is { } text && (text == on || text == off) ? set(options, text == on) : null);

    private static OptionSwitch Status(
        string name, int off, int on, Func<WorldOptions, bool> get, Func<WorldOptions, bool, WorldOptions> set) => new(
        name, $"{off}, {on}", (writer, options) => writer.WriteNumberValue(get(options) ? on : off),
        (options, value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var status)
            && (status == on || status == off)
            ? set(options, status == on)
            : null);

    private static OptionSwitch Duration(
        string name, Func<WorldOptions, TimeSpan> get, Func<WorldOptions, TimeSpan, WorldOptions> set, TimeSpan? max = null) =>
        new(
            name, $"a duration such as 10s, above 0 and at most {DurationText.Format(max ?? DurationText.Max)}",
            (writer, options) => writer.WriteStringValue(DurationText.Format(get(options))),
            (options, value) => DurationText.TryParse(TextOf(value), out var duration) && duration > TimeSpan.Zero
                && duration <= (max ?? DurationText.Max)
                ? set(options, duration)
                : null);

    private static OptionSwitch OptionalDuration(
        string name, string absent, Func<WorldOptions, TimeSpan?> get, Func<WorldOptions, TimeSpan?, WorldOptions> set) => new(
        name, $"a duration such as 2s, at most {DurationText.Longest}, or {absent}",
        (writer, options) => writer.WriteStringValue(get(options) is { } duration ? DurationText.Format(duration) : absent),
        (options, value) => TryReadOptional(value, out var duration) ? set(options, duration) : null);

    private static bool TryReadOptional(JsonElement value, out TimeSpan? duration)
    {
        var text = TextOf(value);
        duration = DurationText.TryParse(text, out var known) ? known : null;
        return duration is not null || text is Manual or Never;
    }

    private static WorldOptions? ReadAbsentDates(WorldOptions options, JsonElement value)
    {
        var found = AbsentDateNames.Where(pair => pair.Value == TextOf(value)).Select(pair => (AbsentDates?)pair.Key)
            .FirstOrDefault();
        return found is { } known ? options with { AbsentDates = known } : null;
    }

    private static string NameOf(AbsentReason reason) => WireName<AbsentReason>.Of(reason).ToLowerInvariant();

    private static IEnumerable<string> ReasonNames => Enum.GetValues<AbsentReason>().Select(NameOf);

    private static WorldOptions? ReadAbsentReason(WorldOptions options, JsonElement value) =>
        Enum.GetValues<AbsentReason>().Where(reason => NameOf(reason) == TextOf(value)).Select(reason => (AbsentReason?)reason)
            .FirstOrDefault() is { } known
            ? options with { AbsentReason = known }
            : null;

    private static void WriteCep(Utf8JsonWriter writer, WorldOptions options)
    {
        writer.WriteStartObject();
        WriteStep("pending_after", options.CepPendingAfter);
        WriteStep("delayed_after", options.CepDelayedAfter);
        WriteStep("completes_after", options.CepCompletesAfter);
        writer.WriteEndObject();

        void WriteStep(string name, TimeSpan? after) =>
            writer.WriteString(name, after is { } known ? DurationText.Format(known) : Never);
    }

    private static WorldOptions? ReadCep(WorldOptions options, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var step in value.EnumerateObject())
        {
            if (!TryReadOptional(step.Value, out var after))
            {
                return null;
            }

            switch (step.Name)
            {
                case "pending_after": options = options with { CepPendingAfter = after }; break;
                case "delayed_after": options = options with { CepDelayedAfter = after }; break;
                case "completes_after": options = options with { CepCompletesAfter = after }; break;
                default: return null;
            }
        }

        TimeSpan?[] steps = [options.CepPendingAfter, options.CepDelayedAfter, options.CepCompletesAfter];
        var known = steps.OfType<TimeSpan>().ToArray();
        return known.SequenceEqual(known.Order()) ? options : null;
    }

    /// <summary>A step that does not exist is told by its name.</summary>
    private static string? ExplainCep(JsonElement value)
    {
        string[] steps = ["pending_after", "delayed_after", "completes_after"];
        var given = value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().Select(step => step.Name) : [];
        var unknown = given.Except(steps).FirstOrDefault();
        return unknown is null ? null : $".{unknown} is not a step of a CEP{Unknown.Hint("", unknown, steps)}";
    }

    private static WorldOptions? ReadTurn(WorldOptions options, JsonElement value) =>
        TimeOnly.TryParseExact(TextOf(value), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? options with { OperatingDayTurns = time }
            : null;

    private static WorldOptions? ReadNamespace(WorldOptions options, JsonElement value) =>
        Guid.TryParse(TextOf(value), out var id) ? options with { IdempotencyNamespace = id } : null;

    private static void WriteRetries(Utf8JsonWriter writer, WorldOptions options)
    {
        if (RetryProfile.Named.Contains(options.Retries))
        {
            writer.WriteStringValue(options.Retries.Name);
            return;
        }

        writer.WriteStartArray();
        foreach (var wait in options.Retries.Attempts)
        {
            writer.WriteStringValue(DurationText.Format(wait));
        }

        writer.WriteEndArray();
    }

    private static WorldOptions? ReadRetries(WorldOptions options, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return RetryProfile.Named.FirstOrDefault(profile => profile.Name == TextOf(value)) is { } named
                ? options with { Retries = named }
                : null;
        }

        var waits = value.EnumerateArray()
            .Select(item => DurationText.TryParse(TextOf(item), out var wait) ? wait : (TimeSpan?)null).ToArray();
        var known = waits.OfType<TimeSpan>().ToArray();
        var isProfile = known.Length is > 0 and <= RetryProfile.AttemptsMax && known.Length == waits.Length
            && known.SequenceEqual(known.Order());
        return isProfile ? options with { Retries = new RetryProfile("custom", [.. known]) } : null;
    }

    private static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
