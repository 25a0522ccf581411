namespace FincoreSim.Testing;

/// <summary>
/// One request in the receiver's journal and the answer chosen for it. Immutable. It is written before the answer is
/// sent, so that requests left hanging are seen too.
/// </summary>
/// <param name="Sequence">1 for the first request since the last reset; no gaps.</param>
/// <param name="RequestMessage">What came.</param>
/// <param name="ResponseMessage">What is answered.</param>
public sealed record LogEntry(int Sequence, RequestMessage RequestMessage, Response ResponseMessage)
{
    private const int BodyShownMax = 200;

    /// <summary>One line for a failure message.</summary>
    public override string ToString()
    {
        var body = RequestMessage.Body;
        var shown = body.Length > BodyShownMax ? body[..BodyShownMax] + "…" : body;
        return $"#{Sequence} {RequestMessage.Method} {RequestMessage.Path} {shown} -> {ResponseMessage}";
    }
}
