namespace FincoreSim.Testing;

/// <summary>One request that a receiver took, and what it did about it. Immutable.</summary>
/// <param name="RequestMessage">What came.</param>
/// <param name="Answer">The status, or the fault by its name.</param>
public sealed record LogEntry(RequestMessage RequestMessage, string Answer)
{
    private const int BodyShownMax = 200;

    /// <summary>One line for a failure message.</summary>
    public override string ToString()
    {
        var body = RequestMessage.Body;
        var shown = body.Length > BodyShownMax ? body[..BodyShownMax] + "…" : body;
        return $"{RequestMessage.Method} {RequestMessage.Path} {shown} -> {Answer}";
    }
}
