using FincoreSim.Api.Auth;
using FincoreSim.Api.Features.Reports;
using FincoreSim.Api.Http;
using FincoreSim.Control;
using FincoreSim.Control.Metrics;
using FincoreSim.Hosting.Lines;
using FincoreSim.OpenApi;
using FincoreSim.Outbound;
using FincoreSim.Output;
using FincoreSim.Pages.Layout;
using FincoreSim.Runs.Armed;
using FincoreSim.Runs.Calls;
using FincoreSim.Runs.Posted;
using FincoreSim.Runs.Runner;
using FincoreSim.Serving;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Telemetry;
using FincoreSim.Worlds.Webhooks;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Logging.Console;

namespace FincoreSim.Hosting;

/// <summary>Puts the web application together; a contents page.</summary>
internal static class Simulator
{
    /// <summary>How long stopping may take before open connections are cut.</summary>
    private static readonly TimeSpan StopsWithin = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Nothing is read from the folder that the program happens to be started in, nor from variables that mean something to
    /// ASP.NET: what is listened on, logged or loaded is decided here, and by the command line.
    /// </summary>
    private static readonly WebApplicationOptions Host = new()
    {
        ContentRootPath = AppContext.BaseDirectory,
        EnvironmentName = Environments.Production,
    };

    /// <summary>An application that is ready to start.</summary>
    /// <param name="options">What it was told on the command line.</param>
    /// <param name="adapt">What a test changes of its services: real time, the log; null: nothing.</param>
    public static WebApplication Build(ServeOptions options, Action<WebApplicationBuilder>? adapt = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(Host);

        // Should settings ever be loaded from a file, nothing may watch it.
        builder.Configuration["hostBuilder:reloadConfigOnChange"] = "false";
        builder.Services.AddRoutingCore();
        var urls = ListenUrls.Read(options.Urls, out var wrong) ?? throw new ArgumentException(wrong);
        builder.WebHost.UseKestrelCore().ListenOn(urls).ShowTls(TlsHost.IdentityOf(options, urls, TimeProvider.System));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None).AddSimpleConsole(console => console.ColorBehavior = LoggerColorBehavior.Disabled);

        // Standard output is for what the command says.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        // While it could log, the host makes an Activity for each request; it would only tell of exceptions, which Faults catches.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopsWithin);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<BackgroundFaults>();
        builder.Services.AddSingleton(services => OutboundPolicy.Of(services.GetRequiredService<IServer>()));
        builder.Services.AddSingleton<WebhookSender>();
        builder.Services.AddSingleton(new StandingRules(Terminal.Error.WriteLine));
        builder.Services.AddSingleton(SandboxesOf(options));
        builder.Services.AddSingleton<SimulatorMeter>().AddSingleton<MetricsBook>();
        builder.Services.AddSingleton<SandboxRegistry>();
        builder.Services.AddScenariosFolder(options.ScenariosFolder);
        builder.Services.AddSingleton<RouteHints>().AddSingleton<ControlCommands>();
        builder.Services.AddSingleton<Authentication>().AddSingleton<AdminSession>();
        builder.Services.AddSingleton<CallRecorder>();
        builder.Services.AddSingleton<ApiPipeline>();
        builder.Services.AddSingleton<SampleIntegrators>();
        builder.Services.AddSingleton<ScenarioRunner>();
        builder.Services.AddSingleton<RunRegistry>();
        builder.Services.AddApiDocuments();
        builder.Services.AddPages();
        builder.Services.AddLines(options.Lines);
        adapt?.Invoke(builder);

        var app = builder.Build();
        app.UseMiddleware<Faults>();
        app.UseMiddleware<Doors>();
        app.UseRouting();
        app.UsePathCase();
        var routes = app.MapGroupWithHead();
        routes.MapApi();
        routes.MapControl();
        routes.MapReportFiles(app.Services.GetRequiredService<SandboxRegistry>());
        routes.MapApiDocuments();
        if (options.HasPage)
        {
            routes.MapPages();
        }

        return app;
    }

    private static RegistrySettings SandboxesOf(ServeOptions options) => new(options.Seed, options.Template, options.AdminToken is not null)
    {
        MakesOwn = options.MakesOwnSandboxes,
        TimeToLive = options.SandboxTimeToLive,
    };
}
