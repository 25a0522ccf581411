using FincoreSim.Api.Auth;
using FincoreSim.Control.Deliveries;
using FincoreSim.Control.Entities;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Time;
using FincoreSim.Domain.Worlds;
using FincoreSim.Ground;
using FincoreSim.Json;
using FincoreSim.Worlds;

namespace FincoreSim.Control.Sandboxes;

/// <summary>A short list of the control API, whole.</summary>
internal sealed record Items<T>([property: JsonPropertyName("items")] ImmutableArray<T> List);

/// <summary>
/// How the process is: ok, or degraded while a sandbox is broken or something in the background fails. It is told with 200 all
/// the same: who restarts a process that is not well would take the other sandboxes from everybody, and a reset mends the broken
/// one. The seed is left out where an admin token guards what comes from it.
/// </summary>
internal sealed record HealthView(
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("version")] string Version,
    [property: JsonPropertyName("sandboxes")] int Sandboxes,
    [property: JsonPropertyName("expired_sandboxes")] long ExpiredSandboxes,
    [property: JsonPropertyName("uptime_ms")] long UptimeMs,
    [property: JsonPropertyName("seed")] long? Seed,
    [property: JsonPropertyName("broken_sandboxes")] int BrokenSandboxes,
    [property: JsonPropertyName("broken")] ImmutableArray<BrokenSandboxView> Broken,
    [property: JsonPropertyName("problems")] ImmutableArray<ProblemView> Problems)
{
    /// <summary>Of how many broken sandboxes it tells what broke them.</summary>
    private const int BrokenMax = 20;

    public static HealthView From(SandboxRegistry sandboxes, BackgroundFaults faults, DateTimeOffset now, bool isGuarded)
    {
        BrokenSandboxView[] broken =
            [.. sandboxes.All.Select(sandbox => (sandbox.Id, sandbox.Broken)).Where(item => item.Broken is not null)
                .Select(item => BrokenSandboxView.From(item.Id, item.Broken!))];
        ProblemView[] open = [.. faults.Open.Select(ProblemView.From)];
        return new HealthView(
            broken.Length == 0 && open.Length == 0 ? "ok" : "degraded",
            Product.Version,
            sandboxes.Count,
            sandboxes.Expired,
            (long)(now - sandboxes.Default.CreatedAt).TotalMilliseconds,
            isGuarded ? null : sandboxes.Seed,
            broken.Length,
            [.. broken.Take(BrokenMax)],
            [.. open]);
    }
}

/// <summary>What broke a sandbox: a bug of the simulator, after which it answers nothing until it is reset.</summary>
internal sealed record BrokenView(
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("at")] string At)
{
    public static BrokenView From(InvariantBroken broken) => new(broken.Message, Stamp.Iso(broken.PoisonedAt!.Value));
}

/// <summary>A sandbox that is broken; the instant is of its own time.</summary>
internal sealed record BrokenSandboxView(
    [property: JsonPropertyName("sandbox")] string Sandbox,
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("at")] string At)
{
    public static BrokenSandboxView From(string sandbox, InvariantBroken broken) =>
        new(sandbox, broken.Message, Stamp.Iso(broken.PoisonedAt!.Value));
}

/// <summary>
/// Something of the process, not of one sandbox, that fails in the background; the instant is the wall clock's.
/// </summary>
internal sealed record ProblemView(
    [property: JsonPropertyName("what")] string What,
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("at")] string At)
{
    public static ProblemView From(BackgroundFault fault) => new(fault.What, fault.Reason, Stamp.Iso(fault.At));
}

/// <summary>A sandbox, with the credentials of its clients; the first client's stand beside it too.</summary>
internal sealed record SandboxView(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("template")] string Template,
    [property: JsonPropertyName("seed")] long Seed,
    [property: JsonPropertyName("clock")] ClockView Clock,
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("client_secret")] string ClientSecret,
    [property: JsonPropertyName("api_key")] string ApiKey,
    [property: JsonPropertyName("clients")] ImmutableArray<ClientView> Clients,
    [property: JsonPropertyName("created_at")] string CreatedAt,
    [property: JsonPropertyName("kept")] KeptView Kept,
    [property: JsonPropertyName("broken"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] BrokenView? Broken)
{
    /// <summary>The view, also of a sandbox that is broken: nothing that is due runs.</summary>
    public static SandboxView From(Sandbox sandbox)
    {
        var gate = sandbox.Gate;
        var (first, kept) = gate.Inspect(world =>
            (world.State.Clients.OldestFirst().Take(ControlList.LimitDefault).ToArray(), KeptView.From(world, sandbox.Requests)));
        ImmutableArray<ClientView> clients = [.. first.Select(client => ClientView.From(sandbox, client))];
        return new SandboxView(
            sandbox.Id,
            sandbox.Settings.Name,
            sandbox.Settings.Template.Name,
            sandbox.Settings.Seed,
            ClockView.From(gate),
            clients[0].ClientId,
            clients[0].ClientSecret,
            clients[0].ApiKey,
            clients,
            Stamp.Iso(sandbox.CreatedAt),
            kept,
            gate.Broken is { } broken ? BrokenView.From(broken) : null);
    }
}

/// <summary>A client with its credentials.</summary>
internal sealed record ClientView(
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("client_secret")] string ClientSecret,
    [property: JsonPropertyName("api_key")] string ApiKey,
    [property: JsonPropertyName("name")] string Name)
{
    public static ClientView From(Sandbox sandbox, Client client) =>
        new(client.Id.Value.ToString(), client.Credential.Secret, ApiKeys.Of(sandbox, client.Id), client.Name);
}

/// <summary>A customer.</summary>
internal sealed record CustomerView(
    [property: JsonPropertyName("customer_id")] string CustomerId,
    [property: JsonPropertyName("client_id")] string ClientId,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("rfc")] string Rfc)
{
    public static CustomerView From(Customer customer) =>
        new(customer.Id.Value.ToString(), customer.ClientId.Value.ToString(), customer.Name, customer.Rfc);
}

/// <summary>A sandbox's clock.</summary>
internal sealed record ClockView(
    [property: JsonPropertyName("mode")] string Mode,
    [property: JsonPropertyName("now")] string Now,
    [property: JsonPropertyName("scale")] double Scale)
{
    public static ClockView From(Sandbox sandbox) => From(sandbox.Gate);

    public static ClockView From(WorldGate gate) => gate.Clock(clock =>
        new ClockView(NameOf(clock.Mode), Stamp.Iso(clock.GetUtcNow()), clock.Scale));

    public static string NameOf(ClockMode mode) => mode == ClockMode.Frozen ? "frozen" : "running";
}

/// <summary>What moving the clock led to.</summary>
internal sealed record ClockMoveView(
    [property: JsonPropertyName("now")] string Now,
    [property: JsonPropertyName("mode")] string Mode,
    [property: JsonPropertyName("scale")] double Scale,
    [property: JsonPropertyName("ran")] ImmutableArray<RanView> Ran,
    [property: JsonPropertyName("deliveries")] ImmutableArray<DeliverySummary> Deliveries,
    [property: JsonPropertyName("nobody_told")] ImmutableArray<NobodyToldView> NobodyTold,
    [property: JsonPropertyName("still_waiting")] ImmutableArray<DeliverySummary> StillWaiting)
{
    public static ClockMoveView From(WorldGate gate, ClockMove move)
    {
        var clock = ClockView.From(gate);
        return new ClockMoveView(
            Stamp.Iso(move.Now),
            clock.Mode,
            clock.Scale,
            [.. move.Ran.Select(item => new RanView(Stamp.Iso(item.At), item.Kind, item.Subject.ToString()))],
            [.. move.Deliveries.Select(DeliverySummary.From)],
            [.. move.NobodyTold.Select(NobodyToldView.From)],
            [.. move.StillWaiting.Select(DeliverySummary.From)]);
    }
}

/// <summary>Something that was due and ran.</summary>
internal sealed record RanView(
    [property: JsonPropertyName("at")] string At,
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("id")] string Id);
