using System.Text.Json.Nodes;
using FincoreSim.Serving;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Running;

namespace FincoreSim.Tests.Lines;

/// <summary>A line for each call and each webhook attempt, where somebody looks or asks for it.</summary>
public sealed class LineTests
{
    [TestCase(null, false, false, true, true)]
    [TestCase(null, false, false, false, false)]
    [TestCase(null, true, false, true, false)]
    [TestCase("requests", false, false, false, true)]
    [TestCase("none", false, false, true, false)]
    [TestCase("none", false, true, true, false)]
    [TestCase("requests", true, false, true, false)]
    [TestCase(null, false, true, false, true)]
    public void They_are_shown(string? log, bool isQuiet, bool isVerbose, bool isTerminal, bool areShown) =>
        Assert.That(LineSettings.Of(log, isQuiet, isVerbose, isTerminal, noColor: null).AreShown, Is.EqualTo(areShown));

    [TestCase(true, null, true)]
    [TestCase(true, "", true)]
    [TestCase(true, "1", false)]
    [TestCase(false, null, false)]
    public void They_are_coloured(bool isTerminal, string? noColor, bool hasColors) =>
        Assert.That(LineSettings.Of("requests", false, false, isTerminal, noColor).HasColors, Is.EqualTo(hasColors));

    [Test]
    public async Task They_tell_what_a_call_became_and_what_a_receiver_answered()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerEverythingWith(503);
        await using var child = SimulatorProcess.Start("serve", "--urls", "http://127.0.0.1:0", "--log", "requests");
        using var http = new HttpClient { BaseAddress = new Uri(await child.UrlAsync()) };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer <YOUR_JWT_HERE>");

        var paid = JsonNode.Parse(await PostAsync(http, "/v1/transactions/money_out", Bodies.Payment()))!["id"]!
            .GetValue<string>();
        await PostAsync(http, "/v1/transactions/money_out", Bodies.Payment("0.00"));
        await PostAsync(http, $"/v1/clients/{Docs.Client}/webhooks", Bodies.Webhook("MONEY_IN", $"{receiver.Url}/hook"));
        await http.GetAsync(new Uri("/v1/nothing%1b%5b31m", UriKind.Relative));
        await PostAsync(http, "/_sim/sandboxes/default/money-in?settle=true",
            new JsonObject { ["clabe"] = Docs.CentralClabe, ["amount"] = "1.00" });
        await Eventually.IsSoAsync(() => child.Output.Contains("/hook", StringComparison.Ordinal));

        var lines = child.Output.Split('\n', StringSplitOptions.TrimEntries);
        const string Time = @"\d\d:\d\d:\d\d  ";
        Assert.That(
            lines, Has.Some.Match(
                $@"^{Time}POST /v1/transactions/money_out  200  \d+\.\d ms  SPEI_DEBIT 1\.95 {paid[..8]} INITIALIZED$"));
        Assert.That(lines, Has.Some.Match($@"^{Time}POST /v1/transactions/money_out  400  \d+\.\d ms  refused: \w+ 10-E4120$"));
        Assert.That(
            lines, Has.Some.Match($@"^{Time}GET /v1/nothing\\u001b\[31m  404  \d+\.\d ms  refused: route_not_found 10-E4049$"));
        Assert.That(
            lines, Has.Some.Match(
                $@"^{Time}MONEY_IN to {receiver.Url}/hook  503  \d+\.\d ms  tried again 10s after the event at \d\d:\d\d:\d\d$"));
        Assert.That(child.Output, Does.Not.Contain("\u001b"));
    }

    [Test]
    public async Task Bodies_stand_below_where_they_are_wanted_and_credentials_do_not()
    {
        await using var child = SimulatorProcess.Start("serve", "--urls", "http://127.0.0.1:0", "--verbose");
        using var http = new HttpClient { BaseAddress = new Uri(await child.UrlAsync()) };
        http.DefaultRequestHeaders.TryAddWithoutValidation("x-api-key", Docs.ApiKey);

        await PostAsync(http, $"/v1/clients/{Docs.Client}/auth/credential-tokens", Bodies.Token());
        await Eventually.IsSoAsync(() => child.Output.Contains("  < ", StringComparison.Ordinal));

        Assert.That(
            child.Output,
            Does.Contain($"  > {{\"client_id\":\"{Docs.Client}\",\"client_secret\":\"(redacted)\"}}").And
                .Contain("\"token\":\"(redacted)\""));
    }

    private static async Task<string> PostAsync(HttpClient http, string path, JsonObject body)
    {
        using var content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        return await answer.Content.ReadAsStringAsync();
    }
}
