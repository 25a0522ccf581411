using FincoreSim.Ground;
using FincoreSim.Language;
using FincoreSim.Output;

namespace FincoreSim.Cli;

/// <summary><c>fincoresim schema</c>: prints the JSON Schema of scenario files, for an editor that completes the keys.</summary>
internal static class SchemaCommand
{
    /// <summary>The command, for the command line.</summary>
    public static System.CommandLine.Command Create()
    {
        var command = new System.CommandLine.Command(
            "schema",
            "Print the JSON Schema of scenario files: above a file, # yaml-language-server: $schema= and its path "
                + "completes the keys.");
        command.SetAction(_ =>
        {
            // In one piece, since each line of it is ours and its breaks are to stay.
            Terminal.Out.Write(ScenarioSchema.Write() + "\n");
            return ExitCodes.Ok;
        });
        return command;
    }
}
