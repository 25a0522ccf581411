using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FincoreSim.Domain.Transactions;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.PublicClients;

/// <summary>
/// The habits of the public client in Java, on a running clock that goes a hundred times as fast: the token's own <c>exp</c>,
/// pages of banks until all are there, the bank from the CLABE's first digits, <c>"None"</c> for what is not blocked, one more
/// try after a 401, and a receiver that asks for a signed token and answers 200.
/// </summary>
public sealed class JavaClientTests : ApiTests
{
    private ClientWire _wire = null!;

    protected override SandboxSetup Setup => new()
    {
        IsRunning = true,
        Scale = 100,
        Options = new JsonObject { ["webhook_auth"] = "jwt" },
    };

    [SetUp]
    public async Task SignInAsync()
    {
        _wire = new ClientWire(Sim);
        var token = (await _wire.SignInAsync())["token"];

        var expires = DateTimeOffset.FromUnixTimeSeconds(ClientWire.ClaimsOf(token).GetProperty("exp").GetInt64());
        Assert.That(expires, Is.GreaterThan(TimeProvider.System.GetUtcNow().AddHours(23)));
    }

    [Test]
    [Proves("banks.paging")]
    [Proves("reserved-values")]
    public async Task Registers_every_reserved_clabe_by_the_bank_of_its_first_digits()
    {
        var banks = await BanksAsync();

        foreach (var reserved in ReservedValues.All)
        {
            (await _wire.RegisterAsync(reserved.Clabe.ToString(), "RECEIVER", banks)).ShouldSay("audit.blockedAt", "None");
        }
    }

    [Test]
    [Proves("dates.absent")]
    public async Task Signs_in_again_after_a_401_and_pays_once()
    {
        var accounts = (await _wire.SendAsync("GET", $"/v1/clients/{_wire.Id}/accounts")).ShouldBe(200)
            .ShouldSay("data.0.accountType", "CENTRALIZING_ACCOUNT").ShouldSay("data.0.audit.blockedAt", "None");
        var payment = _wire.Payment(accounts["data.0.instrumentId"], Docs.External, "2.50");
        var before = await BalanceAsync(accounts["data.0.id"]);
        (await Sim.PostAsync("tokens/expire")).ShouldBe(200);

        (await _wire.SendAsync("POST", "/v1/transactions/money_out", payment, keyed: true)).ShouldBe(401);
        await _wire.SignInAsync();
        var paid = (await _wire.SendAsync("POST", "/v1/transactions/money_out", payment, keyed: true)).ShouldBe(200);

        Assert.That(before - await BalanceAsync(accounts["data.0.id"]), Is.EqualTo(2.50m));
        await _wire.PollAsync(
            $"/v1/clients/{_wire.Id}/transactions/{paid["id"]}", read => read["transactionStatus"] == "LIQUIDATED");
    }

    [Test]
    [Proves("webhook.auth")]
    public async Task Takes_a_deposit_with_200_and_a_signed_token()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerEverythingWith(200);
        (await _wire.SendAsync("POST", $"/v1/clients/{_wire.Id}/webhooks", new JsonObject
        {
            ["client_id"] = _wire.Id,
            ["url"] = receiver.Url,
            ["token"] = "unused-by-this-client",
            ["webhook_type"] = "MONEY_IN",
            ["auth_type"] = "AUTH",
        })).ShouldBe(200);
        var before = await BalanceAsync(Docs.Central);

        var deposit = await Sim.MoneyInAsync("123.00", settles: false);

        var told = (await receiver.WaitForAsync(1))[0].RequestMessage;
        var bearer = told.Headers["Authorization"].Single();
        Assert.That(_wire.Verified(bearer["Bearer ".Length..]).GetProperty("client_id").GetString(), Is.EqualTo(_wire.Id));
        Answer.OfJson(told.Body).ShouldSay("body.id", deposit);
        await _wire.PollAsync(
            $"/v1/clients/{_wire.Id}/transactions/{deposit}", read => read["transactionStatus"] == "LIQUIDATED");
        Assert.That(await BalanceAsync(Docs.Central) - before, Is.EqualTo(123m), "200 refunds nothing");
    }

    private async Task<List<JsonElement>> BanksAsync()
    {
        var banks = new List<JsonElement>();
        for (var page = 1; ; page++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"/v1/banks?page={page}&page_size=50");
            var answer = (await _wire.SendAsync("GET", path)).ShouldBe(200);
            banks.AddRange(answer.At("banks").EnumerateArray());
            if (banks.Count >= answer.At("total_banks").GetInt32() || answer.Count("banks") == 0)
            {
                Assert.That(banks, Has.Count.EqualTo(answer.At("total_banks").GetInt32()));
                return banks;
            }
        }
    }

    private async Task<decimal> BalanceAsync(string account) => decimal.Parse(
        (await _wire.SendAsync("GET", $"/v1/clients/{_wire.Id}/accounts/{account}")).ShouldBe(200)["availableBalance"],
        CultureInfo.InvariantCulture);
}
