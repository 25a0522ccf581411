using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Language.Kinds;
using FincoreSim.Language.Model;

namespace FincoreSim.Language.Shapes;

/// <summary>The key <c>given</c>: what is there before a scenario begins. Stateless.</summary>
internal static class GivenShapes
{
    private static readonly Key<string> AsClient = As(Thing.Client);
    private static readonly Key<string> AsCustomer = As(Thing.Customer);
    private static readonly Key<string> AsAccount = As(Thing.Account);
    private static readonly Key<string> AsInstrument = As(Thing.Instrument);
    private static readonly Key<string> AsWebhook = As(Thing.Webhook);

    private static readonly Key<Template> Name = Text("name", TextRules.Name, "The name.");
    private static readonly Key<Template> Rfc = Text("rfc", TextRules.Rfc, "The tax identifier.");
    private static readonly Key<Template> Holder = Text("holder", TextRules.SpeiName, "The holder's name.");
    private static readonly Key<Template> Alias = Text("alias", TextRules.Label, "A name for people.");
    private static readonly Key<Template> Token = Text("token", TextRules.Secret, "What its requests are authenticated with.");
    private static readonly Key<Operand> Client =
        new("client", new SubjectKind("the name of a client", Thing.Client), "Whose it is; the first client's without it.");
    private static readonly Key<Operand> Customer =
        new("customer", new SubjectKind("the name of a customer", Thing.Customer), "The customer who owns it.");
    private static readonly Key<Template> Balance = new("balance", new MoneyKind(), "What is in it.");
    private static readonly Key<AccountType> AccountKind =
        new("type", new WireNameKind<AccountType>("a type of account"), "What it is for.");
    private static readonly Key<AccountStatus> State =
        new("status", new WireNameKind<AccountStatus>("a status of an account"), "Its status.");
    private static readonly Key<InstrumentType> InstrumentKind =
        new("type", new WireNameKind<InstrumentType>("a type of instrument"), "How it may be used.");
    private static readonly Key<Template> ClabeNumber = new("clabe", new ClabeKind(), "The CLABE.");
    private static readonly Key<Template> Card =
        new("card", new DigitsKind("a card number, 16 digits in quotes", 16, 16), "The debit card.");
    private static readonly Key<Template> Bank =
        new("bank", new DigitsKind("a bank code such as \"40012\", 5 digits in quotes", 5, 5), "Banxico's code of its bank.");
    private static readonly Key<WebhookType> Type =
        new("type", new WireNameKind<WebhookType>("a type of webhook"), "What it wants to hear of.") { IsRequired = true };
    private static readonly Key<Template> Url = new("url", new UrlKind(), "Where it goes.") { IsRequired = true };
    private static readonly Key<WebhookStatus> WebhookState =
        new("status", new WireNameKind<WebhookStatus>("a status of a webhook"), "Its status.");

    private static readonly Key<ImmutableArray<GivenClient>> Clients =
        Items("clients", "Clients of the provider besides the first.", new Shape<GivenClient>(
            "given_client", "A client.", [Name, AsClient],
            fields => new GivenClient(fields.Node.At, fields.Find(AsClient), fields.Find(Name)))
        { IsItem = true });

    private static readonly Key<ImmutableArray<GivenCustomer>> Customers =
        Items("customers", "Customers of a client.", new Shape<GivenCustomer>(
            "given_customer", "A customer.", [Name, Rfc, Client, AsCustomer],
            fields => new GivenCustomer(fields.Node.At, fields.Find(AsCustomer), fields.Find(Client), fields.Find(Name),
                fields.Find(Rfc)))
        { IsItem = true });

    private static readonly Key<ImmutableArray<GivenAccount>> Accounts = Items("accounts", "Accounts.", new Shape<GivenAccount>(
        "given_account", "An account.", [Balance, AccountKind, State, Client, Customer, AsAccount], BuildAccount)
    { IsItem = true });

    private static readonly Key<ImmutableArray<GivenInstrument>> Instruments =
        Items("instruments", "Instruments: CLABEs and cards that money can go to.", new Shape<GivenInstrument>(
            "given_instrument", "An instrument.",
            [InstrumentKind, ClabeNumber, Card, Holder, Rfc, Alias, Bank, Client, Customer, AsInstrument], BuildInstrument)
        { IsItem = true });

    private static readonly Key<ImmutableArray<GivenWebhook>> Webhooks =
        Items("webhooks", "Registered webhooks.", new Shape<GivenWebhook>(
            "given_webhook", "A registered webhook.", [Type, Url, Token, WebhookState, Client, AsWebhook], BuildWebhook)
        { IsItem = true });

    /// <summary>The mapping.</summary>
    public static Shape<GivenPlan> Shape { get; } = new(
        "given", "What is there before the scenario begins.",
        [SandboxShape.Template, SandboxShape.Snapshot, Clients, Customers, Accounts, Instruments, Webhooks], Build);

    private static GivenPlan Build(Fields fields) => new()
    {
        Clients = fields.List(Clients),
        Customers = fields.List(Customers),
        Accounts = fields.List(Accounts),
        Instruments = fields.List(Instruments),
        Webhooks = fields.List(Webhooks),
    };

    private static GivenAccount BuildAccount(Fields fields) => new(
        fields.Node.At, fields.Find(AsAccount), fields.Find(Balance), fields.FindValue(AccountKind),
        fields.Get(State, AccountStatus.Active),
        fields.Find(Client), fields.Find(Customer));

    private static GivenInstrument? BuildInstrument(Fields fields)
    {
        if (fields.Has(ClabeNumber) == fields.Has(Card))
        {
            fields.Reading.Error(fields.Node, "an instrument has exactly one of clabe and card");
            return null;
        }

        return new GivenInstrument(
            fields.Node.At, fields.Find(AsInstrument), fields.Get(InstrumentKind, InstrumentType.Receiver),
            fields.Find(ClabeNumber), fields.Find(Card))
        {
            Holder = fields.Find(Holder),
            Rfc = fields.Find(Rfc),
            Alias = fields.Find(Alias),
            Bank = fields.Find(Bank),
            Client = fields.Find(Client),
            Customer = fields.Find(Customer),
        };
    }

    private static GivenWebhook BuildWebhook(Fields fields) => new(
        fields.Node.At, fields.Find(AsWebhook), fields.Get(Type), fields.Get(Url), fields.Find(Token),
        fields.Get(WebhookState, WebhookStatus.Active), fields.Find(Client));

    private static Key<string> As(Thing thing) =>
        new("as", new NewNameKind(thing), "The name by which the rest of the file knows it.");

    private static Key<Template> Text(string name, TextRule rule, string description) =>
        new(name, new TemplateKind("a text", rule), description);

    private static Key<ImmutableArray<T>> Items<T>(string name, string description, Kind<T> item) =>
        new(name, new ListKind<T>($"one entry for each of the {name}", item), description);
}
