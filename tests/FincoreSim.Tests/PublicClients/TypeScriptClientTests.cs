using System.Globalization;
using System.Text.Json.Nodes;
using FincoreSim.Domain.Transactions;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using WireMock.ResponseBuilders;

namespace FincoreSim.Tests.PublicClients;

/// <summary>
/// The habits of the public client in TypeScript, on a running clock that goes a hundred times as fast: four hundred banks a
/// page, SENDER for beneficiaries, keys on every operation that moves money, pages with <c>pagination</c>, DELETE of instruments,
/// and a receiver that compares tokens.
/// </summary>
public sealed class TypeScriptClientTests : ApiTests
{
    private const string Token = "a-token-of-twenty-characters";

    private ClientWire _wire = null!;

    protected override SandboxSetup Setup => new() { IsRunning = true, Scale = 100 };

    [SetUp]
    public async Task SignInAsync()
    {
        _wire = new ClientWire(Sim);
        var token = await _wire.SignInAsync();

        var refreshesAt = DateTimeOffset.Parse(token["expires_at"], CultureInfo.InvariantCulture).AddMinutes(-5);
        Assert.That(refreshesAt, Is.GreaterThan(TimeProvider.System.GetUtcNow()), "else it signs in before every call");
    }

    [Test]
    [Proves("banks.paging")]
    [Proves("accounts.one")]
    [Proves("transaction.lists")]
    public async Task Pays_a_beneficiary_that_it_registers_and_deletes()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerEverythingWith(200);
        await HookAsync("STATUS_UPDATE", receiver.Url);
        var banks = (await _wire.SendAsync("GET", "/v1/banks?page=1&page_size=400")).ShouldBe(200);
        Assert.That(banks.Count("banks"), Is.EqualTo(banks.At("total_banks").GetInt32()), "one page has them all");
        var (account, source) = await CentralAsync();
        var beneficiary = await _wire.RegisterAsync(
            "012180001183597198", "SENDER", banks.At("banks").EnumerateArray(),
            "María Fernanda de la Concepción Gutiérrez y Valenzuela");
        var before = await BalanceAsync(account);

        var payment = _wire.Payment(source, beneficiary["id"], "1.95");
        var paid = (await _wire.SendAsync("POST", "/v1/transactions/money_out", payment, keyed: true)).ShouldBe(200);
        var again = (await _wire.SendAsync("POST", "/v1/transactions/money_out", payment, keyed: true)).ShouldBe(200);

        Assert.That(again.Text, Is.EqualTo(paid.Text));
        Assert.That(before - await BalanceAsync(account), Is.EqualTo(1.95m));
        var told = (await receiver.WaitForAsync(1))[0].RequestMessage;
        Assert.That(told.Headers["Authorization"], Is.EqualTo(new[] { $"Bearer {Token}" }));
        Answer.OfJson(told.Body).ShouldSay("body.id", paid["id"]).ShouldSay("body.status", "LIQUIDATED");
        var page = (await _wire.SendAsync("GET", "/v1/transactions?page=1&per_page=20")).ShouldBe(200)
            .ShouldSay("data.0.id", paid["id"]);
        Assert.That(page.At("pagination.total").GetInt32(), Is.EqualTo(page.Count("data")));
        (await _wire.SendAsync("DELETE", $"/v1/clients/{_wire.Id}/instruments/{beneficiary["id"]}")).ShouldBe(200);
    }

    [Test]
    public async Task Moves_money_between_accounts_under_a_key()
    {
        var (account, source) = await CentralAsync();
        var transfer = _wire.Payment(source, Docs.Internal, "1.90");
        var before = await BalanceAsync(account);

        var moved = (await _wire.SendAsync("POST", "/v1/transactions/internal_transaction", transfer, keyed: true)).ShouldBe(200)
            .ShouldSay("transactionStatus", "LIQUIDATED");
        var read = (await _wire.SendAsync("GET", $"/v1/clients/{_wire.Id}/transactions/{moved["id"]}")).ShouldBe(200);

        Assert.That(read["trackingId"], Is.EqualTo(moved["trackingId"]));
        Assert.That(before - await BalanceAsync(account), Is.EqualTo(1.90m));
    }

    [Test]
    [Proves("idempotency.scope")]
    public async Task Verifies_a_clabe_again_with_the_same_body_after_its_receipt_failed()
    {
        var banks = (await _wire.SendAsync("GET", "/v1/banks?page=1&page_size=400")).At("banks").EnumerateArray();
        var fails = ReservedValues.All.Single(value => value.Effect == "cep_failed").Clabe.ToString();
        var (_, source) = await CentralAsync();
        var body = new JsonObject
        {
            ["client_id"] = _wire.Id,
            ["source_instrument_id"] = source,
            ["destination_instrument_id"] = (await _wire.RegisterAsync(fails, "SENDER", banks))["id"],
        };

        var first = (await _wire.SendAsync("POST", "/v1/transactions/penny_validation", body, keyed: true)).ShouldBe(200);
        await _wire.PollAsync(
            $"/v1/clients/{_wire.Id}/transactions/{first["id"]}", read => read["metadata.dataCep.status"] == "FAILED");
        var second = (await _wire.SendAsync("POST", "/v1/transactions/penny_validation", body, keyed: true)).ShouldBe(200);

        Assert.That(second["id"], Is.Not.EqualTo(first["id"]), "else it waits for ever");
        await _wire.PollAsync(
            $"/v1/clients/{_wire.Id}/transactions/{second["id"]}", read => read["metadata.dataCep.status"] == "FAILED");
    }

    [Test]
    public async Task Refuses_a_deposit_and_changes_its_webhook()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerEverythingWith(
            Response.Create().WithStatusCode(422).WithBodyAsJson(new { refundReason = "Cuenta equivocada" }));
        var hook = await HookAsync("MONEY_IN", receiver.Url);
        (await _wire.SendAsync("POST", $"/v1/clients/{_wire.Id}/webhooks", Hook("MONEY_IN", receiver.Url)))
            .ShouldBeError(409, "ALREADY_EXISTS");

        var deposit = await Sim.MoneyInAsync("123.00", settles: false);
        await _wire.PollAsync(
            $"/v1/clients/{_wire.Id}/transactions/{deposit}", read => read["transactionStatus"] == "REFUNDED");
        var refunds = (await _wire.SendAsync("GET", "/v1/transactions?page=1&per_page=20")).At("data").EnumerateArray()
            .Where(one => one.GetProperty("description").GetString() == "Cuenta equivocada");
        Assert.That(refunds.Count(), Is.EqualTo(1));

        var change = new JsonObject
        {
            ["url"] = $"{receiver.Url}/other",
            ["token"] = "another-token-of-this-hook",
            ["webhook_status"] = "INACTIVE",
        };
        (await _wire.SendAsync("PATCH", $"/v1/clients/{_wire.Id}/webhooks/{hook}", change)).ShouldBe(200)
            .ShouldSay("webhookStatus", "INACTIVE");
    }

    private async Task<(string Account, string Instrument)> CentralAsync()
    {
        var accounts = (await _wire.SendAsync("GET", $"/v1/clients/{_wire.Id}/accounts")).ShouldBe(200);
        var central = accounts.At("data").EnumerateArray()
            .First(one => one.GetProperty("accountType").GetString() == "CENTRALIZING_ACCOUNT");
        return (central.GetProperty("id").GetString()!, central.GetProperty("instrumentId").GetString()!);
    }

    private async Task<decimal> BalanceAsync(string account) => decimal.Parse(
        (await _wire.SendAsync("GET", $"/v1/clients/{_wire.Id}/accounts/{account}")).ShouldBe(200)["availableBalance"],
        CultureInfo.InvariantCulture);

    private async Task<string> HookAsync(string type, string url) =>
        (await _wire.SendAsync("POST", $"/v1/clients/{_wire.Id}/webhooks", Hook(type, url))).ShouldBe(200)["id"];

    private JsonObject Hook(string type, string url) => new()
    {
        ["client_id"] = _wire.Id,
        ["url"] = url,
        ["token"] = Token,
        ["webhook_type"] = type,
        ["auth_type"] = "AUTH",
    };
}
