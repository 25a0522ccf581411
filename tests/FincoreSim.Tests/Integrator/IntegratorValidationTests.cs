using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.SampleIntegrator;
using FincoreSim.SampleIntegrator.Hooks;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Integrator;

/// <summary>Validating an account by paying it a centavo.</summary>
public sealed class IntegratorValidationTests : IntegratorTests
{
    [Test]
    public async Task Registers_pays_a_centavo_waits_and_is_verified_by_the_receipt()
    {
        var book = await OpenForAsync("CEP");
        Assert.That(await book.ValidationOfAsync(NewClabe), Is.EqualTo("unknown"));

        (await book.ValidateAsync(NewClabe)).ShouldBe(202).ShouldEqualJson($$"""{"clabe":"{{NewClabe}}","state":"waiting"}""");

        var instruments = (await Client.GetAsync("instruments?per_page=500")).ShouldBe(200);
        var made = instruments.At("data").EnumerateArray()
            .Single(item => item.ToString().Contains(NewClabe, StringComparison.Ordinal));
        Assert.That(made.GetProperty("type").GetString(), Is.EqualTo("RECEIVER"));
        (await Client.GetAsync("transactions?per_page=1")).ShouldSay("data.0.amount", "0.01");
        await Sim.AdvanceAsync("2s");
        Assert.That(await book.ValidationOfAsync(NewClabe), Is.EqualTo("waiting"));
        await Sim.AdvanceAsync("3s");
        Assert.That(await book.ValidationOfAsync(NewClabe), Is.EqualTo("verified"));
        (await book.ValidateAsync(NewClabe)).ShouldBe(200).ShouldSay("state", "verified");
        Assert.That(await PaymentsAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task An_instrument_that_is_there_is_used()
    {
        var before = (await Client.GetAsync("instruments")).At("totalItems").GetInt32();
        var book = await OpenAsync();

        (await book.ValidateAsync(Docs.ExternalClabe)).ShouldBe(202);

        Assert.That((await Client.GetAsync("instruments")).At("totalItems").GetInt32(), Is.EqualTo(before));
        (await Client.TransactionAsync((await Client.GetAsync("transactions?per_page=1"))["data.0.id"])).ShouldSay(
            "destinationInstrument.id", Docs.External);
    }

    [TestCase(false, 1)]
    [TestCase(true, 2)]
    public async Task Asked_again_while_it_waits_no_second_centavo_is_paid_unless_it_is(bool isCareless, int payments)
    {
        var book = await OpenAsync(isCareless ? [Mistake.SecondCent] : []);

        (await book.ValidateAsync(NewClabe)).ShouldBe(202);
        (await book.ValidateAsync(NewClabe)).ShouldBe(202).ShouldSay("state", "waiting");

        Assert.That(await PaymentsAsync(), Is.EqualTo(payments));
    }

    [Test]
    public async Task Fails_with_the_receipt_and_may_then_be_asked_for_anew()
    {
        var book = await OpenForAsync("CEP");
        (await book.ValidateAsync(Reserved("cep_failed"))).ShouldBe(202);
        await Sim.AdvanceAsync("5s");

        Assert.That(await book.ValidationOfAsync(Reserved("cep_failed")), Is.EqualTo("failed"));
        (await book.ValidateAsync(Reserved("cep_failed"))).ShouldBe(202).ShouldSay("state", "waiting");

        Assert.That(await PaymentsAsync(), Is.EqualTo(2));
    }

    [Test]
    public async Task A_refusal_fails_it_with_the_reason()
    {
        await ArmAsync("{when: cep, then: {refuse: {status: 400, reason: FAILED_PRECONDITION, detail: Not today.}}}");
        var book = await OpenAsync();

        (await book.ValidateAsync(NewClabe)).ShouldBe(202).ShouldSay("state", "failed").ShouldSay("reason", "Not today.");
    }

    [Test]
    public async Task When_every_answer_is_lost_the_receipt_still_finds_its_validation()
    {
        await ArmAsync(
            "{name: away, when: request, where: {path: /v1/transactions/money_out}, skip: 1, then: {fail: before_commit, how: "
            + "status 503}, times: 3}");
        await ArmAsync("{name: lost, when: money_out, then: {fail: after_commit, how: reset}, times: 1}");
        var book = await OpenForAsync("CEP");

        (await book.ValidateAsync(NewClabe)).ShouldBe(202).ShouldSay("state", "waiting");
        await Sim.AdvanceAsync("5s");

        Assert.That(await book.ValidationOfAsync(NewClabe), Is.EqualTo("verified"));
        Assert.That(await PaymentsAsync(), Is.EqualTo(1));
    }

    [TestCase(false, "verified")]
    [TestCase(true, "waiting")]
    public async Task An_old_receipt_that_comes_late_changes_nothing_unless_order_is_trusted(bool isCareless, string state)
    {
        var book = await OpenForAsync("CEP", isCareless ? [Mistake.TrustsOrder] : []);
        (await book.ValidateAsync(NewClabe)).ShouldBe(202);
        await Sim.AdvanceAsync("5s");
        var penny = (await Client.GetAsync("transactions?per_page=1"))["data.0.id"];

        (await book.HookAsync("hooks/cep", CepOf(penny, "PENDING"), "cep-token")).ShouldBe(200);

        Assert.That(await book.ValidationOfAsync(NewClabe), Is.EqualTo(state));
    }

    [Test]
    public async Task A_wrapped_receipt_is_taken_and_an_unknown_status_noted()
    {
        await Sim.SetAsync("cep_envelope", "wrapped");
        var book = await OpenForAsync("CEP");
        (await book.ValidateAsync(NewClabe)).ShouldBe(202);
        await Sim.AdvanceAsync("5s");

        Assert.That(await book.ValidationOfAsync(NewClabe), Is.EqualTo("verified"));
        (await book.HookAsync("hooks/cep", CepOf("other", "LOST"), "cep-token")).ShouldBe(200);
        Assert.That((await book.GetAsync("notes")).Text, Does.Contain("LOST"));
    }

    [Test]
    public async Task Nothing_is_asked_of_Fincore_for_what_is_no_clabe()
    {
        var book = await OpenAsync();

        (await book.ValidateAsync("12345")).ShouldBe(400);
        (await book.PostAsync("accounts/validate", new JsonObject())).ShouldBe(400);

        Assert.That(await PaymentsAsync(), Is.Zero);
    }

    private static JsonObject CepOf(string transaction, string status) =>
        Message("CEP", new JsonObject { ["id"] = transaction, ["beneficiary_account"] = NewClabe, ["status"] = status });
}
