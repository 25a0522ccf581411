using System.Text;

namespace FincoreSim.Domain.Tests.Kit;

/// <summary>Submits payments with an idempotency key, as the host does after reading a request.</summary>
internal sealed class SubmittingClient(WorldKit world)
{
    public static readonly Guid Key = Guid.Parse("66c0b04f-97d6-592d-8396-199819064afa");

    public SubmittedPayment Submit(
        uint body = 1, string amount = "1.95", Refusal? refused = null, bool isDerived = true, Guid? key = null,
        ClientId? client = null, string operation = "money_out", int padding = 0)
    {
        var caller = client ?? world.Client;
        var form = world.Form(amount) with
        {
            Source = caller == world.Client ? world.Central.InstrumentId : world.OtherCentral.InstrumentId,
            Destination = caller == world.Client ? world.External : Own(caller),
        };
        Command<Transaction> command = operation == "money_out"
            ? new MoneyOut(caller, form)
            : new TransferInternally(caller, form);
        var use = Use(caller, key ?? Key, body, isDerived, padding);
        return world.Gate.Submit(new PaymentRequest(operation, refused is null ? command : refused, use));
    }

    /// <summary>
    /// Leaves a first request without answer. Nothing of the public interface does so yet, so the record is put in by hand.
    /// </summary>
    public void LeaveUnanswered()
    {
        var use = Use(world.Client, Key, 1, true);
        var answer = new PaymentAnswer(new Refusal(RefusalCode.Internal), world.World.State.Options);
        IdempotencyRules.FirstUse(world.World.State.Idempotency, use, "money_out", answer, world.Now, isAnswered: false)
            .ApplyTo(world.World.State);
    }

    public IdempotencyRecord? Record(Guid? key = null) =>
        world.World.State.Idempotency.Find(new IdempotencyKey(world.Client, key ?? Key), world.Now);

    private static KeyUse Use(ClientId caller, Guid key, uint body, bool isDerived, int padding = 0) =>
        new(new IdempotencyKey(caller, key), new BodyHash(body),
            Encoding.UTF8.GetBytes($"body {body}".PadRight(padding)), isDerived);

    private InstrumentId Own(ClientId caller)
    {
        var mine = InstrumentQueries.OfClient(world.World.State, caller, null)
            .FirstOrDefault(instrument => instrument.AccountId is null);
        return mine?.Id ?? world.Do(new RegisterInstrument(
            caller, null, null, InstrumentType.Receiver, null, null,
            new ClabeForm(TestBanks.Bbva, "Juan Gomez", "001183597198", "012180001183597198"))).Id;
    }
}
