namespace FincoreSim.Runs.Bundles;

/// <summary>What became of a bundle: where it is, or why it is nowhere. Immutable.</summary>
/// <param name="Place">Where it is had from; null where it was not kept.</param>
/// <param name="Problem">Why it was not kept; null where it was.</param>
internal sealed record KeptBundle(string? Place, string? Problem);

/// <summary>A bundle as the bytes of its file.</summary>
/// <param name="FileName">How its file would be called.</param>
/// <param name="Bytes">The zip.</param>
internal sealed record BundleBytes(string FileName, byte[] Bytes);

/// <summary>
/// The bundles of one posted file, in memory: the first ones, up to a number and a size; the others are counted. Thread-safe.
/// </summary>
/// <param name="place">What their numbers, from 1, are put behind to say where they are.</param>
internal sealed class BundleShelf(string place)
{
    /// <summary>How many are kept.</summary>
    public const int CountMax = 10;

    /// <summary>How many bytes they may have together.</summary>
    public const long BytesMax = 16 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly List<BundleBytes> _bundles = [];
    private int _dropped;
    private bool _isCleared;

    /// <summary>How many bytes they have together.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return BytesNow;
            }
        }
    }

    /// <summary>How many were not kept, or not for ever.</summary>
    public int Dropped
    {
        get
        {
            lock (_lock)
            {
                return _dropped;
            }
        }
    }

    private long BytesNow => _bundles.Sum(bundle => (long)bundle.Bytes.Length);

    /// <summary>Keeps a bundle, where there is room.</summary>
    /// <param name="fileName">How its file would be called.</param>
    /// <param name="bundle">The bundle.</param>
    public KeptBundle Take(string fileName, RunBundle bundle)
    {
        lock (_lock)
        {
            if (_bundles.Count >= CountMax || _isCleared)
            {
                return Drop($"no more than the first {CountMax} are kept");
            }
        }

        using var stream = new MemoryStream();
        BundleFile.Write(stream, bundle);
        lock (_lock)
        {
            if (_bundles.Count >= CountMax || _isCleared)
            {
                return Drop($"no more than the first {CountMax} are kept");
            }

            if (BytesNow + stream.Length > BytesMax)
            {
                return Drop($"its {stream.Length} bytes and those of the others are more than {BytesMax}");
            }

            _bundles.Add(new BundleBytes(fileName, stream.ToArray()));
            return new KeptBundle(string.Create(CultureInfo.InvariantCulture, $"{place}{_bundles.Count}"), null);
        }
    }

    /// <summary>The bundle with a number; null where there is none, or none any more.</summary>
    public BundleBytes? Find(int number)
    {
        lock (_lock)
        {
            return number >= 1 && number <= _bundles.Count ? _bundles[number - 1] : null;
        }
    }

    /// <summary>Drops all, for the sake of younger ones.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _dropped += _bundles.Count;
            _isCleared = true;
            _bundles.Clear();
        }
    }

    private KeptBundle Drop(string why)
    {
        _dropped++;
        return new KeptBundle(null, why);
    }
}
