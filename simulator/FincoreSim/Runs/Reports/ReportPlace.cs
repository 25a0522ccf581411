namespace FincoreSim.Runs.Reports;

/// <summary>What files are called in reports. Stateless.</summary>
internal static class ReportPlace
{
    /// <summary>
    /// A path relative to where the program runs, with slashes, so that a report says the same on every machine; one that lies
    /// elsewhere stays as it is.
    /// </summary>
    public static string Of(string file)
    {
        if (file.Length == 0 || !Path.IsPathFullyQualified(file))
        {
            return file.StartsWith("./", StringComparison.Ordinal) ? file[2..] : file;
        }

        var relative = Path.GetRelativePath(Environment.CurrentDirectory, file);
        return relative.StartsWith("..", StringComparison.Ordinal) ? file : relative.Replace(Path.DirectorySeparatorChar, '/');
    }
}
