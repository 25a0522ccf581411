using System.Text;

namespace FincoreSim.Domain.Tests.Model;

/// <summary>The real world against the naive one, under random commands; they must agree after every single one.</summary>
public sealed class WorldModelTests
{
    private const int StepsPerRun = 1500;

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    [TestCase(5)]
    [TestCase(6)]
    [TestCase(7)]
    [TestCase(8)]
    public void They_agree_from_seed(int seed) => Run(seed);

    [Test]
    public void They_agree_from_a_random_seed() => Run(Seed.Print());

    [Test]
    public void The_steps_reach_everything()
    {
        var (outcomes, ends) = (new HashSet<string>(), new HashSet<string>());
        for (var seed = 1; seed <= 4; seed++)
        {
            var both = new BothWorlds(seed);
            outcomes.UnionWith(Steps(seed).Select(step => $"{step.Kind} {both.Take(step).Real}"));
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
            "INSTRUMENT_MISSING",
                "DESTINATION_NOT_FOUND", "EXTERNAL_TRANSFER_NOT_ALLOWED", "SOURCE_WITHOUT_ACCOUNT", "SOURCE_NOT_CENTRALIZING",
                "DESTINATION_NOT_CLABE",
                    "ALREADY_REFUNDED", "REFUND_OF_INTERNAL_CREDIT", "NOT_REFUNDABLE", "REFUND_AMOUNT_DIFFERS", "NOT_FOUND",
                    "STATE_NOT_ALLOWED",
                    }));
    }

    private static void Run(int seed)
    {
        var steps = Steps(seed).ToArray();
        var failing = FirstFailure(seed, steps);
        if (failing is not { } found)
        {
            return;
        }

        var shortest = Shorten(seed, steps[..(found.Index + 1)]);
        var text =
            new StringBuilder(
                $"{Seed.Variable}={seed}: after {found.Index + 1} steps {found.Why}\nThe same with {shortest.Length}:\n");
        shortest.ToList().ForEach(step => text.Append(CultureInfo.InvariantCulture, $"  {step}\n"));
        Assert.Fail(text.Append(FirstFailure(seed, shortest)?.Why).ToString());
    }

    private static IEnumerable<Step> Steps(int seed)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, StepsPerRun).Select(_ => Step.Draw(random));
    }

    private static (int Index, string Why)? FirstFailure(int seed, Step[] steps)
    {
        var both = new BothWorlds(seed);
        for (var index = 0; index < steps.Length; index++)
        {
            if (both.DifferenceAfter(steps[index]) is { } why)
            {
                return (index, why);
            }
        }

        var broken = both.Real.World.CheckInvariants().FirstOrDefault(invariant => !invariant.Holds);
        return broken is null ? null : (steps.Length - 1, $"{broken.Name} does not hold");
    }

    /// <summary>Leaves out whatever can be left out with a failure still at the end: halves first, single steps last.</summary>
    private static Step[] Shorten(int seed, Step[] steps)
    {
        for (var size = steps.Length / 2; size > 0; size /= 2)
        {
            for (var start = steps.Length - size; start >= 0; start -= size)
            {
                var without = steps.Where((_, index) => index < start || index >= start + size).ToArray();
                if (FirstFailure(seed, without) is { } still)
                {
                    steps = without[..(still.Index + 1)];
                    start = Math.Min(start, steps.Length);
                }
            }
        }

        return steps;
    }
}
