using System.Collections.Concurrent;
using System.Net.Sockets;
using FincoreSim.Language.Model;
using FincoreSim.Outbound;
using FincoreSim.Runs.Runner;
using FincoreSim.SampleIntegrator;

namespace FincoreSim.Runs.Calls;

/// <summary>Where the integrator of one run is.</summary>
/// <param name="Url">Its base URL, without a slash at the end.</param>
/// <param name="Server">The sample integrator; null where it is another.</param>
internal sealed record IntegratorBook(string Url, IntegratorServer? Server);

/// <summary>
/// The integrators of runs: the one that the command line names, or sample integrators, started as they are needed. Each serves
/// one run at a time, under the same path, so that equal runs have equal URLs but for the port. Thread-safe.
/// </summary>
internal sealed class SampleIntegrators(OutboundPolicy outbound) : IAsyncDisposable
{
    private const string Book = "run";

    private readonly ConcurrentBag<IntegratorServer> _free = [];
    private readonly ConcurrentBag<IntegratorServer> _all = [];

    /// <summary>The integrator of a scenario, with an empty book; null where the scenario names none.</summary>
    public async Task<IntegratorBook?> OpenAsync(Scenario scenario, RunSettings settings, CancellationToken stop)
    {
        if (!scenario.NamesIntegrator)
        {
            return null;
        }

        if (settings.IntegratorUrl is { } url)
        {
            return new IntegratorBook(url.TrimEnd('/'), null);
        }

        if (!_free.TryTake(out var server))
        {
            server = await IntegratorServer.StartAsync("http://127.0.0.1:0", Mistakes.None, stop, WayToTheSimulator());
            _all.Add(server);
        }

        return new IntegratorBook(server.OpenBook(Book, settings.Mistakes), server);
    }

    /// <summary>Forgets the book of a run.</summary>
    public void Close(IntegratorBook? book)
    {
        if (book?.Server is { } server)
        {
            server.Forget(Book);
            _free.Add(server);
        }
    }

    /// <summary>A call may tell the sample integrator where Fincore is; in a run that can only be this simulator.</summary>
    private OutboundHandler WayToTheSimulator() => new(
        outbound,
        static connect => new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectCallback = async (context, stop) =>
                new NetworkStream(await connect(context.DnsEndPoint, stop), ownsSocket: true),
        },
        OutboundReach.OwnServer);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _all)
        {
            await server.DisposeAsync();
        }
    }
}
