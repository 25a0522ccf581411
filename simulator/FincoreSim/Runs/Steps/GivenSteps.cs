using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Banks;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Language.Model;
using FincoreSim.Language.Yaml;
using FincoreSim.Runs.Runner;

namespace FincoreSim.Runs.Steps;

/// <summary>Makes what is there before a scenario begins, in the order of the file's kinds. Used by one run.</summary>
internal sealed class GivenSteps(RunContext context, References references, RunScope scope)
{
    /// <summary>BBVA: the bank of cards, and of CLABEs of no bank of the catalogue, such as the reserved ones.</summary>
    private const string BankDefault = "40012";

    /// <summary>Makes everything; the failure of the first that cannot be made, null where all can.</summary>
    public RunFailure? Make(GivenPlan given) =>
        Each(given.Clients, client => client.At, Make)
        ?? Each(given.Customers, customer => customer.At, Make)
        ?? Each(given.Accounts, account => account.At, Make)
        ?? Each(given.Instruments, instrument => instrument.At, Make)
        ?? Each(given.Webhooks, webhook => webhook.At, Make);

    private static RunFailure? Each<T>(ImmutableArray<T> all, Func<T, Position> at, Action<T> make)
    {
        foreach (var one in all)
        {
            try
            {
                make(one);
            }
            catch (ScenarioStopped stopped)
            {
                return new RunFailure(at(one), $"given: {stopped.Message}");
            }
        }

        return null;
    }

    private void Make(GivenClient given)
    {
        var client = Accept(new AddClient(references.TextOrNull(given.Name, scope) ?? given.As ?? "Client"));
        scope.Define(given.As, new Bound(Thing.Client, client.Id.Value));
    }

    private void Make(GivenCustomer given)
    {
        var customer = Accept(new AddCustomer(
            ClientOf(given.Client), references.TextOrNull(given.Name, scope) ?? given.As ?? "Customer",
            references.TextOrNull(given.Rfc, scope) ?? InstrumentRules.UnknownRfc));
        scope.Define(given.As, new Bound(Thing.Customer, customer.Id.Value));
    }

    private void Make(GivenAccount given)
    {
        var customer = IdOf(given.Customer) is { } owner ? new CustomerId(owner) : (CustomerId?)null;
        var balance = references.TextOrNull(given.Balance, scope) ?? "0.00";
        if (!Money.TryParse(balance, out var money))
        {
            throw new ScenarioStopped($"'{balance}' is not a valid balance such as \"100.00\"");
        }

        var type = given.Type ?? (customer is null ? AccountType.CentralizingAccount : AccountType.PrivateAccount);
        var account = Accept(new OpenAccount(ClientOf(given.Client), customer, type, money));
        if (given.Status != AccountStatus.Active)
        {
            Accept(new MoveAccount(account.Id, given.Status == AccountStatus.Blocked ? AccountMove.Block : AccountMove.Suspend));
        }

        context.FirstAccount ??= account.Id.Value;
        scope.Define(given.As, new Bound(Thing.Account, account.Id.Value));
    }

    private void Make(GivenInstrument given)
    {
        var holder = references.TextOrNull(given.Holder, scope) ?? given.As ?? "Titular";
        var customer = IdOf(given.Customer) is { } owner ? new CustomerId(owner) : (CustomerId?)null;
        var instrument = Accept(new RegisterInstrument(
            ClientOf(given.Client), null, customer, given.Type, references.TextOrNull(given.Rfc, scope),
            references.TextOrNull(given.Alias, scope) ?? given.As ?? holder,
            DetailOf(given, holder)));
        scope.Define(given.As, new Bound(Thing.Instrument, instrument.Id.Value));
    }

    private DetailForm DetailOf(GivenInstrument given, string holder)
    {
        var code = references.TextOrNull(given.Bank, scope);
        if (references.TextOrNull(given.Card, scope) is { } card)
        {
            return new CardForm(BankOf(code ?? BankDefault), holder, card);
        }

        var digits = references.Text(given.Clabe!, scope);
        var bank = code is not null ? BankOf(code)
            : Clabe.TryParse(digits, out var clabe)
                && context.Sandbox.Read(world => world.State.Banks.OfClabe(clabe)) is { } known ? known.Id
            : BankOf(BankDefault);
        return new ClabeForm(bank, holder, digits.Length == 18 ? digits[6..17] : digits, digits);
    }

    private BankId BankOf(string code) => context.Sandbox.Read(world => world.State.Banks.OfCode(code))?.Id
        ?? throw new ScenarioStopped($"no bank of the catalogue has the code {code}");

    private void Make(GivenWebhook given)
    {
        var url = references.Text(given.Url, scope);
        if (context.Hosts.Refuse(url) is { } refusal)
        {
            throw new ScenarioStopped(refusal);
        }

        var client = ClientOf(given.Client);
        var webhook = Accept(new RegisterWebhook(client, url, references.TextOrNull(given.Token, scope) ?? "", given.Type));
        if (given.Status == WebhookStatus.Inactive)
        {
            Accept(new ChangeWebhook(client, webhook.Id, null, null, WebhookStatus.Inactive));
        }
        else if (given.Status == WebhookStatus.Deleted)
        {
            Accept(new DeleteWebhook(client, webhook.Id));
        }

        scope.Define(given.As, new Bound(Thing.Webhook, webhook.Id.Value));
    }

    private ClientId ClientOf(Operand? client) => IdOf(client) is { } id ? new ClientId(id) : context.Client;

    private Guid? IdOf(Operand? operand) => operand is null ? null : references.Id(operand, scope);

    private T Accept<T>(Command<T> command)
    {
        var outcome = context.Sandbox.Execute(command with { Origin = Origin.Control });
        return outcome.IsAccepted ? outcome.Value : throw new ScenarioStopped($"{command.Name}: {StepAnswer.Of(outcome)}");
    }
}
