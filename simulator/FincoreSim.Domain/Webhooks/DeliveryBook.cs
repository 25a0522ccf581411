namespace FincoreSim.Domain.Webhooks;

/// <summary>
/// The deliveries of a world: by id, and for each webhook the queue of those whose attempt is due now. One exchange at a
/// time for each webhook. Finished deliveries beyond the limit are dropped, oldest first, and counted.
/// Not thread-safe: the world's gate guards it.
/// </summary>
public sealed class DeliveryBook
{
    private Edit _edit;
    private Table<DeliveryId, Delivery> _all;
    private StateMap<WebhookId, StateList<DeliveryId>> _queues;

    // The webhooks whose queue is not empty, in an order that is the same in every run.
    private ImmutableSortedSet<Guid> _ready = [];
    private ImmutableDictionary<WebhookId, DeliveryId> _inFlight = ImmutableDictionary<WebhookId, DeliveryId>.Empty;

    // How many webhooks have a queue and no exchange under way; kept with every change, because it is asked after each call.
    private int _startable;

    internal DeliveryBook(Edit edit) => _edit = edit;

    /// <summary>How many finished deliveries were dropped because the limit was reached.</summary>
    public long Dropped => _all.Dropped;

    /// <summary>How many exchanges are under way.</summary>
    public int InFlightCount => _inFlight.Count;

    /// <summary>How many deliveries wait for their turn with their attempt due now.</summary>
    public int ReadyCount { get; private set; }

    /// <summary>Whether an exchange could begin right now.</summary>
    public bool CanStart => _startable > 0;

    /// <summary>Every delivery that is kept, oldest first.</summary>
    public IEnumerable<Delivery> All => _all.OldestFirst();

    /// <summary>The delivery with this id.</summary>
    public Delivery? Find(DeliveryId id) => _all.Find(id);

    /// <summary>The deliveries about a transaction, oldest first. Walks all that are kept.</summary>
    public IEnumerable<Delivery> Of(TransactionId transaction) => All.Where(delivery => delivery.Event.TransactionId == transaction);

    /// <summary>The first delivery in the queue of each webhook that has no exchange under way.</summary>
    internal IEnumerable<Delivery> Startable() => _ready
        .Select(id => new WebhookId(id))
        .Where(webhook => !_inFlight.ContainsKey(webhook))
        .Select(webhook => _all.Find(First(_queues.Find(webhook))!.Value)!);

    internal DeliveryBook Fork(Edit edit) => new(edit)
    {
        _all = _all,
        _queues = _queues,
        _ready = _ready,
        _inFlight = _inFlight,
        ReadyCount = ReadyCount,
        _startable = _startable,
    };

    internal void Use(Edit edit) => _edit = edit;

    internal void Add(Delivery delivery) => _all = _all.Add(delivery.Id, delivery, _edit);

    internal void Replace(Delivery delivery, int finishedKept)
    {
        _all = _all.Replace(delivery.Id, delivery, _edit);
        while (_all.Count > finishedKept && _all.Oldest!.IsFinished)
        {
            _all = _all.DropOldest(_edit);
        }
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
