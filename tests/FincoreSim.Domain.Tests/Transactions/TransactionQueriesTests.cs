namespace FincoreSim.Domain.Tests.Transactions;

/// <summary>Reading transactions: each filter alone and with others, and what belongs to whom.</summary>
public sealed class TransactionQueriesTests
{
    private static readonly TransactionFilter None = new(null, null, null, null);

    private readonly WorldKit _world = new();

    private static TransactionFilter Fitting(Transaction payment) =>
        new(payment.Status, payment.TrackingKey, payment.Category, payment.BankId);

    private static readonly Dictionary<string, (Change Only, Change Wrong)> Filters = new()
    {
        ["status"] = (fits => None with { Status = fits.Status }, fits => fits with { Status = TransactionStatus.Rejected }),
        ["tracking key"] = (fits => None with { TrackingKey = fits.TrackingKey },
            fits => fits with { TrackingKey = "20260302FINCHXXXXXXXXXX" }),
        ["category"] = (fits => None with { Category = fits.Category },
            fits => fits with { Category = TransactionCategory.CreditTrans }),
        ["bank"] = (fits => None with { Bank = fits.Bank }, fits => fits with { Bank = TestBanks.Banamex }),
    };

    private static IEnumerable<string> Names => Filters.Keys;

    [TestCaseSource(nameof(Names))]
    public void A_filter_lets_pass_what_it_names_and_nothing_else(string name)
    {
        var payment = _world.MoneyOut();
        var (only, wrong) = Filters[name];
        var (fits, missing) = (only(Fitting(payment)), wrong(Fitting(payment)));

        Assert.That((fits.MatchesAll, fits.Matches(payment)), Is.EqualTo((false, true)));
        Assert.That((missing.MatchesAll, missing.Matches(payment)), Is.EqualTo((false, false)), "the other three fit");
        Assert.That(Find(payment, fits)?.Transaction, Is.EqualTo(payment));
        Assert.That(Find(payment, missing), Is.Null);
        Assert.That(only(missing).Matches(payment), Is.False, "alone");
    }

    [Test]
    public void Without_any_filter_all_pass_and_with_all_four_the_one_they_name()
    {
        var payment = _world.MoneyOut();

        Assert.That((None.MatchesAll, None.Matches(payment)), Is.EqualTo((true, true)));
        Assert.That(Fitting(payment).Matches(payment), Is.True);
        Assert.That(Fitting(payment).Matches(_world.MoneyOut()), Is.False, "its key is another");
    }

    [Test]
    public void Another_clients_or_nobodys_is_not_found()
    {
        var payment = _world.MoneyOut();

        Assert.That(TransactionQueries.Find(_world.World.State, _world.Other, payment.Id, None), Is.Null);
        Assert.That(TransactionQueries.Find(_world.World.State, _world.Client, new TransactionId(Guid.Empty), None), Is.Null);
    }

    [Test]
    public void It_comes_with_the_instruments_on_both_sides_that_are_the_clients()
    {
        var (payment, deposit) = (_world.MoneyOut(), _world.Deposit());

        var (sent, received) = (Find(payment, None)!, Find(deposit, None)!);

        Assert.That(
            new[] { sent.Source?.Id, sent.Destination?.Id }, Is.EqualTo(new[] { _world.Central.InstrumentId, _world.External }));
        Assert.That(new[] { received.Source?.Id, received.Destination?.Id },
            Is.EqualTo(new InstrumentId?[] { null, _world.Central.InstrumentId }));
    }

    [Test]
    public void A_list_has_the_clients_own_newest_first()
    {
        var first = _world.MoneyOut();
        var others = _world.Deposit(to: _world.OtherCentral);
        var second = _world.Deposit();

        Assert.That(Listed(_world.Client), Is.EqualTo(new[] { second.Id, first.Id }));
        Assert.That(Listed(_world.Other), Is.EqualTo(new[] { others.Id }));
        Assert.That(TransactionQueries.Count(_world.World.State, _world.Client), Is.EqualTo(2));
    }

    [Test]
    public void A_payment_that_an_integrator_sent_is_neither_a_refund_nor_a_validation_nor_book_to_book()
    {
        Transaction[] all =
        [
            _world.MoneyOut(), _world.MoneyOut("0.01"), _world.Penny(), _world.Deposit(), _world.Refund(
                _world.Deposit()), _world.Internal(),
        ];

        Assert.That(all.Select(payment => payment.IsSpeiPayment), Is.EqualTo(new[] { true, true, false, false, false, false }));
    }

    private delegate TransactionFilter Change(TransactionFilter fits);

    private TransactionDetail? Find(Transaction payment, TransactionFilter filter) =>
        TransactionQueries.Find(_world.World.State, _world.Client, payment.Id, filter);

    private IEnumerable<TransactionId> Listed(ClientId client) =>
        TransactionQueries.NewestFirst(_world.World.State, client).Select(payment => payment.Id);
}
