using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using FincoreSim.Hosting;
using FincoreSim.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FincoreSim.Clients.Tests;

/// <summary>
/// As much of Docker's engine as Testcontainers asks for: the container that is started is a simulator in this process, on a
/// port that the engine publishes as 8080.
/// </summary>
internal sealed class ContainerEngine : IAsyncDisposable
{
    private const string Id = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private readonly WebApplication _engine;
    private WebApplication? _container;

    private ContainerEngine(WebApplication engine) => _engine = engine;

    /// <summary>What the container was asked for as; null before.</summary>
    public JsonObject? Wanted { get; private set; }

    /// <summary>The calls that it does not know.</summary>
    public ConcurrentQueue<string> Unknown { get; } = [];

    /// <summary>Where it is, as DOCKER_HOST has it.</summary>
    public string Address => _engine.Urls.Single().Replace("http:", "tcp:", StringComparison.Ordinal);

    /// <summary>Whether the container has been stopped or taken away.</summary>
    public bool IsGone => Wanted is not null && _container is null;

    /// <summary>Starts an engine.</summary>
    public static async Task<ContainerEngine> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var engine = new ContainerEngine(app);
        app.Run(engine.AnswerAsync);
        await app.StartAsync();
        return engine;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await _engine.DisposeAsync();
    }

    /// <summary>Paths begin with the API's version or do not.</summary>
    private async Task AnswerAsync(HttpContext call)
    {
        var path = call.Request.Path.Value!;
        path = path.StartsWith("/v1.", StringComparison.Ordinal) ? path[path.IndexOf('/', 1)..] : path;
        var (status, answer) = await AnswerAsync($"{call.Request.Method} {path}", call.Request);
        call.Response.StatusCode = status;
        call.Response.Headers["Api-Version"] = "1.47";
        if (answer is not null)
        {
            await call.Response.WriteAsJsonAsync(answer);
        }
    }

    private async Task<(int Status, JsonNode? Answer)> AnswerAsync(string asked, HttpRequest request)
    {
        switch (asked)
        {
            case "GET /_ping" or "HEAD /_ping":
                return (200, null);
            case "GET /version":
                return (200,
                    new JsonObject
                    {
                        ["Version"] = "27.0.0",
                        ["ApiVersion"] = "1.47",
                        ["MinAPIVersion"] = "1.24",
                        ["Os"] = "linux",
                        ["Arch"] = "amd64"
                    });
            case "GET /info":
                return (200,
                    new JsonObject
                    {
                        ["ServerVersion"] = "27.0.0",
                        ["OperatingSystem"] = "Debian",
                        ["OSType"] = "linux",
                        ["MemTotal"] = 1
                    });
            case "GET /images/json":
                return (200,
                    new JsonArray(new JsonObject { ["Id"] = "sha256:1", ["RepoTags"] = new JsonArray("fincoresim:latest") }));
            case "GET /images/fincoresim:latest/json" or "GET /images/fincoresim/json":
                return (200, new JsonObject { ["Id"] = "sha256:1", ["RepoTags"] = new JsonArray("fincoresim:latest") });
            case "POST /containers/create":
                Wanted = (await JsonNode.ParseAsync(request.Body))!.AsObject();
                return (201, new JsonObject { ["Id"] = Id, ["Warnings"] = new JsonArray() });
            case $"POST /containers/{Id}/start":
                _container = Simulator.Build(new ServeOptions { Urls = "http://127.0.0.1:0" });
                await _container.StartAsync();
                return (204, null);
            case $"GET /containers/{Id}/json":
                return (200, Inspected());
            case $"POST /containers/{Id}/stop" or $"DELETE /containers/{Id}":
                await EndAsync();
                return (204, null);
            default:
                Unknown.Enqueue(asked);
                return (404, new JsonObject { ["message"] = $"no such thing: {asked}" });
        }
    }

    private JsonObject Inspected()
    {
        var ports = new JsonObject();
        if (_container is not null)
        {
            ports["8080/tcp"] =
                new JsonArray(
                    new JsonObject { ["HostIp"] = "0.0.0.0", ["HostPort"] = $"{new Uri(_container.Urls.Single()).Port}" });
        }

        return new JsonObject
        {
            ["Id"] = Id,
            ["Name"] = "/fincoresim",
            ["Image"] = "sha256:1",
            ["Created"] = "2026-03-02T15:00:00Z",
            ["State"] = new JsonObject
            {
                ["Status"] = _container is null ? "created" : "running",
                ["Running"] = _container is not null,
                ["StartedAt"] = "2026-03-02T15:00:00Z",
                ["FinishedAt"] = "0001-01-01T00:00:00Z",
            },
            ["Config"] = new JsonObject { ["Image"] = "fincoresim:latest" },
            ["NetworkSettings"] = new JsonObject { ["Ports"] = ports, ["Networks"] = new JsonObject() },
        };
    }

    private async Task EndAsync()
    {
        if (_container is { } running)
        {
            _container = null;
            await running.DisposeAsync();
        }
    }
}
