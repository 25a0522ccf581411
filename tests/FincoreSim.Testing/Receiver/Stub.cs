using System.Globalization;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace FincoreSim.Testing;

/// <summary>What <see cref="WebhookReceiver.Given"/> returns: the requests meant, and at last what they are answered.</summary>
public sealed class Stub
{
    private readonly WireMockServer _server;
    private readonly IRequestBuilder _request;

    internal Stub(WireMockServer server, IRequestBuilder request) => (_server, _request) = (server, request);

    /// <summary>Answers so, every time.</summary>
    public void RespondWith(IResponseBuilder response) => _server.Given(_request).RespondWith(response);

    /// <summary>
    /// Gives these answers in turn; the last one stays. In WireMock.Net's words: a scenario with a state for each.
    /// </summary>
    public void RespondWithSequence(params IReadOnlyList<IResponseBuilder> responses)
    {
        if (responses.Count == 1)
        {
            RespondWith(responses[0]);
            return;
        }

        var scenario = $"sequence {_server.Mappings.Count}";
        for (var turn = 0; turn < responses.Count; turn++)
        {
            var stub = _server.Given(_request).InScenario(scenario);
            if (turn > 0)
            {
                stub.WhenStateIs(State(turn));
            }

            stub.WillSetStateTo(State(Math.Min(turn + 1, responses.Count - 1))).RespondWith(responses[turn]);
        }
    }

    private static string State(int turn) => turn.ToString(CultureInfo.InvariantCulture);
}
