using FincoreSim.Domain.Accounts;
using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Rules;

namespace FincoreSim.Domain.Transactions;

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
    /// The fate of a payment to an instrument: what its call asked for; that of a reserved CLABE; a rejection for a CLABE of ours
    /// that no account has (assumed); else as the switches say.
    /// </summary>
    internal static PaymentFate Of(Draft draft, Instrument destination, Firing firing) =>
        Scripted(OfDestination(draft, destination), firing);

    /// <summary>What rules, and the call itself, make of a fate.</summary>
    private static PaymentFate Scripted(PaymentFate fate, Firing firing)
    {
        foreach (var effect in firing.Effects)
        {
            fate = effect switch
            {
                SettleEffect settle => fate with { EndsAfter = settle.After, RejectReason = null },
                RejectEffect reject =>
                    fate with { EndsAfter = reject.After ?? fate.EndsAfter ?? TimeSpan.Zero, RejectReason = reject.Reason },
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

        var isNobodys = PaymentPartyRules.IsOurs(destination) && draft.AccountBehind(destination) is null;
        return isNobodys ? usual with { RejectReason = ReturnReason.NonExistentAccount } : usual;
    }

    /// <summary>The life of a CEP as the switches say.</summary>
    internal static ImmutableArray<CepStep> UsualCep(WorldOptions options) =>
    [
        .. Step(options.CepPendingAfter, CepStatus.Pending),
        .. Step(options.CepDelayedAfter, CepStatus.Delayed),
        .. Step(options.CepCompletesAfter, CepStatus.Completed),
    ];

    private static IEnumerable<CepStep> Step(TimeSpan? after, CepStatus status) =>
        after is { } known ? [new CepStep(known, status)] : [];
}
