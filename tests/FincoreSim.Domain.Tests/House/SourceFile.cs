using System.Text.RegularExpressions;

namespace FincoreSim.Domain.Tests.House;

/// <summary>A C# file of the repository, with and without its comments and texts.</summary>
internal sealed partial class SourceFile
{
    private SourceFile(string root, string path)
    {
        Name = Path.GetRelativePath(root, path);
        Text = File.ReadAllText(path);
        Code = NotCode().Replace(Text, match => new string('\n', match.Value.Count(letter => letter == '\n')));
    }

    public string Name { get; }

    public string Text { get; }

    /// <summary>The text without comments and literals; the lines stay where they are.</summary>
    public string Code { get; }

    public int LineCount => Text.AsSpan().Count('\n');

    /// <summary>Every C# file that ships.</summary>
    public static IEnumerable<SourceFile> Shipped() => Below("simulator", "scenarios");

    /// <summary>Every C# file of the tests; not those of the benchmarks, which measure time.</summary>
    public static IEnumerable<SourceFile> OfTests() =>
        Below("tests/FincoreSim.Domain.Tests", "tests/FincoreSim.Testing", "tests/FincoreSim.Tests");

    private static IEnumerable<SourceFile> Below(params string[] folders)
    {
        var root = Root();
        return folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(path => !BuildOutput().IsMatch(Path.GetRelativePath(root, path)))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(root, path));
    }

    /// <summary>
    /// The functions with the number of their lines: blocks that stand directly in a type, but for the tables that fields begin with.
    /// What a type is shows before its brace.
    /// </summary>
    public IEnumerable<(string Header, int Lines)> Functions()
    {
        var blocks = new Stack<(bool IsType, string Header, int Line)>();
        var (line, from) = (1, 0);
        for (var at = 0; at < Code.Length; at++)
        {
            line += Code[at] == '\n' ? 1 : 0;
            if (Code[at] is not ('{' or '}' or ';'))
            {
                continue;
            }

            var header = Code[from..at].Trim();
            from = at + 1;
            if (Code[at] == '{')
            {
                blocks.Push((TypeHeader().IsMatch(header), header, line - header.Count(letter => letter == '\n')));
            }
            else if (Code[at] == '}' && Closed(blocks) is { IsType: false } block && blocks.TryPeek(out var outer)
                && outer.IsType && !Table().IsMatch(block.Header))
            {
                yield return ($"{Name}:{block.Line} {block.Header.Split('\n')[^1].Trim()}", line - block.Line + 1);
            }
        }
    }

    private T Closed<T>(Stack<T> blocks) =>
        blocks.TryPop(out var block) ? block : throw new InvalidOperationException($"{Name}: the braces do not pair");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FincoreSim.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("no FincoreSim.sln above the tests");
    }

    [GeneratedRegex("""
        \"{3}[\s\S]*?\"{3}|@\"(?:\"\"|[^\"])*\"|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.[^']*|[^'\\\n])'|//[^\n]*|/\*[\s\S]*?\*/
        """)]
    private static partial Regex NotCode();

    [GeneratedRegex(@"(^|[/\\])(obj|bin|artifacts)[/\\]")]
    private static partial Regex BuildOutput();

    [GeneratedRegex(@"\b(class|struct|record|interface|enum|extension)\b(?![^=]*=>)")]
    private static partial Regex TypeHeader();

    [GeneratedRegex(@"=\s*new\b[^=]*$")]
    private static partial Regex Table();
}
