namespace FincoreSim.Control;

/// <summary>A short list of the control API, whole.</summary>
internal sealed record Items<T>([property: JsonPropertyName("items")] ImmutableArray<T> List);

/// <summary>How the process is; the seed is left out where an admin token guards what comes from it.</summary>
internal sealed record HealthView(
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("version")] string Version,
    [property: JsonPropertyName("sandboxes")] int Sandboxes,
    [property: JsonPropertyName("uptime_ms")] long UptimeMs,
    [property: JsonPropertyName("seed")] long? Seed);

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
    [property: JsonPropertyName("kept")] KeptView Kept)
{
    public static SandboxView From(Sandbox sandbox)
    {
        var (first, kept) = sandbox.Read(world =>
            (world.State.Clients.OldestFirst().Take(ControlList.LimitDefault).ToArray(), KeptView.From(world)));
        ImmutableArray<ClientView> clients = [.. first.Select(client => ClientView.From(sandbox, client))];
        return new SandboxView(
            sandbox.Id,
            sandbox.Settings.Name,
            sandbox.Settings.Template.Name,
            sandbox.Settings.Seed,
            ClockView.From(sandbox),
            clients[0].ClientId,
            clients[0].ClientSecret,
            clients[0].ApiKey,
            clients,
            Stamp.Iso(sandbox.CreatedAt),
            kept);
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
        new(client.Id.Value.ToString(), client.Credential.Secret, ApiKeys.Of(sandbox.Id, client.Id), client.Name);
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
    public static ClockView From(Sandbox sandbox) => sandbox.Gate.Clock(clock =>
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
    [property: JsonPropertyName("still_waiting")] ImmutableArray<DeliverySummary> StillWaiting)
{
    public static ClockMoveView From(Sandbox sandbox, ClockMove move)
    {
        var clock = ClockView.From(sandbox);
        return new ClockMoveView(
            Stamp.Iso(move.Now),
            clock.Mode,
            clock.Scale,
            [.. move.Ran.Select(item => new RanView(Stamp.Iso(item.At), item.Kind, item.Subject.ToString()))],
            [.. move.Deliveries.Select(DeliverySummary.From)],
            [.. move.StillWaiting.Select(DeliverySummary.From)]);
    }
}

/// <summary>Something that was due and ran.</summary>
internal sealed record RanView(
    [property: JsonPropertyName("at")] string At,
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("id")] string Id);
