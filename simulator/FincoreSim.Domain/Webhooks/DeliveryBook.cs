using FincoreSim.Domain.Collections;
using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Webhooks;

/// <summary>
/// The deliveries of a world: by id, and for each webhook the queue of those whose attempt is due now. One exchange at a
/// time for each webhook. Finished deliveries beyond the limits are dropped, the one that ended first goes first, wherever it
/// stands among those that wait. Not thread-safe: the world's gate guards it.
/// </summary>
public sealed class DeliveryBook : StatePart
{
    private Edit _edit;
    private DeliveriesByNumber _all;
    private FinishedDeliveries _finished;
    private StateMap<WebhookId, StateList<DeliveryId>> _queues;

    // The webhooks whose queue is not empty, in an order that is the same in every run.
    private ImmutableSortedSet<Guid> _ready = [];
    private ImmutableDictionary<WebhookId, DeliveryId> _inFlight = ImmutableDictionary<WebhookId, DeliveryId>.Empty;

    // How many webhooks have a queue and no exchange under way; kept with every change, because it is asked after each call.
    private int _startable;

    internal DeliveryBook(Edit edit) => _edit = edit;

    /// <summary>How many finished deliveries were dropped because a limit was reached.</summary>
    public long Dropped { get; private set; }

    /// <summary>How many were cancelled before they could wait, because too many waited already.</summary>
    public long TurnedAway { get; private set; }

    /// <summary>How many wait, for their turn or an attempt, or are being sent.</summary>
    public int WaitingCount { get; private set; }

    /// <summary>About how many bytes those hold.</summary>
    public long WaitingBytes { get; private set; }

    /// <summary>How many finished ones are kept.</summary>
    public int FinishedCount => _all.Count - WaitingCount;

    /// <summary>About how many bytes those hold.</summary>
    public long FinishedBytes { get; private set; }

    /// <summary>How many places the order of ending takes; it stays in proportion to the finished ones.</summary>
    internal int FinishedPlaces => _finished.Places;

    /// <summary>How many exchanges are under way.</summary>
    public int InFlightCount => _inFlight.Count;

    /// <summary>How many deliveries wait for their turn with their attempt due now.</summary>
    public int ReadyCount { get; private set; }

    /// <summary>Whether an exchange could begin right now.</summary>
    public bool CanStart => _startable > 0;

    /// <summary>Every delivery that is kept, oldest first.</summary>
    public IEnumerable<Delivery> All => _all.Above(0);

    /// <summary>Those that are kept and came after another, which may be gone, oldest first.</summary>
    public IEnumerable<Delivery> After(DeliveryId id) => _all.Above(SeededIds.OrdinalOf(id.Value));

    /// <summary>The deliveries that are kept behind a place, oldest first; the number of its id is the place of each.</summary>
    public IEnumerable<Placed<Delivery>> After(long place) =>
        _all.Above(place).Select(delivery => new Placed<Delivery>(SeededIds.OrdinalOf(delivery.Id.Value), delivery));

    /// <summary>The delivery with this id.</summary>
    public Delivery? Find(DeliveryId id) => _all.Find(id);

    /// <summary>The deliveries about a transaction, oldest first. Walks all that are kept.</summary>
    public IEnumerable<Delivery> Of(TransactionId transaction) =>
        All.Where(delivery => delivery.Event.TransactionId == transaction);

    /// <summary>The first delivery in the queue of each webhook that has no exchange under way.</summary>
    internal IEnumerable<Delivery> Startable() => _ready
        .Select(id => new WebhookId(id))
        .Where(webhook => !_inFlight.ContainsKey(webhook))
        .Select(webhook => Find(First(_queues.Find(webhook))!.Value)!);

    internal override StateSlot Slot => StateSlot.Deliveries;

    internal override StatePart Fork(Edit edit) => new DeliveryBook(edit)
    {
        _all = _all,
        _finished = _finished,
        Dropped = Dropped,
        TurnedAway = TurnedAway,
        WaitingCount = WaitingCount,
        WaitingBytes = WaitingBytes,
        FinishedBytes = FinishedBytes,
        _queues = _queues,
        _ready = _ready,
        _inFlight = _inFlight,
        ReadyCount = ReadyCount,
        _startable = _startable,
    };

    internal override void Use(Edit edit) => _edit = edit;

    /// <summary>Whether another one may wait beside those that do and those that are decided already.</summary>
    /// <param name="decided">How many more will wait, once what is decided is applied.</param>
    /// <param name="limits">The limits.</param>
    internal bool HasRoomFor(int decided, WorldLimits limits) =>
        WaitingCount + decided < limits.WaitingDeliveries && WaitingBytes < limits.WaitingDeliveryBytes;

    /// <summary>
    /// Whether there is room for what receivers answer to those that wait; it ends before the room for more of them does, since
    /// nobody misses a body as he would miss a webhook.
    /// </summary>
    internal bool HasRoomForBodies(WorldLimits limits) => WaitingBytes < limits.WaitingDeliveryBytes / 2;

    internal void Add(Delivery delivery, WorldLimits limits)
    {
        if (delivery.IsFinished)
        {
            FinishedBytes += KeptAnswers.WeightOf(delivery);
            _finished = _finished.Add(delivery, _edit);
        }
        else
        {
            WaitingCount++;
            WaitingBytes += KeptAnswers.WeightOf(delivery);
        }

        _all = _all.Set(delivery, _edit);
        DropBeyond(limits);
    }

    internal void TurnAway(Delivery delivery, WorldLimits limits)
    {
        TurnedAway++;
        Add(delivery, limits);
    }

    internal void Replace(Delivery delivery, WorldLimits limits)
    {
        var before = Find(delivery.Id) ?? throw new InvariantBroken("only_what_is_there_changes", $"{delivery.Id}");
        if (before.IsFinished)
        {
            FinishedBytes -= KeptAnswers.WeightOf(before);
        }
        else
        {
            WaitingCount--;
            WaitingBytes -= KeptAnswers.WeightOf(before);
        }

        Add(delivery, limits);
    }

    private void DropBeyond(WorldLimits limits)
    {
        while (FinishedCount > limits.Deliveries || FinishedBytes > limits.DeliveryBytes)
        {
            var (first, rest) = _finished.TakeFirst(_all, _edit);
            _finished = rest;
            FinishedBytes -= KeptAnswers.WeightOf(first);
            _all = _all.Remove(first.Id, _edit);
            Dropped++;
        }

        _finished = _finished.Cleared(_all, FinishedCount, _edit);
    }

    internal void Enqueue(Delivery delivery)
    {
        var queue = _queues.Find(delivery.WebhookId);
        if (queue.Count == 0)
        {
            _startable += _inFlight.ContainsKey(delivery.WebhookId) ? 0 : 1;
            _ready = _ready.Add(delivery.WebhookId.Value);
        }

        _queues = _queues.Set(delivery.WebhookId, queue.Add(delivery.Id, _edit), _edit);
        ReadyCount++;
    }

    /// <summary>The deliveries whose attempt is due, in the order in which they will be sent.</summary>
    internal IEnumerable<DeliveryId> QueueOf(WebhookId webhook)
    {
        var queue = _queues.Find(webhook);
        return queue.Forward(queue.First);
    }

    internal void Dequeue(Delivery delivery)
    {
        var queue = _queues.Find(delivery.WebhookId);
        if (First(queue) != delivery.Id)
        {
            throw new InvariantBroken("deliveries_start_in_order", $"{delivery.Id} is not the first in its queue");
        }

        if (queue.Count == 1)
        {
            _startable -= _inFlight.ContainsKey(delivery.WebhookId) ? 0 : 1;
            _ready = _ready.Remove(delivery.WebhookId.Value);
        }

        _queues = _queues.Set(delivery.WebhookId, queue.DropBefore(queue.First + 1, _edit), _edit);
        ReadyCount--;
    }

    internal void Begin(Delivery delivery)
    {
        _inFlight = _inFlight.Add(delivery.WebhookId, delivery.Id);
        _startable -= _ready.Contains(delivery.WebhookId.Value) ? 1 : 0;
    }

    internal void End(Delivery delivery)
    {
        _inFlight = _inFlight.Remove(delivery.WebhookId);
        _startable += _ready.Contains(delivery.WebhookId.Value) ? 1 : 0;
    }

    private static DeliveryId? First(StateList<DeliveryId> queue) => queue.Count > 0 ? queue[queue.First] : null;
}
