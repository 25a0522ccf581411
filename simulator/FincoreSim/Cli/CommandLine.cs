using System.CommandLine;
using FincoreSim.Domain.Time;
using FincoreSim.Ground;
using FincoreSim.Output;
using FincoreSim.Serving;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Cli;

/// <summary>
/// The command line: <c>serve</c> (the default), <c>run</c>, <c>replay</c>, <c>lint</c>, <c>schema</c>, <c>explain</c> and
/// <c>health</c>.
/// </summary>
internal static class CommandLine
{
    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "Where to listen: URLs separated by semicolons, port 0 for any free port. "
            + $"Defaults to {ListenChoice.OwnVariable}, then to the usual variables.",
        DefaultValueFactory = _ => ServeOptions.DefaultUrl,
    };

    private static readonly Option<string?> Seed = SeedOption.Make(
        "The seed of ids and chance; pass that of an earlier start to get its ids again. By default one is drawn and printed.", SeedWords.Random);

    private static readonly Option<string> Template = new("--template")
    {
        Description = "What the default sandbox starts with.",
        DefaultValueFactory = _ => WorldTemplate.Docs.Name,
    };

    private static readonly Option<string?> Scenarios = new("--scenarios")
    {
        Description = "A folder of scenario files whose rules are armed in every sandbox, and again when they change.",
        HelpName = "folder",
    };

    private static readonly Option<bool> NoDashboard = new("--no-dashboard") { Description = "Do not serve the pages at /." };

    private static readonly Option<bool> AutoSandboxes = new("--auto-sandboxes")
    {
        Description = "An API key that begins with auto- gets a sandbox of its own, from --template, when it is first used.",
    };

    private static readonly Option<string?> SandboxTtl = new("--sandbox-ttl")
    {
        Description = "Delete sandboxes that were not used for this long, such as 30m. By default all stay; the default one always does.",
        HelpName = "duration",
    };

    private static readonly Option<string?> Log = new("--log")
    {
        Description = "Print a line for each call and webhook attempt (requests), or none. By default they are printed on a terminal.",
    };

    private static readonly Option<bool> Quiet = new("--quiet") { Description = "Print nothing after the first lines." };

    private static readonly Option<bool> Verbose =
        new("--verbose") { Description = "Print bodies below the lines of calls and webhook attempts." };

    private static readonly Option<string> HealthUrl = new("--url")
    {
        Description = "The server to ask.",
        DefaultValueFactory = _ => ServeOptions.DefaultUrl,
    };

    private static readonly Option<string?> HealthWait = new("--wait")
    {
        Description = "Keep asking until it is healthy, for at most this long, such as 30s. By default it is asked once.",
        HelpName = "duration",
    };

    private static readonly Argument<string[]> Paths = new("path")
    {
        Description = "Scenario files, or folders of them.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Argument<string[]> BundlePaths = new("bundle")
    {
        Description = "Run bundles (*.run.zip), as a run leaves them.",
        Arity = ArgumentArity.OneOrMore,
    };

    private const string ServeName = "serve";

    private static readonly RootCommand Root = MakeRoot();

    /// <summary>Runs the program.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Read(args, Environment.GetEnvironmentVariable, out var problems);
        if (problems.Length > 0)
        {
            foreach (var error in problems)
            {
                await Terminal.Error.WriteLineAsync($"fincoresim: {error}");
            }

            await Terminal.Error.WriteLineAsync("Try: fincoresim --help");
            return ExitCodes.WrongInput;
        }

        // Signals are the web host's: it stops cleanly, where the parser would kill the process after a while.
        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
            Output = Terminal.Out,
            Error = Terminal.Error,
        });
    }

    /// <summary>What is wrong with a command line before anything is done.</summary>
    public static IEnumerable<string> ErrorsOf(ParseResult parsed) => parsed.Errors.Select(error => error.Message).Distinct();

    /// <summary>Reads a command line. A path that begins with @ is a path, and not a file of further arguments.</summary>
    public static ParseResult Parse(string[] args) =>
        Root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    /// <summary>Reads a command line, and for <c>serve</c> the variables of the options that it does not have.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="variable">Finds the value of a variable.</param>
    /// <param name="problems">What is wrong; nothing may be done unless this is empty.</param>
    public static ParseResult Read(string[] args, Func<string, string?> variable, out string[] problems)
    {
        var parsed = Parse(args);
        var command = parsed.CommandResult.Command;
        problems = [.. ErrorsOf(parsed)];
        if (problems.Length > 0 || (command.Name != ServeName && command != Root) || parsed.Action != command.Action)
        {
            return parsed;
        }

        var complete = ServeVariables.Complete(args, parsed, variable, Parse, out problems);
        return Parse(complete);
    }

    private static RootCommand MakeRoot()
    {
        Template.AcceptOnlyFromAmong([.. WorldTemplate.All.Select(template => template.Name)]);
        OptionRules.MustBeDuration(SandboxTtl, TimeSpan.FromSeconds(1));
        Log.AcceptOnlyFromAmong([.. LineSettings.Words]);
        OptionRules.MustNotBeEmpty(Scenarios);
        OptionRules.MustBeHttpUrl(HealthUrl, ServeOptions.DefaultUrl);
        OptionRules.MustBeDuration(HealthWait);
        var serve = new System.CommandLine.Command(ServeName, "Serve the API and the control API (the default).")
        {
            Urls, Seed, Template, Scenarios, NoDashboard, AutoSandboxes, SandboxTtl, Log, Quiet, Verbose,
        };
        var health = new System.CommandLine.Command("health", "Check a server's health; exit code 0 when it is healthy, 3 when it is not.")
        {
            HealthUrl, HealthWait,
        };
        var lint = new System.CommandLine.Command(
            "lint", "Check scenario files; exit code 0 when they can be used, 2 when not, 3 when one cannot be read.") { Paths };
        var run = RunCommandLine.Make();
        var replay =
            new System.CommandLine.Command("replay",
                "Replay a run bundle; exit code 0 when the world comes out the same, 1 when it does not.")
                {
                    BundlePaths
                };
        var root = new RootCommand("FincoreSim: the Fincore API (SPEI payments) on your own machine.")
        {
            Urls, Seed, Template, Scenarios, NoDashboard, AutoSandboxes, SandboxTtl, Log, Quiet, Verbose, serve, run, replay, lint,
            SampleIntegratorCommand.Create(), health, ExplainCommand.Create(), SchemaCommand.Create(),
        };
        DoorOptions.AddTo(root, takesPosts: true);
        DoorOptions.AddTo(serve, takesPosts: true);
        TlsOptions.AddTo(root, serve);
        ServeVariables.NameIn(serve);
        root.SetAction((parsed, _) => ServeAsync(parsed));
        serve.SetAction((parsed, _) => ServeAsync(parsed));
        lint.SetAction(parsed => new LintCommand(Terminal.Out, Terminal.Error).Run(parsed.GetValue(Paths)!));
        replay.SetAction(parsed => new ReplayCommand(Terminal.Out, Terminal.Error).Run(parsed.GetValue(BundlePaths)!));
        var ask = new HealthCommand(Terminal.Out, Terminal.Error, HealthCommand.UsualPatience);
        health.SetAction((parsed, stop) => DurationText.TryParse(parsed.GetValue(HealthWait), out var wait)
            ? ask.WaitAsync(parsed.GetValue(HealthUrl)!, wait, TimeProvider.System, stop)
            : ask.RunAsync(parsed.GetValue(HealthUrl)!, stop));
        return root;
    }

    private static async Task<int> ServeAsync(ParseResult parsed)
    {
        var option = parsed.GetResult(Urls) is { Implicit: false } ? parsed.GetValue(Urls) : null;
        if (ListenChoice.Make(option, ServeOptions.DefaultUrl, Environment.GetEnvironmentVariable, out var problem) is { } choice)
        {
            if (TlsOptions.Read(parsed, OptionsOf(parsed, choice), choice.Urls, out problem) is { } options)
            {
                return await ServeCommand.RunAsync(options);
            }
        }

        await Terminal.Error.WriteLineAsync($"fincoresim: {problem}");
        return ExitCodes.WrongInput;
    }

    private static ServeOptions OptionsOf(ParseResult parsed, ListenChoice choice) => DoorOptions.Read(parsed, new ServeOptions
    {
        Urls = choice.Urls.ToString(),
        UrlsNote = choice.Note,
        Seed = SeedWords.Read(parsed.GetValue(Seed)),
        Template = WorldTemplate.Find(parsed.GetValue(Template)!)!,
        ScenariosFolder = parsed.GetValue(Scenarios),
        HasPage = !parsed.GetValue(NoDashboard),
        MakesOwnSandboxes = parsed.GetValue(AutoSandboxes),
        SandboxTimeToLive = DurationText.TryParse(parsed.GetValue(SandboxTtl), out var live) ? live : null,
        Lines = LineSettings.Of(
            parsed.GetValue(Log), parsed.GetValue(Quiet), parsed.GetValue(Verbose), Terminal.IsTerminal,
            Environment.GetEnvironmentVariable("NO_COLOR")),
    });
}
