using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Banks;
using FincoreSim.Domain.Clients;
using FincoreSim.Domain.Identity;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;
using FincoreSim.Domain.Worlds;

namespace FincoreSim.Runs.Copied;

/// <summary>What a copy is made with: the world's things, the names so far, what was left out. Used by one copy.</summary>
internal sealed class CopyContext
{
    private readonly FrozenDictionary<AccountId, Account> _accounts;
    private readonly FrozenDictionary<InstrumentId, Instrument> _instruments;
    private readonly FrozenSet<string> _foreignKeys;
    private readonly FrozenSet<string> _numbers;

    /// <summary>Reads what it needs of a world; called inside the gate.</summary>
    public CopyContext(World world)
    {
        var state = world.State;
        _accounts = state.Accounts.OldestFirst().ToFrozenDictionary(account => account.Id);
        _instruments = state.Instruments.OldestFirst().ToFrozenDictionary(instrument => instrument.Id);
        _numbers = _instruments.Values.Select(NumberOf).OfType<string>().GroupBy(number => number)
            .Where(group => group.Count() == 1).Select(group => group.Key).ToFrozenSet(StringComparer.Ordinal);
        (Banks, Client) = (state.Banks, state.Clients.OldestFirst().First().Id);
        var ids = new SeededIds(state.Seed);
        _foreignKeys = Enumerable.Range(1, (int)Math.Min(state.Ordinal(IdKind.TrackingKey), int.MaxValue - 1))
            .Select(ordinal => ids.Letters(IdKind.TrackingKey, ordinal, ForeignKeyLength)).ToFrozenSet(StringComparer.Ordinal);
    }

    private const int ForeignKeyLength = 24;

    /// <summary>The names so far.</summary>
    public CopyNames Names { get; } = new();

    /// <summary>What receivers answered, and where they are in the scenario.</summary>
    public CopiedReceivers? Receivers { get; set; }

    /// <summary>What cannot be said.</summary>
    public List<LeftOut> LeftOut { get; } = [];

    /// <summary>The banks.</summary>
    public BankCatalogue Banks { get; }

    /// <summary>The client in whose place scenarios act.</summary>
    public ClientId Client { get; }

    /// <summary>Whether the world made a tracking key itself, and so makes it again.</summary>
    public bool IsMade(string trackingKey) => _foreignKeys.Contains(trackingKey);

    /// <summary>An instrument; null where it is none of the world's.</summary>
    public Instrument? Find(InstrumentId id) => _instruments.GetValueOrDefault(id);

    /// <summary>How an account is pointed at: by its name, else by its CLABE.</summary>
    public string Side(AccountId id) => Names.Operand(id.Value, _accounts.GetValueOrDefault(id)?.Clabe.Digits);

    /// <summary>How an instrument is pointed at: by its name or its account's, by a CLABE that no other has, else by its id.</summary>
    public string Side(InstrumentId id) => Names.Has(id.Value) ? Names.Operand(id.Value)
        : Find(id)?.AccountId is { } account && _accounts.GetValueOrDefault(account)?.InstrumentId == id ? Side(account)
        : Names.Operand(id.Value, Find(id) is { } found && found.ClientId == Client && NumberOf(found) is { } number && _numbers.Contains(number) ? number : null);

    /// <summary>Who an instrument or account belongs to, for people; null where nobody knows.</summary>
    public string? HolderOf(InstrumentId id) => Find(id)?.Detail.HolderName;

    /// <summary>The CLABE of an instrument that is in use; null where it has none.</summary>
    private static string? NumberOf(Instrument instrument) =>
        instrument is { Status: not InstrumentStatus.Deleted, Detail: ClabeDetail detail } ? detail.Clabe.Digits : null;

    /// <summary>Notes what cannot be said.</summary>
    public CopiedStep? Leave(Deed deed, string what, string reason)
    {
        LeftOut.Add(new LeftOut(deed.Sequence, deed.At, what, reason) { IsHarmless = deed.Head is null or CommandRefused });
        return null;
    }
}
