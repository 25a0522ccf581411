using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Runs.Runner;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Runs;

namespace FincoreSim.Tests.Webhooks;

/// <summary>
/// URLs of webhooks over HTTP: the same in other clothes, and where the user and the password in them do not show.
/// </summary>
public sealed class WebhookUrlApiTests : WebhookTests
{
    private const string Secret = "open-sesame";

    private static readonly string[] Same =
        ["HTTP://EXAMPLE.com/h", " http://example.com/h", "http://example.com:80/h#x", "http://example.com/a/../h"];

    [Test]
    public async Task The_same_in_other_clothes_already_exists()
    {
        await Client.WebhookAsync("MONEY_IN", "http://example.com/h");
        var other = await Client.WebhookAsync("MONEY_IN", "http://example.com/other");

        foreach (var same in Same)
        {
            (await Client.Http.PostAsync(Client.Path("webhooks"), Bodies.Webhook("MONEY_IN", same))).ShouldBeError(
                409, "ALREADY_EXISTS");
            (await Client.PatchWebhookAsync(other, new JsonObject { ["url"] = same })).ShouldBeError(409, "ALREADY_EXISTS");
        }
    }

    [Test]
    public async Task It_is_answered_as_it_was_given_but_for_blanks_around_it()
    {
        var made = (await Client.Http.PostAsync(
            Client.Path("webhooks"), Bodies.Webhook("MONEY_IN", "  HTTP://Example.com:80/a/../h#x "))).ShouldBe(
            200);

        made.ShouldSay("url", "HTTP://Example.com:80/a/../h#x");
        (await Client.GetAsync($"webhooks/{made["id"]}")).ShouldSay("url", "HTTP://Example.com:80/a/../h#x");
    }

    [TestCase("http://example.com/a b", "must not contain blanks")]
    [TestCase("http://example.com/h\r\nX: y", "must not contain blanks")]
    [TestCase("http://example.com:0/h", "port")]
    [TestCase("example.com", "absolute http or https URL")]
    public async Task What_is_none_is_refused_and_says_why(string url, string why)
    {
        var refused = (await Client.Http.PostAsync(Client.Path("webhooks"), Bodies.Webhook("MONEY_IN", url))).ShouldBeError(
            400, "INVALID_ARGUMENT");

        Assert.That(refused.Detail, Does.Contain(why));
    }

    [Test]
    public async Task A_fragment_and_user_information_are_not_sent()
    {
        await using var receiver = RawReceiver.Start(_ => RawReply.Of("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"));
        await Client.WebhookAsync(
            "MONEY_IN", $"http://me:{Secret}@{receiver.Url["http://".Length..]}/a/../h?x=1#part", "the-token");

        await Sim.MoneyInAsync();

        var came = receiver.Requests.Single();
        Assert.That(came.Line, Is.EqualTo("POST /h?x=1 HTTP/1.1"));
        Assert.That(came.Header("Authorization"), Is.EqualTo("Bearer the-token"));
        Assert.That(came.Head, Does.Not.Contain(Secret));
    }

    [Test]
    public async Task User_and_password_show_nowhere_but_in_the_clients_own_webhook()
    {
        var url = $"http://me:{Secret}@{Receiver.Url["http://".Length..]}/h";
        var rule = """{"name": "none", "when": "webhook", "where": {"url": "http://nobody"}, "then": "drop"}""";
        await Sim.PostAsync("rules", JsonNode.Parse(rule));
        var hook = await Client.WebhookAsync("MONEY_IN", url);
        var transaction = await Sim.MoneyInAsync();
        await Client.PatchWebhookAsync(hook, new JsonObject { ["token"] = "another" });
        var twin = (await Client.Http.PostAsync(Client.Path("webhooks"), Bodies.Webhook("MONEY_IN", url))).ShouldBeError(409);
        var tried = (await Sim.PostAsync("webhooks/test", new JsonObject { ["webhook_id"] = hook })).ShouldBe(200);
        var delivery = (await DeliveryAsync()).GetProperty("id").GetString();

        (await Client.GetAsync($"webhooks/{hook}")).ShouldSay("url", url);
        Answer[] shown =
        [
            twin, tried, await Sim.GetAsync("deliveries"), await Sim.GetAsync($"deliveries/{delivery}"), await Sim.GetAsync(
                "journal"),
            await Sim.GetAsync("rules"), await Sim.GetAsync(
                $"rules/none/explain?transaction={transaction}"), await Sim.AdvanceAsync(
                "1m"),
        ];
        Assert.That(shown.Select(answer => answer.Text), Is.All.Not.Contain(Secret));
        Assert.That(
            shown.Count(answer => answer.Text.Contains("http://***@127.0.0.1", StringComparison.Ordinal)),
            Is.GreaterThanOrEqualTo(5));
        Assert.That(Came("/h"), Has.Length.EqualTo(2), "it is sent all the same");
    }

    [Test]
    public async Task User_and_password_show_in_no_report_of_a_run_and_in_no_bundle()
    {
        await using var integrator = RawReceiver.Start(_ => RawReply.Of("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"));
        var url = $"http://me:{Secret}@{integrator.Url["http://".Length..]}";
        using var folder = new TempFolder();
        var results = await Bench.RunAllAsync(
            Bench.World + """
                  webhooks: [{as: hook, type: MONEY_IN, url: "${INTEGRATOR_URL}/in"}]
                steps:
                  - {money_in: {to: wallet, amount: "1.00"}}
                  - settle
                  - expect:
                      call: {get: "${INTEGRATOR_URL}/book", status: 299}
                """,
            new RunSettings { IntegratorUrl = url, BundleFolder = folder.Path });

        foreach (var result in results)
        {
            Assert.That(result.Verdict, Is.EqualTo(RunVerdict.Failed));
            Assert.That(Bench.TextOf(result), Does.Contain("GET http://***@127.0.0.1").And.Not.Contain(Secret));
            Assert.That(string.Join('\n', result.Journal), Does.Contain("***@").And.Not.Contain(Secret));
        }

        foreach (var bundle in Directory.GetFiles(folder.Path))
        {
            await using var zip = await System.IO.Compression.ZipFile.OpenReadAsync(bundle);
            foreach (var entry in zip.Entries)
            {
                using var reader = new StreamReader(await entry.OpenAsync());
                Assert.That(await reader.ReadToEndAsync(), Does.Not.Contain(Secret), entry.FullName);
            }
        }

        Assert.That(Directory.GetFiles(folder.Path), Is.Not.Empty);
    }
}
