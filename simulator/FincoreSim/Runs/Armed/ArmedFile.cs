using System.Security.Cryptography;
using FincoreSim.Disk;
using FincoreSim.Language;
using FincoreSim.Language.Model;
using FincoreSim.Language.Yaml;
using FincoreSim.Worlds;

namespace FincoreSim.Runs.Armed;

/// <summary>What a file of the folder is good for.</summary>
internal enum ArmedFileUse
{
    /// <summary>It has rules only, and these are armed.</summary>
    Armed,

    /// <summary>It has steps or expectations: it is for <c>fincoresim run</c>.</summary>
    Run,

    /// <summary>It has errors or cannot be read.</summary>
    Nothing,
}

/// <summary>A file of the folder, as it was read. Immutable.</summary>
/// <param name="Version">Tells its content from another; null where it could not be read.</param>
/// <param name="Use">What it is good for.</param>
/// <param name="Rules">Its rules; none where these are not armed.</param>
/// <param name="Problems">What is wrong with it.</param>
internal sealed record ArmedFile(
    string? Version, ArmedFileUse Use, ImmutableArray<StandingRule> Rules, ImmutableArray<Problem> Problems)
{
    /// <summary>The version of a content.</summary>
    public static string VersionOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>A file that could not be read.</summary>
    public static ArmedFile Unreadable(string path, FileTrouble trouble) =>
        new(null, ArmedFileUse.Nothing, [], [trouble.Of(path)]);

    /// <summary>Reads a content.</summary>
    /// <param name="source">What its rules' names begin with, so that those of two files differ.</param>
    /// <param name="path">How it is named in problems.</param>
    /// <param name="bytes">The content.</param>
    public static ArmedFile Read(string source, string path, ReadOnlyMemory<byte> bytes)
    {
        var (file, problems) = ScenarioLoader.Load(path, bytes);
        var version = VersionOf(bytes.Span);
        if (file is null)
        {
            return new ArmedFile(version, ArmedFileUse.Nothing, [], problems);
        }

        return file.Scenarios.Any(scenario => scenario.IsRunnable)
            ? new ArmedFile(version, ArmedFileUse.Run, [], problems)
            : new ArmedFile(version, ArmedFileUse.Armed,
                [.. file.Scenarios.SelectMany(scenario => RulesOf(scenario, source))], problems);
    }

    private static IEnumerable<StandingRule> RulesOf(Scenario scenario, string source) => scenario.NamedRules
        .Select(rule => rule.AsWritten)
        .Select(rule => new StandingRule(rule with { Name = $"{source}: {rule.Name}" }, scenario.Sandbox.Use));
}
