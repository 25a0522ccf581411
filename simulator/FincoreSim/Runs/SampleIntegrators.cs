using FincoreSim.ScenarioFiles;

namespace FincoreSim.Runs;

/// <summary>Where the integrator of one run is.</summary>
/// <param name="Url">Its base URL, without a slash at the end.</param>
/// <param name="Name">The name of its book, where it is the sample integrator; null where it is another.</param>
internal sealed record IntegratorBook(string Url, string? Name);

/// <summary>The integrators of runs: the one that the command line names, or the sample integrator, started when it is first needed. Thread-safe.</summary>
internal sealed class SampleIntegrators : IAsyncDisposable
{
    /// <summary>The integrator of a scenario, with an empty book; null where the scenario names none.</summary>
    public Task<IntegratorBook?> OpenAsync(Scenario scenario, RunSettings settings) => Task.FromResult(
        scenario.NamesIntegrator && settings.IntegratorUrl is { } url ? new IntegratorBook(url.TrimEnd('/'), null) : null);

    /// <summary>Closes a book.</summary>
    public void Close(IntegratorBook? book) => _ = book;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
