using System.Text;
using FincoreSim.Testing;

namespace FincoreSim.Tests.Kit;

/// <summary>What the tests' words mean to WireMock.Net.</summary>
public sealed class WebhookReceiverTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);
    private readonly Caller _caller = new();
    private WebhookReceiver _receiver = null!;

    [SetUp]
    public async Task StartAsync() => _receiver = await WebhookReceiver.StartAsync();

    [TearDown]
    public async Task StopAsync()
    {
        _caller.Dispose();
        await _receiver.DisposeAsync();
    }

    [Test]
    public async Task A_stub_goes_before_what_everything_else_is_answered_and_the_last_word_counts()
    {
        Assert.That(await _caller.PostForStatusAsync(_receiver.Url + "/hooks"), Is.EqualTo(404));
        _receiver.AnswerEverythingWith(500);
        _receiver.AnswerEverythingWith(201);
        Assert.That(await _caller.PostForStatusAsync(_receiver.Url + "/hooks"), Is.EqualTo(201));

        _receiver.Given(Request.Create().WithPath("/hooks")).RespondWith(Response.Create().WithStatusCode(422));
        _receiver.AnswerEverythingWith(202);

        Assert.That(await _caller.PostForStatusAsync(_receiver.Url + "/hooks"), Is.EqualTo(422));
        Assert.That(await _caller.PostForStatusAsync(_receiver.Url + "/others"), Is.EqualTo(202));
    }

    [TestCase("/hooks/money-in", """{"amount":"1.00"}""", 200)]
    [TestCase("/hooks/money-out", """{"amount":"1.00"}""", 404)]
    [TestCase("/hooks/money-in", """{"amount":"2.00"}""", 404)]
    [TestCase("/hooks/money-in", """{"other":1}""", 404)]
    [TestCase("/hooks/money-in", "no json", 404)]
    [TestCase("/hooks/money-in", """{"amount":12}""", 404)]
    public async Task Matches_path_and_json_body(string path, string body, int status)
    {
        _receiver.Given(
            Request.Create().WithPath("/hooks/*-in").WithJson(json => json.GetProperty("amount").GetString() == "1.00"))
            .RespondWith(Response.Create());

        Assert.That(await _caller.PostForStatusAsync(_receiver.Url + path, body), Is.EqualTo(status));
    }

    [Test]
    public async Task A_sequence_is_given_in_turn_and_its_last_answer_stays_each_on_its_own()
    {
        _receiver.Given(Request.Create().WithPath("/one"))
            .RespondWithSequence(Response.Create().WithStatusCode(503), Response.Create().WithStatusCode(500), Response.Create());
        _receiver.Given(Request.Create().WithPath("/other")).RespondWithSequence(Response.Create().WithStatusCode(401));

        var statuses = new List<int>();
        foreach (var path in (string[])["/one", "/other", "/one", "/one", "/other", "/one"])
        {
            statuses.Add(await _caller.PostForStatusAsync(_receiver.Url + path));
        }

        Assert.That(statuses, Is.EqualTo([503, 401, 500, 200, 401, 200]));
    }

    [Test]
    public async Task Something_can_be_done_before_the_answer_leaves()
    {
        var seen = "";
        _receiver.AnswerEverythingWith(Response.Create().WithStatusCode(202).BeforeAnswering(request =>
        {
            seen = request.Body;
            return Task.CompletedTask;
        }));

        Assert.That(await _caller.PostForStatusAsync(_receiver.Url, "call me back"), Is.EqualTo(202));
        Assert.That(seen, Is.EqualTo("call me back"));
    }

    [Test]
    public async Task The_log_has_the_request_byte_for_byte_and_the_answer_given()
    {
        const string Body = """{ "name":"Peña",  "amount":"1.00" }""";
        _receiver.AnswerEverythingWith(201);
        await _caller.PostForStatusAsync(_receiver.Url + "/hooks/a%20b?id=7&id=8", Body);

        var entry = _receiver.LogEntries.Single();

        Assert.Multiple(() =>
        {
            Assert.That(entry.RequestMessage.Method, Is.EqualTo("POST"));
            Assert.That(entry.RequestMessage.Path, Is.EqualTo("/hooks/a b"));
            Assert.That(entry.RequestMessage.Query["id"], Is.EqualTo(["7", "8"]));
            Assert.That(entry.RequestMessage.Headers["content-TYPE"][0], Does.StartWith("application/json"));
            Assert.That(entry.RequestMessage.BodyAsBytes.ToArray(), Is.EqualTo(Encoding.UTF8.GetBytes(Body)));
            Assert.That(entry.RequestMessage.BodyAsJson().GetProperty("name").GetString(), Is.EqualTo("Peña"));
            Assert.That(entry.Answer, Is.EqualTo("201"));
        });
    }

    [Test]
    public async Task Waits_until_enough_requests_have_come()
    {
        var waiting = _receiver.WaitForAsync(2, "/hooks/*");
        await _caller.PostForStatusAsync(_receiver.Url + "/other");
        await _caller.PostForStatusAsync(_receiver.Url + "/hooks/1");
        Assert.That(waiting.IsCompleted, Is.False);
        await _caller.PostForStatusAsync(_receiver.Url + "/hooks/2");

        Assert.That((await waiting).Select(entry => entry.RequestMessage.Path), Is.EqualTo(["/hooks/1", "/hooks/2"]));
    }

    [Test]
    public async Task A_wait_in_vain_tells_what_came()
    {
        var nothing = Assert.ThrowsAsync<CheckFailedException>(() => _receiver.WaitForAsync(2, patience: Short));
        await _caller.PostForStatusAsync(_receiver.Url + "/hooks/other", """{"id":1}""");
        var other = Assert.ThrowsAsync<CheckFailedException>(() => _receiver.WaitForAsync(1, "/hooks/money-in", Short));

        Assert.That(nothing!.Message, Does.EndWith("  nothing"));
        Assert.That(other!.Message, Is.EqualTo("""
            Expected 1 of: path /hooks/money-in; 0 came within 0.05 s. In all there came:
              POST /hooks/other {"id":1} -> 404
            """));
    }

    [Test]
    public async Task Nobody_listens_after_disposing_and_disposing_twice_is_harmless()
    {
        await _receiver.DisposeAsync();
        await _receiver.DisposeAsync();

        Assert.That(async () => await _caller.PostAsync(_receiver.Url), Throws.InstanceOf<HttpRequestException>());
    }
}
