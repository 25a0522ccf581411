using FincoreSim.Api.Http;
using FincoreSim.Control.Sandboxes;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Time;
using FincoreSim.Json;
using FincoreSim.Worlds;

namespace FincoreSim.Control.Clock;

/// <summary>The clock of a sandbox: how it starts, and moving or setting it.</summary>
internal static class ClockEndpoints
{
    private const string Module = "Sandboxes";
    private const string IdleMax = "7d";

    private static readonly string[] Ways = ["advance", "to", "until_idle", "mode"];

    private static readonly ImmutableArray<Member> StartMembers =
    [
        Member.Choice("mode", "running (default) or frozen.", ["running", "frozen"], required: false),
        Member.Text("now", "The first instant, ISO 8601 with offset; the wall clock's by default.", required: false,
            example: InstantText.Sample),
        Member.Of("scale", MemberKind.Number, "Virtual seconds per real second while running.", example: "60"),
    ];

    private static readonly BodyShape Body = new(
        "ClockRequest",
        Member.Text("advance", "Move forward by a duration, and settle.", required: false, example: "26h"),
        Member.Text("to", "Move forward to an instant, and settle.", required: false, example: InstantText.Sample),
        Member.Of("until_idle", MemberKind.Boolean, "Move forward until nothing more is due, and settle.", example: "true"),
        Member.Text("max", $"How far until_idle may go; {IdleMax} by default.", required: false),
        Member.Choice("mode", "Let time run, or freeze it.", ["running", "frozen"], required: false),
        StartMembers[2] with
        {
            Description = "With mode: virtual seconds per real second while running; 1 by default.",
            Example = null
        })
    {
        Alternatives = [.. Ways],
    };

    /// <summary>How the clock of a new sandbox starts.</summary>
    public static BodyShape StartShape { get; } = new("SandboxClock", StartMembers);

    public static void MapClock(this ControlRoutes routes)
    {
        routes.Get(
            "/_sim/sandboxes/{sb}/clock",
            ControlOperations.Of("getClock", Module, "Read the clock", ControlJson.Default.ClockView, null, 404),
            call => call.In(sandbox => Reply.Json(ClockView.From(sandbox), ControlJson.Default.ClockView)));
        routes.Post("/_sim/sandboxes/{sb}/clock", ControlOperations.Of(
            "moveClock", Module, "Move or set the clock", ControlJson.Default.ClockMoveView, Body, 404, 409) with
        {
            Description =
                "Two that move it at once go one after the other: the second counts from where the first ended. Refused with "
                + "409, at once, where the sandbox is reset or restored meanwhile.",
        }, MoveAsync);
    }

    /// <summary>Reads how the clock of a new sandbox starts.</summary>
    public static Outcome<ClockSettings> ReadStart(JsonBody? body)
    {
        DateTimeOffset? start = null;
        if (body?.OptionalText("now") is { } text)
        {
            var instant = InstantText.Read(text);
            if (!instant.IsRead)
            {
                return Invalid($"clock.now must be {instant.Wanted}.");
            }

            start = instant.Value;
        }

        var mode = body?.OptionalText("mode") == "frozen" ? ClockMode.Frozen : ClockMode.Running;
        return ReadScale(body, "clock.").Map(scale => new ClockSettings(mode, start, scale));
    }

    private static async ValueTask<Reply> MoveAsync(ControlCall call)
    {
        var sandbox = call.Sandbox;
        if (!sandbox.IsAccepted)
        {
            return sandbox.Refusal;
        }

        if (RefuseMembers(call.Body) is { } refusal)
        {
            return refusal;
        }

        var run = sandbox.Value.Run;
        var driver = new ClockDriver(run, call.Time);
        var moved = call.Body.Has("advance") ? await AdvanceAsync(call, driver)
            : call.Body.Has("to") ? await ToAsync(call, driver)
            : call.Body.Has("until_idle") ? await UntilIdleAsync(call, driver)
            : await SetModeAsync(call, run, driver);
        return moved.IsAccepted
            ? Reply.Json(ClockMoveView.From(run.Gate, moved.Value), ControlJson.Default.ClockMoveView)
            : moved.Refusal;
    }

    private static Refusal? RefuseMembers(ParsedBody body) =>
        Ways.Count(body.Has) != 1 ? Invalid("Exactly one of advance, to, until_idle and mode must be given.")
        : body.Has("max") && !body.Has("until_idle") ? Invalid("max goes with until_idle only.")
        : body.Has("scale")
            && !body.Has("mode") ? Invalid("scale goes with mode only, such as {\"mode\":\"running\",\"scale\":60}.")
        : null;

    private static async Task<Outcome<ClockMove>> AdvanceAsync(ControlCall call, ClockDriver driver)
    {
        var by = DurationText.Read(call.Body.Text("advance"));
        return by.IsRead ? await driver.AdvanceAsync(by.Value, call.Aborted) : Invalid($"advance must be {by.Wanted}.");
    }

    private static async Task<Outcome<ClockMove>> ToAsync(ControlCall call, ClockDriver driver)
    {
        var target = InstantText.Read(call.Body.Text("to"));
        return target.IsRead ? await driver.ToAsync(target.Value, call.Aborted) : Invalid($"to must be {target.Wanted}.");
    }

    private static async Task<Outcome<ClockMove>> UntilIdleAsync(ControlCall call, ClockDriver driver)
    {
        if (call.Body.OptionalBoolean("until_idle") != true)
        {
            return Invalid("until_idle must be true.");
        }

        var max = DurationText.Read(call.Body.OptionalText("max") ?? IdleMax);
        return max.IsRead ? await driver.UntilIdleAsync(max.Value, call.Aborted) : Invalid($"max must be {max.Wanted}.");
    }

    private static async Task<Outcome<ClockMove>> SetModeAsync(ControlCall call, SandboxRun run, ClockDriver driver)
    {
        var scale = ReadScale(call.Body, "");
        if (!scale.IsAccepted)
        {
            return scale.Refusal;
        }

        run.Gate.Clock(clock =>
        {
            clock.Set(call.Body.Text("mode") == "frozen" ? ClockMode.Frozen : ClockMode.Running, scale.Value);
            return default(Done);
        });
        return await driver.SettleAsync(call.Aborted);
    }

    private static Outcome<double> ReadScale(JsonBody? body, string path)
    {
        var scale = body?.OptionalNumber("scale") ?? 1;
        return scale is > 0 and <= VirtualClock.ScaleMax
            ? scale
            : Invalid($"{path}scale must be above 0 and at most {VirtualClock.ScaleMax}.");
    }

    private static Refusal Invalid(string text) => new(RefusalCode.InvalidArgument, text);
}
