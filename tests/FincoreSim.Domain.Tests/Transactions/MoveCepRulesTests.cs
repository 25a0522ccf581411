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

        var cep = world.Do(new MoveCep(penny.Id, CepStatus.Completed, "Otra Persona", "OTPE800101AB1", [])).Cep!;

        Assert.That((cep.BeneficiaryName, cep.BeneficiaryRfc), Is.EqualTo(("Otra Persona", "OTPE800101AB1")));
    }

    private protected override Refusal? Ask(WorldKit world, HashSet<MoveFault> broken)
    {
        var payment = broken.Contains(MoveFault.OtherKind) ? world.MoneyOut("0.02") : world.Penny();
        var id = broken.Contains(MoveFault.Unknown) ? new TransactionId(Guid.Empty) : payment.Id;
        var status = broken.Contains(MoveFault.State) ? CepStatus.Completed : CepStatus.Pending;
        return world.Try(new MoveCep(id, status, null, null, [])).Refusal;
    }
}
