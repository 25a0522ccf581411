using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Transactions;
using FincoreSim.SampleIntegrator;
using FincoreSim.SampleIntegrator.Hooks;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Integrator;

/// <summary>
/// Tests of the sample integrator over HTTP, against a sandbox of the test's own. A mistake is shown by two books that hear of
/// the same events: the careful one's, and one that makes just that mistake.
/// </summary>
public abstract class IntegratorTests : ApiTests
{
    private static int _books;

    private readonly List<string> _opened = [];

    /// <summary>A CLABE of another bank, with a true check digit, that nobody has registered.</summary>
    protected const string NewClabe = "072180001183597196";

    [TearDown]
    public async Task ForgetBooksAsync()
    {
        var server = await SharedIntegrator.Server;
        _opened.ForEach(server.Forget);
    }

    /// <summary>A book that makes these mistakes, and knows the way to this test's sandbox.</summary>
    protected async Task<Book> OpenAsync(params Mistake[] mistakes)
    {
        var server = await SharedIntegrator.Server;
        var name = $"test {Interlocked.Increment(ref _books)}";
        _opened.Add(name);
        return new Book(server.OpenBook(name, Mistakes.Of(mistakes)), WayTo(Sim));
    }

    /// <summary>The same, registered for webhooks of these types.</summary>
    protected async Task<Book> OpenForAsync(string type, params Mistake[] mistakes)
    {
        var book = await OpenAsync(mistakes);
        var (address, token) = HookOf(type);
        await Client.WebhookAsync(type, book.Url(address), token);
        return book;
    }

    /// <summary>Arms a rule, in YAML.</summary>
    protected async Task ArmAsync(string rule) => (await Sim.App.Anybody.PostTextAsync(Sim.Path("rules"), rule)).ShouldBe(201);

    /// <summary>How many payments to a CLABE there are, by the sandbox's own account.</summary>
    protected async Task<int> PaymentsAsync() =>
        (await Client.GetAsync("transactions?per_page=500")).ShouldBe(200).At("data").EnumerateArray()
            .Count(item => item.GetProperty("subCategory").GetString() == "SPEI_DEBIT"
                && !item.TryGetProperty("originalTransactionId", out _));

    /// <summary>What the receivers answered, delivery by delivery; the last attempt of each.</summary>
    protected async Task<int[]> AnswersAsync() =>
        [.. (await Sim.DeliveriesAsync()).Select(
            delivery =>
                delivery.GetProperty("attempts").EnumerateArray().Last().GetProperty("answer").GetProperty("status").GetInt32())];

    /// <summary>The CLABE with which a payment ends in a certain way.</summary>
    protected static string Reserved(string effect) =>
        FincoreSim.Domain.Transactions.ReservedValues.All.First(value => value.Effect == effect).Clabe.Digits;

    /// <summary>A webhook of a type, as Fincore would send it.</summary>
    public static JsonObject Message(string type, JsonObject body, string id = "11111111-1111-4111-8111-111111111111") => new()
    {
        ["id_msg"] = id,
        ["msg_name"] = type,
        ["msg_date"] = "2026-03-02",
        ["body"] = body.DeepClone(),
    };

    public static JsonObject DepositBody(string amount = "150.00", string id = "22222222-2222-4222-8222-222222222222") => new()
    {
        ["id"] = id,
        ["beneficiary_account"] = Docs.CentralClabe,
        ["amount"] = amount,
        ["sub_category"] = "SPEI_CREDIT",
    };

    private static (string Address, string Token) HookOf(string type) => type switch
    {
        "MONEY_IN" => ("hooks/money-in", "mi-token"),
        "STATUS_UPDATE" => ("hooks/status", "status-token"),
        "CEP" => ("hooks/cep", "cep-token"),
        _ => ("hooks/report", "report-token"),
    };

    private static (string Name, string Value)[] WayTo(SimSandbox sim) =>
    [
        ("X-Fincore-Sim-Base-Url", sim.App.Url), ("X-Fincore-Sim-Client-Id", sim.Client.Id),
        ("X-Fincore-Sim-Client-Secret", sim.Client.Secret), ("X-Fincore-Sim-Api-Key", sim.Client.ApiKey),
        ("X-Fincore-Sim-Account-Id", Docs.Central), ("X-Fincore-Sim-Instrument-Id", Docs.CentralInstrument),
    ];
}
