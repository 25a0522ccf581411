using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Transactions;

namespace FincoreSim.Domain.Scenarios;

/// <summary>How a SPEI payment will end, decided when it is accepted. Immutable.</summary>
public readonly record struct PaymentFate
{
    /// <summary>When it settles or is rejected, after the payment; null: only when told.</summary>
    public TimeSpan? EndsAfter { get; init; }

    /// <summary>Why it is rejected; null when it settles.</summary>
    public ReturnReason? RejectReason { get; init; }

    /// <summary>When it comes back, after settling; null when it does not.</summary>
    public TimeSpan? ReturnsAfter { get; init; }

    /// <summary>Why it comes back.</summary>
    public ReturnReason? ReturnReason { get; init; }

    /// <summary>The life of the CEP, for penny validations; null: as the switches say.</summary>
    public ImmutableArray<CepStep>? Cep { get; init; }

    /// <summary>
    /// The fate of a payment to an instrument: what its call asked for; that of a reserved CLABE; a rejection for a CLABE of ours that no account has
    /// (assumed); else as the switches say.
    /// </summary>
    internal static PaymentFate Of(Draft draft, Instrument destination, Firing firing)
    {
        return Scripted(OfDestination(draft, destination), firing);
    }

    /// <summary>What rules, and the call itself, make of a fate.</summary>
    private static PaymentFate Scripted(PaymentFate fate, Firing firing)
    {
        foreach (var effect in firing.Effects)
        {
            fate = effect switch
            {
                SettleEffect settle => fate with { EndsAfter = settle.After, RejectReason = null },
                RejectEffect reject => fate with { EndsAfter = reject.After ?? fate.EndsAfter ?? TimeSpan.Zero, RejectReason = reject.Reason },
                ReturnEffect comesBack => fate with
                {
                    EndsAfter = fate.EndsAfter ?? TimeSpan.Zero,
                    RejectReason = null,
                    ReturnsAfter = comesBack.After ?? TimeSpan.FromDays(1),
                    ReturnReason = comesBack.Reason,
                },
                HoldEffect => fate with { EndsAfter = null, Cep = [] },
                CepTimelineEffect timeline => fate with { Cep = timeline.Steps },
                _ => fate,
            };
        }

        return fate;
    }

    private static PaymentFate OfDestination(Draft draft, Instrument destination)
    {
        var usual = new PaymentFate { EndsAfter = draft.Options.SpeiSettlesAfter };
        if (destination.Detail is not ClabeDetail { Clabe: var clabe })
        {
            return usual;
        }

        if (draft.Options.MagicValues && ReservedValues.Find(clabe) is { } reserved)
        {
            return reserved.Apply(usual);
        }

        var isNobodys = PaymentSideRules.IsOurs(destination) && draft.AccountBehind(destination) is null;
        return isNobodys ? usual with { RejectReason = ReturnReason.NonExistentAccount } : usual;
    }

    /// <summary>The life of a CEP as the switches say.</summary>
    internal static ImmutableArray<CepStep> UsualCep(WorldOptions options) =>
    [
        .. Step(options.CepPendingAfter, CepStatus.Pending),
        .. Step(options.CepDelayedAfter, CepStatus.Delayed),
        .. Step(options.CepCompletesAfter, CepStatus.Completed),
    ];

    private static IEnumerable<CepStep> Step(TimeSpan? after, CepStatus status) => after is { } known ? [new CepStep(known, status)] : [];
}

/// <summary>A CLABE that makes a payment to it end in a certain way, without any rule. Prefix 999 is nobody's.</summary>
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
                100 + index, "rejected", $"REJECTED with {reason.Code}", fate => fate with { EndsAfter = fate.EndsAfter ?? TimeSpan.Zero, RejectReason = reason });
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
