using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Transactions;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;
using FincoreSim.Tests.Shipping;

namespace FincoreSim.Tests.Idempotency;

/// <summary>The help with the key's derivation: each step told, by call and, where a key is refused, by journal.</summary>
public sealed class DerivedKeyTests : ApiTests
{
    private const string MoneyOut = "/v1/transactions/money_out";

    [TestCase("money_out")]
    [TestCase("internal_transaction")]
    [TestCase("penny_validation")]
    [Proves("idempotency.derivation")]
    [Proves("idempotency.namespace")]
    public async Task Every_step_is_told_and_leads_to_the_next(string operation)
    {
        var told = (await AskAsync(operation, Bodies.Payment())).ShouldBe(200)
            .ShouldHaveMembers("", "operation", "client_id", "canonical", "body_sha256", "name", "namespace", "key")
            .ShouldSay("operation", operation).ShouldSay("client_id", Docs.Client);

        Assert.Multiple(() =>
        {
            Assert.That(told["canonical"], Does.StartWith("""{"client_id":"c2d1d1e3""").And.Not.Contain(" \"").And.Not.Contain(": "));
            Assert.That(told["body_sha256"], Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(told["canonical"])))));
            Assert.That(told["name"], Is.EqualTo(Docs.Client + operation + told["body_sha256"]));
            Assert.That(told["key"], Is.EqualTo(Version5(told["namespace"], told["name"])));
        });
    }

    [Test]
    public async Task An_object_in_any_order_and_a_text_of_it_come_to_the_same_key()
    {
        var body = Bodies.Payment();
        var turned = new JsonObject(body.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        var keys = new[]
        {
            await AskAsync("money_out", body.DeepClone()),
            await AskAsync("money_out", turned),
            await AskAsync("money_out", body.ToJsonString(new() { WriteIndented = true })),
        };

        Assert.That(keys.Select(key => key.ShouldBe(200)["key"]).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task The_key_that_is_told_is_the_one_that_is_taken()
    {
        await Sim.SetAsync("verify_idempotency_key", true);
        await Sim.SetAsync("idempotency_namespace", "11111111-2222-4333-8444-555555555555");
        var body = Bodies.Payment().With("transaction_request.description", "Ñandú \"1\" 🏦");
        var told = (await AskAsync("money_out", body.DeepClone())).ShouldBe(200).ShouldSay("namespace", "11111111-2222-4333-8444-555555555555");

        (await Client.Http.PostAsync(MoneyOut, body, told["key"])).ShouldBe(200);
    }

    [Test]
    [Proves("idempotency.derived")]
    public async Task A_key_that_is_not_derived_leaves_the_expected_one_in_the_journal()
    {
        await Sim.SetAsync("verify_idempotency_key", true);
        var told = await AskAsync("money_out", Bodies.Payment());

        (await Client.MoneyOutAsync(key: Docs.Unknown)).ShouldBeError(409, "idempotency_key_mismatch");

        var details = (await Sim.ListAsync("journal")).Single(entry => entry.GetProperty("kind").GetString() == "idempotency_key_not_derived")
            .GetProperty("detail");
        Assert.Multiple(() =>
        {
            Assert.That(details.GetProperty("key").GetString(), Is.EqualTo(Docs.Unknown));
            Assert.That(details.GetProperty("operation").GetString(), Is.EqualTo("money_out"));
            Assert.That(details.GetProperty("expected_key").GetString(), Is.EqualTo(told["key"]));
            Assert.That(details.GetProperty("canonical").GetString(), Is.EqualTo(told["canonical"]));
        });
    }

    [Test]
    public async Task The_client_may_be_given_and_must_be_known()
    {
        var other = (await AskAsync("money_out", Bodies.Payment().Without("client_id"), Docs.OtherClient)).ShouldBe(200);

        Assert.That(other["name"], Does.StartWith(Docs.OtherClient));
        (await AskAsync("money_out", Bodies.Payment().Without("client_id"))).ShouldBe(400);
        (await AskAsync("money_out", Bodies.Payment(), Docs.Unknown)).ShouldBe(404);
    }

    [TestCase("refund", "{}")]
    [TestCase("money_out", "[]")]
    [TestCase("money_out", "1")]
    [TestCase("money_out", "null")]
    [TestCase("money_out", "\"no json\"")]
    [TestCase("money_out", "\"[]\"")]
    [TestCase("money_out", "\"{\\\"a\\\":1,\\\"a\\\":2}\"")]
    [TestCase("money_out", "\"{\\\"client_id\\\":\\\"\\\\ud800\\\"}\"")]
    public async Task What_has_no_key_is_400(string operation, string body) =>
        (await AskAsync(operation, JsonNode.Parse(body), Docs.Client)).ShouldBe(400);

    [Test]
    public async Task The_example_of_the_manual_is_right()
    {
        var manual = await File.ReadAllTextAsync(Path.Combine(Script.Root, "simulator/manual.md"));
        var body = Bodies.Payment();

        var told = (await AskAsync("money_out", body)).ShouldBe(200);

        Assert.Multiple(() =>
        {
            foreach (var step in new[] { "canonical", "body_sha256", "name", "namespace", "key" })
            {
                Assert.That(manual, Does.Contain(told[step]), step);
            }

            Assert.That(manual, Does.Contain($"{Encoding.UTF8.GetByteCount(told["canonical"])} bytes"));
        });
    }

    private Task<Answer> AskAsync(string operation, JsonNode? body, string? client = null)
    {
        var asked = new JsonObject { ["operation"] = operation, ["body"] = body };
        if (client is not null)
        {
            asked["client_id"] = client;
        }

        return Sim.PostAsync("idempotency-key", asked);
    }

    /// <summary>RFC 9562's version 5, written out here on its own.</summary>
    private static string Version5(string space, string name)
    {
        byte[] input = [.. Guid.Parse(space).ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)];
#pragma warning disable CA5350 // UUID version 5 is defined with SHA-1.
        var hash = SHA1.HashData(input).AsSpan(0, 16);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true).ToString();
    }
}
