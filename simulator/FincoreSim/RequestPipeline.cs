namespace FincoreSim;

/// <summary>
/// The routes of the API, a line a resource. What happens before a handler runs, and in which order, is
/// <see cref="ApiPipeline"/>.
/// </summary>
internal static class RequestPipeline
{
    public static void MapApi(this WebApplication app)
    {
        var routes = new ApiRoutes(app, app.Services.GetRequiredService<ApiPipeline>());
        routes.MapCredentials();
        routes.MapBanks();
        routes.MapAccounts();
        routes.MapInstruments();
        routes.MapPayments();
        routes.MapTransactions();
        routes.MapWebhooks();
        routes.MapReports();
    }
}
