using System.Text.Json;
using System.Text.Json.Nodes;
using FincoreSim.Browser.Tests.Kit;
using FincoreSim.Control;
using FincoreSim.Pages.Act;

namespace FincoreSim.Browser.Tests;

/// <summary>Every button of Act is pressed, and what it did is read through the control API.</summary>
public sealed class ActTests : PageTests
{
    private const string Rule = "name: none today\nwhen: money_in\nthen: {refuse: Invalid Amount}";

    /// <summary>What is typed into the form of each command, and what must be so afterwards.</summary>
    private static readonly Dictionary<string, Func<ActTests, Task>> Buttons = new()
    {
        ["moneyIn"] = test => test.CheckAsync(
            "moneyIn", [("clabe", Docs.CentralClabe), ("amount", "150.00"), ("concept", "Pedido 8")], "transactions",
            "\"amount\":\"150.00\""),
        ["decideOutcome"] = async test =>
        {
            var payment = (await test.Client.MoneyOutAsync()).ShouldBe(200)["id"];
            await test.PressAsync("decideOutcome", ("path.id", payment), ("outcome", "reject"));
            Assert.That(await test.Client.StatusOfAsync(payment), Is.EqualTo("REJECTED"));
        },
        ["decideCep"] = async test =>
        {
            await test.Sim.SetAsync(
                "cep", new JsonObject { ["pending_after"] = "1s", ["delayed_after"] = "never", ["completes_after"] = "never" });
            var payment = (await test.Client.PennyAsync()).ShouldBe(200)["id"];
            await test.Sim.AdvanceAsync("10s");
            await test.CheckAsync(
                "decideCep", [("path.id", payment), ("status", "DELAYED")], "transactions", "\"cep_status\":\"DELAYED\"");
        },
        ["resendDelivery"] = async test =>
        {
            var delivery = await test.DeliveredAsync();
            await test.PressAsync("resendDelivery", ("path.id", delivery));
            Assert.That((await test.Sim.GetAsync($"deliveries/{delivery}")).Count("attempts"), Is.EqualTo(2));
        },
        ["testWebhook"] = async test =>
        {
            var webhook = await test.Client.WebhookAsync("MONEY_IN", $"{test.Sim.App.Url}/_sim/answer/418");
            await test.PressAsync("testWebhook", ("webhook_id", webhook));
        },
        ["armRules"] = test => test.CheckAsync("armRules", [("_body", Rule)], "rules", "none today"),
        ["replaceRules"] = test =>
            test.CheckAsync("replaceRules", [("_body", $"- {Rule.Replace("\n", "\n  ")}")], "rules", "none today"),
        ["disarmRule"] = async test =>
        {
            (await test.Sim.PostAsync("rules", Armed())).ShouldBe(201);
            await test.PressAsync("disarmRule", ("path.name", "none today"));
            Assert.That(await test.Sim.ListAsync("rules"), Is.Empty);
        },
        ["addClient"] = test => test.CheckAsync("addClient", [("name", "Tienda Uno")], "clients", "Tienda Uno"),
        ["addCustomer"] = test =>
            test.CheckAsync(
                "addCustomer", [("client_id", Docs.Client), ("name", "Luz Soto"), ("rfc", "ND")], "customers", "Luz Soto"),
        ["openAccount"] = async test =>
        {
            var before = (await test.Sim.ListAsync("accounts")).Count;
            await test.PressAsync("openAccount", ("client_id", Docs.Client), ("balance", "17.00"));
            Assert.That(await test.Sim.ListAsync("accounts"), Has.Count.EqualTo(before + 1));
        },
        ["fundAccount"] = async test =>
        {
            await test.PressAsync("fundAccount", ("path.id", Docs.Central), ("amount", "5.00"));
            Assert.That(await test.Client.BalanceAsync(), Is.EqualTo(1_000_005.00m));
        },
        ["blockAccount"] = test => test.AccountAsync("blockAccount", [], "BLOCKED"),
        ["unblockAccount"] = test => test.AccountAsync("unblockAccount", ["block"], "ACTIVE"),
        ["suspendAccount"] = test => test.AccountAsync("suspendAccount", [], "SUSPENDED"),
        ["activateAccount"] = test => test.AccountAsync("activateAccount", ["suspend"], "ACTIVE"),
        ["blockInstrument"] = test => test.InstrumentAsync("blockInstrument", isBlocked: false),
        ["unblockInstrument"] = test => test.InstrumentAsync("unblockInstrument", isBlocked: true),
        ["takeSnapshot"] = async test =>
        {
            await test.PressAsync("takeSnapshot");
            Assert.That(await test.Sim.ListAsync("snapshots"), Has.Count.EqualTo(1));
        },
        ["restoreSnapshot"] = async test =>
        {
            var (snapshot, before) = ((await test.Sim.PostAsync("snapshots")).ShouldBe(201)["id"],
                await test.Sim.FingerprintAsync());
            await test.Sim.MoneyInAsync();
            await test.PressAsync("restoreSnapshot", ("path.id", snapshot));
            Assert.That(await test.Sim.FingerprintAsync(), Is.EqualTo(before));
        },
        ["createSandbox"] = async test =>
        {
            await test.PressAsync("createSandbox", ("name", "checkout"), ("seed", "5"), ("template", "empty"));
            var made = new Uri(test.Page.Url).Segments[1].TrimEnd('/');
            Assert.That(made, Is.Not.EqualTo(test.Sim.Id));
            Assert.That((await test.Sim.App.Anybody.DeleteAsync($"/_sim/sandboxes/{made}")).ShouldBe(200)["name"],
                Is.EqualTo("checkout"));
        },
        ["putSandbox"] = async test =>
        {
            await test.PressAsync("putSandbox");
            Assert.That((await test.Sim.GetAsync("")).ShouldBe(200)["id"], Is.EqualTo(test.Sim.Id));
        },
        ["deleteSandbox"] = async test =>
        {
            await test.PressAsync("deleteSandbox");
            (await test.Sim.GetAsync("")).ShouldBe(404);
            await test.Expect(test.Page).ToHaveURLAsync($"{test.Sim.App.Url}/default/act?done=deleteSandbox");
        },
        ["resetSandbox"] = async test =>
        {
            await test.Sim.MoneyInAsync();
            await test.PressAsync("resetSandbox");
            Assert.That((await test.Sim.ListAsync("transactions")).Select(one => one.GetProperty("amount").GetString()),
                Has.None.EqualTo("123.00"));
        },
        ["changeOptions"] = test => test.CheckAsync(
            "changeOptions", [("strict", "true"), ("spei_settles_after", "7s")], "options", "\"strict\":true",
            "\"spei_settles_after\":\"7s\""),
        ["expireTokens"] = async test =>
        {
            await test.PressAsync("expireTokens");
            (await test.Client.GetAsync("accounts")).ShouldBe(401);
        },
        ["moveClock"] = test => test.CheckAsync("moveClock", [("advance", "1d")], "clock", "2026-03-03T09:00:00"),
    };

    private static IEnumerable<string> Names => Buttons.Keys;

    [TestCaseSource(nameof(Names))]
    public Task A_button_does_what_its_command_does(string operation) => Buttons[operation](this);

    [Test]
    public void Every_button_is_pressed() => Assert.That(
        Sim.App.Service<ControlCommands>().All.Where(ActModel.IsShown).Select(command => command.Operation.Id),
        Is.EquivalentTo(Names));

    [Test]
    public async Task What_is_refused_stands_in_its_form_with_what_was_typed()
    {
        await GoAsync("act");
        var form = Page.Locator("#moneyIn");
        await form.Locator("[name=clabe]").FillAsync("12");
        await form.Locator("[name=amount]").FillAsync("a lot");
        await form.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();

        await Expect(Page.Locator("#moneyIn").GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(Page.Locator("#moneyIn [name=amount]")).ToHaveValueAsync("a lot");
    }

    private protected override bool IsExpected(string message) =>
        message.Contains("400 (Bad Request)", StringComparison.Ordinal)
        || message.Contains("404 (Not Found)", StringComparison.Ordinal);

    private static JsonNode Armed() =>
        JsonNode.Parse("""{"name": "none today", "when": "money_in", "then": {"refuse": "Invalid Amount"}}""")!;

    /// <summary>Fills a form, sends it, and waits for what it says of it.</summary>
    private async Task PressAsync(string operation, params (string Name, string Value)[] fields)
    {
        await GoAsync("act");
        var form = Page.Locator($"form#{operation}");
        foreach (var (name, value) in fields)
        {
            var field = form.Locator($"[name='{name}']");
            if (!await field.IsVisibleAsync())
            {
                await form.Locator("summary").ClickAsync();
            }

            if (await field.EvaluateAsync<bool>("field => field.tagName === 'SELECT'"))
            {
                await field.SelectOptionAsync(value);
            }
            else
            {
                await field.FillAsync(value);
            }
        }

        if (await form.GetByRole(AriaRole.Checkbox).CountAsync() > 0)
        {
            await form.GetByRole(AriaRole.Checkbox).CheckAsync();
        }

        await form.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(Page.Locator("main .note")).ToContainTextAsync($"Done: {operation}.");
    }

    private async Task CheckAsync(string operation, (string Name, string Value)[] fields, string read, params string[] expected)
    {
        await PressAsync(operation, fields);
        var answer = (await Sim.GetAsync(read)).ShouldBe(200).Text;
        Assert.Multiple(() => Array.ForEach(expected, part => Assert.That(answer, Does.Contain(part))));
    }

    private async Task AccountAsync(string operation, string[] before, string status)
    {
        foreach (var step in before)
        {
            (await Sim.PostAsync($"accounts/{Docs.Central}/{step}")).ShouldBe(200);
        }

        await PressAsync(operation, ("path.id", Docs.Central));
        Assert.That(StatusOf(await Sim.ListAsync("accounts"), "account_id", Docs.Central), Is.EqualTo(status));
    }

    private async Task InstrumentAsync(string operation, bool isBlocked)
    {
        if (isBlocked)
        {
            (await Sim.PostAsync($"instruments/{Docs.External}/block")).ShouldBe(200);
        }

        await PressAsync(operation, ("path.id", Docs.External));
        (await Client.MoneyOutAsync()).ShouldBe(isBlocked ? 200 : 400);
    }

    private static string? StatusOf(IReadOnlyList<JsonElement> items, string key, string id) =>
        items.Single(item => item.GetProperty(key).GetString() == id).GetProperty("status").GetString();

    private async Task<string> DeliveredAsync()
    {
        await Client.WebhookAsync("MONEY_IN", $"{Sim.App.Url}/_sim/answer/201");
        await Sim.MoneyInAsync();
        return (await Sim.DeliveriesAsync()).Single().GetProperty("id").GetString()!;
    }
}
