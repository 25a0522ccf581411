namespace FincoreSim.Tests.ScenarioFiles;

/// <summary>The broken files that pass the schema, each with why no schema can refuse it. <c>lint</c> refuses them all.</summary>
internal static class SchemaGaps
{
    private const string Lost =
        "YAML has made a number, a boolean or a plain text of it before a schema sees it, and the quotes are gone";
    private const string Compares = "a schema does not compare two values of the file with each other";
    private const string Refers = "a schema does not know what names the file has given elsewhere";
    private const string Counts = "a schema does not calculate";

    /// <summary>Why, by the name of the file.</summary>
    public static IReadOnlyDictionary<string, string> Why { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Money without quotes in a body"] = Lost,
        ["Money in the matrix"] = Lost,
        ["no as a value"] = Lost,
        ["A tracking key without quotes"] = Lost,
        ["True with a capital"] = Lost,
        ["A clock without quotes"] = Lost,
        ["A time of day without quotes"] = Lost,
        ["Amounts drawn backwards"] = Compares,
        ["A delay drawn backwards"] = Compares,
        ["A timeline that goes back"] = Compares,
        ["Conditions that contradict each other"] = Compares,
        ["A value out of its bounds"] = Compares,
        ["There and not there"] = Compares,
        ["Two rules of one name"] = Compares,
        ["A name given twice"] = Compares,
        ["A wrong check digit is refused when strict"] = Counts,
        ["Too many combinations"] = Counts,
        ["A name that is not there"] = Refers,
        ["A name before it is given"] = Refers,
        ["A name that an alias gives again"] = Refers,
        ["A name of the wrong kind"] = Refers,
        ["A reference to nothing"] = Refers,
        ["A member that is not there"] = Refers,
        ["A round outside of rounds"] = Refers,
        ["A name of a round after it"] = Refers,
        ["A rule that is not there"] = Refers,
        ["A value the matrix does not have"] = Refers,
        ["A value without a matrix"] = Refers,
    };
}
