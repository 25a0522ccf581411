using FincoreSim.Api.Http;
using FincoreSim.Control.Clock;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Json;
using FincoreSim.Language.Switches;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.Control.Sandboxes;

/// <summary>
/// <c>PUT /_sim/sandboxes/{sb}</c>: a sandbox by an id of one's own, made where there is none. Asked for again it is the same
/// one; where something is asked for that it is not, that is told and nothing changes.
/// </summary>
internal static class SandboxPut
{
    /// <summary>How long an id or a key may be.</summary>
    private const int LengthMax = 63;

    private const int KeyLengthMax = 200;

    /// <summary>What may not be an id, since paths begin so.</summary>
    private static readonly FrozenSet<string> Reserved =
        FrozenSet.Create(StringComparer.Ordinal, "v1", "docs", "openapi", "reports");

    /// <summary>Makes or finds it.</summary>
    public static Reply Run(ControlCall call)
    {
        var id = (string)call.Context.GetRouteValue("sb")!;
        var body = call.Body;
        if (IdProblem(id) is { } problem)
        {
            return Invalid(problem);
        }

        if (body.OptionalText("api_key") is { } key && KeyProblem(key) is { } wrong)
        {
            return Invalid(wrong);
        }

        var clock = ClockEndpoints.ReadStart(body.OptionalObject("clock"));
        var options = body.OptionalObject("options") is { } wanted
            ? OptionSwitches.Change(new WorldOptions(), wanted.Element)
            : new WorldOptions();
        if (!clock.IsAccepted || !options.IsAccepted)
        {
            return (clock.Refusal ?? options.Refusal)!;
        }

        var template = WorldTemplate.Find(body.OptionalText("template") ?? WorldTemplate.Docs.Name)!;
        var request = new SandboxRequest(body.OptionalText("name"), body.OptionalInteger("seed"), template, clock.Value,
            options.Value)
        {
            Id = id,
            ApiKey = body.OptionalText("api_key"),
        };
        var found = call.Sandboxes.FindOrMake(request);
        if (!found.IsAccepted)
        {
            return found.Refusal;
        }

        var (sandbox, isNew) = found.Value;
        return isNew || Difference(body, request, sandbox.Settings) is not { } different
            ? Reply.Json(SandboxView.From(sandbox), ControlJson.Default.SandboxView, isNew ? 201 : 200)
            : Refusal.OfState(
                "sandbox", different, ["a sandbox as it was asked for first"], new Remedy(RemedyAction.DeleteSandbox, id));
    }

    private static string? IdProblem(string id) =>
        id.Length <= LengthMax && id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')
            && !id.StartsWith('-') && !Reserved.Contains(id)
            ? null
            : $"The id must have at most {LengthMax} small letters, digits and dashes, begin with a letter or a digit, and be "
                + $"none of {string.Join(", ", Reserved.Order())}.";

    private static string? KeyProblem(string key) =>
        key.Length is >= 8 and <= KeyLengthMax && key.All(letter => letter is > ' ' and < '\u007f')
            && !key.StartsWith("fsk_", StringComparison.Ordinal)
            ? null
            : $"api_key must have 8 to {KeyLengthMax} visible ASCII characters, and not begin with fsk_.";

    /// <summary>The first thing that is asked for and is not so; what is not asked for does not count.</summary>
    private static string? Difference(ParsedBody body, SandboxRequest request, SandboxSettings settings) =>
        Differs("name", request.Name, settings.Name)
        ?? Differs(
            "seed", request.Seed?.ToString(CultureInfo.InvariantCulture), settings.Seed.ToString(CultureInfo.InvariantCulture))
        ?? (body.Has("template") ? Differs("template", request.Template.Name, settings.Template.Name) : null)
        ?? (request.ApiKey is not null && request.ApiKey != settings.ApiKey ? "with another api_key" : null)
        ?? (body.Has("clock") && request.Clock != settings.Clock ? "with another clock" : null)
        ?? (body.Has("options") && request.Options != settings.Options ? "with other options" : null);

    private static string? Differs(string member, string? asked, string found) =>
        asked is null || asked == found ? null : $"with the {member} {found}";

    private static Refusal Invalid(string text) => new(RefusalCode.InvalidArgument, text);
}
