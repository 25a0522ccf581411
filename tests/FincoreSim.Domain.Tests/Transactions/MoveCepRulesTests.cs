namespace FincoreSim.Domain.Tests.Transactions;

public sealed class MoveCepRulesTests : RuleLadder<MoveCepRulesTests, MoveFault>, IRuleTable<MoveFault>
{
    public static ImmutableArray<RuleRow<MoveFault>> Table { get; } =
    [
        new(MoveFault.Unknown, RefusalCode.NotFound, "Transaction"),
        new(MoveFault.OtherKind, RefusalCode.StateNotAllowed, "transaction"),
        new(MoveFault.State, RefusalCode.StateNotAllowed, "CEP"),
    ];

    [Test]
    public void What_someone_says_ends_the_timeline()
    {
        var world = new WorldKit();
        var penny = world.Penny();

        world.MoveCep(penny, CepStatus.Pending).AssertAccepted();

        Assert.That(world.Advance("1h").Select(item => item.Kind), Is.EqualTo(new[] { "liquidate" }));
        Assert.That(world.Of(penny.Id).Cep!.Status, Is.EqualTo(CepStatus.Pending));
    }

    [Test]
    public void Another_holder_can_be_told()
    {
        var world = new WorldKit();
        var penny = world.Penny();
        world.MoveCep(penny, CepStatus.Pending);
        world.Advance("2s");

        var cep = world.Do(new MoveCep(penny.Id, CepStatus.Completed, "Otra Persona", "OTPE800101AB1", [])).Cep!;

        Assert.That((cep.BeneficiaryName, cep.BeneficiaryRfc), Is.EqualTo(("Otra Persona", "OTPE800101AB1")));
    }

    [TestCase(PaymentMove.Liquidate, CepStatus.Completed)]
    [TestCase(PaymentMove.Reject, CepStatus.Failed)]
    public void The_timeline_waits_for_the_money(PaymentMove move, CepStatus end)
    {
        var world = new WorldKit();
        world.With(options => options with { SpeiSettlesAfter = null });
        var penny = world.Penny();
        world.Advance("30d");
        Assert.That(world.Of(penny.Id).Cep!.Status, Is.EqualTo(CepStatus.Pending));

        world.Do(new MovePayment(penny.Id, move, null, null));
        world.Advance("0s");

        Assert.That(world.Of(penny.Id).Cep!.Status, Is.EqualTo(end));
    }

    [Test]
    public void Nobody_can_say_that_it_is_there_before_the_money_is()
    {
        var world = new WorldKit();
        var penny = world.Penny();
        world.MoveCep(penny, CepStatus.Pending);

        world.MoveCep(penny, CepStatus.Completed).AssertConflict("INITIALIZED", "LIQUIDATED");

        world.Advance("2s");
        world.MoveCep(penny, CepStatus.Completed).AssertAccepted();
    }

    private protected override Refusal? Ask(WorldKit world, HashSet<MoveFault> broken)
    {
        var payment = broken.Contains(MoveFault.OtherKind) ? world.MoneyOut("0.02") : world.Penny();
        var id = broken.Contains(MoveFault.Unknown) ? new TransactionId(Guid.Empty) : payment.Id;
        var status = broken.Contains(MoveFault.State) ? CepStatus.Completed : CepStatus.Pending;
        return world.Try(new MoveCep(id, status, null, null, [])).Refusal;
    }
}
