using System.Globalization;
using System.Text.Json.Nodes;
using FincoreSim.Tests.Host;

namespace FincoreSim.Tests.Copied;

/// <summary>
/// Whatever somebody does by hand, in any order: its copy passes, and its ledger comes to the same. FINCORESIM_SEED=N plays one session again.
/// </summary>
public sealed class CopiedSessionTests
{
    private const int Sessions = 6;
    private const int Deeds = 30;

    [Test]
    public async Task Any_session_is_copied_and_comes_to_the_same_ledger([Range(1, Sessions)] int number)
    {
        var asked = Environment.GetEnvironmentVariable("FINCORESIM_SEED");
        var seed = asked is null ? number : int.Parse(asked, CultureInfo.InvariantCulture);
        await TestContext.Out.WriteLineAsync($"FINCORESIM_SEED={seed}");
        await using var sim = await (await SimulatorApp.Shared).NewSandboxAsync(new SandboxSetup { Seed = 1000 + seed });
        var session = new Session(sim, new Random(seed));
        for (var deed = 0; deed < Deeds; deed++)
        {
            await session.DoAsync();
        }

        await sim.SettleAsync();

        var copy = (await sim.PostAsync("scenario-from")).ShouldBe(200);

        Assert.That(copy["checked"], Is.EqualTo("passes"), $"seed {seed}: {copy}");
        Assert.That(copy.At("left_out").EnumerateArray().Select(left => left.GetProperty("reason").GetString()), Is.All.StartsWith("Of a refused command by hand"), copy.ToString());
        Assert.That(copy["same_ledger"], Is.EqualTo("True"), $"seed {seed}: {copy}");
    }

    /// <summary>Somebody who tries things.</summary>
    private sealed class Session(SimSandbox sim, Random random)
    {
        private static readonly string[] Clabes = ["012180000000000426", "072180001183597196", "002180000000000013"];
        private readonly List<string> _payments = [];
        private readonly List<string> _deposits = [Docs.Deposit];
        private readonly List<string> _destinations = [Docs.External];
        private readonly List<(string Key, string Amount, string To)> _keys = [];
        private int _rules;
        private bool _mayBeRefused;

        public Task DoAsync() => random.Next(14) switch
        {
            0 or 1 => DepositAsync(),
            2 or 3 => PayAsync(),
            4 => AgainAsync(),
            5 => sim.Client.RefundAsync(Any(_deposits), Amount(), random.Next(2) == 0 ? "Devolucion" : "Ya no"),
            6 => sim.Client.PennyAsync(Any(_destinations)),
            7 => sim.PostAsync($"transactions/{AnyPayment()}/outcome", new JsonObject { ["outcome"] = Any(["liquidate", "reject", "return"]) }),
            8 => sim.PostAsync($"accounts/{Docs.Central}/{Any(["block", "unblock", "suspend", "activate"])}"),
            9 => sim.PostAsync($"accounts/{Docs.Central}/fund", new JsonObject { ["amount"] = Amount() }),
            10 => RegisterAsync(),
            11 => ArmAsync(),
            12 => sim.Client.InternalAsync(Amount()),
            _ => sim.AdvanceAsync(Any(["0s", "1s", "2s", "10s", "26m20s", "3h", "25h"])),
        };

        private async Task DepositAsync()
        {
            var body = new JsonObject { ["clabe"] = Docs.CentralClabe, ["amount"] = Amount(), ["concept"] = Any(["Pedido 311", "Renta", "Año nuevo ${x}", "yes"]) };
            if (random.Next(3) == 0)
            {
                body["tracking_key"] = $"CLAVE{random.Next(5)}";
                body["duplicate"] = true;
            }

            var answer = await sim.PostAsync($"money-in{(_mayBeRefused || random.Next(2) == 0 ? "?settle=true" : "")}", body);
            if (answer.Status == 201 && answer.Json.TryGetProperty("transaction_id", out var id))
            {
                _deposits.Add(id.GetString()!);
            }
        }

        private async Task PayAsync()
        {
            var (amount, to) = (random.Next(6) == 0 ? Any(["0.00", "1.9", "99999999.00"]) : Amount(), Any(_destinations));
            var key = random.Next(2) == 0 ? new Guid(random.Next(), 1, 5, 0x80, 1, 2, 3, 4, 5, 6, 7).ToString() : null;
            var answer = await sim.Client.MoneyOutAsync(amount, to, key);
            if (answer.Status == 200)
            {
                _payments.Add(answer["id"]);
            }

            if (key is not null)
            {
                _keys.Add((key, amount, to));
            }
        }

        private async Task AgainAsync()
        {
            if (_keys.Count > 0)
            {
                var (key, amount, to) = Any(_keys);
                await sim.Client.MoneyOutAsync(random.Next(2) == 0 ? amount : "7.77", to, key);
            }
        }

        private async Task RegisterAsync()
        {
            if (random.Next(2) == 0)
            {
                // A refusal makes a transaction: what comes next must not race with it.
                _mayBeRefused = true;
                await sim.Client.Http.PostAsync(sim.Client.Path("webhooks"), Bodies.Webhook(
                    Any(["MONEY_IN", "STATUS_UPDATE", "CEP"]), $"{sim.App.Url}/_sim/answer/{Any(["201", "422", "503"])}", "secretToken0123", sim.Client.Id));
                return;
            }

            var answer = await sim.Client.Http.PostAsync(sim.Client.Path("instruments"), Bodies.Clabe(Any(Clabes), Docs.Bbva, sim.Client.Id, null));
            if (answer.Status == 200)
            {
                _destinations.Add(answer["id"]);
            }
        }

        private Task<Answer> ArmAsync() => random.Next(3) == 0
            ? sim.App.Anybody.SendAsync(HttpMethod.Put, sim.Path("rules"), "[]")
            : sim.PostAsync("rules", JsonNode.Parse($$"""{"name": "rule {{++_rules}}", {{Any(
                [
                    "\"when\": \"money_in\", \"where\": {\"amount\": {\"gt\": \"50.00\"}}, \"then\": {\"refuse\": \"Too much\"}, \"times\": 1",
                    "\"when\": \"money_out\", \"then\": \"hold\", \"times\": 1",
                    "\"when\": \"money_out\", \"then\": {\"reject\": \"CANCELLED_ACCOUNT\", \"after\": \"5s\"}, \"skip\": 1",
                    "\"when\": \"cep\", \"then\": [{\"after\": \"1s\", \"status\": \"PENDING\"}, {\"after\": \"1h\", \"status\": \"COMPLETED\"}]",
                    "\"when\": \"money_out\", \"then\": {\"fail\": \"after_commit\", \"how\": \"status 503\"}, \"times\": 1",
                ])}}}"""));

        private string Amount() => (random.Next(1, 10_000) / 100m).ToString("0.00", CultureInfo.InvariantCulture);

        private string AnyPayment() => _payments.Count == 0 ? Docs.Unknown : Any(_payments);

        private T Any<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];
    }
}
