using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Transactions;
using FincoreSim.Language.Model;
using FincoreSim.Runs.Expectations;
using FincoreSim.Runs.Posted;
using FincoreSim.Runs.Runner;

namespace FincoreSim.Runs.Steps;

/// <summary>The step <c>money_in</c>: from another bank, or from another account of the sandbox. Thread-safe.</summary>
internal sealed class DepositSteps(RunContext context, References references)
{
    /// <summary>Money comes in.</summary>
    public StepAnswer Receive(MoneyInStep step, RunScope scope)
    {
        var text = references.First(step.To, scope);
        if (context.Sandbox.Read(world => Counterparties.FindAccount(world.State, text)) is not { } account)
        {
            throw new ScenarioStopped($"{text} is not an account that can receive money");
        }

        var amount = Amounts.Text(step.Amount, context, references, scope);
        if (!Money.TryParse(amount, out var money))
        {
            throw new ScenarioStopped($"'{amount}' is not a valid amount such as \"1.90\"");
        }

        return step.Kind == TransactionSubCategory.IntCredit
            ? Transfer(step, account, money, scope)
            : Deposit(step, account, money, scope);
    }

    private StepAnswer Deposit(MoneyInStep step, Account account, Money amount, RunScope scope)
    {
        var usual = new DepositForm { Amount = amount };
        var form = usual with
        {
            PayerName = references.TextOrNull(step.PayerName, scope) ?? usual.PayerName,
            PayerAccount = references.TextOrNull(step.PayerAccount, scope) ?? usual.PayerAccount,
            PayerRfc = references.TextOrNull(step.PayerRfc, scope) ?? usual.PayerRfc,
            PayerInstitution = references.TextOrNull(step.FromBank, scope),
            Concept = references.TextOrNull(step.Concept, scope) ?? usual.Concept,
            NumericReference = references.TextOrNull(step.Reference, scope),
            TrackingKey = references.TextOrNull(step.TrackingKey, scope),
            IsDuplicate = step.IsDuplicate,
            IsRefusedWhenInactive = step.IsRefusedWhenInactive,
        };
        var outcome = context.Sandbox.Execute(new ReceiveDeposit(account.Id, form) { Origin = Origin.Control });
        return !outcome.IsAccepted ? StepAnswer.Of(outcome)
            : outcome.Value.Reason is { } reason ? Told(
                new Dictionary<string, string> { ["returned"] = reason.Code, ["tracking_key"] = outcome.Value.TrackingKey })
            : Told(outcome.Value.Id);
    }

    private StepAnswer Transfer(MoneyInStep step, Account account, Money amount, RunScope scope)
    {
        var payer = step.From is { } from
            ? FindPayer(references.First(from, scope))
            : OpenPayer(account, step.IsFromSameOwner == true, amount);
        var form = new PaymentForm(
            payer.InstrumentId, account.InstrumentId, references.TextOrNull(step.Reference, scope) ?? "1234567",
            references.TextOrNull(step.Concept, scope) ?? "Transferencia", amount.ToString(), Transaction.Currency);
        var outcome = context.Sandbox.Execute(new TransferInternally(payer.ClientId, form) { Origin = Origin.Control });
        return outcome.IsAccepted ? Told(outcome.Value.OtherLegId!.Value) : StepAnswer.Of(outcome);
    }

    private Account FindPayer(string text) => context.Sandbox.Read(world => Counterparties.FindAccount(world.State, text))
        ?? throw new ScenarioStopped($"{text} is not an account that can pay");

    /// <summary>An account for the purpose, with just the money: of the same owner, or of a customer of its own.</summary>
    private Account OpenPayer(Account account, bool isSameOwner, Money amount)
    {
        CustomerId? owner = isSameOwner
            ? account.OwnerType == OwnerType.Customer ? new CustomerId(account.OwnerId) : null
            : Accept(new AddCustomer(account.ClientId, "Otro Titular", InstrumentRules.UnknownRfc)).Id;
        return Accept(new OpenAccount(account.ClientId, owner, AccountType.PrivateAccount, amount));
    }

    private T Accept<T>(Command<T> command)
    {
        var outcome = context.Sandbox.Execute(command with { Origin = Origin.Control });
        return outcome.IsAccepted ? outcome.Value : throw new ScenarioStopped($"{command.Name}: {StepAnswer.Of(outcome)}");
    }

    private static StepAnswer Told(TransactionId id) => Told(new Dictionary<string, string> { ["id"] = id.Value.ToString() });

    private static StepAnswer Told(Dictionary<string, string> what)
    {
        var json = JsonSerializer.SerializeToElement(what, RunJson.Default.DictionaryStringString);
        return new StepAnswer { Status = 201, Json = json, Body = json.GetRawText() };
    }
}
