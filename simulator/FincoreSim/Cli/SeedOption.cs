using System.CommandLine;
using FincoreSim.Worlds;

namespace FincoreSim.Cli;

/// <summary>The option <c>--seed</c>: a number, or words for where the number comes from. Stateless.</summary>
internal static class SeedOption
{
    /// <summary>The option.</summary>
    /// <param name="description">What the seed is for.</param>
    /// <param name="words">The words that it takes beside a number.</param>
    public static Option<string?> Make(string description, params string[] words)
    {
        var option = new Option<string?>("--seed")
        {
            Description = description,
            HelpName = string.Join('|', ["number", .. words]),
        };
        var others = string.Concat(words.Select(word => $", or {word}"));
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !words.Contains(text) && SeedWords.Read(text) is null)
            {
                result.AddError($"--seed must be a whole number such as 42{others}.");
            }
        });
        return option;
    }
}
