using FincoreSim.Disk;
using FincoreSim.Ground;
using FincoreSim.Language;
using FincoreSim.Language.Yaml;
using FincoreSim.Output;

namespace FincoreSim.Cli;

/// <summary><c>fincoresim lint</c>: says what is wrong with scenario files, as compilers do.</summary>
internal sealed class LintCommand(TextWriter output, TextWriter errors)
{
    /// <summary>Checks the files; the exit code is that of the worst.</summary>
    public int Run(string[] paths)
    {
        if (ScenarioPaths.Missing(paths) is { } missing)
        {
            errors.WriteLine($"fincoresim: {missing}");
            return ExitCodes.WrongInput;
        }

        var files = ScenarioPaths.Of(paths);
        if (files.IsEmpty)
        {
            errors.WriteLine($"fincoresim: there is no scenario file (*.yaml, *.yml) in {string.Join(", ", paths)}");
            return ExitCodes.WrongInput;
        }

        var (wrong, odd, code) = (0, 0, ExitCodes.Ok);
        foreach (var file in files)
        {
            var trouble = file.Read(YamlTree.BytesMax, out var text);
            foreach (var problem in trouble is null ? ScenarioLoader.Load(file.Path, text).Problems : [trouble.Of(file.Path)])
            {
                output.WriteLine(problem.ToString());
                var isError = problem.Severity == Severity.Error;
                (wrong, odd) = isError ? (wrong + 1, odd) : (wrong, odd + 1);
                code = isError ? Math.Max(code, trouble?.ExitCode ?? ExitCodes.WrongInput) : code;
            }
        }

        output.WriteLine($"{Plural.Of(files.Length, "file")}, {Plural.Of(wrong, "error")}, {Plural.Of(odd, "warning")}");
        return code;
    }
}
