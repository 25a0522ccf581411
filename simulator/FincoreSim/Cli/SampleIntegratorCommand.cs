using System.CommandLine;
using System.Runtime.InteropServices;
using FincoreSim.Ground;
using FincoreSim.Output;
using FincoreSim.SampleIntegrator;
using FincoreSim.Serving;

namespace FincoreSim.Cli;

/// <summary>
/// <c>fincoresim sample-integrator</c>: serves the sample integrator until it is told to stop, for people to play with.
/// </summary>
internal static class SampleIntegratorCommand
{
    private const string DefaultUrl = "http://localhost:8090";

    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "Where to listen; port 0 for any free port.",
        DefaultValueFactory = _ => DefaultUrl,
    };

    private static readonly Option<bool> Careless =
        new("--careless") { Description = "Serve the careless twin, which makes every mistake that can be combined." };

    private static readonly Option<string> Only = new("--mistakes")
    {
        Description = $"Make only these mistakes, separated by commas: {string.Join(", ", Mistakes.Names)}.",
        DefaultValueFactory = _ => "",
    };

    /// <summary>The command, for the command line.</summary>
    public static System.CommandLine.Command Create()
    {
        Only.Validators.Add(result =>
        {
            if (!Mistakes.TryParse(result.GetValueOrDefault<string>() ?? "", out _))
            {
                result.AddError($"--mistakes must be of: {string.Join(", ", Mistakes.Names)}.");
            }
        });
        OptionRules.MustNotBeEmpty(Urls);
        OptionRules.MustBeListenedOn(Urls);
        var command =
            new System.CommandLine.Command("sample-integrator",
                "Serve the sample integrator, careful or careless, against any simulator.") { Urls, Careless, Only };
        command.SetAction((parsed, _) => RunAsync(ListenUrls.Read(parsed.GetValue(Urls)!, out string _)!, MistakesOf(parsed)));
        return command;
    }

    private static Mistakes MistakesOf(ParseResult parsed) =>
        !parsed.GetValue(Careless) && Mistakes.TryParse(parsed.GetValue(Only)!, out var only) ? only : Mistakes.Careless;

    private static async Task<int> RunAsync(ListenUrls urls, Mistakes mistakes)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            Action<IWebHostBuilder> listen = host => host.ListenOn(urls);
            await using var server = await IntegratorServer.StartAsync(listen, mistakes, CancellationToken.None);
            foreach (var line in Welcome(server, mistakes))
            {
                Terminal.Out.WriteLine(line);
            }

            await told.Task;
            return ExitCodes.Ok;
        }
        catch (Exception taken) when (ListeningHost.IsOfListening(taken))
        {
            await Terminal.Error.WriteLineAsync($"fincoresim: {ListeningHost.Say(taken, urls, "--urls")}");
            return ExitCodes.Environment;
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            told.TrySetResult();
        }
    }

    private static IEnumerable<string> Welcome(IntegratorServer server, Mistakes mistakes)
    {
        var url = ListenUrls.Usable(server.BaseUri.OriginalString);
        yield return $"FincoreSim {Product.Version} serves the sample integrator at {url}";
        yield return $"  mistakes    {(mistakes == Mistakes.None ? "none: it is the careful one" : mistakes)}";
        if (ListenChoice.Set(Environment.GetEnvironmentVariable) is { IsEmpty: false } passedOver)
        {
            yield return $"  listens     as --urls alone says; for serve only: {string.Join(", ", passedOver)}";
        }

        yield return $"  books       {url}/b/NAME is a book of its own; without /b/NAME it is the book default";
        yield return $"  webhooks    {url}/hooks/money-in (token mi-token), /hooks/status (status-token), /hooks/cep "
            + $"(cep-token), /hooks/report (report-token)";
        if (!server.HasAccess)
        {
            yield return "It has no way to Fincore yet, so it can receive, but not pay. Send these headers with any call, once "
                + "for each book:";
            yield return $"  {string.Join(", ", IntegratorServer.AccessHeaders)}";
            yield return "or set these variables, for the book default, and start it again (fincoresim serve prints the values):";
            yield return $"  {string.Join(", ", IntegratorServer.AccessVariables)}";
        }

        yield return $"Try:  curl {url}/book";
        yield return "Stop with Ctrl-C.";
    }
}
