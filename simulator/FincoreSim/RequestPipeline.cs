namespace FincoreSim;

/// <summary>
/// The routes of the API and of the control API, a line a resource. What happens before a handler runs, and in which order, is
/// <see cref="ApiPipeline"/>.
/// </summary>
internal static class RequestPipeline
{
    public static void MapApi(this IEndpointRouteBuilder endpoints)
    {
        var routes = new ApiRoutes(endpoints, endpoints.ServiceProvider.GetRequiredService<ApiPipeline>());
        routes.MapCredentials();
        routes.MapBanks();
        routes.MapAccounts();
        routes.MapInstruments();
        routes.MapPayments();
        routes.MapTransactions();
        routes.MapWebhooks();
        routes.MapReports();
    }

    public static void MapControl(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var sandboxes = services.GetRequiredService<SandboxRegistry>();
        var routes = new ControlRoutes(endpoints, sandboxes, services.GetRequiredService<ServeOptions>());
        routes.MapSandboxes();
        routes.MapTokens();
        routes.MapClock();
        routes.MapWorld();
        routes.MapWorldLists();
        routes.MapPaymentControls();
        routes.MapDeliveries();
        routes.MapJournal();
        routes.MapIdempotency();
        routes.MapIdempotencyKeys();
        routes.MapRules();
        routes.MapSnapshots();
        routes.MapRuns();
        routes.MapReceiver();
        routes.MapCatalogues();
    }
}
