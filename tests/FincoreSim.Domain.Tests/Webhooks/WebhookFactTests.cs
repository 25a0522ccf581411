namespace FincoreSim.Domain.Tests.Webhooks;

/// <summary>What the journal tells of payments and of webhooks, line by line, and what each line weighs.</summary>
public sealed class WebhookFactTests
{
    private static readonly Guid Number = new("00000000-0000-4000-8000-00000000000a");
    private static readonly Transaction Payment = SamplePayment.Sent;
    private static readonly string Id = $"{Number}";

    private static readonly Webhook Registered = new()
    {
        Id = new WebhookId(Number),
        ClientId = Payment.ClientId,
        Url = "http://me@a.test/h",
        Token = "abc",
        Type = WebhookType.Cep,
        CreatedAt = SamplePayment.At,
        UpdatedAt = SamplePayment.At,
    };

    private static readonly Delivery Told = new()
    {
        Id = new DeliveryId(Number),
        Event = new WebhookEvent(new EventId(Number), new StatusUpdateNotice(Payment), SamplePayment.At),
        WebhookId = new WebhookId(Number),
        CausedBy = 1,
    };

    private static readonly Cep Receipt =
        new() { ValidationId = Number, Status = CepStatus.Delayed, CreatedAt = SamplePayment.At };

    private static readonly Dictionary<string, (Fact Fact, TransactionId? About, int Weight, string Lines)> Table = new()
    {
        ["transaction_created"] = (new TransactionCreated(Payment), Payment.Id, 256,
            "sub_category=SPEI_DEBIT amount=0.01 status=INITIALIZED tracking_key=20260302FINCHAAAAAAAAAA"),
        ["transaction_changed"] = (new TransactionChanged(Payment), Payment.Id, 256, "status=INITIALIZED reason= cep="),
        ["transaction_changed 2"] = (
            new TransactionChanged(Payment with { Reason = ReturnReason.CancelledAccount, Cep = Receipt }), Payment.Id, 256,
            "status=INITIALIZED reason=CANCELLED_ACCOUNT cep=DELAYED"),
        ["webhook_registered"] = (new WebhookRegistered(Registered), null, 256 + (2 * (18 + 3)),
            $"webhook={Id} type=CEP url=http://***@a.test/h"),
        ["webhook_changed"] = (
            new WebhookChanged(Registered with { Status = WebhookStatus.Inactive }), null, 256 + (2 * (18 + 3)),
            $"webhook={Id} status=INACTIVE url=http://***@a.test/h"),
        ["webhook_queued"] = (new DeliveryQueued(Told, true), Payment.Id, 512,
            $"delivery={Id} type=STATUS_UPDATE id_msg={Id} webhook={Id}"),
        ["webhook_not_queued"] = (
            new DeliveryTurnedAway(Told.Cancelled("no room")), Payment.Id, 512,
            $"delivery={Id} type=STATUS_UPDATE id_msg={Id} webhook={Id} why=no room"),
        ["webhook_due"] = (new DeliveryDue(Told), Payment.Id, 512, $"delivery={Id}"),
        ["webhook_attempt_started"] = (new DeliveryTaken(Tried(null)), Payment.Id, 512, $"delivery={Id} attempt=3"),
        ["webhook_cancelled"] = (
            new DeliveryCancelled(Told.Cancelled("it is"), true), Payment.Id, 512,
            $"delivery={Id} type=STATUS_UPDATE id_msg={Id} webhook={Id} attempts=0 why=it is"),
        ["webhook_attempted"] = (
            new DeliveryAttempted(Tried(new AttemptResult { StatusCode = 201, Body = "xy", Error = "x", BodyNote = "n" })),
            Payment.Id, 512 + 4,
            $"delivery={Id} attempt=3 answer=201 status=PENDING decision=said note=n"),
        ["webhook_attempted 2"] = (
            new DeliveryAttempted(Tried(new AttemptResult { Error = "timeout", Headers = [new("A", "bc"), new("D", null)] })),
            Payment.Id,
            512 + 64 + 6 + 64 + 2, $"delivery={Id} attempt=3 answer=timeout status=PENDING decision=said note="),
        ["webhook_attempted 3"] = (new DeliveryAttempted(Tried(null)), Payment.Id, 512,
            $"delivery={Id} attempt=3 answer= status=PENDING decision=said note="),
    };

    private static IEnumerable<string> Names => Table.Keys;

    [TestCaseSource(nameof(Names))]
    public void A_fact_tells(string name)
    {
        var (fact, about, weight, lines) = Table[name];

        Assert.That((fact.Kind, fact.Transaction), Is.EqualTo((name.Split(' ')[0], about)));
        Assert.That(string.Join(' ', fact.Details.Select(detail => $"{detail.Name}={detail.Text}")), Is.EqualTo(lines));
        Assert.That(fact.Weight, Is.EqualTo(weight));
    }

    [Test]
    public void A_report_is_about_no_transaction()
    {
        var report =
            new Report(Payment.ClientId, ReportFileType.Transactions, ReportPeriod.Daily, new DateOnly(2026, 3, 2), null,
                SamplePayment.At, []);
        var happened = new WebhookEvent(new EventId(Number), new ReportNotice(report), SamplePayment.At);

        Assert.That((happened.ClientId, happened.TransactionId, happened.Notice.Type),
            Is.EqualTo((Payment.ClientId, (TransactionId?)null, WebhookType.Report)));
    }

    private static Delivery Tried(AttemptResult? result) => Told with
    {
        Attempts = [
            new() { Number = 3, IsResend = false, DueAt = default, SentAt = default, Url = "", Result = result, Decision =
                "said" }],
    };
}
