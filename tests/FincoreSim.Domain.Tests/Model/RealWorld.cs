namespace FincoreSim.Domain.Tests.Model;

/// <summary>Takes the steps of the model in the real world.</summary>
internal sealed class RealWorld
{
    private readonly WorldKit _kit;
    private readonly Account[] _accounts;
    private readonly InstrumentId[] _instruments;
    private readonly Webhook[] _webhooks;

    public RealWorld(WorldOptions options)
    {
        _kit = new WorldKit(options);
        var second = _kit.Do(
            new CreatePrivateAccount(_kit.Client, BankCatalogue.FincoPay, _kit.Client.Value, Guid.Empty, _kit.Central.Id));
        _accounts = [_kit.Central, _kit.Private, _kit.OtherCentral, second];
        _instruments =
        [
            _kit.Central.InstrumentId, _kit.Private.InstrumentId, _kit.OtherCentral.InstrumentId, _kit.External, _kit.Card,
            _kit.OtherAsSeen,
                Register("734180000000000995"), Reserved("settles_late"), Reserved("rejected"), Reserved("returned"),
            Reserved("cep_delayed"),
                Reserved("cep_failed"), second.InstrumentId, Register(_kit.Central.Clabe.Digits, _kit.Other),
            Register("012180001183597198", _kit.Other),
            ];
        _webhooks =
        [
            _kit.Webhook(WebhookType.MoneyIn, "http://receiver.test/a"), _kit.Webhook(
                WebhookType.MoneyIn, "http://receiver.test/b"),
            _kit.Webhook(WebhookType.StatusUpdate), _kit.Webhook(WebhookType.Cep), _kit.Webhook(
                WebhookType.MoneyIn, client: _kit.Other),
        ];
    }

    public WorldKit Kit => _kit;

    public World World => _kit.World;

    public IEnumerable<string> Balances => _accounts.Select(account =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{World.State.Ledger[account.Id].Posted} {World.State.Ledger[account.Id].Available} "
            + $"{WireName<AccountStatus>.Of(_kit.Of(account.Id).Status)}"));

    public IEnumerable<string> Transactions => World.State.Transactions.OldestFirst().Select(transaction => string.Create(
        CultureInfo.InvariantCulture,
        $"{WireName<TransactionStatus>.Of(transaction.Status)} {transaction.Amount} "
        + $"{(transaction.Cep is { } cep ? WireName<CepStatus>.Of(cep.Status) : "")}"));

    public IEnumerable<string> Deliveries => World.State.Deliveries.All.Select(delivery => string.Create(
        CultureInfo.InvariantCulture, $"{WireName<DeliveryStatus>.Of(delivery.Status)} {delivery.Attempts.Length}"));

    public string Take(Step step) => step.Kind switch
    {
        StepKind.MoneyOut => Name(_kit.Try(new MoneyOut(CallerOf(step), Form(step)))),
        StepKind.Internal => Name(_kit.Try(new TransferInternally(CallerOf(step), Form(step)))),
        StepKind.Penny =>
            Name(_kit.Try(new ValidateByPenny(CallerOf(step), Source(step), Step.Pick(_instruments, step.B), null, null))),
        StepKind.Deposit => Name(_kit.Try(new ReceiveDeposit(
            Step.Pick(_accounts, step.A).Id,
            new DepositForm { Amount = Money.Parse(Step.Pick(Choices.DepositAmounts, step.B)), IsRefusedWhenInactive = true }))),
        StepKind.Fund => Name(_kit.Try(new FundAccount(Step.Pick(_accounts, step.A).Id, Money.Parse("25.00")))),
        StepKind.MoveAccount => Name(_kit.Move(Step.Pick(_accounts, step.A), (AccountMove)(step.B % 4))),
        StepKind.MoveInstrument => Name(_kit.Move(Step.Pick(_instruments, step.A), (InstrumentMove)(step.B % 2))),
        StepKind.DeleteInstrument => Delete(Step.Pick(_instruments, step.A)),
        StepKind.Submit => Submit(step.A % 3, step.B % 2),
        StepKind.Advance => Advance(step),
        StepKind.Take => Name(_kit.Try(new TakeDeliveries())),
        StepKind.SetWebhook =>
            Name(_kit.SetStatus(Step.Pick(_webhooks, step.A), step.B % 3 == 0 ? WebhookStatus.Inactive : WebhookStatus.Active)),
        _ => TakeOnWhatHappened(step),
    };

    private string TakeOnWhatHappened(Step step)
    {
        // As each command would, so that the steps choose among what there is after it.
        _kit.Gate.Read(world => world.Now);
        var deliveries = World.State.Deliveries.All.ToArray();
        if (step.Kind == StepKind.Answer)
        {
            var flying =
                _webhooks
                    .SelectMany(
                        webhook =>
                            deliveries.Where(
                                delivery => delivery.WebhookId == webhook.Id && delivery.Status == DeliveryStatus.InFlight))
                    .ToArray();
            return flying.Length == 0
                ? "OK"
                : Name(_kit.Try(
                    new RecordAttempt(Step.Pick(flying, step.A).Id, Receiver.Status(Step.Pick(Choices.Answers, step.B)))));
        }

        if (step.Kind == StepKind.Resend)
        {
            return deliveries.Length == 0 ? "OK" : Name(_kit.Try(new ResendDelivery(Step.Pick(deliveries, step.A).Id)));
        }

        var transactions = World.State.Transactions.OldestFirst().ToArray();
        if (transactions.Length == 0)
        {
            return "OK";
        }

        var about = Step.Pick(transactions, step.A);
        return step.Kind switch
        {
            StepKind.Refund => Refund(about, step),
            StepKind.MovePayment => Name(_kit.Move(about, (PaymentMove)(step.B % 3))),
            _ => Name(
                _kit.MoveCep(
                    about,
                    new[] { CepStatus.Pending, CepStatus.Delayed, CepStatus.Completed, CepStatus.Failed, CepStatus.Initialized }[step.B % 5])),
        };
    }

    private string Refund(Transaction about, Step step)
    {
        var caller = step.C % 8 != 0 ? about.ClientId : about.ClientId == _kit.Client ? _kit.Other : _kit.Client;
        var amount = step.B % 8 == 0 ? about.Amount + Money.Penny : about.Amount;
        return Name(_kit.Try(new RefundDeposit(caller, about.Id, amount.ToString(), "Devolucion")));
    }

    private string Submit(int key, int body)
    {
        var submitted = new SubmittingClient(_kit).Submit(
            (uint)body + 1, body == 0 ? "1.95" : "100000.00", key: new SeededIds(1).Uuid(IdKind.Token, key));
        return Name(submitted.Answer.Outcome) + (submitted.IsReplay ? " REPLAY" : "");
    }

    private string Advance(Step step)
    {
        _kit.Gate.Read(world => world.Now);
        _kit.Gate.RunUntil(_kit.Now + WorldKit.Duration(Step.Pick(Choices.Waits, step.A)), [], !Choices.WaitsForReceivers(step));
        return "OK";
    }

    private string Delete(InstrumentId id) =>
        Name(_kit.Try(new DeleteInstrument(World.State.Instruments.Find(id)!.ClientId, id)));

    private InstrumentId Source(Step step) => _instruments[WorldModel.PaysIndex(step.A)];

    private ClientId CallerOf(Step step) => World.State.Instruments.Find(Source(step))!.ClientId;

    private PaymentForm Form(Step step) =>
        _kit.Form(Step.Pick(Choices.Amounts, step.C), Source(step), Step.Pick(_instruments, step.B));

    private InstrumentId Reserved(string effect) =>
        Register(ReservedValues.All.First(value => value.Effect == effect).Clabe.Digits);

    private InstrumentId Register(string clabe, ClientId? client = null) => _kit.Do(new RegisterInstrument(
        client ?? _kit.Client, null, null, InstrumentType.Receiver, null, null,
        new ClabeForm(TestBanks.Bbva, "Juan Gomez", clabe[6..], clabe))).Id;

    private static string Name<T>(Outcome<T> outcome) =>
        outcome.IsAccepted ? "OK" : WireName<RefusalCode>.Of(outcome.Refusal.Code);
}
