using FincoreSim.Api.Http;
using FincoreSim.Domain.Clients;
using FincoreSim.Json;
using FincoreSim.Tests.Host;
using Microsoft.AspNetCore.Routing;

namespace FincoreSim.Tests.Errors;

/// <summary>
/// Of a query with two wrong members, the one that the document lists first is named; so filters come before pages. The
/// operations and their members are those of the routes, so that a new one is checked as well.
/// </summary>
public sealed class QueryPrecedenceTests : ApiTests
{
    [Test]
    public async Task The_first_wrong_member_in_the_order_of_the_document_is_named()
    {
        var pairs = 0;
        foreach (var (path, operation) in await OperationsAsync())
        {
            var wrong = operation.Query.Select(Spoilt).OfType<string>().ToArray();
            var inOrder = wrong.SelectMany((first, index) => wrong[(index + 1)..].Select(second => (first, second)));
            foreach (var (earlier, later) in inOrder)
            {
                var answer = (await Client.Http.GetAsync($"{path}?{later}&{earlier}")).ShouldBeError(400, "INVALID_ARGUMENT");

                Assert.That(answer.Detail, Does.StartWith($"{earlier.Split('=')[0]} must be"), $"{path}?{later}&{earlier}");
                pairs++;
            }
        }

        Assert.That(pairs, Is.GreaterThanOrEqualTo(20));
    }

    [Test]
    public async Task The_id_of_the_path_comes_before_the_query()
    {
        var answer = await Client.GetAsync("transactions/nonsense?transaction_status=NONSENSE");

        answer.ShouldBeError(400, "INVALID_ARGUMENT");
        Assert.That(answer.Detail, Is.EqualTo("transactionId in the path must be a UUID."));
    }

    private static async Task<IEnumerable<(string Path, ApiOperation Operation)>> OperationsAsync() =>
        from route in (await SimulatorApp.Shared).Service<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let operation = route.Metadata.GetMetadata<ApiOperation>()
        where operation?.Query.Length > 1 && route.RoutePattern.RawText!.StartsWith("/v1/", StringComparison.Ordinal)
        let path = route.RoutePattern.RawText!.Replace("{clientId}", Docs.Client).Replace("{transactionId}", Docs.Deposit)
        select (path, operation);

    /// <summary>A member with a value that it cannot have; null where it may have any.</summary>
    private static string? Spoilt(Member member) => member.Kind switch
    {
        MemberKind.Uuid => $"{member.Name}=nonsense",
        MemberKind.Choice => $"{member.Name}=NONSENSE",
        MemberKind.Integer => $"{member.Name}=0",
        MemberKind.Text => null,
        _ => throw new NotSupportedException($"{member.Name} is a {member.Kind}"),
    };
}
