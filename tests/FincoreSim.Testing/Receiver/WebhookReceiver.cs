using WireMock.Logging;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;

namespace FincoreSim.Testing;

/// <summary>
/// The tests' ordinary receiver: WireMock.Net on a free port of 127.0.0.1, in a test's few words. What it does is WireMock.Net's:
/// matching, answers, delays and the log. A request is in the log once its answer is chosen. What it cannot do, such as a
/// connection that breaks, is done by <see cref="RawReceiver"/>.
/// </summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    /// <summary>Behind every stub that a test gives.</summary>
    private const int LastPriority = int.MaxValue;
    private static readonly Guid Otherwise = new("9f1d3f5e-5a53-4e0e-8f6c-0d1f7a0c55aa");
    private readonly WireMockServer _server = WireMockServer.Start(new WireMockServerSettings
    {
        Urls = ["http://127.0.0.1:0"],
        DisableJsonBodyParsing = true,
        DisableRequestBodyDecompressing = true,
        DisableDeserializeFormUrlEncoded = true,
    });

    private readonly Arrivals _arrivals = new();

    private WebhookReceiver() => _server.LogEntriesChanged += (_, _) => _arrivals.Tell();

    /// <summary>Every request.</summary>
    public static IRequestBuilder Anything => Request.Create().WithPath("/*");

    /// <summary>The base address, without a slash at its end.</summary>
    public string Url => _server.Url!;

    /// <summary>The port listened on.</summary>
    public int Port => _server.Port;

    /// <summary>What came so far, in the order of the answers; a copy.</summary>
    public IReadOnlyList<LogEntry> LogEntries => [.. _server.LogEntries.Select(Read)];

    /// <summary>Starts a receiver that answers 404 to everything, as WireMock.Net does.</summary>
    public static Task<WebhookReceiver> StartAsync() => Task.Run(() => new WebhookReceiver());

    /// <summary>Begins a stub for the requests described: the one given last is asked first.</summary>
    public Stub Given(IRequestBuilder request) => new(_server, request);

    /// <summary>Answers with this status whatever no stub matches.</summary>
    public void AnswerEverythingWith(int status) => AnswerEverythingWith(Response.Create().WithStatusCode(status));

    /// <summary>Gives this answer to whatever no stub matches.</summary>
    public void AnswerEverythingWith(IResponseBuilder response) =>
        _server.Given(Anything).WithGuid(Otherwise).AtPriority(LastPriority).RespondWith(response);

    /// <summary>The log's entries whose request is one of those described.</summary>
    public IReadOnlyList<LogEntry> FindLogEntries(IRequestBuilder request) => [.. _server.FindLogEntries(request).Select(Read)];

    /// <summary>Waits for at least <paramref name="count"/> requests on a path and returns them all.</summary>
    /// <param name="count">How many are expected.</param>
    /// <param name="path">The path, in which <c>*</c> stands for any characters.</param>
    /// <param name="patience">How long to wait in vain; long enough for any machine unless told.</param>
    public Task<IReadOnlyList<LogEntry>> WaitForAsync(int count, string path = "/*", TimeSpan? patience = null)
    {
        var request = Request.Create().WithPath(path);
        return _arrivals.WaitAsync(count, $"path {path}", () => FindLogEntries(request), () => LogEntries, patience);
    }

    /// <summary>Stops listening, and waits for the answers that are under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.Run(_server.Stop);
        _server.Dispose();
    }

    private static LogEntry Read(ILogEntry entry) =>
        new(RequestMessage.Of(entry.RequestMessage), entry.ResponseMessage.StatusCode?.ToString() ?? "200");
}
