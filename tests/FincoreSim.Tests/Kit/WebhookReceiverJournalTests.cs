using FincoreSim.Testing;

namespace FincoreSim.Tests.Kit;

public sealed class WebhookReceiverJournalTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);
    private readonly Caller _caller = new();
    private WebhookReceiver _receiver = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        _receiver.AnswerEverythingWith(201);
    }

    [TearDown]
    public async Task StopAsync()
    {
        _caller.Dispose();
        await _receiver.DisposeAsync();
    }

    [Test]
    public async Task The_journal_keeps_the_request_byte_for_byte_and_the_answer_given()
    {
        const string Body = """{ "name":"Peña",  "amount":"1.00" }""";
        await _caller.PostForStatusAsync(_receiver.Url + "/hooks/a%20b?id=7&id=8", Body);

        var entry = _receiver.LogEntries.Single();

        Assert.Multiple(() =>
        {
            Assert.That(entry.Sequence, Is.EqualTo(1));
            Assert.That(entry.RequestMessage.Method, Is.EqualTo("POST"));
            Assert.That(entry.RequestMessage.Path, Is.EqualTo("/hooks/a b"));
            Assert.That(entry.RequestMessage.Query["id"], Is.EqualTo(new[] { "7", "8" }));
            Assert.That(entry.RequestMessage.Headers["content-TYPE"][0], Does.StartWith("application/json"));
            Assert.That(entry.RequestMessage.BodyAsBytes.ToArray(), Is.EqualTo(System.Text.Encoding.UTF8.GetBytes(Body)));
            Assert.That(entry.RequestMessage.Body, Is.EqualTo(Body));
            Assert.That(entry.RequestMessage.BodyAsJson().GetProperty("name").GetString(), Is.EqualTo("Peña"));
            Assert.That(entry.RequestMessage.DateTime, Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromMinutes(1)));
            Assert.That(entry.ResponseMessage.StatusCode, Is.EqualTo(201));
        });
    }

    [Test]
    public async Task Finds_entries_by_a_description_of_the_request()
    {
        await _caller.PostForStatusAsync(_receiver.Url + "/a", """{"id":1}""");
        await _caller.PostForStatusAsync(_receiver.Url + "/b", """{"id":2}""");

        var found = _receiver.FindLogEntries(Request.Create().WithBody(json => json.GetProperty("id").GetInt32() == 2));

        Assert.That(found.Select(entry => entry.RequestMessage.Path), Is.EqualTo(new[] { "/b" }));
    }

    [Test]
    public async Task Numbers_begin_again_after_a_reset()
    {
        await _caller.PostForStatusAsync(_receiver.Url + "/a");
        _receiver.ResetLogEntries();
        Assert.That(_receiver.LogEntries, Is.Empty);

        await _caller.PostForStatusAsync(_receiver.Url + "/b");

        Assert.That(_receiver.LogEntries.Single().Sequence, Is.EqualTo(1));
    }

    [Test]
    public async Task Waits_until_enough_requests_have_come()
    {
        var waiting = _receiver.WaitForAsync(2, "/hooks/*");
        await _caller.PostForStatusAsync(_receiver.Url + "/other");
        await _caller.PostForStatusAsync(_receiver.Url + "/hooks/1");
        Assert.That(waiting.IsCompleted, Is.False);
        await _caller.PostForStatusAsync(_receiver.Url + "/hooks/2");

        var entries = await waiting;

        Assert.That(entries.Select(entry => entry.RequestMessage.Path), Is.EqualTo(new[] { "/hooks/1", "/hooks/2" }));
    }

    [Test]
    public async Task A_wait_in_vain_tells_what_came()
    {
        await _caller.PostForStatusAsync(_receiver.Url + "/hooks/other", """{"id":1}""");

        var failure = Assert.ThrowsAsync<CheckFailedException>(() => _receiver.WaitForAsync(1, "/hooks/money-in", Short));

        Assert.That(failure!.Message, Is.EqualTo("""
            Expected 1 of: path /hooks/money-in; 0 came within 0.05 s. In all there came:
              #1 POST /hooks/other {"id":1} -> 201
            """));
    }

    [Test]
    public void A_wait_in_vain_says_so_when_nothing_came()
    {
        var failure = Assert.ThrowsAsync<CheckFailedException>(() => _receiver.WaitForAsync(2, timeout: Short));

        Assert.That(failure!.Message, Does.Contain("any request").And.EndWith("  nothing"));
    }
}
