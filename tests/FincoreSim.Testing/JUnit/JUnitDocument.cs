namespace FincoreSim.Testing.JUnit;

/// <summary>A JUnit report that was found to be well made. Immutable.</summary>
/// <param name="Suites">Its suites, in order.</param>
public sealed record JUnitDocument(IReadOnlyList<JUnitSuite> Suites)
{
    /// <summary>The cases of all suites.</summary>
    public IEnumerable<JUnitCase> Cases => Suites.SelectMany(suite => suite.Cases);
}

/// <summary>A suite. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cases">Its cases, in order.</param>
public sealed record JUnitSuite(string Name, IReadOnlyList<JUnitCase> Cases);

/// <summary>A case. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ClassName">What it belongs to.</param>
/// <param name="Outcome">passed, failure, error or skipped.</param>
/// <param name="Message">Why it did not pass; empty where it did.</param>
/// <param name="Text">The same at length.</param>
/// <param name="Properties">Its properties by name.</param>
/// <param name="Output">What it wrote.</param>
public sealed record JUnitCase(
    string Name, string ClassName, string Outcome, string Message, string Text, IReadOnlyDictionary<string, string> Properties,
    string Output);
