using System.Text.Json.Nodes;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.OpenApi;

/// <summary>The examples of errors are what the operation really answers: each is provoked and compared, whole.</summary>
public sealed class ErrorExampleTests : ApiTests
{
    private static readonly string[] Six =
        ["account_not_active", "insufficient_funds", "external_reference", "amount_not_positive", "description_too_long",
            "currency_unsupported"];

    private static IEnumerable<TestCaseData> Examples => ErrorProvocations.Examples
        .Select(example => new TestCaseData(example.Operation.Id, example.Name, example.Status));

    [TestCaseSource(nameof(Examples))]
    public async Task Is_what_the_operation_answers(string operation, string name, int status)
    {
        var example =
            ErrorProvocations.Examples.Single(one => one.Operation.Id == operation && one.Name == name && one.Status == status);
        var answer = await ErrorProvocations.ProvokeAsync(example, Sim);

        answer.ShouldBe(example.Status).ShouldEqualJson(example.Body.GetRawText());
    }

    [Test]
    public void No_example_shows_the_method_of_another_operation()
    {
        // The two lists of transactions are one method of the API by two paths.
        var methods = ErrorProvocations.Examples.Where(example => example.Operation.Id != "listTransactions").GroupBy(
            example => example.Operation.Id)
            .Select(group => group.Select(example => MethodOf(example)).Distinct().Single());

        Assert.That(methods, Is.Unique);

        static string MethodOf(ErrorProvocations.Example example) =>
            example.Body.GetProperty("details")[0].GetProperty("metadata").GetProperty("method_name").GetString()!;
    }

    [Test]
    public void The_documented_ones_are_examples_of_the_operation_that_gives_them()
    {
        var documented = ErrorProvocations.Examples.Where(
            example => example.Operation.Id == "createInternalTransaction" && example.IsDocumented);

        Assert.That(
            documented.Select(example => example.Name),
            Is.EquivalentTo([.. Six, "destination_not_found", "external_transfer_not_allowed"]));
        Assert.That(
            ErrorProvocations.Examples.Where(example => example.Name == "external_transfer_not_allowed")
                .Select(example => example.Operation.Id),
            Is.EqualTo(["createInternalTransaction"]));
    }

    [Test]
    public void Every_operation_but_the_credentials_shows_an_error() => Assert.That(
        ServedDocuments.Current.Fincore.Operations.All.Select(operation => operation.Id)
            .Except(ErrorProvocations.Examples.Select(example => example.Operation.Id)),
        Is.EqualTo(["getClientCredentials"]));
}
