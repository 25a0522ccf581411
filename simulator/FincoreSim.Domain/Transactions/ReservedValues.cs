using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Transactions;

/// <summary>
/// A CLABE that makes a payment to it end in a certain way, without any rule. Prefix 999 is a bank of the test network.
/// </summary>
/// <param name="Clabe">The CLABE; its check digit is true.</param>
/// <param name="Effect">A name for the effect: <c>settles_late</c>, <c>rejected</c> …</param>
/// <param name="Description">What happens, in words.</param>
/// <param name="Apply">How it changes the usual fate.</param>
public sealed record ReservedValue(Clabe Clabe, string Effect, string Description, Func<PaymentFate, PaymentFate> Apply);

/// <summary>The reserved values: one table, generated; served at GET /_sim/reserved-values. All are assumed.</summary>
public static class ReservedValues
{
    private static readonly CepStep Pending = new(TimeSpan.FromSeconds(1), CepStatus.Pending);

    /// <summary>Every reserved CLABE, in a fixed order.</summary>
    public static ImmutableArray<ReservedValue> All { get; } = [.. Table()];

    private static readonly FrozenDictionary<Clabe, ReservedValue> ByClabe = All.ToFrozenDictionary(value => value.Clabe);

    /// <summary>The reserved value with this CLABE.</summary>
    public static ReservedValue? Find(Clabe clabe) => ByClabe.GetValueOrDefault(clabe);

    private static IEnumerable<ReservedValue> Table()
    {
        yield return Value(1, "settles_late", "settles after 60 s", fate => fate with { EndsAfter = TimeSpan.FromSeconds(60) });
        foreach (var (reason, index) in ReturnReason.All.Select((reason, index) => (reason, index)))
        {
            yield return Value(
                100 + index, "rejected", $"REJECTED with {reason.Code}",
                fate => fate with { EndsAfter = fate.EndsAfter ?? TimeSpan.Zero, RejectReason = reason });
        }

        yield return Value(200, "returned", "settles, then REFUNDED with NON_EXISTENT_ACCOUNT one day later", fate => fate with
        {
            EndsAfter = fate.EndsAfter ?? TimeSpan.Zero,
            ReturnsAfter = TimeSpan.FromDays(1),
            ReturnReason = ReturnReason.NonExistentAccount,
        });
        yield return Value(300, "cep_delayed", "the CEP is DELAYED after 10 s and COMPLETED after 26 h", fate => fate with
        {
            Cep = [Pending, new(TimeSpan.FromSeconds(10), CepStatus.Delayed), new(TimeSpan.FromHours(26), CepStatus.Completed)],
        });
        yield return Value(301, "cep_failed", "the CEP is FAILED after 5 s", fate => fate with
        {
            Cep = [Pending, new(TimeSpan.FromSeconds(5), CepStatus.Failed)],
        });
        yield return Value(302, "cep_other_holder", "the CEP is COMPLETED after 5 s with the name OTRO TITULAR", fate => fate with
        {
            Cep = [Pending, new(TimeSpan.FromSeconds(5), CepStatus.Completed, "OTRO TITULAR")],
        });
    }

    private static ReservedValue Value(long account, string effect, string description, Func<PaymentFate, PaymentFate> apply) =>
        new(Clabe.Create(Clabe.ReservedPrefix, "180", account), effect, description, apply);
}
