using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FincoreSim.Testing;

/// <summary>
/// A real web server on a free port of 127.0.0.1 that answers as told and keeps a journal, in WireMock.Net's words.
/// Safe to use from any thread. Disposing it aborts what is still open and takes at most about a second.
/// </summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private static readonly TimeSpan WaitDefault = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PatienceAtStop = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan StopLimit = TimeSpan.FromMilliseconds(900);
    private readonly StubBook _book = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly KestrelServer _server;
    private int _disposed;

    private WebhookReceiver()
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        var logs = NullLoggerFactory.Instance;
        _server = new KestrelServer(
            Options.Create(options),
            new SocketTransportFactory(Options.Create(new SocketTransportOptions()), logs),
            logs);
    }

    /// <summary>The base address, without a slash at its end.</summary>
    public string Url { get; private set; } = "";

    /// <summary>The port listened on.</summary>
    public int Port => new Uri(Url).Port;

    /// <summary>What came so far, in order of arrival; a copy.</summary>
    public IReadOnlyList<LogEntry> LogEntries => _book.Read().Entries;

    /// <summary>Starts a receiver that answers 404 to everything, as WireMock does.</summary>
    public static async Task<WebhookReceiver> StartAsync()
    {
        var receiver = new WebhookReceiver();
        var application = new ReceiverApplication(receiver._book, receiver._stopping.Token);
        await receiver._server.StartAsync(application, CancellationToken.None);
        receiver.Url = receiver._server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        return receiver;
    }

    /// <summary>Begins a stub for the requests described.</summary>
    public StubBuilder Given(Request request) => new(request, _book.Add);

    /// <summary>Answers with this status whatever no stub matches.</summary>
    public void AnswerEverythingWith(int status) => AnswerEverythingWith(Response.Create().WithStatusCode(status));

    /// <summary>Gives this answer to whatever no stub matches.</summary>
    public void AnswerEverythingWith(Response response) => _book.AnswerOtherwiseWith(response);

    /// <summary>The journal's entries whose request is one of those described.</summary>
    public IReadOnlyList<LogEntry> FindLogEntries(Request request) =>
        [.. LogEntries.Where(entry => request.Matches(entry.RequestMessage))];

    /// <summary>Empties the journal; numbering begins again at 1.</summary>
    public void ResetLogEntries() => _book.ResetEntries();

    /// <summary>Forgets all stubs and scenario states; the answer to everything else stays.</summary>
    public void ResetMappings() => _book.ResetStubs();

    /// <summary>Waits for at least <paramref name="count"/> requests on a path (any, if null) and returns them all.</summary>
    /// <param name="count">How many are expected.</param>
    /// <param name="path">The path, in which <c>*</c> stands for any characters.</param>
    /// <param name="timeout">Five seconds of real time unless told.</param>
    public Task<IReadOnlyList<LogEntry>> WaitForAsync(int count, string? path = null, TimeSpan? timeout = null) =>
        WaitForAsync(count, path is null ? Request.Create() : Request.Create().WithPath(path), timeout);

    /// <summary>Waits for at least <paramref name="count"/> of the requests described and returns them all.</summary>
    public async Task<IReadOnlyList<LogEntry>> WaitForAsync(int count, Request request, TimeSpan? timeout = null)
    {
        var limit = timeout ?? WaitDefault;
        using var late = new CancellationTokenSource(limit);
        while (true)
        {
            var (entries, changed) = _book.Read();
            var found = entries.Where(entry => request.Matches(entry.RequestMessage)).ToList();
            if (found.Count >= count)
            {
                return found;
            }

            await Task.WhenAny(changed, Task.Delay(Timeout.InfiniteTimeSpan, late.Token));
            if (late.IsCancellationRequested && !changed.IsCompleted)
            {
                throw new CheckFailedException(TooFew(count, request, limit, found.Count));
            }
        }
    }

    /// <summary>Stops listening, lets go of hanging requests and aborts every open connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        await _stopping.CancelAsync();
        using var patience = new CancellationTokenSource(PatienceAtStop);
        var stop = _server.StopAsync(patience.Token);
        if (await Task.WhenAny(stop, Task.Delay(StopLimit)) == stop)
        {
            await stop;
            _server.Dispose();
            _stopping.Dispose();
        }
    }

    private string TooFew(int count, Request request, TimeSpan limit, int found)
    {
        var came = LogEntries;
        var list = came.Count == 0 ? "  nothing" : string.Join('\n', came.Select(entry => $"  {entry}"));
        return $"Expected {count} of: {request}; {found} came within {limit.TotalSeconds:0.###} s. In all there came:\n{list}";
    }
}
