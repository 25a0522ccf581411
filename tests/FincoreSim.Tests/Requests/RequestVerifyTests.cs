using System.Text.Json.Nodes;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Requests;

/// <summary>
/// Assertions about the calls that came in: 200 where they hold, else 409 with the nearest calls and their first difference.
/// </summary>
public sealed class RequestVerifyTests : ApiTests
{
    [SetUp]
    public async Task PayAsync()
    {
        (await Client.MoneyOutAsync("1.95", key: "66c0b04f-97d6-592d-8396-199819064afa")).ShouldBe(200);
        (await Client.MoneyOutAsync("2.50")).ShouldBe(200);
        (await Client.MoneyOutAsync("0.00")).ShouldBe(400);
    }

    [TestCase("""{"path":"/v1/transactions/money_out"}""", 3)]
    [TestCase("""{"path":"*/money_out","count":3}""", 3)]
    [TestCase("""{"path":"*/money_out","method":"post","at_least":2,"at_most":3}""", 3)]
    [TestCase("""{"path":"*/money_out","status":200,"count":2}""", 2)]
    [TestCase("""{"path":"*/money_out","key":"66C0B04F-97D6-592D-8396-199819064AFA","count":1}""", 1)]
    [TestCase("""{"path":"*/money_out","body":{"transaction_request":{"amount":"2.50"}},"count":1}""", 1)]
    [TestCase("""{"path":"*/internal_transaction","count":0}""", 0)]
    [TestCase("""{"path":"*/internal_transaction","at_most":0}""", 0)]
    [TestCase("""{"path":"*/internal_transaction","at_most":2}""", 0)]
    public async Task Holds(string asked, int count) =>
        (await VerifyAsync(asked)).ShouldBe(200).ShouldSay("verified", "True").ShouldSay("count", $"{count}");

    [TestCase("""{"path":"*/money_out","count":2}""", "exactly 2", null)]
    [TestCase("""{"path":"*/money_out","at_most":2}""", "at most 2", null)]
    [TestCase("""{"path":"/v1/transactions/x"}""", "at least 1",
        "path: expected /v1/transactions/x, found /v1/transactions/money_out")]
    [TestCase("""{"path":"*/money_out","method":"PUT"}""", "at least 1", "method: expected PUT, found POST")]
    [TestCase("""{"path":"*/money_out","key":"x"}""", "at least 1", "key: expected x, found none")]
    [TestCase("""{"path":"*/money_out","status":500}""", "at least 1", "status: expected 500, found 400")]
    [TestCase("""{"path":"*/money_out","body":{"transaction_request":{"amount":"7.00"}}}""", "at least 1",
        "body.transaction_request.amount: expected \"7.00\", found \"0.00\"")]
    [TestCase("""{"path":"*/money_out","body":{"nothing":1}}""", "at least 1", "body.nothing: expected 1, found nothing")]
    [TestCase("""{"path":"*/money_out","body":[1]}""", "at least 1", "body: expected [1], found {")]
    public async Task Does_not_hold(string asked, string expected, string? difference)
    {
        var answer = (await VerifyAsync(asked)).ShouldBe(409).ShouldSay("verified", "False").ShouldSay("expected", expected);

        if (difference is null)
        {
            Assert.That(answer.Count("nearest"), Is.Zero);
        }
        else
        {
            Assert.That(answer["nearest.0.difference"], Does.StartWith(difference));
        }
    }

    [TestCase("""{"path":"*","count":1,"at_least":1}""", "count says it all")]
    [TestCase("""{"path":"*","at_least":3,"at_most":2}""", "at_least must not be more")]
    [TestCase("""{"path":"*","count":-1}""", "count must be")]
    [TestCase("""{"count":1}""", "path")]
    [TestCase("""{"path":"*","cuont":1}""", "did you mean count?")]
    public async Task Assertions_that_cannot_be_are_refused(string asked, string why) =>
        Assert.That((await VerifyAsync(asked)).ShouldBe(400)["detail"], Does.Contain(why));

    [Test]
    public async Task The_stream_tells_each_call_once_and_is_taken_up_again()
    {
        using var http = new HttpClient { BaseAddress = new Uri(Sim.App.Url) };
        var first = long.Parse(
            (await Sim.GetAsync("requests?path=*/money_out"))["items.0.id"], System.Globalization.CultureInfo.InvariantCulture);
        await using var follower = await JournalFollower.OpenAsync(http, Sim.Path($"requests/stream?after={first}"));

        (await Client.Http.GetAsync("/v1/banks")).ShouldBe(200);
        var came = await follower.TakeAsync(3);

        Assert.That(came.Select(item => (long)item.Id), Is.EqualTo(new[] { first + 1, first + 2, first + 3 }));
        Assert.That(JsonNode.Parse(came[2].Data)!["path"]!.GetValue<string>(), Is.EqualTo("/v1/banks"));
    }

    private Task<Answer> VerifyAsync(string asked) => Sim.App.Anybody.PostTextAsync(Sim.Path("requests/verify"), asked);
}
