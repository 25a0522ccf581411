using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Api;

public sealed class PennyValidationApiTests : ApiTests
{
    private const string Path = "/v1/transactions/penny_validation";

    [Test]
    [Proves("penny.answer")]
    public async Task Answers_a_transaction_of_a_centavo_with_its_cep()
    {
        (await Client.PennyAsync()).ShouldBe(200)
            .ShouldSay("amount", "0.01")
            .ShouldSay("category", "DEBIT_TRANS")
            .ShouldSay("subCategory", "SPEI_DEBIT")
            .ShouldSay("transactionStatus", "INITIALIZED")
            .ShouldSay("description", "Validacion de cuenta")
            .ShouldSay("externalReference", "020326")
            .ShouldMatch("trackingId", Formats.TrackingKey)
            .ShouldHaveMembers("metadata", "dataCep")
            .ShouldHaveMembers("metadata.dataCep", "cepUrl", "validationId", "status", "createdAt")
            .ShouldSay("metadata.dataCep.cepUrl", "")
            .ShouldMatch("metadata.dataCep.validationId", Formats.Uuid)
            .ShouldSay("metadata.dataCep.status", "INITIALIZED")
            .ShouldMatch("metadata.dataCep.createdAt", Formats.RestDate);
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_999.99m));
    }

    [Test]
    public async Task Takes_a_description_of_forty_characters_and_a_reference()
    {
        var text = "Validacion de la cuenta del señor Peña 1";
        var body = Bodies.Penny().With("description", text).With("external_reference", "1234567");

        (await Client.Http.PostAsync(Path, body)).ShouldBe(200).ShouldSay("description", text)
            .ShouldSay("externalReference", "1234567");
    }

    [TestCase("description", "Validacion de la cuenta del señor Peña 12")]
    [TestCase("description", "cuenta: 1")]
    [TestCase("description", "acción")]
    [TestCase("external_reference", "12345678")]
    [TestCase("external_reference", "12a")]
    [TestCase("external_reference", "")]
    public async Task Refuses_what_the_guide_forbids(string member, string value) =>
        (await Client.Http.PostAsync(Path, Bodies.Penny().With(member, value))).ShouldBeError(400, "DATA_ERROR");

    [Test]
    [Proves("penny.cep-times")]
    public async Task The_cep_is_pending_after_a_second_and_completed_after_five()
    {
        var id = (await Client.PennyAsync())["id"];

        await Sim.AdvanceAsync("1s");
        (await Client.TransactionAsync(id)).ShouldSay("metadata.dataCep.status", "PENDING")
            .ShouldSay("transactionStatus", "INITIALIZED");
        await Sim.AdvanceAsync("1s");
        (await Client.TransactionAsync(id)).ShouldSay("transactionStatus", "LIQUIDATED")
            .ShouldSay("metadata.dataCep.status", "PENDING");

        await Sim.AdvanceAsync("3s");
        var read = (await Client.TransactionAsync(id))
            .ShouldHaveMembers(
                "metadata.dataCep", "cepUrl", "validationId", "status", "createdAt", "beneficiaryName", "processedAt")
            .ShouldSay("metadata.dataCep.status", "COMPLETED")
            .ShouldSay("metadata.dataCep.beneficiaryName", "Proveedor Ejemplo SA de CV");
        Assert.That(read["metadata.dataCep.cepUrl"], Does.StartWith("https://").And.Contains(read["trackingId"]));
    }

    [Test]
    public async Task A_completed_cep_names_the_rfc_where_it_is_known()
    {
        var id = (await Client.PennyAsync(await Client.ClabeAsync(Docs.ExternalClabe)))["id"];
        await Sim.AdvanceAsync("5s");

        (await Client.TransactionAsync(id))
            .ShouldSay("metadata.dataCep.beneficiaryName", "Maria Lopez")
            .ShouldSay("metadata.dataCep.beneficiaryRfc", "XAXX010101000");
    }

    [Test]
    public async Task The_timeline_can_be_chosen()
    {
        await Sim.SetAsync(
            "cep", new JsonObject { ["pending_after"] = "1s", ["delayed_after"] = "10s", ["completes_after"] = "26h" });
        var id = (await Client.PennyAsync())["id"];

        await Sim.AdvanceAsync("10s");
        (await Client.TransactionAsync(id)).ShouldSay("metadata.dataCep.status", "DELAYED");
        await Sim.AdvanceAsync("26h");
        await Client.SignInAsync();
        (await Client.TransactionAsync(id)).ShouldSay("metadata.dataCep.status", "COMPLETED");
    }

    [Test]
    public async Task Somebody_can_decide_the_cep()
    {
        var id = (await Client.PennyAsync())["id"];
        await Sim.AdvanceAsync("1s");
        (await CepAsync(id, "COMPLETED")).ShouldBe(409).ShouldSay("current", "INITIALIZED").ShouldSay("allowed.0", "LIQUIDATED");
        (await Sim.PostAsync($"transactions/{id}/outcome", new JsonObject { ["outcome"] = "liquidate" })).ShouldBe(200);

        (await CepAsync(id, "COMPLETED")).ShouldBe(200);
        (await Client.TransactionAsync(id)).ShouldSay("metadata.dataCep.beneficiaryName", "OTRO TITULAR");

        (await CepAsync(id, "FAILED")).ShouldBe(409).ShouldSay("current", "COMPLETED");
        (await CepAsync(Docs.Deposit, "FAILED")).ShouldBe(409);
        (await CepAsync(Docs.Unknown, "FAILED")).ShouldBe(404);
    }

    [Test]
    public async Task Refuses_sources_and_destinations_that_do_not_fit()
    {
        await Client.InternalAsync("5.00");

        (await Client.PennyAsync(await Client.CardAsync())).ShouldBeError(
            400, "FAILED_PRECONDITION", "The destination instrument must be a CLABE.");
        (await Client.PennyAsync(Docs.Unknown)).ShouldBeError(404, "destination_not_found");
        (await SendAsync(Docs.Unknown)).ShouldBeError(404, "source_not_found");
        (await SendAsync(Docs.Internal)).ShouldBeError(
            400, "FAILED_PRECONDITION", "The source instrument must belong to a centralizing account.");
    }

    [Test]
    public async Task Refuses_without_a_centavo()
    {
        await Client.MoneyOutAsync("1000000.00");

        (await Client.PennyAsync()).ShouldBeError(400, "FAILED_PRECONDITION", "The account does not have sufficient funds.");
    }

    private Task<Answer> SendAsync(string source) => Client.Http.PostAsync(Path, Bodies.Penny(source: source));

    private Task<Answer> CepAsync(string id, string status) => Sim.PostAsync(
        $"transactions/{id}/cep", new JsonObject { ["status"] = status, ["beneficiary_name"] = "OTRO TITULAR" });
}
