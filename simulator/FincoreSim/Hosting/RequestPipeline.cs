using FincoreSim.Api.Features.Accounts;
using FincoreSim.Api.Features.Banks;
using FincoreSim.Api.Features.Credentials;
using FincoreSim.Api.Features.Instruments;
using FincoreSim.Api.Features.Reports;
using FincoreSim.Api.Features.Transactions;
using FincoreSim.Api.Features.Webhooks;
using FincoreSim.Api.Http;
using FincoreSim.Control;
using FincoreSim.Control.Catalogues;
using FincoreSim.Control.Certificates;
using FincoreSim.Control.Clock;
using FincoreSim.Control.Credentials;
using FincoreSim.Control.Deliveries;
using FincoreSim.Control.Entities;
using FincoreSim.Control.Idempotency;
using FincoreSim.Control.Journals;
using FincoreSim.Control.Metrics;
using FincoreSim.Control.Payments;
using FincoreSim.Control.Receiver;
using FincoreSim.Control.Requests;
using FincoreSim.Control.Rules;
using FincoreSim.Control.Sandboxes;
using FincoreSim.Runs.Posted;
using FincoreSim.Serving;
using FincoreSim.Worlds;

namespace FincoreSim.Hosting;

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
        var routes =
            new ControlRoutes(endpoints, sandboxes, services.GetRequiredService<ServeOptions>(),
                services.GetRequiredService<ControlCommands>());
        routes.MapSandboxes();
        routes.MapTokens();
        routes.MapClock();
        routes.MapWorld();
        routes.MapWorldLists();
        routes.MapPaymentControls();
        routes.MapLives();
        routes.MapDeliveries();
        routes.MapJournal();
        routes.MapRequests();
        routes.MapIdempotency();
        routes.MapIdempotencyKeys();
        routes.MapRules();
        routes.MapSnapshots();
        routes.MapRuns();
        routes.MapReceiver();
        routes.MapCatalogues();
        routes.MapCertificates();
        routes.MapMetrics();
    }
}
