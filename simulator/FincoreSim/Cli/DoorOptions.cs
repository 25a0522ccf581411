using System.CommandLine;
using FincoreSim.Outbound;
using FincoreSim.Serving;

namespace FincoreSim.Cli;

/// <summary>What the command line and the environment say of who may come in, and where scenarios may go.</summary>
internal static class DoorOptions
{
    private static readonly Option<string[]> AllowHost = new("--allow-host")
    {
        Description = "Answer to this host name too (*.example.com: to every name below it); separate several with commas. "
            + $"The variable {ServeOptions.AllowHostVariable} does the same.",
        HelpName = "name",
    };

    private static readonly Option<string[]> AllowCall = new("--allow-call")
    {
        Description = "Let scenarios that are posted to /_sim/scenarios call this host, on any port or on the one named; several "
            + $"with commas. The variable {AllowedHosts.Variable} does the same.",
        HelpName = "host[:port]",
    };

    /// <summary>Adds the options to a command that serves, and refuses what is wrong with them or with the environment.</summary>
    /// <param name="command">The command.</param>
    /// <param name="takesPosts">Whether scenarios are posted to it.</param>
    public static void AddTo(System.CommandLine.Command command, bool takesPosts)
    {
        command.Add(AllowHost);
        if (takesPosts)
        {
            command.Add(AllowCall);
        }

        command.Validators.Add(result =>
        {
            string?[] problems =
            [
                ProblemOfToken(Environment.GetEnvironmentVariable(ServeOptions.AdminTokenVariable)),
                .. Given(result.GetValue(AllowHost), AllowHost, ServeOptions.AllowHostVariable)
                    .Select(item => item.Told(HostNames.Problem(item.Text))),
                .. Given(takesPosts ? result.GetValue(AllowCall) : [], AllowCall, AllowedHosts.Variable)
                    .Select(item => item.Told(ProblemOfCall(item.Text))),
            ];
            foreach (var problem in problems.OfType<string>())
            {
                result.AddError(problem);
            }
        });
    }

    /// <summary>The options of a server, with what was said of its doors.</summary>
    public static ServeOptions Read(ParseResult parsed, ServeOptions options) => options with
    {
        AdminToken = Environment.GetEnvironmentVariable(ServeOptions.AdminTokenVariable),
        AllowedHosts = [
            .. Given(parsed.GetValue(AllowHost), AllowHost, ServeOptions.AllowHostVariable).Select(item => item.Text)],
        AllowedCalls = HostAndPort.ReadAll(
            Given(parsed.GetValue(AllowCall), AllowCall, AllowedHosts.Variable).Select(item => item.Text)),
    };

    /// <summary>What is wrong with an admin token; null where nothing is, or none is set.</summary>
    public static string? ProblemOfToken(string? token) => token switch
    {
        null => null,
        _ when string.IsNullOrWhiteSpace(token) =>
            $"{ServeOptions.AdminTokenVariable} is empty: set a token, or unset the variable to ask for none.",
        _ when token.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)) =>
            $"{ServeOptions.AdminTokenVariable} has blanks, line breaks or control characters in it, which no Authorization "
            + $"header can carry.",
        _ => null,
    };

    private static string? ProblemOfCall(string text) => HostAndPort.TryParse(text, out _)
        ? null
        : $"'{text}' is not a host such as hooks.example.com, 10.0.0.5 or localhost:5000";

    private static IEnumerable<GivenName> Given(string[]? options, Option option, string variable) =>
        Parts(options ?? []).Select(text => new GivenName(text, option.Name))
            .Concat(Parts([Environment.GetEnvironmentVariable(variable) ?? ""]).Select(text => new GivenName(text, variable)));

    private static IEnumerable<string> Parts(IEnumerable<string> lists) =>
        lists.SelectMany(list => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>A name, and by what it was given.</summary>
    private sealed record GivenName(string Text, string By)
    {
        /// <summary>A problem with it as it is told; null where there is none.</summary>
        public string? Told(string? problem) => problem is null ? null : $"{By}: {problem}.";
    }
}
