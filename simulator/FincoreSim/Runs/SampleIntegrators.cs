using FincoreSim.SampleIntegrator;
using FincoreSim.ScenarioFiles;

namespace FincoreSim.Runs;

/// <summary>Where the integrator of one run is.</summary>
/// <param name="Url">Its base URL, without a slash at the end.</param>
/// <param name="Name">The name of its book, where it is the sample integrator; null where it is another.</param>
internal sealed record IntegratorBook(string Url, string? Name);

/// <summary>
/// The integrators of runs: the one that the command line names, or the sample integrator, which is started when it is first
/// needed and gives each run an empty book. Thread-safe.
/// </summary>
internal sealed class SampleIntegrators : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private IntegratorServer? _server;
    private long _books;

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

        var server = await ServerAsync(stop);
        var name = string.Create(CultureInfo.InvariantCulture, $"run{Interlocked.Increment(ref _books)}");
        return new IntegratorBook(server.OpenBook(name, settings.Mistakes), name);
    }

    /// <summary>Forgets a book.</summary>
    public void Close(IntegratorBook? book)
    {
        if (book?.Name is { } name)
        {
            _server?.Forget(name);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is { } server)
        {
            await server.DisposeAsync();
        }

        _starting.Dispose();
    }

    private async Task<IntegratorServer> ServerAsync(CancellationToken stop)
    {
        await _starting.WaitAsync(stop);
        try
        {
            return _server ??= await IntegratorServer.StartAsync("http://127.0.0.1:0", Mistakes.None, stop);
        }
        finally
        {
            _starting.Release();
        }
    }
}
