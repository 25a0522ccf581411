using System.Globalization;
using System.IO.Compression;
using System.Text;
using FincoreSim.Runs.Runner;
using FincoreSim.SampleIntegrator;
using FincoreSim.Testing;
using FincoreSim.Tests.Webhooks;

namespace FincoreSim.Tests.Runs;

/// <summary>The calls of scenarios, to integrators that do with their connections what they like.</summary>
public sealed class ForeignIntegratorTests
{
    private const string Holder = """{"holder":"Peña"}""";

    private static IEnumerable<ForeignReceiver> Receivers => ForeignReceivers.All;

    private static IEnumerable<string> Methods => ["GET", "POST", "PUT", "PATCH", "DELETE"];

    private static IEnumerable<TestCaseData> Written =>
    [
        Case(
            "UTF-8 with a mark",
            "Content-Type: application/json",
            [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Holder)]),
        Case("ISO 8859-1", "Content-Type: application/json; charset=iso-8859-1", Encoding.Latin1.GetBytes(Holder)),
        Case("UTF-16", "Content-Type: application/json; charset=utf-16", Encoding.Unicode.GetBytes(Holder)),
        Case("an unknown charset", "Content-Type: application/json; charset=klingon", Encoding.UTF8.GetBytes(Holder)),
        Case("no media type", "Content-Type: nonsense; charset", Encoding.UTF8.GetBytes(Holder)),
        Case("gzip", "Content-Encoding: gzip", Gzip(Encoding.UTF8.GetBytes(Holder))),
    ];

    private static IEnumerable<RawEnd> Ends => [RawEnd.Closes, RawEnd.HalfCloses, RawEnd.Resets];

    [TestCaseSource(nameof(Receivers))]
    public async Task Every_call_is_answered_and_made_once(ForeignReceiver foreign)
    {
        await using var integrator = RawReceiver.Start(foreign.Answer, foreign.ReadsBodies);

        await Cases.RunAsync(Bench.World + """
            steps:
              - repeat: 5
                do:
                  - {call: "GET ${INTEGRATOR_URL}/book", expect: {status: {in: [201, 204]}}}
                  - {call: "POST ${INTEGRATOR_URL}/pay", body: {a: 1}, expect: {status: {in: [201, 204]}}}
            """, "", new RunSettings { IntegratorUrl = integrator.Url });

        Assert.That(integrator.Requests, Has.Count.EqualTo(10));
    }

    /// <summary>Without a body the framework's handler would send it three times more.</summary>
    [Test]
    public async Task What_was_read_and_not_answered_is_a_lost_call(
        [ValueSource(nameof(Methods))] string method, [ValueSource(nameof(Ends))] RawEnd end)
    {
        await using var integrator = RawReceiver.Start(
            it => it.Number == 2 ? RawReply.Nothing(end) : RawReply.Of("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));

        await Cases.RunAsync(Bench.World + """
            steps:
              - {call: "GET ${INTEGRATOR_URL}/first", expect: {status: 200}}
              - {call: "METHOD ${INTEGRATOR_URL}/second", expect: {connection: lost}}
              - {call: "GET ${INTEGRATOR_URL}/third", expect: {status: 200}}
            """.Replace("METHOD", method, StringComparison.Ordinal), "", new RunSettings { IntegratorUrl = integrator.Url });

        Assert.That(
            integrator.Requests.Select(request => request.Line.Split(' ')[1]), Is.EqualTo(["/first", "/second", "/third"]));
    }

    [TestCaseSource(nameof(Written))]
    public async Task An_answer_is_read_whatever_it_is_written_in(string headers, byte[] body)
    {
        var head = $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n{headers}\r\n\r\n";
        await using var integrator = RawReceiver.Start(_ => new RawReply((byte[])[.. Encoding.ASCII.GetBytes(head), .. body]));

        await Cases.RunAsync(Bench.World + """
            steps:
              - {call: "GET ${INTEGRATOR_URL}/book", expect: {status: 200, json: {holder: Peña}}}
            """, "", new RunSettings { IntegratorUrl = integrator.Url });
    }

    [Test]
    public async Task An_answer_that_cannot_be_read_says_why()
    {
        await using var integrator = RawReceiver.Start(
            _ => RawReply.Of("HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\nContent-Length: 4\r\n\r\n(\u00b5/\u00fd"));

        await Cases.RunAsync(Bench.World + """
            steps:
              - {call: "GET ${INTEGRATOR_URL}/book", expect: {status: 200, json: {holder: Peña}}}
            """, "the content encoding zstd is not gzip, deflate or br", new RunSettings { IntegratorUrl = integrator.Url });
    }

    [Test]
    public async Task Whatever_asks_an_integrator_passes_against_a_careful_one_behind_HTTP_1_0()
    {
        await using var careful = await IntegratorServer.StartAsync("http://127.0.0.1:0", Mistakes.None, default);
        using var forward = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var book = "";
        await using var front = RawReceiver.Start(request => ForwardAsync(forward, book, request));

        foreach (var file in (string[])[.. Bench.Shipped("conformance"), .. Bench.Shipped("judging"),
            "examples/penny-validation-open-26h.yaml"])
        {
            book = careful.OpenBook(Path.GetFileNameWithoutExtension(file), Mistakes.None);
            var results = await Bench.RunFileAsync(file, new RunSettings { IntegratorUrl = front.Url });
            Assert.That(results.Select(Bench.TextOf), Is.All.Empty, file);
        }
    }

    private static TestCaseData Case(string name, string headers, byte[] body) =>
        new TestCaseData(headers, body).SetArgDisplayNames(
        name);

    private static byte[] Gzip(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
        {
            stream.Write(body);
        }

        return packed.ToArray();
    }

    /// <summary>The answer of another, as Python's http.server would have given it.</summary>
    private static async Task<RawReply> ForwardAsync(HttpClient http, string book, RawRequest request)
    {
        var line = request.Line.Split(' ');
        using var message = new HttpRequestMessage(new HttpMethod(line[0]), book + line[1])
        {
            Content = new ByteArrayContent(request.Body.ToArray()),
        };
        foreach (var header in request.Head.Split("\r\n").Skip(1).Where(header => header.Length > 0))
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            var (name, value) = (header[..colon], header[(colon + 1)..].Trim());
            if (name is not ("Host" or "Connection") && !message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var answer = await http.SendAsync(message);
        var body = await answer.Content.ReadAsByteArrayAsync();
        var status = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.0 {(int)answer.StatusCode} {answer.ReasonPhrase}");
        var head = string.Create(
            CultureInfo.InvariantCulture, $"{status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        return new RawReply((byte[])[.. Encoding.ASCII.GetBytes(head), .. body], RawEnd.Closes);
    }
}
