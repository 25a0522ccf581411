namespace FincoreSim.Domain.Tests.Kit;

/// <summary>The other end of the webhooks: notes what it gets and answers at once, by default 201.</summary>
internal sealed class Receiver
{
    private readonly List<Received> _received = [];

    /// <summary>What it answers.</summary>
    public Func<Dispatch, AttemptResult> Answer { get; set; } = _ => Status(201);

    /// <summary>What it got, in order.</summary>
    public IReadOnlyList<Received> Received => _received;

    /// <summary>Answers with a status from now on.</summary>
    public void AnswerAlways(int? status) => Answer = _ => Status(status);

    public AttemptResult Take(Dispatch dispatch, DateTimeOffset at)
    {
        _received.Add(new Received(at, dispatch));
        return Answer(dispatch);
    }

    /// <summary>An answer with a status; null is no answer.</summary>
    public static AttemptResult Status(int? status, string? refundReason = null) =>
        new() { StatusCode = status, RefundReason = refundReason, Error = status is null ? "timeout" : null };
}

/// <summary>One exchange, as the receiver saw it.</summary>
internal sealed record Received(DateTimeOffset At, Dispatch Dispatch)
{
    public Notice Notice => Dispatch.Delivery.Event.Notice;

    public EventId EventId => Dispatch.Delivery.Event.Id;

    /// <summary>The status that a STATUS_UPDATE tells.</summary>
    public TransactionStatus Status => ((StatusUpdateNotice)Notice).Transaction.Status;

    /// <summary>The CEP that a CEP webhook tells.</summary>
    public Cep Cep => ((CepNotice)Notice).Transaction.Cep!;
}
