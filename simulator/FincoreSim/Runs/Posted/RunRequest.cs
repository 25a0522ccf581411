using FincoreSim.Control;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Time;
using FincoreSim.Json;
using FincoreSim.Language;
using FincoreSim.Language.Model;
using FincoreSim.Outbound;
using FincoreSim.Runs.Runner;
using FincoreSim.SampleIntegrator;
using FincoreSim.Serving;
using FincoreSim.Worlds;

namespace FincoreSim.Runs.Posted;

/// <summary>What a call asks to be run, and how: a file that can be run, and settings within their bounds. Immutable.</summary>
/// <param name="File">The file.</param>
/// <param name="Settings">How it is run.</param>
internal sealed record RunRequest(PostedFile File, RunSettings Settings)
{
    private const int RepeatMax = 100;
    private const int ParallelMax = 16;
    private const int NameLengthMax = 200;
    private static readonly TimeSpan TimeMax = new RunSettings().TimeMax;
    private const string NameDefault = "scenario.yaml";

    /// <summary>The query, for the document.</summary>
    public static ImmutableArray<Member> Query { get; } =
    [
        Member.Text(
            "url",
            "The integrator's base URL, on this machine or at a host that the server was started with (--allow-call); "
                + $"the variable {RunSettings.IntegratorVariable} of the process by default, else the sample integrator.",
            required: false,
            example: "http://localhost:5000"),
        Member.Text(
            "mistakes",
            $"Let the sample integrator make these mistakes, separated by commas: {string.Join(", ", Mistakes.Names)}, or "
            + $"careless for its careless twin. Empty: none. Where it is given, the sample integrator is used, whatever the "
            + $"variable says.", required: false, example: "careless") with { TakesEmpty = true },
        Member.Text(
            "seed",
            "The seed, in place of the file's, and of the order of calls made at once: a whole number; random, which draws one; "
            + "or "
                + "files, which leaves the file its own. Without it random where an integrator of your own is named, which "
                + "remembers "
                + "what it was told; else files.",
            required: false, example: "42"),
        Member.Whole("repeat", $"How often each scenario runs; 1 by default, at most {RepeatMax}.", 1, RepeatMax, "1"),
        Member.Whole(
            "parallel", $"How many scenarios run at a time; as many as there are processors by default, at most {ParallelMax}.",
            1, ParallelMax, "4"),
        Member.Whole(
            "max_steps", $"How many steps each scenario may take, rounds counted; {StepCount.Usual} by default and at most.", 1,
            StepCount.Usual, "1000"),
        Member.Of(
            "max_time", MemberKind.Duration,
            $"How long each scenario may take, in real time; {DurationText.Format(TimeMax)} by default and at most.",
            example: "30s") with { Longest = TimeMax },
        Member.Text(
            "name", $"What the file is called in messages; {NameDefault} by default.", required: false, example: "race.yaml"),
    ];

    /// <summary>Reads a call; refuses a file with errors, one with nothing to run, and settings out of their bounds.</summary>
    /// <param name="call">The call.</param>
    /// <param name="text">Its body.</param>
    public static Outcome<RunRequest> Read(ControlCall call, ReadOnlyMemory<byte> text) =>
        ReadSettings(call).Then(settings => ReadFile(call, text, settings.Repeat).Map(file => new RunRequest(file, settings)));

    private static Outcome<RunSettings> ReadSettings(ControlCall call) => ReadIntegrator(call).Map(integrator => new RunSettings
    {
        Repeat = (int)(call.Query.Integer("repeat") ?? 1),
        Parallel = (int)(call.Query.Integer("parallel") ?? Math.Clamp(Environment.ProcessorCount, 1, ParallelMax)),
        IntegratorUrl = integrator.Url,
        Calls = Options(call).AllowedCalls,
        Mistakes = integrator.Mistakes,
        StepsMax = call.Query.Integer("max_steps") ?? StepCount.Usual,
        TimeMax = call.Query.Duration("max_time") ?? TimeMax,
    }).Then<RunSettings>(settings => settings.TimeMax > TimeSpan.Zero ? settings : Invalid("max_time must be above 0."))
        .Then<RunSettings>(settings => call.Query.Text("seed") is not { } asked || IsSeed(asked)
        ? settings.WithSeed(call.Query.Text("seed"))
        : Invalid($"seed must be a whole number from 0 to {Seeds.Max}, {SeedWords.Random} or {SeedWords.Files}."));

    private static bool IsSeed(string asked) =>
        asked is SeedWords.Random or SeedWords.Files || SeedWords.Read(asked) is >= 0 and <= Seeds.Max;

    private static Outcome<(string? Url, Mistakes Mistakes)> ReadIntegrator(ControlCall call)
    {
        var url = call.Query.Text("url");
        if (call.Query.Text("mistakes") is { } names)
        {
            return url is not null ? Invalid("mistakes are the sample integrator's; url names another.")
                : Mistakes.TryParse(names, out var mistakes) ? (null, mistakes)
                : Invalid($"mistakes must be some of {string.Join(", ", Mistakes.Names)} or careless, with commas between them.");
        }

        if (url is not null)
        {
            return !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")
                ? Invalid("url must be an absolute http or https URL such as http://localhost:5000.")
                : AddressKinds.IsLoopback(uri.IdnHost) || Options(call).AllowedCalls.Any(host => host.Matches(uri))
                ? (url, Mistakes.None)
                : new Refusal(
                    RefusalCode.Forbidden,
                    "url may name a receiver on this machine only, unless the server is started with "
                        + $"--allow-call {uri.Host} or {AllowedHosts.Variable}={uri.Host}.");
        }

        return (Environment.GetEnvironmentVariable(RunSettings.IntegratorVariable) is { Length: > 0 } usual ? usual : null,
            Mistakes.None);
    }

    private static Outcome<PostedFile> ReadFile(ControlCall call, ReadOnlyMemory<byte> text, int repeat)
    {
        var name = call.Query.Text("name") ?? NameDefault;
        if (name.Length > NameLengthMax || name.Any(char.IsControl))
        {
            return Invalid($"name must have at most {NameLengthMax} characters, and no control characters.");
        }

        var loaded = ScenarioLoader.Load(name, text);
        if (loaded.File is not { } file)
        {
            return Invalid(string.Join('\n', loaded.Problems));
        }

        ImmutableArray<PlannedRun> runs = [
            .. file.Scenarios.Where(scenario => scenario.IsRunnable).Select(scenario => new PlannedRun(name, scenario, text))];
        if (runs.IsEmpty)
        {
            return Invalid(
                $"{name} has rules only: there is nothing to run. Rules are armed with POST /_sim/sandboxes/{{sb}}/rules.");
        }

        return runs.Length * repeat <= RunRegistry.ResultsMax
            ? new PostedFile(name, file.Name, runs, [.. loaded.Problems.Select(problem => problem.ToString())])
            : Invalid(
                $"{runs.Length} combinations of the matrix, {repeat} times each, are more than the {RunRegistry.ResultsMax} "
                + $"results that one run may have.");
    }

    private static ServeOptions Options(ControlCall call) => call.Context.RequestServices.GetRequiredService<ServeOptions>();

    private static Refusal Invalid(string text) => new(RefusalCode.InvalidArgument, text);
}
