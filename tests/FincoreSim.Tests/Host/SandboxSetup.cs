using System.Text.Json.Nodes;
using FincoreSim.Language.Model;

namespace FincoreSim.Tests.Host;

/// <summary>What a test's sandbox starts with; frozen unless told, so that nothing happens by itself.</summary>
public sealed record SandboxSetup
{
    public string Template { get; init; } = "docs";

    public bool IsRunning { get; init; }

    public string Now { get; init; } = Docs.Start;

    public double Scale { get; init; } = 1;

    public long Seed { get; init; } = 7;

    /// <summary>The switches, by their names in the control API.</summary>
    public JsonObject Options { get; init; } = [];

    /// <summary>With one switch set.</summary>
    public static SandboxSetup With(string option, JsonNode? value) => new() { Options = new JsonObject { [option] = value } };
}
