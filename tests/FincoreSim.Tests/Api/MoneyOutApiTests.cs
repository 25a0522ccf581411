using System.Text.Json.Nodes;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Api;

public sealed class MoneyOutApiTests : ApiTests
{
    [Test]
    public async Task Answers_the_documented_body_member_by_member()
    {
        var answer = await Client.MoneyOutAsync("1.95");

        answer.ShouldBe(200)
            .ShouldHaveMembers(
                "", "id", "bankId", "clientId", "externalReference", "trackingId", "description", "amount", "currency", "category",
                "subCategory", "transactionStatus", "audit")
            .ShouldMatch("id", Formats.Uuid)
            .ShouldSay("bankId", Docs.FincoPay)
            .ShouldSay("clientId", Docs.Client)
            .ShouldSay("externalReference", "1234567")
            .ShouldMatch("trackingId", Formats.TrackingKey)
            .ShouldSay("description", "lorem ipsum dolor sit amet")
            .ShouldSay("amount", "1.95")
            .ShouldSay("currency", "MXN")
            .ShouldSay("category", "DEBIT_TRANS")
            .ShouldSay("subCategory", "SPEI_DEBIT")
            .ShouldSay("transactionStatus", "INITIALIZED")
            .ShouldHaveMembers("audit", "createdAt", "updatedAt", "deletedAt", "blockedAt")
            .ShouldSay("audit.createdAt", "2026-03-02 09:00:00.000000-06:00")
            .ShouldMatch("audit.updatedAt", Formats.RestDate)
            .ShouldSay("audit.deletedAt", "None")
            .ShouldSay("audit.blockedAt", "None");
        Assert.That(answer["trackingId"], Does.StartWith("20260302FINCH"));
        Assert.That(answer.Header("Content-Type"), Is.EqualTo("application/json"));
    }
}
