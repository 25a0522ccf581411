using FincoreSim.Json;
using FincoreSim.Language.Switches;

namespace FincoreSim.Control.Sandboxes;

/// <summary>The switches of a sandbox as a body has them: every member is one of <see cref="OptionSwitches.All"/>.</summary>
internal static class OptionsBody
{
    /// <summary>The shape of a body with switches, for the reader and the document.</summary>
    public static BodyShape Shape { get; } = new(
        "Options", [.. OptionSwitches.All.Select(item => Member.Of(item.Name, MemberKind.Any, item.Allowed))]);
}
