using System.CommandLine;
using FincoreSim.Serving;

namespace FincoreSim.Cli;

/// <summary>What the command line says of the certificate that https URLs show.</summary>
internal static class TlsOptions
{
    private static readonly Option<string?> Certificate = new("--certificate")
    {
        Description =
            "What https URLs show: a PEM file with the certificate first. Without it one is made at the start, whose authority "
            + "is at /_sim/ca.pem.",
        HelpName = "file",
    };

    private static readonly Option<string?> Key = new("--certificate-key")
    {
        Description = "A PEM file with the certificate's key; in the file of --certificate without it.",
        HelpName = "file",
    };

    /// <summary>Adds the options to commands that serve.</summary>
    public static void AddTo(params System.CommandLine.Command[] commands)
    {
        OptionRules.MustNotBeEmpty(Certificate, Key);
        foreach (var command in commands)
        {
            command.Add(Certificate);
            command.Add(Key);
        }
    }

    /// <summary>The options of a server with the certificate; null where it cannot be used, and why.</summary>
    public static ServeOptions? Read(ParseResult parsed, ServeOptions options, ListenUrls urls, out string problem)
    {
        if (parsed.GetValue(Certificate) is not { } path)
        {
            problem = $"{Key.Name} needs {Certificate.Name} beside it.";
            return parsed.GetValue(Key) is null ? options : null;
        }

        if (!urls.HasHttps)
        {
            problem = $"{Certificate.Name} is for https, and {urls} is none; listen on a URL such as https://localhost:8443.";
            return null;
        }

        var identity = TlsIdentity.Read(path, parsed.GetValue(Key), out var wrong);
        problem = $"{Certificate.Name} {path}: {wrong}";
        return identity is null ? null : options with { Tls = identity };
    }
}
