using FincoreSim.Hosting;
using FincoreSim.Serving;
using FincoreSim.Testing;
using FincoreSim.Tests.Armed;
using FincoreSim.Tests.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace FincoreSim.Tests.Host;

/// <summary>
/// The simulator in this process, on a free port of 127.0.0.1. One is shared by all tests, since each works in a sandbox of
/// its own; a test that needs the default sandbox starts one for itself.
/// </summary>
public sealed class SimulatorApp : IAsyncDisposable
{
    /// <summary>The variable with the address of a server that tests shall share, such as the native binary.</summary>
    private const string ServerVariable = "FINCORESIM_TESTED_SERVER";

    private static readonly Lazy<Task<SimulatorApp>> Common = new(() =>
        Environment.GetEnvironmentVariable(ServerVariable) is { Length: > 0 } url
            ? Task.FromResult(new SimulatorApp(null, url.TrimEnd('/')))
            : StartAsync());

    private readonly WebApplication? _own;
    private readonly HttpMessageHandler _wire;

    private SimulatorApp(WebApplication? own, string url)
    {
        _own = own;
        Url = url;
        _wire = new ContractHandler(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });
        Anybody = Caller();
    }

    /// <summary>The one that all tests share.</summary>
    public static Task<SimulatorApp> Shared => Common.Value;

    private WebApplication App => _own
        ?? throw new InvalidOperationException(
            $"the server of {ServerVariable} is another process; its services cannot be looked at");

    /// <summary>The base address, without a slash at its end.</summary>
    public string Url { get; }

    public int Port => new Uri(Url).Port;

    /// <summary>A caller without credentials.</summary>
    public Caller Anybody { get; }

    /// <summary>Starts one; the caller disposes it.</summary>
    public static Task<SimulatorApp> StartAsync() => StartAsync(scenariosFolder: null);

    /// <summary>Starts one with a folder of scenario files that are armed; the caller disposes it.</summary>
    public static Task<SimulatorApp> StartAsync(string? scenariosFolder) =>
        StartAsync(new ServeOptions { Urls = "http://127.0.0.1:0", ScenariosFolder = scenariosFolder });

    /// <summary>Starts one as a command line would; the caller disposes it.</summary>
    /// <param name="options">What the command line says.</param>
    /// <param name="adapt">What is changed of its services, such as real time; null: nothing.</param>
    internal static async Task<SimulatorApp> StartAsync(ServeOptions options, Action<WebApplicationBuilder>? adapt = null)
    {
        var app = Simulator.Build(options, adapt);
        await app.StartAsync();
        return new SimulatorApp(app, app.Urls.Single());
    }

    /// <summary>Ends the shared one, if any test used it.</summary>
    public static async ValueTask DisposeSharedAsync()
    {
        if (Common.IsValueCreated)
        {
            await (await Common.Value).DisposeAsync();
        }
    }

    /// <summary>A sandbox with its own world; the caller disposes it.</summary>
    public Task<SimSandbox> NewSandboxAsync(SandboxSetup? setup = null) =>
        SimSandbox.CreateAsync(this, setup ?? new SandboxSetup());

    /// <summary>A caller with these headers on every call.</summary>
    public Caller Caller(params (string Name, string Value)[] headers)
    {
        var http = new HttpClient(_wire, disposeHandler: false) { BaseAddress = new Uri(Url), Timeout = Eventually.Patience };
        foreach (var (name, value) in headers)
        {
            http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }

        return new Caller(http);
    }

    /// <summary>A service of the host, for what no call shows.</summary>
    internal T Service<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    /// <summary>Stops it as a signal does: what is under way is waited for a moment, and then cut.</summary>
    public Task StopAsync() => App.StopAsync();

    public async ValueTask DisposeAsync()
    {
        if (_own is not null)
        {
            await _own.DisposeAsync();
        }

        _wire.Dispose();
    }
}
