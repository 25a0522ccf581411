using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Running;

/// <summary>
/// The main stories as people live with them: the clock runs, nobody moves it, and what happens is waited for where it shows, in
/// the receiver's log or in the journal's stream. Each is told twice: by a program, and by a browser on the simulator's own page.
/// </summary>
[TestFixture(false)]
[TestFixture(true)]
public sealed class RunningStoriesTests(bool isBrowser) : IDisposable
{
    private WebhookReceiver _receiver = null!;
    private SimSandbox _sim = null!;
    private JournalFollower _journal = null!;
    private HttpClient _http = null!;
    private Caller _control = null!;

    private SimClient Client => _sim.Client;

    [SetUp]
    public async Task OpenAsync()
    {
        var app = await SimulatorApp.Shared;
        _receiver = await WebhookReceiver.StartAsync();
        _receiver.AnswerEverythingWith(201);
        _sim = await app.NewSandboxAsync(new SandboxSetup { IsRunning = true, Scale = 50 });
        _control =
            app.Caller(
                isBrowser
                    ? [("Origin", app.Url), ("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Mode", "cors"),
                        ("Sec-Fetch-Dest", "empty")]
                    : []);
        _http = new HttpClient { BaseAddress = new Uri(app.Url) };
        _journal = await JournalFollower.OpenAsync(_http, _sim.Path("journal/stream"));
    }

    [TearDown]
    public async Task CloseAsync()
    {
        await _journal.DisposeAsync();
        await _sim.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    public void Dispose() => _http?.Dispose();

    [Test]
    public async Task A_deposit_is_announced_and_what_is_refused_goes_back()
    {
        _receiver.Given(
            WebhookReceiver.Anything.WithJson(
                message => message.GetProperty("body").GetProperty("amount").GetString() == "77.00"))
            .RespondWith(Response.Create().WithStatusCode(422).WithBody("""{"refundReason":"Invalid Amount"}"""));
        await Client.WebhookAsync("MONEY_IN", _receiver.Url);

        var kept = await DepositAsync("150.00");
        var refused = await DepositAsync("77.00");
        await _journal.UntilAsync("transaction_changed", refused);
        await _receiver.WaitForAsync(2);

        Assert.That(await Client.StatusOfAsync(kept), Is.EqualTo("LIQUIDATED"));
        Assert.That(await Client.StatusOfAsync(refused), Is.EqualTo("REFUNDED"));
        (await Client.GetAsync("transactions?per_page=1")).ShouldSay("data.0.originalTransactionId", refused)
            .ShouldSay("data.0.description", "Invalid Amount");
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(1_000_150m));
    }

    [Test]
    public async Task A_payment_settles_by_itself_and_its_status_is_told()
    {
        await Client.WebhookAsync("STATUS_UPDATE", _receiver.Url);

        var paid = (await Client.MoneyOutAsync("10.00"))["id"];

        Told((await _receiver.WaitForAsync(1))[0]).ShouldSay("body.id", paid).ShouldSay("body.status", "LIQUIDATED");
        Assert.That(await Client.StatusOfAsync(paid), Is.EqualTo("LIQUIDATED"));
    }

    [Test]
    public async Task A_payment_that_is_rejected_by_hand_is_told_at_once()
    {
        await Client.WebhookAsync("STATUS_UPDATE", _receiver.Url);
        (await _control.PatchAsync(_sim.Path("options"), new JsonObject { ["spei_settles_after"] = "never" })).ShouldBe(200);
        var paid = (await Client.MoneyOutAsync("10.00"))["id"];

        (await _control.PostAsync(_sim.Path($"transactions/{paid}/outcome"),
            new JsonObject { ["outcome"] = "reject", ["reason"] = "CANCELLED_ACCOUNT" })).ShouldBe(200);

        Told((await _receiver.WaitForAsync(1))[0]).ShouldSay("body.status", "REJECTED")
            .ShouldSay("body.reason", "CANCELLED_ACCOUNT");
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(1_000_000m));
    }

    [Test]
    public async Task A_receipt_goes_through_its_life()
    {
        await Client.WebhookAsync("CEP", _receiver.Url);

        var penny = (await Client.PennyAsync())["id"];

        var told = await _receiver.WaitForAsync(2);
        Assert.That(told.Select(entry => Told(entry)["body.status"]), Is.EqualTo(["PENDING", "COMPLETED"]));
        (await Client.TransactionAsync(penny)).ShouldSay("metadata.dataCep.status", "COMPLETED");
    }

    [Test]
    public async Task A_webhook_that_was_not_taken_comes_again_until_it_is()
    {
        _receiver.Given(WebhookReceiver.Anything).RespondWithSequence(
            Response.Create().WithStatusCode(500), Response.Create().WithStatusCode(503), Response.Create().WithStatusCode(201));
        await Client.WebhookAsync("MONEY_IN", _receiver.Url);

        await DepositAsync("5.00");

        var came = await _receiver.WaitForAsync(3);
        Assert.That(came.Select(entry => entry.Answer), Is.EqualTo(["500", "503", "201"]));
        Assert.That(came.Select(entry => entry.RequestMessage.Body).Distinct().Count(), Is.EqualTo(1));
        await _journal.UntilAsync("webhook_attempted", "DELIVERED");
    }

    private static Answer Told(LogEntry entry) => Answer.OfJson(entry.RequestMessage.Body);

    private async Task<string> DepositAsync(string amount) =>
        (await _control.PostAsync(_sim.Path("money-in"),
            new JsonObject { ["clabe"] = Docs.CentralClabe, ["amount"] = amount })).ShouldBe(201)["transaction_id"];
}
