using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Rules;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Rules;

/// <summary>Rules armed through the control API, seen by an integrator.</summary>
public sealed class RulesApiTests : ApiTests
{
    [Test]
    public async Task The_next_deposit_over_500_pesos_is_refused_and_goes_back()
    {
        await ArmAsync("""
            - name: too much
              when: money_in
              where: {amount: {gt: "500.00"}}
              then: {refuse: "Invalid Amount"}
              times: 1
            """);
        var small = await Sim.MoneyInAsync("500.00");
        var refused = await Sim.MoneyInAsync("500.01");
        var next = await Sim.MoneyInAsync("900.00");

        Assert.That(await Client.StatusOfAsync(small), Is.EqualTo("LIQUIDATED"));
        Assert.That(await Client.StatusOfAsync(refused), Is.EqualTo("REFUNDED"));
        Assert.That(await Client.StatusOfAsync(next), Is.EqualTo("LIQUIDATED"));
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(1_001_400m));
    }

    [Test]
    public async Task Money_out_is_refused_in_the_words_of_the_rule()
    {
        await ArmAsync(
            """{"when": "money_out", "where": {"to": "012180001183597198"}, "then": {"refuse": {"status": """
            + """400, "reason": "DATA_ERROR", "detail": "Not today."}}, "times": 1}""");

        (await Client.MoneyOutAsync()).ShouldBeError(400, "DATA_ERROR", "Not today.");
        (await Client.MoneyOutAsync()).ShouldBe(200);
    }

    [Test]
    public async Task An_answer_lost_after_the_commit_is_found_again_by_its_key()
    {
        await ArmAsync("{when: money_out, then: {fail: after_commit, how: status 503}, times: 1}");
        const string key = "66c0b04f-97d6-592d-8396-199819064afa";

        (await Client.MoneyOutAsync("120.50", key: key)).ShouldBeError(503);
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_879.50m), "it did happen");
        (await Client.MoneyOutAsync("120.50", key: key)).ShouldBe(200);
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_879.50m));
    }

    [Test]
    public async Task A_refused_rule_body_says_where_and_what_and_arms_nothing()
    {
        var answer =
            await Sim.App.Anybody.PostTextAsync(Sim.Path("rules"), "when: money_out\nthen: {reject: CANCELED_ACCOUNT}\n");

        Assert.That(answer.ShouldBe(400)["detail"], Does.Match(@"rules:2:\d+: error: .*CANCELLED_ACCOUNT"));
        Assert.That((await Sim.GetAsync("rules")).ShouldBe(200).Count("items"), Is.Zero);
    }

    [Test]
    public async Task A_condition_with_a_name_that_only_a_run_gives_is_refused()
    {
        var answer = await Sim.App.Anybody.PostTextAsync(
            Sim.Path("rules"),
            "fincoresim: 1\ngiven: {accounts: [{as: treasury}]}\nrules: [{when: money_out, where: {from: treasury}, then: "
            + "hold}]\nsteps: [{advance: 1h}]\n");

        Assert.That(answer.ShouldBe(400)["detail"], Does.Match("rules:3:9: error: 'treasury' has no meaning"));
        Assert.That((await Sim.GetAsync("rules")).ShouldBe(200).Count("items"), Is.Zero);
    }

    [Test]
    public async Task Times_is_exact_under_fifty_parallel_requests()
    {
        await ArmAsync("{name: once, when: money_out, then: {refuse: {status: 500, reason: INTERNAL, detail: Once.}}, times: 1}");

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Client.MoneyOutAsync()));

        Assert.That(answers.Count(answer => answer.Status == 500), Is.EqualTo(1));
        Assert.That((await Sim.GetAsync("rules")).ShouldBe(200)["items.0.fired"], Is.EqualTo("1"));
    }

    [Test]
    public async Task Explains_why_a_rule_did_not_fire_for_a_payment()
    {
        await ArmAsync(
            """{name: big ones, when: money_out, where: {amount: {gte: "100.00"}}, then: {reject: BLOCKED_ACCOUNT}}""");
        var small = (await Client.MoneyOutAsync("1.95")).ShouldBe(200)["id"];
        var big = (await Client.MoneyOutAsync("100.00")).ShouldBe(200)["id"];

        var ofSmall = (await Sim.GetAsync($"rules/big%20ones/explain?transaction={small}")).ShouldBe(200);
        var ofBig = (await Sim.GetAsync($"rules/big%20ones/explain?transaction={big}")).ShouldBe(200);

        Assert.That(ofSmall["items.0.why"], Is.EqualTo("amount gte 100.00: it is 1.95"));
        Assert.That(ofBig["items.0.fired"], Is.EqualTo("True"));
    }

    [Test]
    public async Task Webhooks_come_twice_with_the_same_bytes()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerEverythingWith(201);
        await Client.WebhookAsync("MONEY_IN", receiver.Url);
        await ArmAsync("{when: webhook, where: {type: MONEY_IN}, then: {duplicate: 1, gap: 30s}}");

        await Sim.MoneyInAsync();
        await Sim.AdvanceAsync("30s");

        Assert.That(receiver.LogEntries.Select(entry => entry.RequestMessage.Body).Distinct().Count(), Is.EqualTo(1));
        Assert.That(receiver.LogEntries, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_rate_limit_answers_429_with_retry_after_until_its_window_is_over()
    {
        await ArmAsync("{when: request, then: {rate_limit: {requests: 2, per: 10s}}}");

        await Client.GetAsync("accounts");
        await Client.GetAsync("accounts");
        var limited = await Client.Http.GetAsync("/v1/banks");
        Assert.That((limited.Status, limited.Header("Retry-After")), Is.EqualTo((429, "10")));

        await Sim.AdvanceAsync("10s");
        (await Client.GetAsync("accounts")).ShouldBe(200);
    }

    /// <summary>Whole seconds, rounded up: who waits as long as he is told is not refused again.</summary>
    [TestCase("0s", "10")]
    [TestCase("1ms", "10")]
    [TestCase("500ms", "10")]
    [TestCase("999ms", "10")]
    [TestCase("1s", "9")]
    [TestCase("8s501ms", "2")]
    [TestCase("9s", "1")]
    [TestCase("9s999ms", "1")]
    public async Task Retry_after_is_never_too_short(string into, string expected)
    {
        await ArmAsync("{when: request, then: {rate_limit: {requests: 1, per: 10s}}}");
        (await Client.GetAsync("accounts")).ShouldBe(200);
        await Sim.AdvanceAsync(into);

        var limited = await Client.GetAsync("accounts");

        Assert.That((limited.Status, limited.Header("Retry-After")), Is.EqualTo((429, expected)));
        await Sim.AdvanceAsync($"{expected}s");
        (await Client.GetAsync("accounts")).ShouldBe(200);
    }

    [Test]
    public async Task Put_replaces_and_delete_disarms()
    {
        await ArmAsync("{name: first, when: money_out, then: hold}");
        (await Sim.App.Anybody.SendAsync(HttpMethod.Put, Sim.Path("rules"), "{name: second, when: money_out, then: hold}"))
            .ShouldBe(200).ShouldSay("items.0.name", "second");

        (await Sim.App.Anybody.DeleteAsync(Sim.Path("rules/second"))).ShouldBe(200);
        (await Sim.App.Anybody.DeleteAsync(Sim.Path("rules/second"))).ShouldBe(404);
        Assert.That((await Sim.GetAsync("rules")).Count("items"), Is.Zero);
    }

    private async Task ArmAsync(string rules) => (await Sim.App.Anybody.PostTextAsync(Sim.Path("rules"), rules)).ShouldBe(201);
}
