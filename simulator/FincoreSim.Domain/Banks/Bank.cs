using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Banks;

/// <summary>A SPEI participant, as <c>GET /v1/banks</c> lists it (observed in recordings of staging).</summary>
/// <param name="Id">The id, unique.</param>
/// <param name="Name">The short name, not unique.</param>
/// <param name="Token">An internal sequence number; empty for those known from a client's list only, which has none.</param>
/// <param name="Bim">The three digits that CLABEs of the bank begin with, not unique.</param>
/// <param name="Code">Banxico's institution code, unique: five digits, three for a twin of the test network.</param>
public sealed record Bank(BankId Id, string Name, string Token, string Bim, string Code);

/// <summary>The banks of a world and the look-ups that rules need. Immutable; thread-safe.</summary>
public sealed class BankCatalogue
{
    private readonly FrozenDictionary<BankId, Bank> _byId;
    private readonly FrozenDictionary<string, Bank> _byPrefix;
    private readonly FrozenDictionary<string, Bank> _byCode;

    /// <summary>A catalogue in the order given.</summary>
    public BankCatalogue(IEnumerable<Bank> banks)
    {
        All = [.. banks];
        _byId = All.ToFrozenDictionary(bank => bank.Id);
        _byCode = All.ToFrozenDictionary(bank => bank.Code);
        _byPrefix = All.DistinctBy(bank => bank.Bim).ToFrozenDictionary(bank => bank.Bim);
    }

    /// <summary>FINCO_PAY: Monato itself, whose CLABEs begin with 734 (documented in the examples).</summary>
    public static BankId FincoPay { get; } = new(Guid.Parse("9d84b03a-28d1-4898-a69c-38824239e2b1"));

    /// <summary>GEM-FINCO_PAY: the test twin of FINCO_PAY in staging (documented in the examples).</summary>
    public static BankId FincoPayTwin { get; } = new(Guid.Parse("d3435bd9-998d-4e8a-9067-6b71d5fd3ac7"));

    /// <summary>Monato's institution code, the payer_institution of internal credits (documented).</summary>
    public const string FincoPayCode = "90734";

    /// <summary>Every bank, in catalogue order.</summary>
    public ImmutableArray<Bank> All { get; }

    /// <summary>The bank with this id.</summary>
    public Bank? Find(BankId id) => _byId.GetValueOrDefault(id);

    /// <summary>The first bank whose CLABEs begin as this one does.</summary>
    public Bank? OfClabe(Clabe clabe) => _byPrefix.GetValueOrDefault(clabe.BankPrefix);

    /// <summary>The bank with this institution code.</summary>
    public Bank? OfCode(string code) => _byCode.GetValueOrDefault(code);
}
