using System.Text.Json;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.OpenApi;

namespace FincoreSim.Tests.Webhooks;

/// <summary>Tests of what is sent to a real receiver, which takes everything with 201 until told otherwise.</summary>
public abstract class WebhookTests : ApiTests
{
    protected WebhookReceiver Receiver { get; private set; } = null!;

    /// <summary>Whether an option makes messages that the document does not describe, since it describes the default.</summary>
    protected bool DepartsFromTheDocument { get; set; }

    [SetUp]
    public async Task StartReceiverAsync()
    {
        DepartsFromTheDocument = false;
        Receiver = await WebhookReceiver.StartAsync();
        Receiver.AnswerEverythingWith(201);
    }

    /// <summary>Whatever a test looked at, everything that came must be what the OpenAPI document says of its webhook.</summary>
    [TearDown]
    public async Task StopReceiverAsync()
    {
        var entries = Receiver.LogEntries;
        await Receiver.DisposeAsync();
        if (DepartsFromTheDocument)
        {
            return;
        }

        foreach (var message in entries.Select(entry => entry.RequestMessage))
        {
            if (message.BodyAsJson().TryGetProperty("msg_name", out var name))
            {
                ContractWebhooks.Check(name.GetString()!, message.BodyAsBytes);
            }
        }
    }

    /// <summary>The bodies that came so far, on one path or on any.</summary>
    protected Answer[] Came(string path = "/*") =>
        [.. Receiver.FindLogEntries(Request.Create().WithPath(path)).Select(entry => Answer.OfJson(entry.RequestMessage.Body))];

    /// <summary>The one delivery there is.</summary>
    protected async Task<JsonElement> DeliveryAsync() => (await Sim.DeliveriesAsync()).Single();

    /// <summary>The decision on the last attempt of the one delivery there is.</summary>
    protected async Task<string> DecisionAsync() =>
        (await DeliveryAsync()).GetProperty("attempts").EnumerateArray().Last().GetProperty("decision").GetString()!;

    protected async Task<string> StatusAsync() => (await DeliveryAsync()).GetProperty("status").GetString()!;
}
