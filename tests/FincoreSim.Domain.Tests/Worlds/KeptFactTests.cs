using System.Reflection;
using FincoreSim.Domain.Idempotency;
using FincoreSim.Domain.Transactions;
using FincoreSim.Domain.Webhooks;
using FincoreSim.Domain.Worlds;

namespace FincoreSim.Domain.Tests.Worlds;

public class KeptFactTests
{
    [Test]
    public void Every_fact_comes_back_as_it_was_kept()
    {
        var facts = Facts().ToArray();

        Assert.That(facts.Select(fact => fact.Kept.ToFact()), Is.EqualTo(facts));
        Assert.That(facts.Select(fact => fact.Kept.Form).Distinct(), Is.EquivalentTo(Forms()));
    }

    /// <summary>Every form that some type declares.</summary>
    private static FactForm[] Forms() =>
    [
        .. typeof(Fact).Assembly.GetTypes()
            .SelectMany(
                type => type.GetProperties(
                    BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(property => property.PropertyType == typeof(FactForm))
            .Select(property => (FactForm)property.GetValue(null)!),
    ];

    private static IEnumerable<Fact> Facts()
    {
        var payment = SamplePayment.Sent;
        yield return new Warned("a text");
        yield return new TransactionCreated(payment);
        yield return new TransactionChanged(payment with { Status = TransactionStatus.Liquidated });
        yield return new ItemScheduled(new DueItem(
            DateTimeOffset.UnixEpoch, 1, payment.Id.Value,
            new MovePayment(payment.Id, PaymentMove.Liquidate, null, null), 1, false));
        yield return new KeyRecorded(new IdempotencyRecord
        {
            Key = new IdempotencyKey(payment.ClientId, Id(5)),
            Operation = "money_out",
            Hash = new BodyHash(1),
            Answer = new PaymentAnswer(payment, new WorldOptions()),
            FirstAt = DateTimeOffset.UnixEpoch,
        }, "{}"u8.ToArray());
        var happened = new WebhookEvent(new EventId(Id(6)), new StatusUpdateNotice(payment), DateTimeOffset.UnixEpoch);
        var delivery =
            new Delivery { Id = new DeliveryId(Id(7)), Event = happened, WebhookId = new WebhookId(Id(8)), CausedBy = 1 };
        yield return new DeliveryQueued(delivery, IsDueNow: false);
        yield return new DeliveryQueued(delivery, IsDueNow: true);
        yield return new DeliveryTaken(delivery with { Status = DeliveryStatus.InFlight });
        yield return new DeliveryDue(delivery);
        yield return new DeliveryAttempted(delivery with { Status = DeliveryStatus.Delivered });
    }

    private static Guid Id(byte number) => new(0, 0, 0, [0, 0, 0, 0, 0, 0, 0, number]);
}
