using System.CommandLine;
using FincoreSim.Domain.Time;
using FincoreSim.Serving;

namespace FincoreSim.Cli;

/// <summary>What options of the command line must be, and what is said where they are not. Stateless.</summary>
internal static class OptionRules
{
    /// <summary>An option that is a whole number within bounds.</summary>
    public static Option<int> Number(string name, int least, int most, int otherwise, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            var text = result.Tokens is [var token] ? token.Value : "";
            var isNumber = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
            if (isNumber && number >= least && number <= most)
            {
                return number;
            }

            result.AddError($"{name} must be {least} to {most}.");
            return otherwise;
        },
    };

    /// <summary>A text that is there, where the option is.</summary>
    public static void MustNotBeEmpty(params ReadOnlySpan<Option> options)
    {
        foreach (var option in options)
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
                {
                    result.AddError($"{option.Name} must not be empty.");
                }
            });
        }
    }

    /// <summary>A URL that a client can call.</summary>
    public static void MustBeHttpUrl(Option option, string example) => option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && !IsHttpUrl(token.Value))
        {
            result.AddError($"{option.Name} must be an absolute http or https URL such as {example}.");
        }
    });

    /// <summary>A duration as people write it.</summary>
    public static void MustBeDuration(Option option, TimeSpan least = default) => option.Validators.Add(result =>
    {
        if (result.Tokens is not [var token])
        {
            return;
        }

        var duration = DurationText.Read(token.Value);
        if (duration.Wanted is { } form || duration.Value < least)
        {
            result.AddError($"{option.Name} must be {duration.Wanted ?? $"at least {DurationText.Format(least)}"}.");
        }
    });

    /// <summary>URLs that a server can listen on and its callers, who need a host and a port, can reach.</summary>
    public static void MustBeListenedOn(Option option) => option.Validators.Add(result =>
    {
        var text = result.Tokens is [var token] ? token.Value : "";
        if (text.Length == 0)
        {
            return;
        }

        if (ListenUrls.Read(text, out var problem) is not { } urls)
        {
            result.AddError($"{option.Name}: {problem}");
        }
        else if (urls.All.FirstOrDefault(ListenUrls.IsHttps) is { } tls)
        {
            result.AddError($"{option.Name}: {tls} is https, on which only serve listens.");
        }
        else if (urls.All.FirstOrDefault(UnixSocket.Is) is { } socket)
        {
            result.AddError($"{option.Name}: {socket} has no port that could be called.");
        }
    });

    /// <summary>Whether a text is an absolute http or https URL.</summary>
    public static bool IsHttpUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0;
}
