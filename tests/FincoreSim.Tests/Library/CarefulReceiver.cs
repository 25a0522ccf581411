using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using FincoreSim.Domain.Primitives;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Library;

/// <summary>A server that nobody here would have chosen, with a careful integrator behind it.</summary>
internal sealed class CarefulReceiver : IAsyncDisposable
{
    private readonly IAsyncDisposable _server;

    private CarefulReceiver(string url, IAsyncDisposable server) => (Url, _server) = (url, server);

    /// <summary>The kinds, by their names.</summary>
    public static IReadOnlyDictionary<string, Func<Task<CarefulReceiver>>> Kinds { get; } =
        new Dictionary<string, Func<Task<CarefulReceiver>>>
        {
            ["WireMock.Net"] = WireMockAsync,
            ["HTTP/1.0"] = () => RawAsync(Answer, (status, body) => RawReply.Of(
                $"HTTP/1.0 {status} Any\r\nServer: BaseHTTP/0.6 Python/3.12.3\r\nContent-Type: application/json\r\n\r\n{body}",
                RawEnd.Closes)),
            ["with a memory"] = () => RawAsync(new Memory().Answer, (status, body) => RawReply.Of(
                $"HTTP/1.1 {status} Any\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}")),
        };

    /// <summary>Where it is, without a slash at the end.</summary>
    public string Url { get; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>By WireMock.Net's matching: of the stubs that match, the one that asks for most answers.</summary>
    private static async Task<CarefulReceiver> WireMockAsync()
    {
        var server = await WebhookReceiver.StartAsync();
        server.AnswerEverythingWith(401);
        server.Given(Trusted()).RespondWith(Response.Create().WithStatusCode(200));
        server.Given(Trusted().WithJson(CarefulAnswers.IsDeposit)).RespondWith(Response.Create().WithStatusCode(201));
        server.Given(Trusted().WithJson(CarefulAnswers.IsDeposit).WithJson(CarefulAnswers.IsNeverRight)).RespondWith(Refusal());
        server.Given(Request.Create().WithPath("/201")).RespondWith(Response.Create().WithStatusCode(201));
        server.Given(Request.Create().WithPath("/422")).RespondWith(Refusal());
        return new CarefulReceiver(server.Url, server);
    }

    private static IRequestBuilder Trusted() =>
        Request.Create().WithPath("/hooks").UsingPost().WithHeader("Authorization", $"Bearer {CarefulAnswers.Token}");

    private static IResponseBuilder Refusal() =>
        Response.Create().WithStatusCode(422).WithHeader("Content-Type", "application/json").WithBody(CarefulAnswers.Refusal);

    private static Task<CarefulReceiver> RawAsync(
        Func<RawRequest, (int Status, string Body)> answer, Func<int, string, RawReply> reply)
    {
        var server =
            RawReceiver.Start(request => answer(request) is var (status, body) ? reply(status, body) : RawReply.NeverAnswers);
        return Task.FromResult(new CarefulReceiver(server.Url, server));
    }

    private static (int Status, string Body) Answer(RawRequest request) =>
        CarefulAnswers.Of(request.Line.Split(' ', '?')[1], request.Header("Authorization"), JsonElement.Parse(request.Body.Span));

    /// <summary>
    /// What a database makes of it: a copy gets the first one's answer, and what cannot be is 409: an id_msg that says something
    /// else than before, and a tracking key that comes with a second deposit.
    /// </summary>
    private sealed class Memory
    {
        private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);

        public (int Status, string Body) Answer(RawRequest request)
        {
            var answer = CarefulReceiver.Answer(request);
            return answer.Status == 401 || CanBe(request) ? answer : (409, """{"error":"known already, and otherwise"}""");
        }

        private bool CanBe(RawRequest request)
        {
            var message = JsonElement.Parse(request.Body.Span);
            if (!message.TryGetProperty("id_msg", out var id))
            {
                return true;
            }

            return IsNewOrSame($"id_msg {id}", Convert.ToHexString(SHA256.HashData(request.Body.Span)))
                && (!CarefulAnswers.IsDeposit(message)
                    || IsNewOrSame($"tracking key {message.GetProperty("body").GetProperty("tracking_key")}", $"{id}"));
        }

        private bool IsNewOrSame(string key, string value) => _known.GetOrAdd(key, value) == value;
    }
}
