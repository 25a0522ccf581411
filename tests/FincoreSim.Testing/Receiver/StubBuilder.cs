namespace FincoreSim.Testing;

/// <summary>What <see cref="WebhookReceiver.Given"/> returns: when a stub applies, and at last what it answers.</summary>
public sealed class StubBuilder
{
    private readonly Action<Stub> _add;
    private readonly Request _request;
    private int _priority;
    private string? _scenario;
    private string? _requiredState;
    private string? _nextState;

    internal StubBuilder(Request request, Action<Stub> add)
    {
        _request = request;
        _add = add;
    }

    /// <summary>The lowest number wins among the stubs that match (0 unless told); then the one given last.</summary>
    public StubBuilder AtPriority(int priority)
    {
        _priority = priority;
        return this;
    }

    /// <summary>Part of this scenario: without <see cref="WhenStateIs"/> it applies until the scenario has a state.</summary>
    public StubBuilder InScenario(string scenario)
    {
        _scenario = scenario;
        return this;
    }

    /// <summary>Applies only while the scenario is in this state.</summary>
    public StubBuilder WhenStateIs(string state)
    {
        _requiredState = state;
        return this;
    }

    /// <summary>Moves the scenario to this state when the stub has been chosen.</summary>
    public StubBuilder WillSetStateTo(string state)
    {
        _nextState = state;
        return this;
    }

    /// <summary>Answers so, every time.</summary>
    public void RespondWith(Response response) => RespondWithSequence(response);

    /// <summary>Gives these answers in turn; the last one stays. WireMock would need a scenario for it.</summary>
    public void RespondWithSequence(params IReadOnlyList<Response> responses)
    {
        ArgumentOutOfRangeException.ThrowIfZero(responses.Count);
        if (_scenario is null && (_requiredState ?? _nextState) is not null)
        {
            throw new InvalidOperationException("A state belongs to a scenario: call InScenario first.");
        }

        _add(new Stub(_request, [.. responses])
        {
            Priority = _priority,
            Scenario = _scenario,
            RequiredState = _requiredState,
            NextState = _nextState,
        });
    }
}
