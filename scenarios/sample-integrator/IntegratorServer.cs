using System.Collections.Concurrent;
using FincoreSim.SampleIntegrator.Fincore;
using FincoreSim.SampleIntegrator.Http;
using FincoreSim.SampleIntegrator.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace FincoreSim.SampleIntegrator;

/// <summary>
/// The sample integrator as a server: many books, each a wallet service of its own, careful or careless. The first segments
/// <c>/b/{book}</c> of a path choose the book, which begins when it is first spoken of; without them it is <c>default</c>.
/// Thread-safe.
/// </summary>
public sealed class IntegratorServer : IAsyncDisposable
{
    /// <summary>The book of requests that name none.</summary>
    public const string DefaultBook = "default";

    private const string BookSegment = "b";
    private const int BooksMax = 100_000;
    private const long BodyBytesMax = 1024 * 1024;

    /// <summary>How long Fincore may take to answer. Real time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How long stopping may take before open connections are cut.</summary>
    private static readonly TimeSpan StopsWithin = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, Book> _books = new(StringComparer.Ordinal);
    private readonly HttpClient _http;
    private readonly WebApplication _app;
    private readonly Mistakes _mistakes;

    private IntegratorServer(Action<IWebHostBuilder> listen, Mistakes mistakes, TimeSpan patience, HttpMessageHandler? way)
    {
        _mistakes = mistakes;
        _http = new HttpClient(way ?? new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false })
        {
            Timeout = patience,
        };
        _app = Build(listen);
        _app.Run(ServeAsync);
    }

    /// <summary>The address that it listens on, without a slash at its end in <see cref="Uri.OriginalString"/>.</summary>
    public Uri BaseUri { get; private set; } = new("http://127.0.0.1");

    /// <summary>The headers by which a call tells its book the way to Fincore.</summary>
    public static IReadOnlyList<string> AccessHeaders => FincoreAccess.Headers;

    /// <summary>The environment variables with the way to Fincore of the default book.</summary>
    public static IReadOnlyList<string> AccessVariables => FincoreAccess.Variables;

    /// <summary>Whether the default book has a way to Fincore.</summary>
    public bool HasAccess => Find(DefaultBook).Fincore is not null;

    /// <summary>Starts one; the caller disposes it.</summary>
    /// <param name="url">Where to listen; port 0 for a free one, with 127.0.0.1.</param>
    /// <param name="mistakes">What books get wrong, but for those opened otherwise.</param>
    /// <param name="stop">Gives up starting.</param>
    /// <param name="way">How it reaches Fincore, which it disposes; null: as any client does.</param>
    /// <exception cref="IOException">The address cannot be listened on.</exception>
    public static Task<IntegratorServer> StartAsync(
        string url, Mistakes mistakes, CancellationToken stop, HttpMessageHandler? way = null) =>
        StartAsync(url, mistakes, Patience, stop, way);

    /// <summary>Starts one; the caller disposes it.</summary>
    /// <param name="listen">Says where to listen.</param>
    /// <param name="mistakes">What books get wrong, but for those opened otherwise.</param>
    /// <param name="stop">Gives up starting.</param>
    /// <exception cref="IOException">The address cannot be listened on.</exception>
    public static Task<IntegratorServer> StartAsync(Action<IWebHostBuilder> listen, Mistakes mistakes, CancellationToken stop) =>
        StartAsync(listen, mistakes, Patience, null, stop);

    /// <summary>Starts one that waits for Fincore as long as this; later an answer counts as lost.</summary>
    internal static Task<IntegratorServer> StartAsync(
        string url, Mistakes mistakes, TimeSpan patience, CancellationToken stop, HttpMessageHandler? way = null) =>
        StartAsync(host => host.UseUrls(url), mistakes, patience, way, stop);

    private static async Task<IntegratorServer> StartAsync(
        Action<IWebHostBuilder> listen, Mistakes mistakes, TimeSpan patience, HttpMessageHandler? way, CancellationToken stop)
    {
        var server = new IntegratorServer(listen, mistakes, patience, way);
        try
        {
            await server._app.StartAsync(stop);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        server.BaseUri = new Uri(server._app.Urls.First());
        return server;
    }

    /// <summary>The base URL of a book.</summary>
    public string BookUrl(string book) => $"{BaseUri.OriginalString.TrimEnd('/')}/{BookSegment}/{Uri.EscapeDataString(book)}";

    /// <summary>Says what a book gets wrong, which may begin with it; gives its base URL.</summary>
    public string OpenBook(string book, Mistakes mistakes)
    {
        Find(book).Mistakes = mistakes;
        return BookUrl(book);
    }

    /// <summary>Forgets a book; when it is spoken of again, it is empty.</summary>
    public void Forget(string book) => _books.TryRemove(book, out _);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
        foreach (var book in _books.Values)
        {
            book.Dispose();
        }
    }

    private static WebApplication Build(Action<IWebHostBuilder> listen)
    {
        // Nothing is read from the folder that the program happens to be started in, nor from the variables of ASP.NET.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        listen(builder.WebHost.UseKestrelCore());
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
        });
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Error).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
            .AddSimpleConsole(console => console.ColorBehavior = LoggerColorBehavior.Disabled);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopsWithin);

        // Signals are the program's business: it may have more to stop than this.
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        return builder.Build();
    }

    /// <summary>A request that breaks off, or cannot be read, is its sender's affair and nothing for the log.</summary>
    private async Task ServeAsync(HttpContext context)
    {
        try
        {
            await AnswerAsync(context);
        }
        catch (BadHttpRequestException unreadable)
        {
            context.Response.StatusCode = unreadable.StatusCode;
        }
        catch (Exception cut) when (cut is ConnectionResetException or ConnectionAbortedException
            || (cut is OperationCanceledException && context.RequestAborted.IsCancellationRequested))
        {
            // Nobody is there to be answered.
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = (context.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var (name, below) = path is [BookSegment, var named, .. var rest] ? (named, rest) : (DefaultBook, path);
        if (!_books.ContainsKey(name) && _books.Count >= BooksMax)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var book = Find(name);
        book.Reach(FincoreAccess.OfHeaders(context.Request.Headers, book.Fincore?.Access));
        var call = new Call(context, book, below);
        await call.AnswerAsync(await Routes.AnswerAsync(call, _app.Lifetime.ApplicationStopping));
    }

    private Book Find(string name) => _books.GetOrAdd(
        name, static (name, server) =>
            new Book(server._http, server._mistakes, name == DefaultBook ? FincoreAccess.OfEnvironment() : null), this);

    /// <summary>Leaves Ctrl-C and SIGTERM alone.</summary>
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
