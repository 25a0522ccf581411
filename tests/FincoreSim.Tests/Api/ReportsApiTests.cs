using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.OpenApi;

namespace FincoreSim.Tests.Api;

public sealed class ReportsApiTests : ApiTests
{
    private string Path => $"/v1/reports/clients/{Docs.Client}/report/download";

    protected override SandboxSetup Setup => SandboxSetup.With("reports", "enabled");

    [Test]
    [Proves("report.webhook")]
    [Proves("report.columns")]
    public async Task Announces_a_days_reports_and_hands_their_files_out()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerEverythingWith(200);
        await Client.WebhookAsync("REPORT", receiver.Url);
        await Client.MoneyOutAsync("12.34");

        await Sim.AdvanceAsync("9h");

        var announced = receiver.LogEntries.Select(entry => Answer.OfJson(entry.RequestMessage.Body)).ToArray();
        Assert.That(announced, Has.Length.EqualTo(2));
        Array.ForEach(announced, body => ContractWebhooks.Check("REPORT", body.Bytes));
        announced[0].ShouldHaveMembers("", "client_id", "file_type", "period", "file_name", "created_at")
            .ShouldSay("client_id", Docs.Client)
            .ShouldSay("file_type", "TRANSACTIONS")
            .ShouldSay("period", "DAILY")
            .ShouldSay("file_name", "transactions_daily_20260302.csv")
            .ShouldSay("created_at", "2026-03-03T00:00:00Z");
        announced[1].ShouldHaveMembers("", "client_id", "file_type", "period", "file_name", "created_at", "account_id")
            .ShouldSay("file_type", "ACCOUNT_STATEMENT")
            .ShouldSay("account_id", Docs.Central)
            .ShouldSay("file_name", $"daily_account_statement_{Docs.CentralClabe}_20260302.csv");

        var file = await OpenAsync("DAILY", "2026-03-02");
        Assert.That(file.Text, Does.StartWith("id,tracking_key,").And.Contains("12.34").And.Contains("LIQUIDATED"));
        Assert.That((await OpenAsync("DAILY_ACCOUNT_STATEMENT", "2026-03-02", Docs.CentralClabe)).Text, Does.Contain("12.34"));
    }

    [Test]
    [Proves("report.download")]
    public async Task At_the_end_of_a_month_there_is_a_monthly_one_for_any_of_its_days()
    {
        await Client.MoneyOutAsync("12.34");
        await Sim.AdvanceAsync("30d");
        await Client.SignInAsync();

        var download = (await DownloadAsync("MONTHLY", "2026-03-15")).ShouldBe(200)
            .ShouldSay("file_name", "transactions_monthly_20260331.csv");
        Assert.That((await Sim.App.Anybody.GetAsync(new Uri(download["download_url"]).PathAndQuery)).ShouldBe(200).Text,
            Does.Contain("12.34"));
        (await DownloadAsync("MONTHLY_ACCOUNT_STATEMENT", "2026-03-01", Docs.CentralClabe)).ShouldBe(200)
            .ShouldSay("file_name", $"monthly_account_statement_{Docs.CentralClabe}_20260331.csv");
    }

    [TestCase("DAILY", "2026-03-02")]
    [TestCase("DAILY", "1999-12-31")]
    [TestCase("MONTHLY", "2026-02-30", 400)]
    [TestCase("MONTHLY", "2026-02-28")]
    [Proves("report.download")]
    public async Task Both_texts_are_empty_where_there_is_no_file(string type, string date, int status = 200)
    {
        var answer = (await DownloadAsync(type, date)).ShouldBe(status);
        if (status == 200)
        {
            answer.ShouldEqualJson("""{"file_name":"","download_url":""}""");
        }
    }

    [Test]
    public async Task Refuses_what_cannot_be_a_report()
    {
        (await DownloadAsync("WEEKLY", "2026-03-02")).ShouldBeError(400, "INVALID_ARGUMENT");
        (await DownloadAsync("DAILY", "02/03/2026")).ShouldBeError(400, "INVALID_ARGUMENT");
        (await DownloadAsync("DAILY_ACCOUNT_STATEMENT", "2026-03-02")).ShouldBeError(400, "INVALID_ARGUMENT");
        (await DownloadAsync("DAILY_ACCOUNT_STATEMENT", "2026-03-02", Docs.OtherClabe)).ShouldBeError(400, "INVALID_ARGUMENT");
        (await Client.Http.PostAsync(
            $"/v1/reports/clients/{Docs.OtherClient}/report/download", Bodies.Report("DAILY", "2026-03-02")))
            .ShouldBeError(403, "PERMISSION_DENIED");
        (await Client.Http.PostAsync(Path, Bodies.Report("DAILY", "2026-03-02").Without("client_id"))).ShouldBe(200);
        (await Sim.App.Anybody.GetAsync($"/reports/{Sim.Id}/{Docs.Client}/nothing.csv")).ShouldBeError(404);
        (await Sim.App.Anybody.GetAsync("/reports/nobody/nobody/nothing.csv")).ShouldBeError(404);
    }

    [Test]
    public async Task A_text_with_a_comma_or_quotes_stays_one_cell()
    {
        await Sim.MoneyInAsync(settles: false, more: new JsonObject { ["concept"] = "uno, \"dos\"" });
        await Sim.AdvanceAsync("9h");

        Assert.That((await OpenAsync("DAILY", "2026-03-02")).Text, Does.Contain("\"uno, \"\"dos\"\"\""));
    }

    private Task<Answer> DownloadAsync(string type, string date, string? clabe = null) =>
        Client.Http.PostAsync(Path, Bodies.Report(type, date, clabe));

    private async Task<Answer> OpenAsync(string type, string date, string? clabe = null)
    {
        var download = (await DownloadAsync(type, date, clabe)).ShouldBe(200).ShouldHaveMembers("", "file_name", "download_url");
        Assert.That(download["download_url"], Does.StartWith(Sim.App.Url).And.EndsWith(download["file_name"]));
        var file = (await Sim.App.Anybody.GetAsync(new Uri(download["download_url"]).PathAndQuery)).ShouldBe(200);
        Assert.That(file.Header("Content-Type"), Is.EqualTo("text/csv; charset=utf-8"));
        return file;
    }
}
