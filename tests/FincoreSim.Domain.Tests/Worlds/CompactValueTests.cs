namespace FincoreSim.Domain.Tests.Worlds;

/// <summary>
/// Values that a world keeps many of take less room than what they tell; what they tell is what they were made of.
/// </summary>
public sealed class CompactValueTests
{
    private static readonly DateTimeOffset At = SamplePayment.At;
    private static readonly Transaction Sent = SamplePayment.Sent;
    private static readonly TransactionId Payment = Sent.Id;

    private static IEnumerable<Command> Commands()
    {
        var usual = (MovePayment)LiquidateByClock.Instance.For(Payment.Value);
        yield return usual;
        yield return usual with { Origin = Origin.Api };
        yield return usual with { TransactionId = new TransactionId(Guid.AllBitsSet) };
        yield return usual with { Move = PaymentMove.Reject };
        yield return usual with { Reason = ReturnReason.CancelledAccount };
        yield return usual with { FollowUp = new FollowUp(TimeSpan.FromSeconds(1), usual) };
        yield return new BeginAttempt(new DeliveryId(Payment.Value)) { Origin = Origin.Clock };
    }

    [TestCaseSource(nameof(Commands))]
    public void An_item_has_the_command_it_was_given(Command command)
    {
        var item = new DueItem(At, 7, Payment.Value, command, 3, true);
        Assert.That((item.At, item.Sequence, item.Subject, item.Command, item.CausedBy, item.IsRecurring),
            Is.EqualTo((At, 7L, Payment.Value, command, (long?)3, true)));
        Assert.That(new DueItem(At, 7, Payment.Value, command, null, false).CausedBy, Is.Null);
    }

    [Test]
    public void An_event_tells_what_it_was_given()
    {
        Notice[] notices =
        [
            new StatusUpdateNotice(Sent),
            new CepNotice(Sent, Clabe.Parse("012180001183597198")),
            new MoneyInNotice(Sent, new Party("1", "A", "ND"), new Party("2", "B", "ND"), "40137", Guid.Empty),
        ];
        foreach (var notice in notices)
        {
            var happened = new WebhookEvent(new EventId(Payment.Value), notice, At);
            Assert.That((happened.Notice, happened.At, happened.ClientId, happened.TransactionId),
                Is.EqualTo((notice, At, Sent.ClientId, (TransactionId?)Payment)));
        }
    }

    [Test]
    public void A_transaction_tells_what_it_was_given()
    {
        var (source, destination) = (new InstrumentId(Payment.Value), new InstrumentId(Guid.AllBitsSet));
        var told = Sent with { SourceInstrumentId = source, DestinationInstrumentId = destination };
        Assert.That((told.SourceInstrumentId, told.DestinationInstrumentId, told.CreatedAt, told.UpdatedAt),
            Is.EqualTo(((InstrumentId?)source, (InstrumentId?)destination, At, At.AddSeconds(2))));
        Assert.That(
            (Sent.SourceInstrumentId, Sent.DestinationInstrumentId), Is.EqualTo(((InstrumentId?)null, (InstrumentId?)null)));
    }

    [Test]
    public void A_delivery_tells_what_it_was_given()
    {
        var delivery = new Delivery
        {
            Id = default,
            Event = new WebhookEvent(default, new StatusUpdateNotice(Sent), At),
            WebhookId = default,
            CausedBy = 1
        };
        Assert.That((delivery.NextAttemptAt, delivery.TreatedAs, delivery.TreatedReason, delivery.Changes.IsEmpty),
            Is.EqualTo(((DateTimeOffset?)null, (int?)null, (string?)null, true)));
        var told = delivery with { NextAttemptAt = At, TreatedAs = 422, TreatedReason = "a", Changes = [null!] };
        Assert.That((told.NextAttemptAt, told.TreatedAs, told.TreatedReason, told.Changes.Length),
            Is.EqualTo(((DateTimeOffset?)At, (int?)422, "a", 1)));
        Assert.That(
            told with { NextAttemptAt = null, TreatedAs = null, TreatedReason = null, Changes = [] }, Is.EqualTo(delivery));
    }
}
