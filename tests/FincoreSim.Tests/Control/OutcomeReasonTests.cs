using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Transactions;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Control;

/// <summary>A payment is rejected or comes back for a reason that rules know too, or for any that is described.</summary>
public sealed class OutcomeReasonTests : ApiTests
{
    private static readonly string[] Codes = [.. ReturnReason.All.Select(reason => reason.Code)];

    [TestCaseSource(nameof(Codes))]
    public async Task Every_reason_of_the_rules_is_one(string code) =>
        (await DecideAsync("reject", code, null)).ShouldBe(200).ShouldSay("reason", code);

    [TestCase("CANCELED_ACCOUNT", "did you mean CANCELLED_ACCOUNT? Known are CANCELLED_ACCOUNT, ")]
    [TestCase("cancelled_account", "did you mean CANCELLED_ACCOUNT? ")]
    [TestCase("Blocked account", "did you mean BLOCKED_ACCOUNT? ")]
    [TestCase("nonsense", "known are CANCELLED_ACCOUNT, ")]
    [TestCase("", "known are CANCELLED_ACCOUNT, ")]
    public async Task Another_without_a_text_of_its_own_is_400_with_those_that_there_are(string code, string hint)
    {
        var before = await Sim.FingerprintAsync();
        foreach (var outcome in (string[])["reject", "return", "liquidate"])
        {
            var refused = (await SendAsync(Docs.Deposit, outcome, code, null)).ShouldBe(400)
                .ShouldSay("error", "invalid_argument");

            Assert.That(refused["detail"],
                Does.StartWith("reason ").And.Contain(hint).And.EndsWith("With a reason_description any text will do."));
        }

        Assert.That(await Sim.FingerprintAsync(), Is.EqualTo(before));
    }

    [TestCase("MY_OWN", "Lo que sea")]
    [TestCase("CANCELED_ACCOUNT", "Cuenta cancelada")]
    [TestCase("CANCELLED_ACCOUNT", "Con otro texto")]
    public async Task With_a_text_of_its_own_any_will_do(string code, string text) =>
        (await DecideAsync("reject", code, text)).ShouldBe(200).ShouldSay("reason", code);

    [TestCase(null, "x", "reason_description is the text of a reason; give reason too.")]
    [TestCase("x", " ", "reason_description must not be blank.")]
    [TestCase(" ", "x", "reason must not be blank.")]
    public async Task Half_a_reason_is_400(string? code, string text, string problem) =>
        (await SendAsync(Docs.Deposit, "reject", code, text)).ShouldBe(400).ShouldSay("detail", problem);

    private async Task<Answer> DecideAsync(string outcome, string? reason, string? description)
    {
        var payment = (await Client.MoneyOutAsync()).ShouldBe(200)["id"];
        return await SendAsync(payment, outcome, reason, description);
    }

    private Task<Answer> SendAsync(string payment, string outcome, string? reason, string? description)
    {
        var body = new JsonObject { ["outcome"] = outcome };
        if (reason is not null)
        {
            body["reason"] = reason;
        }

        if (description is not null)
        {
            body["reason_description"] = description;
        }

        return Sim.PostAsync($"transactions/{payment}/outcome", body);
    }
}
