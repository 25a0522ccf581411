using System.Text;
using FincoreSim.Api.Http;
using FincoreSim.Control;
using FincoreSim.Domain.Primitives;
using FincoreSim.Json;
using FincoreSim.Runs.Posted;
using FincoreSim.Worlds;

namespace FincoreSim.Runs.Copied;

/// <summary>What was done in a sandbox, as a scenario that does it again.</summary>
internal static class CopyEndpoints
{
    private const string Module = "Scenarios";
    private const string Start = "start";

    private const string Text =
        "What was done since a point by hand or through the API becomes a scenario that fincoresim run passes unchanged: the steps, what is given, and what came of it "
        + "as expect; ids become names, distances become advance. What was done before the point stands in setup. It is run once in a sandbox of its own: checked "
        + "says passes, or differs with the first difference. What a scenario cannot say is in left_out, and in a comment. "
        + "With Accept: application/yaml or text/yaml the answer is the file alone.";

    private static readonly BodyShape Body = new(
        "ScenarioFromRequest",
        Member.Of("since", MemberKind.Any, "From where on: start (the default), the number of a journal entry, or the id of a snapshot of this sandbox.", example: "start"),
        Member.Text("only", "The numbers of the journal entries that are wanted, with commas between them, as steps has them; all of them by default.", required: false, example: "31,44"),
        Member.Text("name", TextRules.Label, "What the scenario is called; by sandbox and day by default.", required: false, example: "A deposit is refused"));

    private static readonly string[] Yaml = ["text/yaml", "application/yaml", "application/x-yaml"];

    public static void MapCopies(this ControlRoutes routes) => routes.Post(
        "/_sim/sandboxes/{sb}/scenario-from",
        ControlOperations.Of("scenarioFrom", Module, "Copy what was done as a scenario", PostedRunJson.Default.ScenarioCopyView, Body, 404, 409) with { Description = Text },
        CopyAsync);

    /// <summary>What is asked for; refused where the point is none.</summary>
    public static Outcome<CopyRequest> Read(Sandbox sandbox, SandboxRegistry sandboxes, string? since, string? only, string? name)
    {
        var wanted = new HashSet<long>();
        foreach (var number in (only ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var entry))
            {
                return new Refusal(RefusalCode.InvalidArgument, "only must be numbers of journal entries with commas between them, such as 31,44.");
            }

            wanted.Add(entry);
        }

        return PointOf(sandbox, sandboxes, since).Map(point => new CopyRequest(point, only is null ? null : wanted.ToFrozenSet(), name));
    }

    private static Outcome<long> PointOf(Sandbox sandbox, SandboxRegistry sandboxes, string? since)
    {
        if (since is null or "" or Start)
        {
            return 0L;
        }

        if (long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var entry))
        {
            return entry;
        }

        return sandboxes.FindSnapshot(since) is { } snapshot && snapshot.SandboxId == sandbox.Id
            ? snapshot.Fork().State.Journal.NextSequence - 1
            : new Refusal(RefusalCode.InvalidArgument, "since must be start, the number of a journal entry, or the id of a snapshot of this sandbox.");
    }

    private static async ValueTask<Reply> CopyAsync(ControlCall call)
    {
        if (call.Sandbox is not { IsAccepted: true, Value: var sandbox })
        {
            return call.Sandbox.Refusal!;
        }

        var copied = Read(sandbox, call.Sandboxes, SinceOf(call.Body), call.Body.OptionalText("only"), call.Body.OptionalText("name"))
            .Then(request => ScenarioCopy.Of(sandbox, request));
        if (!copied.IsAccepted)
        {
            return copied.Refusal;
        }

        var check = await CopyCheck.RunAsync(copied.Value, call.Context.RequestServices, call.Aborted);
        return Yaml.Any(type => call.Context.Request.Headers.Accept.ToString().Contains(type, StringComparison.OrdinalIgnoreCase))
            ? Reply.Content(Encoding.UTF8.GetBytes(FileOf(copied.Value, check)), "text/yaml; charset=utf-8")
            : Reply.Json(ScenarioCopyView.From(copied.Value, check), PostedRunJson.Default.ScenarioCopyView);
    }

    /// <summary>The file with what its check came to.</summary>
    public static string FileOf(ScenarioCopy copy, CopyCheck check) =>
        check.Passes ? copy.Yaml : $"{copy.Yaml}# Checked: it does not pass as it stands. {check.Difference?.ReplaceLineEndings(" ")}\n";

    private static string? SinceOf(ParsedBody body) => body.Raw("since") switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } other => other.GetRawText(),
        _ => null,
    };
}
