namespace FincoreSim.Domain.Tests.Model;

/// <summary>
/// Fincore as the pages tell it, without any cleverness: lists, decimals and texts. Written from the documentation and the
/// list of choices, not from the code, so that the two can disagree.
/// </summary>
internal sealed partial class WorldModel
{
    private readonly bool _refundsSettleLater;
    private readonly bool _allUpdates;
    private readonly List<ModelDue> _due = [];
    private long _order;

    public WorldModel(DateTimeOffset now, bool refundsSettleLater, bool allUpdates)
    {
        (Now, _refundsSettleLater, _allUpdates) = (now, refundsSettleLater, allUpdates);
        var central = new ModelAccount(0, "client 0", 1000m, true);
        var customers = new ModelAccount(0, "customer", 0m, false);
        var others = new ModelAccount(1, "client 1", 500m, true);
        var second = new ModelAccount(0, "client 0", 0m, false);
        Accounts = [central, customers, others, second];
        Instruments =
        [
            new(0, central, central), new(0, customers, customers), new(1, others, others), new(0, null, null),
            new(0, null, null) { IsCard = true }, new(0, null, others), new(0, null, null, Ending.IsRejected)
            {
                IsUnassigned = true
            },
            new(0, null, null, Ending.SettlesLate), new(0, null, null, Ending.IsRejected), new(0, null, null, Ending.ComesBack),
            new(0, null, null, Ending.CepDelayed), new(0, null, null, Ending.CepFails),
            new(0, second, second), new(1, null, central), new(1, null, null),
        ];
        Webhooks = [new(0, "MONEY_IN"), new(0, "MONEY_IN"), new(0, "STATUS_UPDATE"), new(0, "CEP"), new(1, "MONEY_IN")];
    }

    public DateTimeOffset Now { get; private set; }

    public List<ModelAccount> Accounts { get; }

    public List<ModelInstrument> Instruments { get; }

    public List<ModelWebhook> Webhooks { get; }

    public List<ModelTransaction> Transactions { get; } = [];

    public List<ModelDelivery> Deliveries { get; } = [];

    public Dictionary<int, ModelKey> Keys { get; } = [];

    private bool ReceiverMustBeAsked => Webhooks.Any(webhook => webhook.InFlight is not null || webhook.Ready.Count > 0);

    /// <summary>What the step comes to: OK, or the refusal's name.</summary>
    public string Take(Step step)
    {
        RunUntil(Now, stopForReceivers: false);
        return step.Kind switch
        {
            StepKind.MoneyOut => MoneyOut(Pays(step.A), Step.Pick(Instruments, step.B), Step.Pick(Choices.Amounts, step.C)),
            StepKind.Internal => Internal(Pays(step.A), Step.Pick(Instruments, step.B), Step.Pick(Choices.Amounts, step.C)),
            StepKind.Penny => Penny(Pays(step.A), Step.Pick(Instruments, step.B)),
            StepKind.Deposit => Deposit(Step.Pick(Accounts, step.A), Step.Pick(Choices.DepositAmounts, step.B)),
            StepKind.Fund => Fund(Step.Pick(Accounts, step.A)),
            StepKind.MoveAccount => MoveAccount(Step.Pick(Accounts, step.A), step.B % 4),
            StepKind.MoveInstrument => MoveInstrument(Step.Pick(Instruments, step.A), step.B % 2 == 0),
            StepKind.DeleteInstrument => Delete(Step.Pick(Instruments, step.A)),
            StepKind.Submit => Submit(step.A % 3, step.B % 2),
            StepKind.Advance => Advance(WorldKit.Duration(Step.Pick(Choices.Waits, step.A)), Choices.WaitsForReceivers(step)),
            StepKind.Take => TakeDeliveries(),
            StepKind.SetWebhook => SetWebhook(Step.Pick(Webhooks, step.A), step.B % 3 == 0 ? "INACTIVE" : "ACTIVE"),
            _ => TakeOnWhatHappened(step),
        };
    }

    /// <summary>Mostly an instrument that can pay, now and then any.</summary>
    public static int PaysIndex(int number) => number % 10 < 8 ? new[] { 0, 0, 0, 1, 2, 12 }[number / 10 % 6] : number / 10 % 15;

    private ModelInstrument Pays(int number) => Instruments[PaysIndex(number)];

    private string TakeOnWhatHappened(Step step)
    {
        if (step.Kind == StepKind.Answer)
        {
            var flying = Webhooks.Where(webhook => webhook.InFlight is not null).ToArray();
            return flying.Length == 0 ? "OK" : Answer(Step.Pick(flying, step.A), Step.Pick(Choices.Answers, step.B));
        }

        if (step.Kind == StepKind.Resend)
        {
            return Deliveries.Count == 0 ? "OK" : Resend(Step.Pick(Deliveries, step.A));
        }

        if (Transactions.Count == 0)
        {
            return "OK";
        }

        var about = Step.Pick(Transactions, step.A);
        return step.Kind switch
        {
            StepKind.Refund => Refund(about, step.B % 8, step.C % 8),
            StepKind.MovePayment => MovePayment(about, step.B % 3),
            _ => MoveCep(about, new[] { "PENDING", "DELAYED", "COMPLETED", "FAILED", "INITIALIZED" }[step.B % 5]),
        };
    }

    private string Advance(TimeSpan wait, bool waitsForReceivers)
    {
        RunUntil(Now + wait, waitsForReceivers);
        return "OK";
    }

    private void RunUntil(DateTimeOffset until, bool stopForReceivers)
    {
        while (!stopForReceivers || !ReceiverMustBeAsked)
        {
            var next = _due.OrderBy(item => item.At).ThenBy(item => item.Order).FirstOrDefault();
            if (next is null || next.At > until)
            {
                Now = until > Now ? until : Now;
                return;
            }

            _due.Remove(next);
            Now = next.At > Now ? next.At : Now;
            next.Happens();
        }
    }

    private void Schedule(DateTimeOffset at, object subject, Action happens)
    {
        Unschedule(subject);
        _due.Add(new ModelDue(at, _order++, subject, happens));
    }

    private void Unschedule(object subject) => _due.RemoveAll(item => item.Subject == subject);
}
