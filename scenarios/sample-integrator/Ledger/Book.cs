using FincoreSim.SampleIntegrator.Fincore;
using FincoreSim.SampleIntegrator.Payments;

namespace FincoreSim.SampleIntegrator.Ledger;

/// <summary>
/// A wallet service's whole memory: deposits, payouts, validations, and its way to Fincore. Two books never meet. Thread-safe
/// as long as everything in it is only touched within <see cref="Locked"/>.
/// </summary>
internal sealed class Book : IDisposable
{
    private readonly Lock _lock = new();
    private readonly AccountBook _accounts = new();
    private readonly HttpClient _http;
    private FincoreClient? _fincore;

    /// <summary>An empty book.</summary>
    /// <param name="http">How Fincore is called.</param>
    /// <param name="mistakes">What it gets wrong.</param>
    /// <param name="access">Its way to Fincore; null until a request brings one.</param>
    public Book(HttpClient http, Mistakes mistakes, FincoreAccess? access)
    {
        (_http, Mistakes) = (http, mistakes);
        Deposits = new Deposits(_accounts);
        Payouts = new Payouts(_accounts);
        Reach(access);
    }

    /// <summary>What it gets wrong.</summary>
    public Mistakes Mistakes { get; set; }

    /// <summary>What came in.</summary>
    public Deposits Deposits { get; }

    /// <summary>What goes out.</summary>
    public Payouts Payouts { get; }

    /// <summary>Whose accounts were looked at.</summary>
    public Validations Validations { get; } = new();

    /// <summary>What people should look at.</summary>
    public Notes Notes { get; } = new();

    /// <summary>The accounts, to read.</summary>
    public AccountBook Accounts => _accounts;

    /// <summary>Only one at a time speaks to Fincore for a book, so that what it says is in an order.</summary>
    public SemaphoreSlim Outgoing { get; } = new(1);

    /// <summary>The client of Fincore; null while there is no way to it.</summary>
    public FincoreClient? Fincore => _fincore;

    /// <summary>Remembers the way to Fincore; the last one wins.</summary>
    public void Reach(FincoreAccess? access)
    {
        if (access is not null && access != _fincore?.Access)
        {
            _fincore = new FincoreClient(_http, access, () => Mistakes);
        }
    }

    /// <summary>Does something while nobody else touches the book. Nothing in it may wait.</summary>
    public T Locked<T>(Func<T> work)
    {
        lock (_lock)
        {
            return work();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Outgoing.Dispose();
}
