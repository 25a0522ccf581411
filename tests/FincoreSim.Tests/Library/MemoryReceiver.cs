using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using FincoreSim.Domain.Primitives;
using FincoreSim.Language.Kinds;
using FincoreSim.SampleIntegrator.Hooks;
using FincoreSim.Tests.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FincoreSim.Tests.Library;

/// <summary>
/// A receiver as people have them, with a database that never forgets: what it knows by its id_msg it answers as it did, and a
/// deposit that it knows by its transaction or its tracking key is booked by no other id_msg. It knows nothing of the simulator.
/// </summary>
internal sealed class MemoryReceiver : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly WebApplication _app;
    private readonly string _token;
    private readonly Dictionary<string, (int Status, string Body)> _answers = [];
    private readonly Dictionary<string, string> _owners = [];
    private readonly List<(string Message, string Clabe, decimal Amount)> _movements = [];

    private MemoryReceiver(WebApplication app, string token) => (_app, _token) = (app, token);

    /// <summary>The address to which everything is posted.</summary>
    public string Url => _app.Urls.Single();

    /// <summary>Every id_msg that was taken.</summary>
    public string[] Messages
    {
        get
        {
            lock (_lock)
            {
                return [.. _answers.Keys];
            }
        }
    }

    /// <summary>Every transaction id and tracking key that was taken.</summary>
    public string[] Known
    {
        get
        {
            lock (_lock)
            {
                return [.. _owners.Keys];
            }
        }
    }

    /// <summary>The CLABEs to which money came.</summary>
    public string[] Wallets
    {
        get
        {
            lock (_lock)
            {
                return [.. _movements.Select(movement => movement.Clabe).Distinct()];
            }
        }
    }

    /// <summary>What was told as new although it was known: a transaction or a tracking key under another id_msg.</summary>
    public ConcurrentQueue<string> Contradictions { get; } = [];

    public static async Task<MemoryReceiver> StartAsync(string token)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var receiver = new MemoryReceiver(app, token);
        app.MapPost("/", receiver.TakeAsync);
        app.MapGet("/movements", (string id_msg) => Results.Text(receiver.Movements(id_msg).ToJsonString(), "application/json"));
        app.MapGet("/wallets/{clabe}", (string clabe) => Results.Text(receiver.Wallet(clabe).ToJsonString(), "application/json"));
        await app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization.ToString() != $"Bearer {_token}")
        {
            context.Response.StatusCode = 401;
            return;
        }

        var message = (JsonObject)(await JsonNode.ParseAsync(context.Request.Body))!;
        var (status, body) = Answer(message);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body);
    }

    private (int Status, string Body) Answer(JsonObject message)
    {
        if ((string?)message["id_msg"] is not { } id)
        {
            return (200, "{}");
        }

        lock (_lock)
        {
            return _answers.TryGetValue(id, out var known) ? known : _answers[id] = AnswerNew(id, message);
        }
    }

    private (int Status, string Body) AnswerNew(string id, JsonObject message)
    {
        if ((string?)message["msg_name"] != "MONEY_IN")
        {
            return (200, "{}");
        }

        var body = message["body"]!;
        foreach (var unique in new[] { $"transaction {(string?)body["id"]}", $"tracking key {(string?)body["tracking_key"]}" })
        {
            if (!_owners.TryAdd(unique, id))
            {
                Contradictions.Enqueue($"{unique} came with {_owners[unique]}, and now with {id}");
                return (409, """{"error": "duplicate deposit"}""");
            }
        }

        if ((string?)body["payment_concept"] is "No such invoice")
        {
            return (422, """{"refundReason": "No such invoice"}""");
        }

        var amount = decimal.Parse((string)body["amount"]!, CultureInfo.InvariantCulture);
        _movements.Add((id, (string)body["beneficiary_account"]!, amount));
        return (201, "{}");
    }

    private JsonArray Movements(string message)
    {
        lock (_lock)
        {
            var caused = _movements.Where(movement => movement.Message == message);
            return [.. caused.Select(movement => (JsonNode)new JsonObject { ["clabe"] = movement.Clabe })];
        }
    }

    private JsonObject Wallet(string clabe)
    {
        lock (_lock)
        {
            var balance = _movements.Where(movement => movement.Clabe == clabe).Sum(movement => movement.Amount);
            return new JsonObject { ["clabe"] = clabe, ["balance"] = balance.ToString("0.00", CultureInfo.InvariantCulture) };
        }
    }
}
