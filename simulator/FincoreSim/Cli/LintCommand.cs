using FincoreSim.Output;
using FincoreSim.ScenarioFiles;

namespace FincoreSim.Cli;

/// <summary><c>fincoresim lint</c>: says what is wrong with scenario files, as compilers do.</summary>
internal static class LintCommand
{
    public static int Run(string[] paths)
    {
        var (errors, warnings, files) = (0, 0, 0);
        foreach (var path in paths)
        {
            if (!File.Exists(path) && !Directory.Exists(path))
            {
                Terminal.Error.WriteLine($"fincoresim: there is no {path}");
                return ExitCodes.WrongInput;
            }

            foreach (var file in FilesOf(path))
            {
                files++;
                foreach (var problem in ScenarioLoader.Load(file, File.ReadAllBytes(file)).Problems)
                {
                    Terminal.Out.WriteLine(problem.ToString());
                    errors += problem.Severity == Severity.Error ? 1 : 0;
                    warnings += problem.Severity == Severity.Warning ? 1 : 0;
                }
            }
        }

        Terminal.Out.WriteLine($"{files} files, {errors} errors, {warnings} warnings");
        return errors > 0 || files == 0 ? ExitCodes.WrongInput : ExitCodes.Ok;
    }

    /// <summary>The file itself, or every YAML file below a folder, by name.</summary>
    public static IEnumerable<string> FilesOf(string path) => File.Exists(path)
        ? [path]
        : Directory.EnumerateFiles(path, "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".yaml" or ".yml").Order(StringComparer.Ordinal);
}
