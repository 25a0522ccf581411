using CsCheck;

namespace FincoreSim.Domain.Tests.Worlds;

/// <summary>Whatever callers do to a gate at once, the world is the one that some order of the same commands gives.</summary>
public sealed class GateOrderTests
{
    private static readonly Gen<WorldKit> Worlds = Gen.Long[1, 1_000].Select(seed => new WorldKit(null, seed));

    private static readonly GenOperation<WorldKit>[] Operations =
    [
        Gen.Int[1, 9].Operation<WorldKit>((world, pesos) => world.Try(new MoneyOut(world.Client, world.Form($"{pesos}.00")))),
        Gen.Int[1, 9].Operation<WorldKit>((world, pesos) =>
            world.Try(new TransferInternally(world.Client, world.Form($"{pesos}.00", destination: world.OtherAsSeen)))),
        Gen.Int[1, 9].Operation<WorldKit>((world, pesos) =>
            world.Try(new ReceiveDeposit(world.Central.Id, new DepositForm { Amount = Money.Parse($"{pesos}.00") }))),
        Gen.Int[400, 999].Operation<WorldKit>((world, pesos) =>
            world.Try(new MoneyOut(world.Client, world.Form($"{pesos}.00")))),
        Gen.Operation<WorldKit>(world => world.Gate.Submit(
            new PaymentRequest("money_out", new MoneyOut(world.Client, world.Form("3.00")), null))),
        Gen.Operation<WorldKit>(world => world.Gate.Read(inside => inside.CheckInvariants())),
    ];

    [Test]
    public void What_callers_do_at_once_is_what_one_after_the_other_would_have_done() => Worlds.SampleParallel(
        Operations, equal: (one, other) => one.Fingerprint() == other.Fingerprint(), iter: 60,
        maxSequentialOperations: 4, maxParallelOperations: 4);
}
