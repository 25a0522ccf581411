using System.IO.Compression;
using System.Text;
using FincoreSim.Api.Http;
using FincoreSim.SampleIntegrator.Payments;
using FincoreSim.Testing;
using FincoreSim.Tests.BadInput;
using FincoreSim.Tests.Host;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FincoreSim.Tests.Transport;

/// <summary>A body that was compressed on the way is 415 and says so, on every call that reads one.</summary>
public sealed class CompressedBodyTests : ApiTests
{
    private const string Says = "Compressed requests are not read: send the body as it is, without ";

    /// <summary>Operations of the control API that take YAML beside JSON, and so have no shape of a body.</summary>
    private static readonly string[] TakingYaml = ["armRules", "replaceRules", "runScenarios"];

    private static IEnumerable<TestCaseData> WritingCases => WritingOperation.Cases;

    [TestCaseSource(nameof(WritingCases))]
    [Proves("error.transport")]
    public async Task Every_call_of_the_api_says_so_and_nothing_has_changed(WritingOperation operation)
    {
        var ready = await operation.PrepareAsync(Sim);
        var before = await Sim.FingerprintAsync();

        foreach (var coding in (string[])["gzip", "deflate", "br", "zstd", "compress", "GZIP", "x-gzip", "aes128gcm"])
        {
            var body = Zipped(operation.Body().ToJsonString());
            var answer = await SendAsync(operation.Method, ready.Path, ready.Headers, $"Content-Encoding: {coding}", body);
            Answer.Of(answer).ShouldBeError(415, "INVALID_ARGUMENT", $"{Says}Content-Encoding: {coding}.");
            Assert.That(answer.Header("Accept-Encoding"), Is.EqualTo("identity"));
        }

        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Every_call_of_the_control_api_that_reads_a_body_says_so()
    {
        var routes = Sim.App.Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(ReadsBody).ToArray();
        Assert.That(routes, Has.Length.GreaterThan(10));

        foreach (var route in routes)
        {
            var method = route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0];
            var answer = Answer.Of(await SendAsync(method, PathOf(route), [], "Content-Encoding: gzip", Zipped("{}")));

            answer.ShouldBe(415).ShouldSay("error", "body_encoded").ShouldSay("detail", $"{Says}Content-Encoding: gzip.");
            Assert.That(answer.Header("Accept-Encoding"), Is.EqualTo("identity"), route.DisplayName);
        }
    }

    [TestCase("Content-Encoding: gzip, br", "Content-Encoding: gzip")]
    [TestCase("Content-Encoding: identity, gzip", "Content-Encoding: gzip")]
    [TestCase("Content-Encoding: identity\r\nContent-Encoding: br", "Content-Encoding: br")]
    [TestCase("Transfer-Encoding: gzip, chunked", "Transfer-Encoding: gzip")]
    public async Task Whatever_the_header_looks_like(string header, string named) =>
        Answer.Of(await MoneyOutAsync(header, Zipped(Payment)))
            .ShouldBeError(415, "INVALID_ARGUMENT", $"{Says}{named}.");

    [Test]
    public async Task A_long_name_is_shown_in_part()
    {
        var answer = await MoneyOutAsync($"Content-Encoding: {new string('g', 5000)}", Zipped(Payment));

        Assert.That(Answer.Of(answer).ShouldBeError(415).Detail, Has.Length.LessThan(200));
    }

    [TestCase("Content-Encoding: identity")]
    [TestCase("Content-Encoding: Identity")]
    [TestCase("Content-Encoding: ")]
    [TestCase("Content-Encoding: identity, identity")]
    [TestCase("Accept-Encoding: gzip")]
    public async Task A_body_as_it_is_is_read(string header) =>
        Answer.Of(await MoneyOutAsync(header, Encoding.UTF8.GetBytes(Payment))).ShouldBe(200);

    private static string Payment => Bodies.Payment().ToJsonString();

    private async Task<RawAnswer> MoneyOutAsync(string header, byte[] body)
    {
        var ready = await WritingOperation.All.Single(item => item.Name == "money_out").PrepareAsync(Sim);
        return await SendAsync("POST", ready.Path, ready.Headers, header, body);
    }

    private static bool ReadsBody(RouteEndpoint route) =>
        route.RoutePattern.RawText!.StartsWith("/_sim/", StringComparison.Ordinal)
        && route.Metadata.GetMetadata<ApiOperation>() is { } operation
        && (operation.Body is not null || TakingYaml.Contains(operation.Id));

    private string PathOf(RouteEndpoint route) => route.RoutePattern.Parameters.Aggregate(
        route.RoutePattern.RawText!,
        (path, parameter) => path.Replace(
            $"{{{parameter.Name}}}", parameter.Name == "sb" ? Sim.Id : Docs.Unknown, StringComparison.Ordinal));

    private Task<RawAnswer> SendAsync(
        string method, string path, (string Name, string Value)[] headers, string header, byte[] body)
    {
        var isChunked = header.StartsWith("Transfer-Encoding", StringComparison.Ordinal);
        var head = $"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{header}\r\n"
            + string.Concat(headers.Select(pair => $"{pair.Name}: {pair.Value}\r\n"))
            + (isChunked ? $"\r\n{body.Length:x}\r\n" : $"Content-Length: {body.Length}\r\n\r\n");
        byte[] request = [.. Encoding.ASCII.GetBytes(head), .. body, .. isChunked ? "\r\n0\r\n\r\n"u8 : ""u8];
        return RawHttp.SendAsync(Sim.App.Port, request);
    }

    private static byte[] Zipped(string text)
    {
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }
}
