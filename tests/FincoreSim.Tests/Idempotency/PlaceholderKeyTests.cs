using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Idempotency;
using FincoreSim.Language.Model;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Idempotency;

/// <summary>The printed <c>Idempotency-Key: string</c> stands for no key, in the demo world and nowhere else.</summary>
public sealed class PlaceholderKeyTests : ApiTests
{
    private const string Placeholder = "string";
    private const string NoteHeader = "X-Fincore-Sim-Idempotency-Key";

    [Test]
    [Proves("idempotency.placeholder")]
    public async Task It_is_taken_as_no_key_noted_and_told()
    {
        var first = (await Client.MoneyOutAsync("1.00", key: Placeholder)).ShouldBe(200);
        var second = (await Client.MoneyOutAsync("2.00", key: Placeholder)).ShouldBe(200);

        Assert.That(second["id"], Is.Not.EqualTo(first["id"]));
        Assert.That((first.Header(NoteHeader), second.Header(NoteHeader)), Is.EqualTo(("placeholder", "placeholder")));
        Assert.That((await Client.MoneyOutAsync("3.00")).Header(NoteHeader), Is.Null);
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_994m));
        Assert.That((await WarningsAsync()).Count(text => text.Contains("Idempotency-Key: string", StringComparison.Ordinal)),
            Is.EqualTo(2));
    }

    [Test]
    public async Task A_refused_payment_tells_of_it_too() => Assert.That(
        (await Client.MoneyOutAsync("0.00", key: Placeholder)).ShouldBeError(400).Header(NoteHeader), Is.EqualTo("placeholder"));

    [TestCase("String")]
    [TestCase("STRING")]
    [TestCase("string ,string")]
    [TestCase("strings")]
    [TestCase("<string>")]
    [TestCase("{{key}}")]
    public async Task Anything_else_is_the_documented_400(string key) =>
        (await Client.MoneyOutAsync(key: key)).ShouldBeError(400, "INVALID_ARGUMENT", "Invalid UUID format for idempotency-key");

    [Test]
    public async Task Without_placeholders_it_is_the_documented_400()
    {
        await Sim.SetAsync("docs_placeholders", false);

        (await Client.MoneyOutAsync(key: Placeholder)).ShouldBeError(
            400, "INVALID_ARGUMENT", "Invalid UUID format for idempotency-key");
    }

    [TestCase("empty")]
    [TestCase("busy")]
    public async Task In_other_worlds_it_is_the_documented_400(string template)
    {
        await using var other = await Sim.App.NewSandboxAsync(new SandboxSetup { Template = template });

        (await other.Client.MoneyOutAsync(key: Placeholder)).ShouldBeError(
            400, "INVALID_ARGUMENT", "Invalid UUID format for idempotency-key");
    }

    [Test]
    public async Task The_other_payments_take_it_too_where_keys_count_on_them()
    {
        await Sim.SetAsync("idempotency", "all");

        Assert.That((await Client.InternalAsync(key: Placeholder)).ShouldBe(200).Header(NoteHeader), Is.EqualTo("placeholder"));
        Assert.That((await Client.PennyAsync(key: Placeholder)).ShouldBe(200).Header(NoteHeader), Is.EqualTo("placeholder"));
    }

    private async Task<IEnumerable<string>> WarningsAsync() => (await Sim.ListAsync("journal"))
        .Where(entry => entry.GetProperty("kind").GetString() == "warning")
        .Select(entry => entry.GetProperty("detail").GetProperty("text").GetString()!);
}
