using FincoreSim.Domain.Clients;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Transport;

/// <summary>Literal parts of the API's paths are matched with case; parameters are as they are.</summary>
public sealed class PathCaseTests : ApiTests
{
    [TestCase("/V1/banks")]
    [TestCase("/v1/BANKS")]
    [TestCase("/v1/Transactions")]
    [TestCase("/V1/CLIENTS/" + Docs.Client + "/accounts")]
    [TestCase("/v1/clients/" + Docs.Client + "/Accounts")]
    [TestCase("/v1/clients/" + Docs.Client + "/accounts/../Accounts")]
    [Proves("error.transport")]
    public async Task Another_case_is_an_unknown_route(string path) =>
        (await Client.Http.GetAsync(path)).ShouldBeError(404, "NOT_FOUND");

    [Test]
    public async Task Parameters_have_no_case()
    {
        (await Client.Http.GetAsync($"/v1/clients/{Docs.Client.ToUpperInvariant()}/accounts")).ShouldBe(200);
        (await Client.Http.GetAsync($"/v1/clients/{Docs.Client}/accounts/")).ShouldBe(200);
    }
}
