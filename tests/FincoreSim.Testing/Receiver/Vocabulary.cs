using System.Text.Json;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace FincoreSim.Testing;

/// <summary>What tests say of requests and answers beyond WireMock.Net's own words.</summary>
public static class Vocabulary
{
    /// <summary>Only with a JSON body that the condition accepts; where it throws, the request is not meant.</summary>
    public static IRequestBuilder WithJson(this IRequestBuilder request, Func<JsonElement, bool> condition) =>
        request.WithBody((byte[]? body) => condition(JsonElement.Parse(body)));

    /// <summary>Answers with a text of this many bytes.</summary>
    public static IResponseBuilder WithBodyOfSize(this IResponseBuilder response, int bytes) =>
        response.WithBody(new string('x', bytes));

    /// <summary>Sends the caller elsewhere.</summary>
    public static IResponseBuilder WithRedirect(this IResponseBuilder response, string location, int status = 302) =>
        response.WithStatusCode(status).WithHeader("Location", location);

    /// <summary>Runs this before answering, as a handler does that calls the API back; the answer has no body.</summary>
    public static IResponseBuilder BeforeAnswering(this IResponseBuilder response, Func<RequestMessage, Task> callback) =>
        response.WithCallback(async Task<IResponseMessage> (came) =>
        {
            await callback(RequestMessage.Of(came));
            return new ResponseMessage();
        });
}
