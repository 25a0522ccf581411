using static FincoreSim.Domain.Tests.Rules.RuleKit;

namespace FincoreSim.Domain.Tests.Rules;

public sealed class ConditionTests
{
    private readonly WorldKit _world = new();

    private static string[] Split(string joined) => joined.Split('|', StringSplitOptions.RemoveEmptyEntries);

    [TestCase(MatchOperator.Equal, "a", "a", true)]
    [TestCase(MatchOperator.Equal, "a", "b", false)]
    [TestCase(MatchOperator.Equal, "a", "A", false)]
    [TestCase(MatchOperator.Equal, "a", "", false)]
    [TestCase(MatchOperator.Equal, "b", "a|b", true)]
    [TestCase(MatchOperator.In, "a|b", "b", true)]
    [TestCase(MatchOperator.In, "a|b", "c", false)]
    [TestCase(MatchOperator.In, "a|b", "", false)]
    [TestCase(MatchOperator.In, "a|b", "c|a", true)]
    [TestCase(MatchOperator.Not, "a", "a", false)]
    [TestCase(MatchOperator.Not, "a", "b", true)]
    [TestCase(MatchOperator.Not, "a", "", true)]
    [TestCase(MatchOperator.Not, "a", "b|a", false)]
    [TestCase(MatchOperator.Not, "a|b", "c|b", false)]
    [TestCase(MatchOperator.Not, "a|b", "c|d", true)]
    [TestCase(MatchOperator.Exists, "true", "a", true)]
    [TestCase(MatchOperator.Exists, "true", "", false)]
    [TestCase(MatchOperator.Exists, "", "a", true)]
    [TestCase(MatchOperator.Exists, "", "", false)]
    [TestCase(MatchOperator.Exists, "false", "a|b", false)]
    [TestCase(MatchOperator.Exists, "false", "", true)]
    [TestCase(MatchOperator.Contains, "ctu", "Factura", true)]
    [TestCase(MatchOperator.Contains, "CTU", "Factura", false)]
    [TestCase(MatchOperator.Contains, "x", "", false)]
    [TestCase(MatchOperator.Contains, "ctu", "Nota|Factura", true)]
    [TestCase(MatchOperator.Matches, "^Fac.*a$", "Factura", true)]
    [TestCase(MatchOperator.Matches, "act", "Factura", true)]
    [TestCase(MatchOperator.Matches, "^act", "Factura", false)]
    [TestCase(MatchOperator.Matches, ".*", "", false)]
    [TestCase(MatchOperator.Matches, "^[0-9]{18}$", "uuid|012180001183597198", true)]
    [TestCase(MatchOperator.Gt, "a", "b", true)]
    [TestCase(MatchOperator.Gt, "b", "b", false)]
    [TestCase(MatchOperator.Gt, "b", "", false)]
    [TestCase(MatchOperator.Gt, "b", "a|c", true)]
    [TestCase(MatchOperator.Gte, "b", "b", true)]
    [TestCase(MatchOperator.Gte, "b", "a", false)]
    [TestCase(MatchOperator.Gte, "b", "", false)]
    [TestCase(MatchOperator.Gte, "b", "a|b", true)]
    [TestCase(MatchOperator.Lt, "b", "a", true)]
    [TestCase(MatchOperator.Lt, "b", "b", false)]
    [TestCase(MatchOperator.Lt, "b", "", false)]
    [TestCase(MatchOperator.Lt, "b", "c|a", true)]
    [TestCase(MatchOperator.Lte, "b", "b", true)]
    [TestCase(MatchOperator.Lte, "b", "c", false)]
    [TestCase(MatchOperator.Lte, "b", "", false)]
    [TestCase(MatchOperator.Lte, "b", "c|b", true)]
    public void Holds_for_texts(MatchOperator how, string operands, string texts, bool holds) =>
        Assert.That(new Condition("field", how, [.. Split(operands)]).Holds([.. Split(texts)]), Is.EqualTo(holds));

    [TestCase(MatchOperator.Equal, "99.9", "99.90", true)]
    [TestCase(MatchOperator.Equal, "099.900", "99.90", true)]
    [TestCase(MatchOperator.Equal, "100", "100.00", true)]
    [TestCase(MatchOperator.Equal, "99.91", "99.90", false)]
    [TestCase(MatchOperator.In, "1|99.9", "99.90", true)]
    [TestCase(MatchOperator.Not, "99.9", "99.90", false)]
    [TestCase(MatchOperator.Gt, "500.00", "500.00", false)]
    [TestCase(MatchOperator.Gt, "500.00", "500.01", true)]
    [TestCase(MatchOperator.Gt, "500.00", "1000.00", true)]
    [TestCase(MatchOperator.Gt, "500.00", "99.00", false)]
    [TestCase(MatchOperator.Gte, "500", "500.00", true)]
    [TestCase(MatchOperator.Gte, "500.00", "499.99", false)]
    [TestCase(MatchOperator.Lt, "1000.00", "99.99", true)]
    [TestCase(MatchOperator.Lt, "1000.00", "1000.00", false)]
    [TestCase(MatchOperator.Lte, "1000.0", "1000.00", true)]
    [TestCase(MatchOperator.Lte, "999.99", "1000.00", false)]
    [TestCase(MatchOperator.Gt, "500", "abc", false)]
    [TestCase(MatchOperator.Lt, "500", "abc", false)]
    [TestCase(MatchOperator.Lte, "abc", "500", false)]
    public void Compares_amounts_as_decimals(MatchOperator how, string operands, string text, bool holds) =>
        Assert.That(new Condition("amount", how, [.. Split(operands)]).Holds([text]), Is.EqualTo(holds));

    [TestCase("1", "01", false)]
    [TestCase("0012345", "12345", false)]
    [TestCase("012180001183597198", "12180001183597198", false)]
    public void Digits_that_are_no_amounts_are_texts(string text, string operand, bool holds) =>
        Assert.That(new Condition("reference", MatchOperator.Equal, [operand]).Holds([text]), Is.EqualTo(holds));

    [Test, CancelAfter(120_000)]
    public void A_catastrophic_pattern_does_not_hang() =>
        Assert.That(
            new Condition("description", MatchOperator.Matches, ["^(a+)+$"]).Holds([new string('a', 2000) + "!"]), Is.False);

    [TestCase("(")]
    [TestCase("(?=a)b")]
    [TestCase(@"(a)\1")]
    public void A_pattern_that_cannot_be_used_is_refused_when_it_is_armed(string pattern)
    {
        var armed = _world.Try(new ArmRules([Refusing().Where("description", MatchOperator.Matches, pattern)], false));

        armed.AssertRefused(RefusalCode.InvalidArgument);
        Assert.That(armed.Refusal!.Subject, Does.Contain("rule").And.Contain("description"));
        Assert.That(_world.World.State.Rules.All, Is.Empty);
    }

    [TestCase("amount", "1.95")]
    [TestCase("amount", "1.950")]
    [TestCase("description", "lorem ipsum")]
    [TestCase("external_reference", "7654329")]
    [TestCase("sub_category", "SPEI_DEBIT")]
    [TestCase("to", "012180001183597198")]
    [TestCase("destination.clabe", "012180001183597198")]
    [TestCase("destination.holder", "Juan Gomez")]
    public void Looks_at_a_field_of_the_payment(string path, string equal)
    {
        _world.Arm(Refusing().Where(path, equal));

        _world.TryMoneyOut().AssertScripted(No);
    }

    [Test]
    public void A_destination_goes_by_its_instruments_id_its_accounts_and_its_clabe() => AssertEach("to",
    [
        _world.OtherAsSeen.Value.ToString(), _world.OtherCentral.Id.Value.ToString(),
        _world.OtherCentral.InstrumentId.Value.ToString(),
            _world.OtherCentral.Clabe.Digits,
        ]);

    [Test]
    public void A_source_goes_by_its_instruments_id_its_accounts_and_its_clabe() => AssertEach(
        "from", [_world.Central.InstrumentId.Value.ToString(), _world.Central.Id.Value.ToString(), _world.Central.Clabe.Digits]);

    [Test]
    public void The_source_of_a_refund_goes_by_the_same_names()
    {
        var deposit = _world.Deposit();
        foreach (var name in new[] { _world.Central.InstrumentId.Value.ToString(), _world.Central.Id.Value.ToString(), _world.Central.Clabe.Digits })
        {
            _world.Do(new ArmRules([On(RuleEvent.Refund, No).Where("from", name)], true));

            _world.Try(new RefundDeposit(_world.Client, deposit.Id, "9.99", "x")).AssertScripted(No);
        }
    }

    [Test]
    public void A_deposits_account_goes_by_the_same_names_and_its_payer_by_its_fields()
    {
        foreach (var (path, name) in new[]
                 {
                     ("to", _world.Central.InstrumentId.Value.ToString()), ("to", _world.Central.Id.Value.ToString()), ("to",
                         _world.Central.Clabe.Digits),
                     ("from", "012180001183597198"), ("payer.name", "Juan Perez"), ("payer.institution", "40012"), ("concept",
                         "Deposito de prueba"),
                 })
        {
            _world.Do(new ArmRules([On(RuleEvent.MoneyIn, No).Where(path, name)], true));
            var deposit = _world.Deposit();
            _world.Advance("0s");

            Assert.That(_world.Of(deposit.Id).Status, Is.EqualTo(TransactionStatus.Refunded), path);
        }
    }

    [Test]
    public void Not_is_false_when_any_of_the_names_is_the_one()
    {
        _world.Arm(Refusing().Where("from", MatchOperator.Not, _world.Central.Clabe.Digits));

        _world.TryMoneyOut().AssertAccepted();
    }

    [Test]
    public void A_field_that_is_not_there_matches_only_what_wants_it_absent()
    {
        _world.Arm(
            Refusing("equal").Where("payer.name", "x"), Refusing("exists").Where("payer.name", MatchOperator.Exists, "true"));
        _world.TryMoneyOut().AssertAccepted();

        _world.Arm(Refusing("absent").Where("payer.name", MatchOperator.Exists, "false"));
        _world.TryMoneyOut().AssertScripted(No);
    }

    [Test]
    public void Every_condition_must_hold()
    {
        _world.Arm(Refusing().Where("amount", MatchOperator.Gt, "500.00").Where("description", MatchOperator.Contains, "ipsum"));

        _world.TryMoneyOut("500.00").AssertAccepted();
        _world.Do(new FundAccount(_world.Central.Id, Money.Parse("1000.00")));
        _world.Try(new MoneyOut(_world.Client, _world.Form("500.01", description: "otra"))).AssertAccepted();
        _world.TryMoneyOut("500.01").AssertScripted(No);
    }

    [TestCase(MatchOperator.Equal, "1.95", "amount = 1.95")]
    [TestCase(MatchOperator.Gt, "500.00", "amount gt 500.00")]
    [TestCase(MatchOperator.In, "1.00|2.00", "amount in 1.00, 2.00")]
    [TestCase(MatchOperator.Not, "1.00|2.00", "amount not 1.00, 2.00")]
    [TestCase(MatchOperator.Exists, "false", "amount exists false")]
    public void Reads_as_people_write_it(MatchOperator how, string operands, string text) =>
        Assert.That(new Condition("amount", how, [.. Split(operands)]).ToString(), Is.EqualTo(text));

    private void AssertEach(string path, string[] names)
    {
        foreach (var name in names)
        {
            _world.Do(new ArmRules([Refusing().Where(path, name)], true));

            _world.TryMoneyOut(destination: _world.OtherAsSeen).AssertScripted(No);
        }
    }
}
