using FincoreSim.Testing;

namespace FincoreSim.Tests.Kit;

public sealed class WebhookReceiverTests
{
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
    public async Task Answers_404_to_what_no_stub_matches() =>
        Assert.That(await _caller.PostForStatusAsync(_receiver.Url + "/hooks"), Is.EqualTo(404));

    [Test]
    public async Task Answers_everything_with_the_status_told()
    {
        _receiver.AnswerEverythingWith(201);

        Assert.That(await _caller.PostForStatusAsync(_receiver.Url + "/anything"), Is.EqualTo(201));
    }

    [Test]
    public async Task Answers_as_a_stub_says_with_status_header_and_json()
    {
        _receiver.Given(Request.Create().WithPath("/hooks/money-in").UsingPost())
            .RespondWith(Response.Create().WithStatusCode(422).WithHeader("X-Why", "closed").WithBodyAsJson(new { code = 7 }));

        using var response = await _caller.PostAsync(_receiver.Url + "/hooks/money-in");

        Assert.Multiple(() =>
        {
            Assert.That((int)response.StatusCode, Is.EqualTo(422));
            Assert.That(response.Headers.GetValues("X-Why"), Is.EqualTo(new[] { "closed" }));
            Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/json"));
        });
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("""{"code":7}"""));
    }

    [TestCase("/hooks/money-in", """{"amount":"1.00"}""", 200)]
    [TestCase("/hooks/money-out", """{"amount":"1.00"}""", 404)]
    [TestCase("/hooks/money-in", """{"amount":"2.00"}""", 404)]
    [TestCase("/hooks/money-in", """{"other":1}""", 404)]
    [TestCase("/hooks/money-in", "no json", 404)]
    [TestCase("/hooks/money-in", """{"amount":12}""", 404)]
    public async Task Matches_path_and_json_body(string path, string body, int status)
    {
        _receiver
            .Given(Request.Create()
                .WithPath("/hooks/*-in")
                .WithBody(json => json.GetProperty("amount").GetString() == "1.00"))
            .RespondWith(Response.Create());

        Assert.That(await _caller.PostForStatusAsync(_receiver.Url + path, body), Is.EqualTo(status));
    }

    [Test]
    public async Task Matches_method_header_query_and_text()
    {
        _receiver
            .Given(Request.Create()
                .UsingPost()
                .WithHeader("content-type", "application/json*")
                .WithParam("try", "1")
                .WithBody("yes"))
            .RespondWith(Response.Create().WithStatusCode(202));

        using var got = await _caller.GetAsync(_receiver.Url + "/?try=1");
        Assert.Multiple(async () =>
        {
            Assert.That((int)got.StatusCode, Is.EqualTo(404));
            Assert.That(await _caller.PostForStatusAsync(_receiver.Url + "/?try=1", "yes"), Is.EqualTo(202));
            Assert.That(await _caller.PostForStatusAsync(_receiver.Url + "/?try=2", "yes"), Is.EqualTo(404));
            Assert.That(await _caller.PostForStatusAsync(_receiver.Url + "/?try=1", "no"), Is.EqualTo(404));
        });
    }

    [Test]
    public async Task The_lowest_priority_number_wins_then_the_stub_given_last()
    {
        _receiver.Given(Request.Create()).AtPriority(2).RespondWith(Response.Create().WithStatusCode(202));
        _receiver.Given(Request.Create()).AtPriority(1).RespondWith(Response.Create().WithStatusCode(203));
        _receiver.Given(Request.Create()).AtPriority(1).RespondWith(Response.Create().WithStatusCode(206));

        Assert.That(await _caller.PostForStatusAsync(_receiver.Url), Is.EqualTo(206));
    }

    [Test]
    public async Task A_sequence_is_given_in_turn_and_its_last_answer_stays()
    {
        _receiver.Given(Request.Create())
            .RespondWithSequence(Response.Create().WithStatusCode(503), Response.Create().WithStatusCode(500), Response.Create());

        var statuses = new List<int>();
        for (var call = 0; call < 4; call++)
        {
            statuses.Add(await _caller.PostForStatusAsync(_receiver.Url));
        }

        Assert.That(statuses, Is.EqualTo(new[] { 503, 500, 200, 200 }));
    }

    [Test]
    public async Task A_scenario_moves_from_state_to_state()
    {
        _receiver.Given(Request.Create().UsingPost()).InScenario("cep").WillSetStateTo("seen")
            .RespondWith(Response.Create().WithStatusCode(503));
        _receiver.Given(Request.Create().UsingPost()).InScenario("cep").WhenStateIs("seen")
            .RespondWith(Response.Create().WithStatusCode(200));

        var first = await _caller.PostForStatusAsync(_receiver.Url);
        var second = await _caller.PostForStatusAsync(_receiver.Url);
        var third = await _caller.PostForStatusAsync(_receiver.Url);

        Assert.That(new[] { first, second, third }, Is.EqualTo(new[] { 503, 200, 200 }));
    }

    [Test]
    public void A_state_without_a_scenario_is_refused() =>
        Assert.That(
            () => _receiver.Given(Request.Create()).WhenStateIs("x").RespondWith(Response.Create()),
            Throws.InvalidOperationException);

    [Test]
    public async Task Calls_at_once_never_share_a_turn_or_a_number()
    {
        const int Calls = 50;
        var answers = Enumerable.Range(400, Calls).Select(status => Response.Create().WithStatusCode(status)).ToArray();
        _receiver.Given(Request.Create()).RespondWithSequence(answers);

        var statuses = await Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => _caller.PostForStatusAsync(_receiver.Url)));

        Assert.That(statuses, Is.Unique);
        Assert.That(_receiver.LogEntries.Select(entry => entry.Sequence), Is.EqualTo(Enumerable.Range(1, Calls)));
    }

    [Test]
    public async Task Forgets_its_stubs_and_states_when_told()
    {
        _receiver.Given(Request.Create()).RespondWith(Response.Create());
        _receiver.ResetMappings();

        Assert.That(await _caller.PostForStatusAsync(_receiver.Url), Is.EqualTo(404));
    }
}
