using CsCheck;

namespace FincoreSim.Domain.Tests.Model;

/// <summary>The real world against the naive one, under random commands; they must agree after every single one.</summary>
public sealed class WorldModelTests
{
    private const int StepsPerRun = 1500;

    private static readonly Gen<(int Seed, Step[] Steps)> Runs = Gen.Select(Gen.Int[1, 1_000], Step.Any.Array[0, StepsPerRun]);

    [Test]
    public void They_agree_after_every_step() => Runs.Sample(
        run => Assert.That(FirstFailure(run.Seed, run.Steps), Is.Null), iter: 16, threads: 2, print: Print);

    [Test]
    public void The_steps_reach_everything()
    {
        var (outcomes, ends) = (new HashSet<string>(), new HashSet<string>());
        for (var seed = 1; seed <= 8; seed++)
        {
            var both = new BothWorlds(seed);
            var steps = Step.Any.Array[StepsPerRun].Generate(new PCG(1, (ulong)seed), null, out _);
            outcomes.UnionWith(steps.Select(step => $"{step.Kind} {both.Take(step).Real}"));
            ends.UnionWith(both.Real.World.State.Deliveries.All.Select(delivery => WireName<DeliveryStatus>.Of(delivery.Status)));
            var changed = both.Real.World.State.Journal.After(0).Select(entry => entry.Fact).OfType<TransactionChanged>()
                .Select(fact => fact.Changed);
            ends.UnionWith(
                changed.Select(
                    transaction => $"{WireName<TransactionStatus>.Of(transaction.Status)} {transaction.Cep?.Status}".Trim()));
        }

        Assert.That(ends, Is.SupersetOf(new[]
        {
            "DELIVERED", "REFUSED", "UNDELIVERED", "CANCELLED", "LIQUIDATED", "REJECTED", "REFUNDED",
            "LIQUIDATED Delayed", "LIQUIDATED Completed", "LIQUIDATED Failed", "INITIALIZED Pending", "REJECTED Failed",
            "REFUNDED Completed",
        }));

        Assert.That(outcomes.Select(text => text.Split(' ')[0]).Distinct(), Is.EquivalentTo(Enum.GetNames<StepKind>()));
        Assert.That(outcomes.Select(text => text[(text.IndexOf(' ') + 1)..]).Distinct(), Is.SupersetOf(new[]
        {
            "OK", "OK REPLAY", "IDEMPOTENCY_KEY_MISMATCH", "INSUFFICIENT_FUNDS", "SAME_INSTRUMENT", "ACCOUNT_NOT_ACTIVE",
            "INSTRUMENT_MISSING", "DESTINATION_NOT_FOUND", "EXTERNAL_TRANSFER_NOT_ALLOWED", "SOURCE_WITHOUT_ACCOUNT",
            "SOURCE_NOT_CENTRALIZING", "DESTINATION_NOT_CLABE", "ALREADY_REFUNDED", "REFUND_OF_INTERNAL_CREDIT", "NOT_REFUNDABLE",
            "REFUND_AMOUNT_DIFFERS", "NOT_FOUND", "STATE_NOT_ALLOWED",
        }));
    }

    private static string? FirstFailure(int seed, Step[] steps)
    {
        var both = new BothWorlds(seed);
        for (var index = 0; index < steps.Length; index++)
        {
            if (both.DifferenceAfter(steps[index]) is { } why)
            {
                return $"after step {index}: {why}";
            }
        }

        var broken = both.Real.World.CheckInvariants().FirstOrDefault(invariant => !invariant.Holds);
        return broken is null ? null : $"{broken.Name} does not hold";
    }

    private static string Print((int Seed, Step[] Steps) run) =>
        $"seed {run.Seed}, {FirstFailure(run.Seed, run.Steps)}\n{string.Join('\n', run.Steps.Select(step => $"  {step}"))}";
}
