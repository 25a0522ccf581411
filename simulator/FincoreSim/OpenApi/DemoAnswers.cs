using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FincoreSim.Api.Features;
using FincoreSim.Api.Features.Accounts;
using FincoreSim.Api.Features.Banks;
using FincoreSim.Api.Features.Credentials;
using FincoreSim.Api.Features.Instruments;
using FincoreSim.Api.Features.Reports;
using FincoreSim.Api.Features.Transactions;
using FincoreSim.Api.Features.Webhooks;
using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Banks;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Reports;
using FincoreSim.Domain.Transactions;
using FincoreSim.Json;
using FincoreSim.Serving;
using FincoreSim.Worlds;
using FincoreSim.Worlds.Seeding;

namespace FincoreSim.OpenApi;

/// <summary>Examples of answers: what the demo world would answer.</summary>
internal sealed class DemoAnswers
{
    private const int ListedMax = 2;

    private readonly DemoWorld _demo = new();
    private readonly Dictionary<string, JsonNode> _answers = new(StringComparer.Ordinal);

    private DemoAnswers()
    {
        AddCredentials();
        AddAccounts();
        AddInstruments();
        AddTransactions();
        AddWebhooks();
        AddReports();
    }

    private WorldState State => _demo.World.State;

    /// <summary>The examples, by operation.</summary>
    public static IReadOnlyDictionary<string, JsonNode> Read() => new DemoAnswers()._answers;

    private void AddCredentials()
    {
        var client = State.Clients.Find(DocsTemplate.Client)!;
        Add("getClientCredentials", new CredentialList([CredentialView.From(client, DemoWorld.Options)]),
            ApiJson.Default.CredentialList);
        var grant = _demo.World.Do(new IssueToken(DocsTemplate.Client, DocsTemplate.Secret));
        var claims = new TokenClaims(SandboxRegistry.DefaultId, grant.Client.Id, grant.ExpiresAt);
        var token = Tokens.Issue(claims, ProcessSecret.None);
        Add("createCredentialToken", TokenView.From(grant, token, DemoWorld.Options), ApiJson.Default.TokenView);
        var banks = State.Banks.All;
        Add("retrieveBanksCatalog", new BankList(banks.Length, 1, ListedMax, [.. banks.Take(ListedMax).Select(BankView.From)]),
            ApiJson.Default.BankList);
    }

    private void AddAccounts()
    {
        var accounts = AccountQueries.OfClient(State, DocsTemplate.Client)
            .Select(account => AccountView.From(AccountQueries.WithBalance(State, account), DemoWorld.Options)).ToArray();
        Add("getAccounts", new AccountList(1, ListedMax, accounts.Length, [.. accounts.Take(ListedMax)]),
            ApiJson.Default.AccountList);
        Add("getAccountById", accounts[0], ApiJson.Default.AccountView);
        var central = State.Accounts.Find(DocsTemplate.Central)!;
        var created = _demo.World.Do(new CreatePrivateAccount(
            DocsTemplate.Client, BankCatalogue.FincoPay, DocsTemplate.Client.Value, central.BankAdapterId, central.Id));
        Add("postCreatePrivateAccount", AccountView.From(new AccountBalance(created, Money.Zero), DemoWorld.Options),
            ApiJson.Default.AccountView);
    }

    private void AddInstruments()
    {
        var card = InstrumentView.From(_demo.Card, DemoWorld.Options);
        var external = InstrumentView.From(State.Instruments.Find(DocsTemplate.External)!, DemoWorld.Options);
        Add("registerInstrument", card, ApiJson.Default.InstrumentView);
        Add("listInstruments", new InstrumentList([external, card], 1, ListedMax, 5), ApiJson.Default.InstrumentList);
        Add("getInstrumentById", external, ApiJson.Default.InstrumentView);
        var deleted = _demo.World.Do(new DeleteInstrument(DocsTemplate.Client, _demo.Card.Id));
        Add("deleteInstrument", InstrumentView.From(deleted, DemoWorld.Options), ApiJson.Default.InstrumentView);
    }

    private void AddTransactions()
    {
        AddTransaction("createMoneyOutTransaction", _demo.MoneyOut);
        AddTransaction("createInternalTransaction", _demo.Transfer);
        AddTransaction("createPennyValidation", _demo.Penny);
        AddTransaction("createRefund", _demo.Refund);
        Add("getTransaction", TransactionView.From(_demo.Deposit, DemoWorld.Options), ApiJson.Default.TransactionView);
        var listed = TransactionQueries.NewestFirst(State, DocsTemplate.Client)
            .Take(ListedMax).Select(one => TransactionView.From(one, DemoWorld.Options));
        var list = new TransactionList([.. listed], 1, ListedMax, TransactionQueries.Count(State, DocsTemplate.Client));
        Add("listClientTransactions", list, ApiJson.Default.TransactionList);
        Add("listTransactions", list, ApiJson.Default.TransactionList);
    }

    private void AddTransaction(string operation, Transaction transaction) =>
        Add(operation, TransactionView.From(transaction, DemoWorld.Options), ApiJson.Default.TransactionView);

    private void AddWebhooks()
    {
        var shown = _demo.Webhooks.Select(webhook => WebhookView.From(webhook, DemoWorld.Options)).ToArray();
        Add("createClientWebhook", shown[0], ApiJson.Default.WebhookView);
        Add("createWebhook", WebhookView.FromDeprecated(_demo.Webhooks[0], DemoWorld.Options), ApiJson.Default.WebhookView);
        Add("listClientWebhooks", new WebhookList([.. shown.Take(ListedMax)], 1, ListedMax, shown.Length),
            ApiJson.Default.WebhookList);
        Add("getClientWebhook", shown[0], ApiJson.Default.WebhookView);
        Add("updateClientWebhook", shown[0] with { WebhookStatus = "INACTIVE" }, ApiJson.Default.WebhookView);
        var deleted = _demo.World.Do(new Domain.Webhooks.DeleteWebhook(DocsTemplate.Client, _demo.Webhooks[0].Id));
        Add("deleteClientWebhook", WebhookView.From(deleted, DemoWorld.Options), ApiJson.Default.WebhookView);
    }

    private void AddReports()
    {
        var report = ((ReportNotice)_demo.Events<ReportNotice>().First().Notice).Report;
        Add("downloadReport", ReportEndpoints.Link(report, ServeOptions.DefaultUrl, SandboxRegistry.DefaultId),
            ApiJson.Default.ReportDownload);
    }

    private void Add<T>(string operation, T answer, JsonTypeInfo<T> contract) =>
        _answers.Add(operation, JsonNode.Parse(JsonBytes.Of(answer, contract))!);
}
