using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FincoreSim.Tests.Transport;

/// <summary>Keeps what a server logs. Thread-safe.</summary>
internal sealed class CapturedLog : ILoggerProvider, ILogger
{
    /// <summary>Kestrel's word about a machine that is too busy, whoever calls.</summary>
    private const string SlowHeartbeat = "HeartbeatSlow";

    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>What was logged above Debug.</summary>
    public IReadOnlyCollection<string> AboveDebug => _lines;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel > LogLevel.Debug && eventId.Name != SlowHeartbeat)
        {
            _lines.Enqueue($"{logLevel} {eventId} {formatter(state, exception)} {exception}");
        }
    }

    public void Dispose()
    {
    }
}
