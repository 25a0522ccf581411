using System.CommandLine;
using System.CommandLine.Help;
using FincoreSim.Outbound;
using FincoreSim.Serving;

namespace FincoreSim.Cli;

/// <summary>
/// The environment variable that each option of <c>serve</c> has, for whoever starts a container and can pass no command; the
/// command line wins. The names are made from the options, so that none can be without one. Stateless.
/// </summary>
internal static class ServeVariables
{
    /// <summary>Those that are read beside their option, since they add to it or stand in a longer row of precedence.</summary>
    private static readonly string[] ReadElsewhere =
        [ListenChoice.OwnVariable, ServeOptions.AllowHostVariable, AllowedHosts.Variable];

    /// <summary>The variable that says what an option says.</summary>
    public static string NameOf(Option option) => $"FINCORESIM_{option.Name.TrimStart('-').Replace('-', '_').ToUpperInvariant()}";

    /// <summary>The options of a command that have a variable: all but those that only print something.</summary>
    public static IEnumerable<Option> OptionsOf(System.CommandLine.Command command) =>
        command.Options.Where(option => option is not HelpOption and not VersionOption);

    /// <summary>Has the help of each option name its variable.</summary>
    public static void NameIn(System.CommandLine.Command serve)
    {
        foreach (var option in OptionsOf(serve))
        {
            var name = NameOf(option);
            if (option.Description?.Contains(name, StringComparison.Ordinal) != true)
            {
                option.Description = $"{option.Description} The variable {name} does the same.";
            }
        }
    }

    /// <summary>The command line with what only variables say; an empty variable says nothing.</summary>
    /// <param name="args">The command line as it was given.</param>
    /// <param name="given">The same, read.</param>
    /// <param name="variable">Finds the value of a variable.</param>
    /// <param name="check">Reads a command line that has one option alone.</param>
    /// <param name="problems">What is wrong with the variables that count.</param>
    public static string[] Complete(
        string[] args,
        ParseResult given,
        Func<string, string?> variable,
        Func<string[], ParseResult> check,
        out string[] problems)
    {
        List<string> said = [];
        List<string> wrong = [];
        foreach (var option in OptionsOf(given.CommandResult.Command))
        {
            var name = NameOf(option);
            if (ReadElsewhere.Contains(name)
                || given.GetResult(option) is { Implicit: false }
                || variable(name) is not { Length: > 0 } value)
            {
                continue;
            }

            if (ProblemOf(option, name, value, check) is { } problem)
            {
                wrong.Add(problem);
            }
            else
            {
                said.Add(Argument(option, value));
            }
        }

        problems = [.. wrong];
        var end = Array.IndexOf(args, "--") is >= 0 and var at ? at : args.Length;
        return [.. args[..end], .. said, .. args[end..]];
    }

    private static string? ProblemOf(Option option, string name, string value, Func<string[], ParseResult> check)
    {
        if (option.ValueType == typeof(bool))
        {
            return value is "true" or "false" or "1" or "0" ? null : $"{name} must be true or false.";
        }

        // An option's own rules are its variable's too; what they tell names the option, which nobody wrote.
        var told = CommandLine.ErrorsOf(check([Argument(option, value)])).FirstOrDefault();
        return told is null || told.Contains(option.Name, StringComparison.Ordinal)
            ? told?.Replace(option.Name, name, StringComparison.Ordinal)
            : $"{name}: {told}";
    }

    /// <summary>One argument with name and value, so that a value may begin with a dash.</summary>
    private static string Argument(Option option, string value) =>
        $"{option.Name}={(option.ValueType == typeof(bool) ? value is "1" or "true" ? "true" : "false" : value)}";
}
