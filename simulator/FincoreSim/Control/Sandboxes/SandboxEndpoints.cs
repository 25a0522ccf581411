using FincoreSim.Api.Auth;
using FincoreSim.Api.Http;
using FincoreSim.Control.Clock;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Worlds;
using FincoreSim.Json;
using FincoreSim.Language.Switches;
using FincoreSim.Serving;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Control.Sandboxes;

/// <summary>Making, reading, resetting and ending sandboxes; their switches.</summary>
internal static class SandboxEndpoints
{
    private const string Module = "Sandboxes";

    private static readonly BodyShape CreateBody = new(
        "SandboxRequest",
        Member.Text("name", TextRules.Label, "A name for people.", required: false, example: "checkout tests"),
        Member.Of("seed", MemberKind.Integer, "The seed of ids and chance; one of its own without it.", example: "42"),
        Member.Choice(
            "template", "What it starts with.", [.. WorldTemplate.All.Select(template => template.Name)], required: false),
        Member.Text("snapshot", TextRules.Label, "Or the snapshot that it begins as; seed, options and clock are its own.",
            required: false),
        Member.Object("clock", "How its time passes.", ClockEndpoints.StartShape, required: false),
        Member.Object("options", "Its switches.", OptionsBody.Shape, required: false));

    private static readonly BodyShape PutBody = new(
        "SandboxPutRequest",
        [
            .. CreateBody.Members.Where(member => member.Name != "snapshot"),
            Member.Text("api_key", TextRules.Line, "The api key of its first client; a derived one without it.", required: false,
                example: "checkout-service-key"),
        ]);

    public static void MapSandboxes(this ControlRoutes routes)
    {
        routes.Get(
            "/_sim/health",
            ControlOperations.Of("health", "Process", "How the process is", ControlJson.Default.HealthView) with
            {
                Auth = AuthScheme.None
            }, Health);
        routes.Get(
            "/_sim/sandboxes",
            ControlOperations.Of("listSandboxes", Module, "List sandboxes", ControlJson.Default.PageOfSandboxView) with
            {
                Query = ControlList.Pages
            }, List);
        routes.Post(
            "/_sim/sandboxes",
            ControlOperations.Of("createSandbox", Module, "Create a sandbox", ControlJson.Default.SandboxView, CreateBody, 404,
                429) with
            { Status = 201 }, Create);
        routes.Put("/_sim/sandboxes/{sb}", ControlOperations.Of("putSandbox", Module,
            "Create a sandbox by an id of one's own, or find it", ControlJson.Default.SandboxView, PutBody, 409, 429) with
        {
            SwitchedStatus = 201,
            Description =
                "201 where it is made, 200 where it is there already. What is asked for and is not so is 409, and changes "
                + "nothing; what is not asked for does not count.",
        }, call => ValueTask.FromResult(SandboxPut.Run(call)));
        routes.Get(
            "/_sim/sandboxes/{sb}", ControlOperations.Of(
                "getSandbox", Module, "Read a sandbox", ControlJson.Default.SandboxView, null, 404), call => call.In(Show));
        routes.Delete(
            "/_sim/sandboxes/{sb}", ControlOperations.Of(
                "deleteSandbox", Module, "End a sandbox", ControlJson.Default.SandboxView, null, 404, 409), Delete);
        routes.Post(
            "/_sim/sandboxes/{sb}/reset", ControlOperations.Of(
                "resetSandbox", Module, "Back to template and seed", ControlJson.Default.SandboxView, null, 404), Reset);
        routes.Get(
            "/_sim/sandboxes/{sb}/options",
            ControlOperations.Of("getOptions", Module, "Read the switches", ControlJson.Default.JsonElement, null, 404),
            call => call.In(ShowOptions));
        routes.Patch(
            "/_sim/sandboxes/{sb}/options",
            ControlOperations.Of("changeOptions", Module, "Change switches", ControlJson.Default.JsonElement, OptionsBody.Shape,
                404), ChangeOptions);
        routes.Get(
            "/_sim/sandboxes/{sb}/fingerprint",
            ControlOperations.Of("getFingerprint", Module, "A hash over what the world has become",
                ControlJson.Default.FingerprintView, null, 404), call => call.In(ShowFingerprint));
    }

    private static ValueTask<Reply> Health(ControlCall call)
    {
        var services = call.Context.RequestServices;
        var isGuarded = services.GetRequiredService<ServeOptions>().AdminToken is not null;
        return ValueTask.FromResult(Reply.Json(
            HealthView.From(call.Sandboxes, services.GetRequiredService<BackgroundFaults>(), call.Time.GetUtcNow(), isGuarded),
            ControlJson.Default.HealthView));
    }

    private static ValueTask<Reply> List(ControlCall call) => ValueTask.FromResult(ControlList
        .Page(call, call.Sandboxes.After(ControlList.AfterOf(call)))
        .Reply(SandboxView.From, ControlJson.Default.SandboxView));

    private static ValueTask<Reply> Create(ControlCall call)
    {
        var body = call.Body;
        if (body.OptionalText("snapshot") is { } snapshot)
        {
            return ValueTask.FromResult(CreateFrom(call, snapshot));
        }

        var template = WorldTemplate.Find(body.OptionalText("template") ?? WorldTemplate.Docs.Name)!;
        var clock = ClockEndpoints.ReadStart(body.OptionalObject("clock"));
        var options = body.OptionalObject("options") is { } wanted
            ? OptionSwitches.Change(new WorldOptions(), wanted.Element)
            : new WorldOptions();
        if (!clock.IsAccepted || !options.IsAccepted)
        {
            return ValueTask.FromResult<Reply>((clock.Refusal ?? options.Refusal)!);
        }

        var created =
            call.Sandboxes.Create(body.OptionalText("name"), body.OptionalInteger("seed"), template, clock.Value, options.Value);
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
        return created.IsAccepted
            ? Reply.Json(SandboxView.From(created.Value), ControlJson.Default.SandboxView, 201)
            : created.Refusal;
    }

    private static ValueTask<Reply> Delete(ControlCall call) => call.In(sandbox =>
    {
        if (sandbox.Id == SandboxRegistry.DefaultId)
        {
            return Refusal.OfState(
                "sandbox", "default", ["any other sandbox"], new Remedy(RemedyAction.ResetSandbox, sandbox.Id));
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
        return changed.IsAccepted
            ? Reply.Json(OptionSwitches.Show(changed.Value), ControlJson.Default.JsonElement)
            : changed.Refusal;
    });

    private static Reply Show(Sandbox sandbox) => Reply.Json(SandboxView.From(sandbox), ControlJson.Default.SandboxView);

    private static Reply ShowOptions(Sandbox sandbox) =>
        Reply.Json(OptionSwitches.Show(sandbox.Read(world => world.State.Options)), ControlJson.Default.JsonElement);

    private static Reply ShowFingerprint(Sandbox sandbox) => Reply.Json(
        new FingerprintView(sandbox.Read(world => Fingerprint.Of(world.State))), ControlJson.Default.FingerprintView);

    private static Refusal Invalid(string text) => new(RefusalCode.InvalidArgument, text);
}

/// <summary>A world's fingerprint.</summary>
internal sealed record FingerprintView([property: JsonPropertyName("fingerprint")] string Fingerprint);
