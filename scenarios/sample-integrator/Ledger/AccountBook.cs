namespace FincoreSim.SampleIntegrator.Ledger;

/// <summary>
/// Double entry: whatever moves, moves from one account to another, so that all balances together are always nothing. In
/// centavos. Not thread-safe; the book locks.
/// </summary>
internal sealed class AccountBook
{
    /// <summary>The world outside, from which deposits come.</summary>
    public const string Outside = "outside";

    /// <summary>From where payouts are paid; what is not needed after all comes back to it.</summary>
    public const string Funds = "funds";

    /// <summary>Payouts that have left, or may have.</summary>
    public const string Open = "payouts open";

    /// <summary>Payouts that arrived.</summary>
    public const string Settled = "payouts settled";

    private readonly Dictionary<string, long> _balances = new(StringComparer.Ordinal);

    /// <summary>What deposits brought.</summary>
    public long Deposits => -Of(Outside);

    /// <summary>What is left: deposits without the payouts that have left, or may have.</summary>
    public long Balance => Deposits - Of(Open) - Of(Settled);

    /// <summary>The account of a wallet.</summary>
    public static string Wallet(string clabe) => $"wallet {clabe}";

    /// <summary>The balance of an account; nothing where it is unknown.</summary>
    public long Of(string account) => _balances.GetValueOrDefault(account);

    /// <summary>Moves centavos.</summary>
    public void Move(string from, string to, long centavos)
    {
        _balances[from] = Of(from) - centavos;
        _balances[to] = Of(to) + centavos;
    }
}
