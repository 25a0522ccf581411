namespace FincoreSim.Control;

/// <summary>Making, reading, resetting and ending sandboxes; their switches and their clock.</summary>
internal static class SandboxEndpoints
{
    private const string Module = "Sandboxes";
    private const double ScaleMax = 1_000_000;

    private static readonly ImmutableArray<Member> ClockMembers =
    [
        Member.Choice("mode", "running (default) or frozen.", ["running", "frozen"], required: false),
        Member.Text("now", "The first instant, ISO 8601 with offset; the wall clock's by default.", required: false, example: "2026-03-02T09:00:00-06:00"),
        Member.Of("scale", MemberKind.Number, "Virtual seconds per real second while running.", example: "60"),
    ];

    private static readonly BodyShape CreateBody = new(
        "SandboxRequest",
        Member.Text("name", TextRules.Label, "A name for people.", required: false, example: "checkout tests"),
        Member.Of("seed", MemberKind.Integer, "The seed of ids and chance; one of its own without it.", example: "42"),
        Member.Choice("template", "What it starts with.", [.. WorldTemplate.All.Select(template => template.Name)], required: false),
        Member.Text("snapshot", TextRules.Label, "Or the snapshot that it begins as; seed, options and clock are its own.", required: false),
        Member.Object("clock", "How its time passes.", new BodyShape("SandboxClock", ClockMembers), required: false),
        Member.Object("options", "Its switches.", OptionSwitches.Shape, required: false));

    private static readonly BodyShape ClockBody = new(
        "ClockRequest",
        Member.Text("advance", "Move forward by a duration, and settle.", required: false, example: "26h"),
        Member.Text("to", "Move forward to an instant, and settle.", required: false, example: "2026-03-02T09:00:00-06:00"),
        Member.Of("until_idle", MemberKind.Boolean, "Move forward until nothing more is due, and settle.", example: "true"),
        Member.Text("max", "How far until_idle may go; 7d by default.", required: false),
        Member.Choice("mode", "Let time run, or freeze it.", ["running", "frozen"], required: false),
        ClockMembers[2] with { Example = null })
    {
        Alternatives = ["advance", "to", "until_idle", "mode"],
    };

    public static void MapSandboxes(this ControlRoutes routes)
    {
        routes.Get("/_sim/health", ControlOperations.Of("health", "Process", "How the process is", ControlJson.Default.HealthView) with { Auth = AuthScheme.None }, Health);
        routes.Get("/_sim/sandboxes", ControlOperations.Of("listSandboxes", Module, "List sandboxes", ControlJson.Default.PageOfSandboxView) with { Query = ControlList.Pages }, List);
        routes.Post("/_sim/sandboxes", ControlOperations.Of("createSandbox", Module, "Create a sandbox", ControlJson.Default.SandboxView, CreateBody, 404, 429) with { Status = 201 }, Create);
        routes.Get("/_sim/sandboxes/{sb}", ControlOperations.Of("getSandbox", Module, "Read a sandbox", ControlJson.Default.SandboxView, null, 404), call => call.In(Show));
        routes.Delete("/_sim/sandboxes/{sb}", ControlOperations.Of("deleteSandbox", Module, "End a sandbox", ControlJson.Default.SandboxView, null, 404, 409), Delete);
        routes.Post("/_sim/sandboxes/{sb}/reset", ControlOperations.Of("resetSandbox", Module, "Back to template and seed", ControlJson.Default.SandboxView, null, 404), Reset);
        routes.Get("/_sim/sandboxes/{sb}/options", ControlOperations.Of("getOptions", Module, "Read the switches", ControlJson.Default.JsonElement, null, 404), call => call.In(ShowOptions));
        routes.Patch("/_sim/sandboxes/{sb}/options", ControlOperations.Of("changeOptions", Module, "Change switches", ControlJson.Default.JsonElement, OptionSwitches.Shape, 404), ChangeOptions);
        routes.Get("/_sim/sandboxes/{sb}/clock", ControlOperations.Of("getClock", Module, "Read the clock", ControlJson.Default.ClockView, null, 404), call => call.In(sandbox => Reply.Json(ClockView.From(sandbox), ControlJson.Default.ClockView)));
        routes.Post("/_sim/sandboxes/{sb}/clock", ControlOperations.Of("moveClock", Module, "Move or set the clock", ControlJson.Default.ClockMoveView, ClockBody, 404), MoveClock);
        routes.Get("/_sim/sandboxes/{sb}/fingerprint", ControlOperations.Of("getFingerprint", Module, "A hash over what the world has become", ControlJson.Default.FingerprintView, null, 404), call => call.In(ShowFingerprint));
    }

    private static ValueTask<Reply> Health(ControlCall call)
    {
        var uptime = call.Time.GetUtcNow() - call.Sandboxes.Default.CreatedAt;
        var isGuarded = call.Context.RequestServices.GetRequiredService<ServeOptions>().AdminToken is not null;
        long? seed = isGuarded ? null : call.Sandboxes.Seed;
        return ValueTask.FromResult(Reply.Json(
            new HealthView("ok", Product.Version, call.Sandboxes.Count, (long)uptime.TotalMilliseconds, seed),
            ControlJson.Default.HealthView));
    }

    private static ValueTask<Reply> List(ControlCall call)
    {
        var (page, next) = ControlList.Page(call, call.Sandboxes.After(ControlList.AfterOf(call)));
        return ValueTask.FromResult(Reply.Json(new PageOf<SandboxView>([.. page.Select(SandboxView.From)], next), ControlJson.Default.PageOfSandboxView));
    }

    private static ValueTask<Reply> Create(ControlCall call)
    {
        var body = call.Body;
        if (body.OptionalText("snapshot") is { } snapshot)
        {
            return ValueTask.FromResult(CreateFrom(call, snapshot));
        }

        var template = WorldTemplate.Find(body.OptionalText("template") ?? WorldTemplate.Docs.Name)!;
        var clock = ReadClock(body.OptionalObject("clock"));
        var options = body.OptionalObject("options") is { } wanted ? OptionSwitches.Change(new WorldOptions(), wanted.Element) : new WorldOptions();
        if (!clock.IsAccepted || !options.IsAccepted)
        {
            return ValueTask.FromResult<Reply>((clock.Refusal ?? options.Refusal)!);
        }

        var created = call.Sandboxes.Create(body.OptionalText("name"), body.OptionalInteger("seed"), template, clock.Value, options.Value);
        return ValueTask.FromResult(created.IsAccepted
            ? Reply.Json(SandboxView.From(created.Value), ControlJson.Default.SandboxView, 201)
            : created.Refusal);
    }

    private static Reply CreateFrom(ControlCall call, string id)
    {
        string[] decided = ["template", "seed", "options", "clock"];
        if (decided.FirstOrDefault(call.Body.Has) is { } given)
        {
            return Invalid($"{given} cannot be given with snapshot, which decides it.");
        }

        if (call.Sandboxes.FindSnapshot(id) is not { } snapshot)
        {
            return new Refusal(RefusalCode.NotFound, "Snapshot");
        }

        var created = call.Sandboxes.Create(
            call.Body.OptionalText("name"), snapshot.Seed, WorldTemplate.From(snapshot), snapshot.Clock, new WorldOptions());
        return created.IsAccepted ? Reply.Json(SandboxView.From(created.Value), ControlJson.Default.SandboxView, 201) : created.Refusal;
    }

    private static Outcome<ClockSettings> ReadClock(JsonBody? body)
    {
        DateTimeOffset? start = null;
        if (body?.OptionalText("now") is { } text)
        {
            if (!TryReadInstant(text, out var instant))
            {
                return InstantRefused("clock.now");
            }

            start = instant;
        }

        var scale = body?.OptionalNumber("scale") ?? 1;
        return scale is > 0 and <= ScaleMax
            ? new ClockSettings(body?.OptionalText("mode") == "frozen" ? ClockMode.Frozen : ClockMode.Running, start, scale)
            : new Refusal(RefusalCode.InvalidArgument, $"clock.scale must be above 0 and at most {ScaleMax}.");
    }

    private static ValueTask<Reply> Delete(ControlCall call) => call.In(sandbox =>
    {
        if (sandbox.Id == SandboxRegistry.DefaultId)
        {
            return Refusal.OfState("sandbox", "default", ["any other sandbox"], "POST /_sim/sandboxes/default/reset");
        }

        var last = Show(sandbox);
        return call.Sandboxes.Delete(sandbox.Id) ? last : new Refusal(RefusalCode.NotFound, "Sandbox");
    });

    private static ValueTask<Reply> Reset(ControlCall call) => call.In(sandbox =>
    {
        sandbox.Reset();
        return Show(sandbox);
    });

    private static ValueTask<Reply> ChangeOptions(ControlCall call) => call.In(sandbox =>
    {
        var changed = sandbox.Execute(world => OptionSwitches.ChangeIn(world, call.Body.Element));
        return changed.IsAccepted ? Reply.Json(OptionSwitches.Show(changed.Value), ControlJson.Default.JsonElement) : changed.Refusal;
    });

    private static async ValueTask<Reply> MoveClock(ControlCall call)
    {
        var sandbox = call.Sandbox;
        if (!sandbox.IsAccepted)
        {
            return sandbox.Refusal;
        }

        string[] ways = ["advance", "to", "until_idle", "mode"];
        if (ways.Count(call.Body.Has) != 1)
        {
            return Invalid("Exactly one of advance, to, until_idle and mode must be given.");
        }

        var driver = new ClockDriver(sandbox.Value, call.Time);
        var moved = call.Body.Has("advance") ? await AdvanceAsync(call, driver)
            : call.Body.Has("to") ? await ToAsync(call, sandbox.Value, driver)
            : call.Body.Has("until_idle") ? await UntilIdleAsync(call, driver)
            : await SetModeAsync(call, sandbox.Value, driver);
        return moved.IsAccepted
            ? Reply.Json(ClockMoveView.From(sandbox.Value, moved.Value), ControlJson.Default.ClockMoveView)
            : moved.Refusal;
    }

    private static async Task<Outcome<ClockMove>> AdvanceAsync(ControlCall call, ClockDriver driver) =>
        DurationText.TryParse(call.Body.Text("advance"), out var by)
            ? await driver.AdvanceAsync(by, call.Aborted)
            : Invalid("advance must be a duration such as 26h or 23h59m59s.");

    private static async Task<Outcome<ClockMove>> ToAsync(ControlCall call, Sandbox sandbox, ClockDriver driver)
    {
        if (!TryReadInstant(call.Body.Text("to"), out var target))
        {
            return InstantRefused("to");
        }

        return target >= sandbox.Now
            ? await driver.ToAsync(target, call.Aborted)
            : Invalid($"to lies before the sandbox's now, {Stamp.Iso(sandbox.Now)}; a clock never goes back.");
    }

    private static async Task<Outcome<ClockMove>> UntilIdleAsync(ControlCall call, ClockDriver driver)
    {
        if (call.Body.OptionalBoolean("until_idle") != true)
        {
            return Invalid("until_idle must be true.");
        }

        return DurationText.TryParse(call.Body.OptionalText("max") ?? "7d", out var max)
            ? await driver.UntilIdleAsync(max, call.Aborted)
            : Invalid("max must be a duration such as 7d.");
    }

    private static async Task<Outcome<ClockMove>> SetModeAsync(ControlCall call, Sandbox sandbox, ClockDriver driver)
    {
        var scale = call.Body.OptionalNumber("scale") ?? 1;
        if (scale is not (> 0 and <= ScaleMax))
        {
            return Invalid($"scale must be above 0 and at most {ScaleMax}.");
        }

        sandbox.Gate.Clock(clock =>
        {
            clock.Set(call.Body.Text("mode") == "frozen" ? ClockMode.Frozen : ClockMode.Running, scale);
            return default(Done);
        });
        return await driver.AdvanceAsync(TimeSpan.Zero, call.Aborted);
    }

    private static Reply Show(Sandbox sandbox) => Reply.Json(SandboxView.From(sandbox), ControlJson.Default.SandboxView);

    private static Reply ShowOptions(Sandbox sandbox) =>
        Reply.Json(OptionSwitches.Show(sandbox.Read(world => world.State.Options)), ControlJson.Default.JsonElement);

    private static Reply ShowFingerprint(Sandbox sandbox) => Reply.Json(
        new FingerprintView(sandbox.Read(world => Fingerprint.Of(world.State))), ControlJson.Default.FingerprintView);

    private static bool TryReadInstant(string text, out DateTimeOffset instant) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant) && instant.Year is > 1999 and < 3000;

    private static Refusal InstantRefused(string name) =>
        Invalid($"{name} must be an instant such as 2026-03-02T09:00:00-06:00.");

    private static Refusal Invalid(string text) => new(RefusalCode.InvalidArgument, text);
}

/// <summary>A world's fingerprint.</summary>
internal sealed record FingerprintView([property: JsonPropertyName("fingerprint")] string Fingerprint);
