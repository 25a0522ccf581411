using System.Text;
using System.Text.Json.Nodes;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.RunsApi;
using WireMock.ResponseBuilders;

namespace FincoreSim.Tests.Copied;

/// <summary>What was done by hand or by the API becomes a scenario that does it again and comes to the same.</summary>
public sealed class ScenarioCopyTests : ApiTests
{
    private const string Clabe = "012180000000000426";
    private const string Key = "66c0b04f-97d6-592d-8396-199819064afa";

    [Test]
    public async Task A_deposit_and_a_payment_are_steps_with_names_and_what_came_of_them()
    {
        await Sim.MoneyInAsync("820.00", more: new JsonObject { ["concept"] = "Pedido 311" });
        await Sim.AdvanceAsync("26m20s");
        (await Client.MoneyOutAsync("1.95", key: Key)).ShouldBe(200);
        await Sim.AdvanceAsync("1h");

        var copy = await PassesAsync();

        Assert.That(copy["yaml"], Does.Contain("to: \"734180000001000004\", amount: \"820.00\", concept: \"Pedido 311\"").And.Contain("as: pedido_311")
            .And.Contain("- advance: 26m20s").And.Contain($"key: \"{Key}\"").And.Contain("status: LIQUIDATED").And.Contain("expect:"));
        Assert.That((copy.Count("steps"), copy.Count("left_out")), Is.EqualTo((2, 0)), copy.ToString());
    }

    [Test]
    public async Task Replays_conflicts_and_refusals_say_what_was_answered()
    {
        (await Client.MoneyOutAsync("1.95", key: Key)).ShouldBe(200);
        (await Client.MoneyOutAsync("1.95", key: Key)).ShouldBe(200);
        (await Client.MoneyOutAsync("1.96", key: Key)).ShouldBe(409);
        (await Client.MoneyOutAsync("0.00")).ShouldBe(400);
        (await Client.MoneyOutAsync("1.9")).ShouldBe(400);
        (await Client.MoneyOutAsync("1.00", key: "no-uuid")).ShouldBe(400);
        (await Client.MoneyOutAsync("99999999.00")).ShouldBe(400);
        (await Client.Http.PostAsync("/v1/transactions/money_out", new JsonObject { ["amount"] = 1.5 })).ShouldBe(400);
        (await Client.Http.PostAsync(Client.Path("instruments"), new JsonObject())).ShouldBe(400);

        var copy = await PassesAsync();

        Assert.That(copy["yaml"], Does.Contain("replayed: true").And.Contain("status: 409").And.Contain("code: ").And.Contain("replays: 1, conflicts: 1"));
        Assert.That((copy.Count("steps"), copy.Count("left_out")), Is.EqualTo((9, 0)), copy.ToString());
    }

    [Test]
    public async Task Receivers_answer_again_what_they_answered()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerEverythingWith(Response.Create().WithStatusCode(422).WithHeader("Content-Type", "application/json").WithBody("""{"refundReason":"Invalid Amount"}"""));
        await Client.WebhookAsync("MONEY_IN", $"{receiver.Url}/in");
        await Sim.MoneyInAsync("99.99");
        receiver.AnswerEverythingWith(201);
        await Sim.MoneyInAsync("10.00");
        await Sim.UntilIdleAsync();

        var copy = await PassesAsync();

        Assert.That(copy["yaml"], Does.Contain("treat_answer_as: 422, reason: \"Invalid Amount\"").And.Contain("status: REFUNDED").And.Not.Contain(receiver.Url));
    }

    [TestCase("money_out", true)]
    [TestCase("money_out", false)]
    [TestCase("cep", false)]
    [TestCase("refund", false)]
    public async Task What_happened_although_its_answer_got_lost_is_found_again(string when, bool hasKey)
    {
        (await Sim.PostAsync("rules", JsonNode.Parse($$"""{"name": "lost", "when": "{{when}}", "then": {"fail": "after_commit", "how": "status 503"}, "times": 1}"""))).ShouldBe(201);
        var answer = when switch
        {
            "money_out" => await Client.MoneyOutAsync("1.95", key: hasKey ? Key : null),
            "cep" => await Client.PennyAsync(),
            _ => await Client.RefundAsync(Docs.Deposit, "9.99"),
        };
        answer.ShouldBe(503);
        await Sim.AdvanceAsync("1h");

        Assert.That((await PassesAsync())["yaml"], Does.Contain("wait_for:").And.Contain("status: 503"));
    }

    [Test]
    public async Task A_webhook_that_was_there_already_is_there_already_again()
    {
        await Client.WebhookAsync("MONEY_IN", "https://example.com/in");
        await Client.WebhookAsync("CEP", "https://example.com/in");
        (await Client.Http.PostAsync(Client.Path("webhooks"), Bodies.Webhook("CEP", "HTTPS://EXAMPLE.com:443/in", "t", Client.Id))).ShouldBe(409);

        Assert.That((await PassesAsync())["yaml"], Does.Contain("status: 409"));
    }

    [Test]
    public async Task What_is_decided_by_hand_armed_and_made_is_there()
    {
        var ana = await Client.ClabeAsync(Clabe);
        await Client.WebhookAsync("CEP", $"{Sim.App.Url}/_sim/answer/201");
        (await Sim.PostAsync("rules", JsonNode.Parse("""{"name": "hold it", "when": "money_out", "where": {"amount": {"gte": "5.00"}}, "then": "hold", "times": 2}"""))).ShouldBe(201);
        var held = (await Client.MoneyOutAsync("5.00", ana)).ShouldBe(200)["id"];
        await Sim.AdvanceAsync("10s");
        (await Sim.PostAsync($"transactions/{held}/outcome", new JsonObject { ["outcome"] = "reject", ["reason"] = "CANCELLED_ACCOUNT" })).ShouldBe(200);
        (await Client.PennyAsync(ana)).ShouldBe(200);
        await Sim.AdvanceAsync("2d");
        (await Sim.PostAsync($"accounts/{Docs.Central}/block")).ShouldBe(200);
        (await Client.MoneyOutAsync("1.00", ana)).ShouldBe(400);
        (await Sim.PostAsync("money-in", new JsonObject { ["clabe"] = Docs.CentralClabe, ["amount"] = "7.00" })).ShouldBe(201);
        (await Sim.PostAsync($"accounts/{Docs.Central}/unblock")).ShouldBe(200);
        (await Sim.PostAsync($"accounts/{Docs.Central}/fund", new JsonObject { ["amount"] = "5.00" })).ShouldBe(200);
        (await Client.InternalAsync("1.90")).ShouldBe(200);
        (await Client.Http.DeleteAsync(Client.Path($"instruments/{ana}"))).ShouldBe(200);

        var copy = await PassesAsync();

        Assert.That(copy["yaml"], Does.Contain("arm:").And.Contain("outcome: {of: ").And.Contain("penny_validation:").And.Contain("block: \"734180000001000004\"")
            .And.Contain("fund:").And.Contain("internal_transfer:").And.Contain($"clabe: \"{Clabe}\"").And.Contain("DELETE ${SIMULATOR_URL}"));
        Assert.That(copy.Count("left_out"), Is.Zero, copy.ToString());
    }

    [Test]
    public async Task What_came_before_the_point_is_set_up()
    {
        var deposit = await Sim.MoneyInAsync("50.00", more: new JsonObject { ["concept"] = "before" });
        var since = (await Sim.PostAsync("snapshots")).ShouldBe(201)["id"];
        (await Client.RefundAsync(deposit, "50.00")).ShouldBe(200);

        var copy = await PassesAsync($$"""{"since": "{{since}}"}""");

        Assert.That(copy["yaml"], Does.Match("(?s)setup:.*money_in.*steps:.*before.id}/refund"));
        Assert.That(copy.Count("steps"), Is.EqualTo(1));
    }

    [Test]
    public async Task What_cannot_be_said_is_told_with_its_reason()
    {
        await Sim.MoneyInAsync("50.00");
        await Sim.SetAsync("create_status", 201);
        (await Sim.PostAsync($"transactions/{Docs.Unknown}/outcome", new JsonObject { ["outcome"] = "reject" })).ShouldBe(404);
        (await Client.Http.GetAsync("/v1/banks")).ShouldBe(200);

        var copy = await PassesAsync();

        Assert.That(copy.Count("left_out"), Is.EqualTo(3), copy.ToString());
        Assert.That(copy["yaml"], Does.Contain("# Not in this scenario:").And.Contain("switches changed").And.Contain("a read of the API"));
    }

    [Test]
    public async Task Switches_that_were_there_from_the_beginning_stand_in_the_sandbox()
    {
        await Sim.SetAsync("create_status", 201);
        await Sim.MoneyInAsync("50.00");

        Assert.That((await PassesAsync())["yaml"], Does.Contain("create_status: 201"));
    }

    [Test]
    public async Task Only_what_is_wanted_is_in_it_and_what_builds_on_the_rest_is_told()
    {
        var deposit = await Sim.MoneyInAsync("50.00");
        await Sim.MoneyInAsync("60.00");
        (await Client.RefundAsync(deposit, "50.00")).ShouldBe(200);
        var all = await PassesAsync();

        var some = await CopyAsync($$"""{"only": "{{all["steps.1.sequence"]}},{{all["steps.2.sequence"]}}"}""");

        Assert.That(some["yaml"], Does.Contain("60.00").And.Not.Contain("amount: \"50.00\""));
        Assert.That(some["left_out"], Does.Contain("It was not wanted.").And.Contain("It builds on something"));
    }

    [TestCase("${x} \"quoted\" # no comment: {a: b}")]
    [TestCase("línea 1 💸 ‮abc")]
    [TestCase("yes")]
    [TestCase("12")]
    public async Task Texts_stay_texts(string text)
    {
        await Sim.MoneyInAsync("50.00", more: new JsonObject { ["concept"] = text });

        await PassesAsync();
    }

    [TestCase("""{"since": "nothing"}""", 400)]
    [TestCase("""{"since": {}}""", 400)]
    [TestCase("""{"only": "a"}""", 400)]
    [TestCase("""{"snice": 1}""", 400)]
    [TestCase("", 200)]
    [TestCase("""{"since": 0}""", 200)]
    public async Task Points_that_are_none_are_refused(string body, int status) =>
        (await Sim.App.Anybody.PostTextAsync(Sim.Path("scenario-from"), body)).ShouldBe(status);

    [TestCase("text/yaml")]
    [TestCase("application/yaml")]
    public async Task The_file_alone_is_answered_as_yaml_and_passes(string type)
    {
        await Sim.MoneyInAsync("50.00");
        using var http = new HttpClient { BaseAddress = new Uri(Sim.App.Url) };
        http.DefaultRequestHeaders.Add("Accept", type);

        using var answer = await http.PostAsync(Sim.Path("scenario-from"), new StringContent("{}", Encoding.UTF8, "application/json"));

        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/yaml"));
        (await new RunsClient(Sim.App).RunAsync(await answer.Content.ReadAsStringAsync())).ShouldSay("status", "passed");
    }

    /// <summary>Copies, and holds that it passes there and as a file that is sent; money the same where it is of all that was done.</summary>
    private async Task<Answer> PassesAsync(string body = "{}")
    {
        var copy = await CopyAsync(body);
        Assert.That(copy["checked"], Is.EqualTo("passes"), copy.ToString());
        if (copy.Count("left_out") == 0)
        {
            Assert.That(copy["same_ledger"], Is.EqualTo("True"), copy["yaml"]);
        }

        (await new RunsClient(Sim.App).RunAsync(copy["yaml"])).ShouldSay("status", "passed");
        return copy;
    }

    private async Task<Answer> CopyAsync(string body) => (await Sim.App.Anybody.PostTextAsync(Sim.Path("scenario-from"), body)).ShouldBe(200);
}
