using System.Security.Cryptography;
using System.Text;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Transactions;
using FincoreSim.Language.Shapes;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Idempotency;

/// <summary>How long a key counts, for whom, and for which operations.</summary>
public sealed class KeyScopeTests : ApiTests
{
    private const string Key = "66c0b04f-97d6-592d-8396-199819064afa";
    private const string OtherKey = "66c0b04f-97d6-592d-8396-199819064afb";
    private const string MoneyOut = "/v1/transactions/money_out";
    private const string ReplayHeader = "X-Fincore-Sim-Idempotent-Replay";

    [Test]
    [Proves("idempotency.replay")]
    public async Task A_key_is_forgotten_24_hours_after_its_first_use()
    {
        var first = (await Client.MoneyOutAsync(key: Key)).ShouldBe(200);
        await Sim.AdvanceAsync("12h");
        await Client.MoneyOutAsync(key: Key);
        await Sim.AdvanceAsync("11h59m59s");
        Assert.That((await Client.MoneyOutAsync(key: Key)).Text, Is.EqualTo(first.Text));

        await Sim.AdvanceAsync("1s");
        await Client.SignInAsync();

        var anew = (await Client.MoneyOutAsync(key: Key)).ShouldBe(200);
        Assert.That(anew["id"], Is.Not.EqualTo(first["id"]));
        (await Client.MoneyOutAsync("3.00", key: Key)).ShouldBeError(409);
    }

    [Test]
    [Proves("idempotency.per-client")]
    public async Task Keys_are_each_clients_own()
    {
        var clabe = await Sim.Other.ClabeAsync(Docs.ExternalClabe);
        var source = await InstrumentOfOtherAsync();
        await Client.MoneyOutAsync(key: Key);

        var other = (await Sim.Other.MoneyOutAsync("1.00", clabe, Key, source)).ShouldBe(200)
            .ShouldSay("clientId", Docs.OtherClient);

        Assert.That(other.Header(ReplayHeader), Is.Null);
    }

    [Test]
    public async Task What_fails_before_the_key_is_looked_at_is_not_kept()
    {
        (await Sim.App.Anybody.PostAsync(MoneyOut, Bodies.Payment("9.00"), Key)).ShouldBeError(401);

        (await Client.MoneyOutAsync("1.00", key: Key)).ShouldBe(200);
    }

    [Test]
    public async Task Internal_transactions_and_penny_validations_honour_it_where_that_is_chosen()
    {
        await Sim.SetAsync("idempotency", "all");

        var moved = (await Client.InternalAsync(key: Key)).ShouldBe(200);
        var penny = (await Client.PennyAsync(key: OtherKey)).ShouldBe(200);

        Assert.That((await Client.InternalAsync(key: Key)).Text, Is.EqualTo(moved.Text));
        Assert.That((await Client.PennyAsync(key: OtherKey)).Text, Is.EqualTo(penny.Text));
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_998.09m));
    }

    [Test]
    [Proves("idempotency.scope")]
    public async Task Only_money_out_honours_it()
    {
        var moved = await Client.InternalAsync(key: Key);
        Assert.That((await Client.InternalAsync(key: Key)).Text, Is.Not.EqualTo(moved.Text));
        (await Client.InternalAsync(key: "string")).ShouldBe(200);
        (await Client.PennyAsync(key: "string")).ShouldBe(200);
        var first = (await Client.MoneyOutAsync(key: Key)).ShouldBe(200);
        Assert.That((await Client.MoneyOutAsync(key: Key)).Text, Is.EqualTo(first.Text));
    }

    [Test]
    [Proves("idempotency.derived")]
    public async Task Where_keys_are_verified_only_the_derived_one_is_taken()
    {
        await Sim.SetAsync("verify_idempotency_key", true);
        await Sim.SetAsync("idempotency", "all");
        var body = Bodies.Payment();

        (await Client.MoneyOutAsync(key: Key)).ShouldBeError(409, "idempotency_key_mismatch");
        (await Client.Http.PostAsync(MoneyOut, body, Derived("money_out"))).ShouldBe(200);
        (await Client.Http.PostAsync(MoneyOut, body, Derived("internal_transaction"))).ShouldBeError(409);
        (await Client.Http.PostAsync(
            "/v1/transactions/internal_transaction", Bodies.Payment(destination: Docs.External), Derived("internal_transaction")))
            .ShouldBeError(409, "external_transfer_not_allowed");
        (await Client.MoneyOutAsync()).ShouldBe(200);
    }

    [Test]
    public async Task The_control_api_shows_what_became_of_a_key()
    {
        var first = await Client.MoneyOutAsync("1.00", key: Key);
        await Client.MoneyOutAsync("1.00", key: Key);
        await Client.MoneyOutAsync("2.00", key: Key);

        (await Sim.GetAsync($"idempotency/{Key}")).ShouldBe(200)
            .ShouldSay("operation", "money_out")
            .ShouldSay("transaction_id", first["id"])
            .ShouldSay("replays", "1")
            .ShouldSay("conflicts", "1")
            .ShouldSay("expires_at", "2026-03-03T09:00:00.000000-06:00")
            .ShouldSay("difference.0.path", "transaction_request.amount")
            .ShouldSay("difference.0.first", "\"1.00\"")
            .ShouldSay("difference.0.other", "\"2.00\"");
        (await Sim.GetAsync($"idempotency/{OtherKey}")).ShouldBe(404);
    }

    /// <summary>The key of the guide's formula for the documented payment, written out here on its own.</summary>
    private static string Derived(string method)
    {
        const string canonical =
            """{"client_id":"c2d1d1e3-3340-4170-980e-e9269bbbc551","destination_instrument_id":"d3fdb481-2058-46c8-807d-4eaf866ae1ec","source_instrument_id":"709448c3-7cbf-454d-a87e-feb23801269a","transaction_request":{"amount":"1.95","currency":"MXN","description":"lorem ipsum dolor sit amet","external_reference":"1234567"}}""";
        var name = Docs.Client + method + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        byte[] input = [.. Guid.Parse("fb9e4ed2-ab8c-4ce3-9bec-4ae7008bfd43").ToByteArray(bigEndian: true),
            .. Encoding.UTF8.GetBytes(name)];
#pragma warning disable CA5350 // UUID version 5 is defined with SHA-1.
        var hash = SHA1.HashData(input).AsSpan(0, 16);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true).ToString();
    }

    private async Task<string> InstrumentOfOtherAsync() =>
        (await Sim.Other.GetAsync("accounts")).ShouldBe(200)["data.0.instrumentId"];
}
