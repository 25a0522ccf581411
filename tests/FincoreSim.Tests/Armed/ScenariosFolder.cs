namespace FincoreSim.Tests.Armed;

/// <summary>A folder of scenario files for one test, gone with it.</summary>
public sealed class ScenariosFolder : IDisposable
{
    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("fincoresim-armed-").FullName;

    /// <summary>Writes a file with these rules, one a line, over what it had.</summary>
    public void Rules(string file, params string[] rules) =>
        Write(file, $"rules:\n{string.Concat(rules.Select(rule => $"  - {rule}\n"))}");

    /// <summary>Writes a file that begins with the version of the format, as editors do: beside it, then in its place.</summary>
    public void Write(string file, string text)
    {
        var path = At(file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path + ".tmp", $"fincoresim: 1\n{text}");
        File.Move(path + ".tmp", path, overwrite: true);
    }

    public void Move(string from, string to) => File.Move(At(from), At(to));

    public void Delete(string file) => File.Delete(At(file));

    public string At(string file) => System.IO.Path.Combine(Path, file);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>A rule that refuses payments in its own words.</summary>
    public static string Refusing(string reason, string more = "") =>
        $"{{when: money_out, then: {{refuse: {{status: 400, reason: {reason}, detail: Not "
        + $"today.}}}}{(more.Length == 0 ? "" : ", ")}{more}}}";
}
