namespace FincoreSim.Language.Yaml;

/// <summary>A place in a file; both numbers count from 1.</summary>
internal readonly record struct Position(int Line, int Column) : IComparable<Position>
{
    /// <summary>The beginning of a file.</summary>
    public static Position Start { get; } = new(1, 1);

    /// <inheritdoc/>
    public int CompareTo(Position other) => (Line, Column).CompareTo((other.Line, other.Column));
}

/// <summary>Whether a problem keeps a file from being used.</summary>
internal enum Severity
{
    /// <summary>The file cannot be used.</summary>
    Error,

    /// <summary>The file can be used, but hardly means what it says.</summary>
    Warning,
}

/// <summary>Something that is wrong with a file.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="At">Where.</param>
/// <param name="Severity">How bad.</param>
/// <param name="Text">What, and what to write instead.</param>
internal sealed record Problem(string File, Position At, Severity Severity, string Text)
{
    /// <summary>As compilers print it, so that editors find the place.</summary>
    public override string ToString() =>
        $"{File}:{At.Line}:{At.Column}: {(Severity == Severity.Error ? "error" : "warning")}: {Text}";
}

/// <summary>The problems of one file, each once, up to a bound. Used by one loader at a time.</summary>
internal sealed class ProblemList(string file)
{
    /// <summary>How many problems are told of one file.</summary>
    public const int CountMax = 100;

    private readonly HashSet<Problem> _problems = [];

    /// <summary>
    /// How many errors were found; it only grows, so that a reader can tell whether something under it was wrong.
    /// </summary>
    public int ErrorCount { get; private set; }

    /// <summary>Whether no more are taken; whoever reads may stop.</summary>
    public bool IsFull => _problems.Count >= CountMax;

    /// <summary>The problems in the order of the file.</summary>
    public ImmutableArray<Problem> Sorted() =>
        [.. _problems.OrderBy(problem => problem.At).ThenBy(problem => problem.Severity)
            .ThenBy(problem => problem.Text, StringComparer.Ordinal)];

    /// <summary>Takes an error.</summary>
    public void Error(Position at, string text)
    {
        ErrorCount++;
        Add(new Problem(file, at, Severity.Error, text));
    }

    /// <summary>Takes a warning.</summary>
    public void Warn(Position at, string text) => Add(new Problem(file, at, Severity.Warning, text));

    /// <summary>An error displaces a warning when the list is full: a file that is refused says why.</summary>
    private void Add(Problem problem)
    {
        if (!IsFull)
        {
            _problems.Add(problem);
        }
        else if (problem.Severity == Severity.Error
            && _problems.FirstOrDefault(known => known.Severity == Severity.Warning) is { } warning)
        {
            _problems.Remove(warning);
            _problems.Add(problem);
        }
    }
}
