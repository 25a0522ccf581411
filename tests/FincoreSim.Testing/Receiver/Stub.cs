namespace FincoreSim.Testing;

/// <summary>One rule of the receiver. Its turn counter changes only under the book's lock.</summary>
internal sealed class Stub(Request request, Response[] responses)
{
    private int _served;

    public required int Priority { get; init; }

    public required string? Scenario { get; init; }

    public required string? RequiredState { get; init; }

    public required string? NextState { get; init; }

    public bool Matches(RequestMessage message) => request.Matches(message);

    public Response Take_NeedsLock()
    {
        var response = responses[Math.Min(_served, responses.Length - 1)];
        _served = Math.Min(_served + 1, responses.Length);
        return response;
    }
}
