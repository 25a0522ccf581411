using System.CommandLine;
using FincoreSim.Domain.Time;
using FincoreSim.Ground;
using FincoreSim.Language.Model;
using FincoreSim.Output;
using FincoreSim.Runs.Runner;
using FincoreSim.SampleIntegrator;
using FincoreSim.Serving;
using FincoreSim.Worlds;

namespace FincoreSim.Cli;

/// <summary>The arguments of <c>run</c>.</summary>
internal static class RunCommandLine
{
    private const string UrlExample = "http://localhost:5000";
    private const int ParallelMax = 64;
    private const int RepeatMax = 10_000;
    private static readonly TimeSpan TimeMaxMax = TimeSpan.FromHours(24);

    private static readonly Argument<string[]> Paths =
        new("path") { Description = "Scenario files, or folders of them.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string?> JUnit = new("--junit") { Description = "Write JUnit XML to this file." };
    private static readonly Option<string?> Html = new("--html") { Description = "Write an HTML report to this file." };
    private static readonly Option<string?> Seed = SeedOption.Make(
        "The seed of ids, chance and the order of concurrent calls: a number, random to draw one, or files to keep each file\'s own. "
        + "Defaults to random with --url, as that integrator remembers earlier runs, and to files otherwise.",
        SeedWords.Random, SeedWords.Files);

    private static readonly Option<int> Parallel = OptionRules.Number(
        "--parallel", 1, ParallelMax, Math.Min(Environment.ProcessorCount, ParallelMax), "How many scenarios run at the same time.");

    private static readonly Option<int> Repeat = OptionRules.Number(
        "--repeat", 1, RepeatMax, 1, "How many times each scenario runs; concurrent calls go in a different order each time.");

    private static readonly Option<string?> Url =
        new("--url")
        {
            Description =
                $"The integrator's base URL. Defaults to the variable {RunSettings.IntegratorVariable}; without either the sample "
                + $"integrator is started."
        };
    private static readonly Option<bool> Careless =
        new("--careless") { Description = "Start the sample integrator's careless twin." };
    private static readonly Option<string?> WithMistakes =
        new("--mistakes")
        {
            Description = "Let the sample integrator make these mistakes, separated by commas: "
            + string.Join(", ", Mistakes.Names) + "."
        };
    private static readonly Option<string> Listen = new("--listen")
    {
        Description = "Where the simulator listens; a free port by default.",
        DefaultValueFactory = _ => "http://127.0.0.1:0"
    };
    private static readonly Option<string[]> Tags =
        new("--tag") { Description = "Run only scenarios with this tag; can be repeated." };
    private static readonly Option<string?> WebhookToken =
        new("--webhook-token") { Description = "The token that ${WEBHOOK_TOKEN} stands for in scenarios." };
    private static readonly Option<string> Bundles = new("--bundles")
    {
        Description = "The folder for the bundles of failed runs.",
        DefaultValueFactory = _ => "."
    };

    private static readonly Option<long> MaxSteps =
        new("--max-steps")
        {
            Description =
                $"How many steps one scenario may take, counting rounds; {StepCount.Usual} by default, at most {StepCount.Max}.",
            DefaultValueFactory = _ => StepCount.Usual
        };
    private static readonly Option<string> MaxTime =
        new("--max-time")
        {
            Description =
                $"How long one scenario may take, in real time; {DurationText.Format(new RunSettings().TimeMax)} by default, at "
                + $"most {DurationText.Format(TimeMaxMax)}.",
            DefaultValueFactory = _ => DurationText.Format(new RunSettings().TimeMax)
        };

    /// <summary>The command.</summary>
    public static System.CommandLine.Command Make()
    {
        OptionRules.MustNotBeEmpty(JUnit, Html, Bundles, Listen);
        OptionRules.MustBeHttpUrl(Url, UrlExample);
        OptionRules.MustBeListenedOn(Listen);
        MaxSteps.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long>() is < 1 or > StepCount.Max)
            {
                result.AddError($"--max-steps must be 1 to {StepCount.Max}.");
            }
        });
        MaxTime.Validators.Add(result =>
        {
            if (!DurationText.TryParse(result.GetValueOrDefault<string>(), out var time) || time <= TimeSpan.Zero
                || time > TimeMaxMax)
            {
                result.AddError(
                    $"--max-time must be a duration such as 10m, above 0 and at most {DurationText.Format(TimeMaxMax)}.");
            }
        });
        WithMistakes.Validators.Add(result =>
        {
            if (!Mistakes.TryParse(result.GetValueOrDefault<string?>() ?? "", out _))
            {
                result.AddError($"--mistakes must be some of {string.Join(", ", Mistakes.Names)}, separated by commas.");
            }
        });
        var run = new System.CommandLine.Command(
            "run",
            "Run scenario files; exit code 0 when all pass, 1 when an expectation fails, 2 when a file is invalid, 3 when the "
            + "environment is at fault.")
        {
            Paths, JUnit, Html, Seed, Parallel, Repeat, Url, Careless, WithMistakes, Listen, Tags, WebhookToken, Bundles,
            MaxSteps, MaxTime,
            };
        DoorOptions.AddTo(run, takesPosts: false);
        run.SetAction(RunAsync);
        return run;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var variable = Environment.GetEnvironmentVariable(RunSettings.IntegratorVariable) is { Length: > 0 } set ? set : null;
        if (parsed.GetValue(Url) is null && variable is not null && !OptionRules.IsHttpUrl(variable))
        {
            await Terminal.Error.WriteLineAsync(
                $"fincoresim: {RunSettings.IntegratorVariable} must be an absolute http or https URL such as {UrlExample}; "
                + $"it is '{variable}'.");
            return ExitCodes.WrongInput;
        }

        return await RunCommand.RunAsync(OptionsOf(parsed, variable), stop);
    }

    private static RunOptions OptionsOf(ParseResult parsed, string? integrator)
    {
        var usual = new RunSettings();
        var settings = (usual with
        {
            Parallel = parsed.GetValue(Parallel),
            Repeat = parsed.GetValue(Repeat),
            Mistakes = MistakesOf(parsed.GetValue(WithMistakes), parsed.GetValue(Careless)),
            IntegratorUrl = parsed.GetValue(Url) ?? integrator,
            WebhookToken = parsed.GetValue(WebhookToken) ?? usual.WebhookToken,
            BundleFolder = parsed.GetValue(Bundles),
            StepsMax = parsed.GetValue(MaxSteps),
            TimeMax = DurationText.TryParse(parsed.GetValue(MaxTime), out var time) ? time : usual.TimeMax,
        }).WithSeed(parsed.GetValue(Seed));
        return new RunOptions(parsed.GetValue(Paths)!, settings)
        {
            Server = DoorOptions.Read(
                parsed, new ServeOptions { Urls = parsed.GetValue(Listen)!, Seed = settings.Seed, HasPage = false }),
            JUnit = parsed.GetValue(JUnit),
            Html = parsed.GetValue(Html),
            Tags = [.. parsed.GetValue(Tags) ?? []],
        };
    }

    private static Mistakes MistakesOf(string? names, bool isCareless) =>
        Mistakes.TryParse($"{names}{(isCareless ? ",careless" : "")}", out var mistakes) ? mistakes : Mistakes.None;
}
