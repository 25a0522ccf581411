using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Webhooks;

/// <summary>What gives a notice: the notice itself, or what it only wraps.</summary>
public interface INoticeSource
{
    /// <summary>Whose event it is.</summary>
    ClientId ClientId { get; }

    /// <summary>The transaction it is about; null for reports.</summary>
    TransactionId? TransactionId { get; }

    /// <summary>The notice.</summary>
    Notice ToNotice();
}

/// <summary>
/// What a webhook tells: facts copied at the moment of the event, so that every attempt sends the same bytes. Each resource has
/// its own, which says what an answer means and what rules see of it. Immutable.
/// </summary>
public abstract record Notice : INoticeSource
{
    /// <summary>The type of webhook that carries it.</summary>
    public abstract WebhookType Type { get; }

    /// <summary>Whose event it is.</summary>
    public abstract ClientId ClientId { get; }

    /// <summary>The transaction it is about; null for reports.</summary>
    public abstract TransactionId? TransactionId { get; }

    /// <summary>What the journal and the deliveries keep of it.</summary>
    internal virtual INoticeSource Source => this;

    /// <inheritdoc/>
    Notice INoticeSource.ToNotice() => this;

    /// <summary>What a receiver's status means for it; null is no answer.</summary>
    internal virtual AnswerMeaning MeaningOf(int? status) => AnswerTable.Usual(status);

    /// <summary>
    /// What its receiver's refusal does to the money; only where an answer can mean <see cref="AnswerMeaning.RefundsDeposit"/>.
    /// </summary>
    /// <param name="draft">The decision.</param>
    /// <param name="webhook">Whose receiver refused.</param>
    /// <param name="reason">Why it is given back.</param>
    /// <param name="answer">The answer that gave the reason; null where a rule did.</param>
    /// <returns>What came of it, for the attempt.</returns>
    internal virtual string Refund(Draft draft, WebhookId webhook, string? reason, AttemptResult? answer) =>
        throw new InvariantBroken("only_deposits_are_refunded", WireName<WebhookType>.Of(Type));

    /// <summary>The fields that rules see of it, beside those of every webhook.</summary>
    internal virtual IEnumerable<(string Path, ImmutableArray<string> Texts)> RuleFields(WorldState state) => [];
}

/// <summary>
/// An event of which webhooks tell; the same over every retry and resend. Immutable; a value that its deliveries share.
/// </summary>
public readonly record struct WebhookEvent
{
    // A notice of a status only wraps its transaction, which is kept anyway; it is wrapped again for who asks.
    private readonly INoticeSource _told;
    private readonly long _ticks;

    /// <summary>An event.</summary>
    /// <param name="id">The id (id_msg), by which receivers recognise duplicates.</param>
    /// <param name="notice">What is told.</param>
    /// <param name="at">UTC instant of the event.</param>
    public WebhookEvent(EventId id, Notice notice, DateTimeOffset at) =>
        (Id, _told, _ticks) = (id, notice.Source, at.UtcTicks);

    /// <summary>The id (id_msg), by which receivers recognise duplicates.</summary>
    public EventId Id { get; }

    /// <summary>What is told.</summary>
    public Notice Notice => _told.ToNotice();

    /// <summary>UTC instant of the event.</summary>
    public DateTimeOffset At => new(_ticks, TimeSpan.Zero);

    /// <summary>Whose event it is.</summary>
    public ClientId ClientId => _told.ClientId;

    /// <summary>The transaction it is about; null for reports.</summary>
    public TransactionId? TransactionId => _told.TransactionId;
}
