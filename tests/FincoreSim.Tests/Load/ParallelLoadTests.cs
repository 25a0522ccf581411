using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using FincoreSim.Domain.Clients;
using FincoreSim.Language.Kinds;
using FincoreSim.Testing;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Load;

/// <summary>
/// Many callers at once on one running world: every sum still comes out, and nothing but what is documented fails.
/// </summary>
public sealed class ParallelLoadTests : ApiTests
{
    private const int Callers = 64;
    private const int CallsEach = 60;
    private readonly ConcurrentDictionary<string, (string Kind, decimal Amount)> _moved = new();
    private readonly ConcurrentBag<Answer> _answers = [];

    protected override SandboxSetup Setup => new() { IsRunning = true, Scale = 50 };

    [Test]
    public async Task Sixty_four_callers_and_every_invariant_holds()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerEverythingWith(201);
        await Client.WebhookAsync("MONEY_IN", receiver.Url);
        await Client.WebhookAsync("STATUS_UPDATE", receiver.Url);
        await Client.InternalAsync("1000.00");
        var external = await Client.ClabeAsync(Docs.ExternalClabe);

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => CallAsync(caller, external)));
        await Sim.UntilIdleAsync("1h");

        var strange = _answers.Where(answer => answer.Status >= 500 && !IsDocumented500(answer))
            .Select(answer => answer.ToString());
        Assert.That(strange, Is.Empty);
        Assert.That(
            _answers.Where(answer => answer.Status is 401 or 403 or 404 or 429).Select(answer => answer.ToString()), Is.Empty);
        await AssertSumsAsync();
        await AssertDeliveredAsync(receiver);
    }

    private static bool IsDocumented500(Answer answer) => answer.Detail == "Destination instrument not found.";

    private async Task CallAsync(int caller, string external)
    {
        for (var index = 0; index < CallsEach; index++)
        {
            var number = (caller * CallsEach) + index;
            await OneAsync(caller, number, $"{1 + (number % 97)}.{number % 100:00}", external);
        }
    }

    private Task OneAsync(int caller, int number, string amount, string external) => ((number * 7) % 19) switch
    {
        < 4 => MoveAsync("out", amount, Client.MoneyOutAsync(amount, external)),
        4 => MoveAsync("out", "5.00", Client.MoneyOutAsync("5.00", external, KeyOf(number % 13))),
        5 => MoveAsync("to", amount, Client.InternalAsync(amount)),
        6 => MoveAsync("to", amount, Client.MoneyOutAsync(amount, Docs.Internal)),
        7 => MoveAsync("back", "1.00", Client.InternalAsync("1.00", Docs.CentralInstrument, source: Docs.Internal)),
        8 => MoveAsync("out", "0.01", Client.PennyAsync(external)),
        9 => DepositAndRefundAsync(amount, isRefunded: number % 2 == 0),
        10 => KeepAsync(Client.MoneyOutAsync("99999999.00", external)),
        11 => KeepAsync(Client.MoneyOutAsync(destination: Docs.Unknown)),
        12 => KeepAsync(Client.MoneyOutAsync("1.0")),
        13 => RegisterAndDeleteAsync(),
        14 => KeepAsync(Client.GetAsync($"transactions?per_page=20&page={1 + (number % 5)}")),
        15 => KeepAsync(Client.GetAsync("accounts")),
        16 => KeepAsync(Client.KeyHttp.PostAsync(Client.Path("auth/credential-tokens"), Bodies.Token())),
        17 => HookAsync(caller, number),
        _ => KeepAsync(Sim.PostAsync("clock", new JsonObject { ["advance"] = "100ms" })),
    };

    private static string KeyOf(int number) => $"66c0b04f-97d6-592d-8396-{number:000000000000}";

    private async Task<Answer> KeepAsync(Task<Answer> call)
    {
        var answer = await call;
        _answers.Add(answer);
        return answer;
    }

    /// <summary>A payment that was accepted is counted once, however often its answer came.</summary>
    private async Task MoveAsync(string kind, string amount, Task<Answer> call)
    {
        var answer = await KeepAsync(call);
        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        _moved[answer["id"]] = (kind, decimal.Parse(amount, CultureInfo.InvariantCulture));
    }

    private async Task DepositAndRefundAsync(string amount, bool isRefunded)
    {
        var id = await Sim.MoneyInAsync(amount, settles: false);
        _moved[id] = ("in", decimal.Parse(amount, CultureInfo.InvariantCulture));
        if (isRefunded)
        {
            await MoveAsync("out", amount, Client.RefundAsync(id, amount));
        }
    }

    private async Task RegisterAndDeleteAsync()
    {
        var made = await KeepAsync(Client.Http.PostAsync(Client.Path("instruments"), Bodies.Clabe()));
        await KeepAsync(Client.Http.DeleteAsync(Client.Path($"instruments/{made["id"]}")));
    }

    private async Task HookAsync(int caller, int number)
    {
        var made = await KeepAsync(
            Client.Http.PostAsync(Client.Path("webhooks"), Bodies.Webhook("CEP", $"http://127.0.0.1:9/{caller}/{number}")));
        await KeepAsync(Client.PatchWebhookAsync(made["id"], new JsonObject { ["webhook_status"] = "INACTIVE" }));
        await KeepAsync(Client.Http.DeleteAsync(Client.Path($"webhooks/{made["id"]}")));
    }

    private async Task AssertSumsAsync()
    {
        var sums = _moved.Values.GroupBy(move => move.Kind)
            .ToDictionary(group => group.Key, group => group.Sum(move => move.Amount));
        var ledger = await Sim.LedgerAsync();
        Assert.That(ledger["totals.debits"], Is.EqualTo(ledger["totals.credits"]));
        Assert.That(await Client.BalanceAsync(), Is.EqualTo(999_000m - sums["out"] - sums["to"] + sums["back"] + sums["in"]));
        var central = ledger.At("accounts").EnumerateArray()
            .Single(account => account.GetProperty("id").GetString() == Docs.Central);
        Assert.That(central.GetProperty("pending").GetString(), Is.EqualTo("0.00"));
        (await Client.GetAsync("transactions?transaction_status=INITIALIZED")).ShouldSay("totalItems", "0");
    }

    private async Task AssertDeliveredAsync(WebhookReceiver receiver)
    {
        var deliveries = await Sim.DeliveriesAsync();
        var open = deliveries.Where(
            delivery => delivery.GetProperty("status").GetString() is "PENDING" or "IN_FLIGHT" or "UNDELIVERED")
            .Where(delivery => delivery.GetProperty("type").GetString() != "CEP");
        Assert.That(open, Is.Empty);
        var ids = receiver.LogEntries.Select(entry => Answer.OfJson(entry.RequestMessage.Body)["id_msg"]).ToArray();
        Assert.That(ids, Is.Unique);
        Assert.That(
            ids, Has.Length.EqualTo(deliveries.Count(delivery => delivery.GetProperty("status").GetString() == "DELIVERED")));
    }
}
