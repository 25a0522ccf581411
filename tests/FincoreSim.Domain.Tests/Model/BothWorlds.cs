namespace FincoreSim.Domain.Tests.Model;

/// <summary>The naive world and the real one, side by side; the seed also chooses the switches.</summary>
internal sealed class BothWorlds
{
    private readonly WorldModel _model;

    public BothWorlds(int seed)
    {
        var (later, all) = (seed % 2 == 0, seed / 2 % 2 == 0);
        Real = new RealWorld(new WorldOptions { RefundSettlesLikeSpei = later, AllStatusUpdates = all });
        _model = new WorldModel(WorldKit.Start.ToUniversalTime(), later, all);
    }

    public RealWorld Real { get; }

    public (string Model, string Real) Take(Step step)
    {
        var expected = _model.Take(step);
        return (expected, Real.Take(step));
    }

    /// <summary>What differs after a step; null when nothing does.</summary>
    public string? DifferenceAfter(Step step)
    {
        string actual;
        string expected;
        try
        {
            (expected, actual) = Take(step);
        }
        catch (InvariantBroken broken)
        {
            return $"the real world broke: {broken.Message}";
        }

        if (expected != actual)
        {
            return $"{step.Kind} came to {actual} instead of {expected}";
        }

        return Real.World.Now != _model.Now
            ? $"it is {Real.World.Now:O} instead of {_model.Now:O}"
            : Difference("account", ModelBalances, Real.Balances)
                ?? Difference("transaction", ModelTransactions, Real.Transactions)
                ?? Difference("delivery", ModelDeliveries, Real.Deliveries);
    }

    private IEnumerable<string> ModelBalances => _model.Accounts.Select(account => string.Create(
        CultureInfo.InvariantCulture, $"{account.Posted:0.00} {account.Available:0.00} {account.Status}"));

    private IEnumerable<string> ModelTransactions => _model.Transactions.Select(transaction => string.Create(
        CultureInfo.InvariantCulture, $"{transaction.Status} {transaction.Amount:0.00} {transaction.Cep}"));

    private IEnumerable<string> ModelDeliveries => _model.Deliveries.Select(delivery => string.Create(
        CultureInfo.InvariantCulture, $"{delivery.Status} {delivery.Attempts}"));

    private static string? Difference(string what, IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var (all, real) = (expected.ToArray(), actual.ToArray());
        if (all.Length != real.Length)
        {
            return $"there are {real.Length} of {what} instead of {all.Length}";
        }

        var index = Enumerable.Range(0, all.Length).Cast<int?>().FirstOrDefault(at => all[at!.Value] != real[at.Value]);
        return index is { } found ? $"{what} {found} is '{real[found]}' instead of '{all[found]}'" : null;
    }
}
