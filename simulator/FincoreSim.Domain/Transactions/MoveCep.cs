using FincoreSim.Domain.Instruments;
using FincoreSim.Domain.Kernel;
using FincoreSim.Domain.Primitives;

namespace FincoreSim.Domain.Transactions;

/// <summary>
/// A CEP changes, by its timeline or because someone says so; the receiver of CEP webhooks hears of it. When someone says
/// so, the rest of the timeline is off.
/// </summary>
/// <param name="TransactionId">The penny payment.</param>
/// <param name="Status">What the CEP becomes.</param>
/// <param name="BeneficiaryName">Another holder's name; null for the instrument's.</param>
/// <param name="BeneficiaryRfc">Another tax identifier; null for the instrument's.</param>
/// <param name="Rest">The steps that follow.</param>
public sealed record MoveCep(
    TransactionId TransactionId, CepStatus Status, string? BeneficiaryName, string? BeneficiaryRfc, ImmutableArray<CepStep> Rest)
    : Command<Transaction>, IDueCommand
{
    /// <inheritdoc/>
    public override string Name => "cep";

    internal override Outcome<Transaction> Decide(Draft draft)
    {
        if (TextRules.Check(
            ("beneficiary_name", BeneficiaryName, TextRules.SpeiName),
            ("beneficiary_rfc", BeneficiaryRfc, TextRules.Rfc)) is { } refusal)
        {
            return refusal;
        }

        if (draft.State.Transactions.Find(TransactionId) is not { } penny)
        {
            return new Refusal(RefusalCode.NotFound, "Transaction");
        }

        if (penny.Cep is not { } cep)
        {
            return Refusal.OfState(
                "transaction", "without CEP", ["a penny validation"], new Remedy(RemedyAction.ValidateByPenny));
        }

        var next = CepTransitions.Next(cep.Status, Status);
        if (!next.IsAccepted)
        {
            return next.Refusal;
        }

        if (Status == CepStatus.Completed && penny.Status is TransactionStatus.Initialized or TransactionStatus.Rejected)
        {
            return Unsettled(draft, penny, cep);
        }

        var destination = draft.State.Instruments.Find(penny.DestinationInstrumentId!.Value)!;
        var moved = penny with { Cep = Moved(draft, cep, destination), UpdatedAt = draft.Now };
        draft.Add(new TransactionChanged(moved));
        draft.Unschedule(cep.ValidationId);
        ScheduleNext(draft, moved, Rest);
        PaymentNotifications.CepChanged(draft, moved, ((ClabeDetail)destination.Detail).Clabe);
        return moved;
    }

    /// <summary>
    /// Banxico issues a receipt for what has settled: by its timeline it waits for that, and nobody can say that it is there
    /// (assumed).
    /// </summary>
    private Outcome<Transaction> Unsettled(Draft draft, Transaction penny, Cep cep)
    {
        if (Origin != Origin.Clock)
        {
            var way = penny.Status == TransactionStatus.Initialized ? new Remedy(RemedyAction.Liquidate) : null;
            return Refusal.OfState("transaction", WireName<TransactionStatus>.Of(penny.Status), ["LIQUIDATED"], way);
        }

        var waiting = penny with { Cep = cep with { Waiting = new CepStep(draft.Now - cep.CreatedAt, Status, BeneficiaryName) } };
        draft.Add(new TransactionChanged(waiting));
        return waiting;
    }

    /// <summary>What waited for a payment to settle is due, now that it has.</summary>
    internal static void Release(Draft draft, Transaction settled)
    {
        if (settled.Cep?.Waiting is { } step)
        {
            ScheduleNext(draft, settled, [step with { After = draft.Now - settled.Cep.CreatedAt }]);
        }
    }

    /// <summary>Schedules the first of the steps; it schedules the others.</summary>
    internal static void ScheduleNext(Draft draft, Transaction penny, ImmutableArray<CepStep> steps)
    {
        if (steps.Length > 0)
        {
            var step = steps[0];
            draft.ScheduleAt(
                penny.Cep!.CreatedAt + step.After, penny.Cep.ValidationId,
                new MoveCep(penny.Id, step.Status, step.BeneficiaryName, null, steps[1..]));
        }
    }

    private Cep Moved(Draft draft, Cep cep, Instrument destination)
    {
        var isFinal = Status is CepStatus.Completed or CepStatus.Failed;
        var isCompleted = Status == CepStatus.Completed;
        var rfc = BeneficiaryRfc ?? (destination.Rfc == Instruments.InstrumentRules.UnknownRfc ? null : destination.Rfc);
        return cep with
        {
            Status = Status,
            ProcessedAt = isFinal ? draft.Now : null,
            Waiting = null,
            BeneficiaryName = (isCompleted ? BeneficiaryName : null) ?? destination.Detail.HolderName,
            BeneficiaryRfc = isCompleted ? rfc : null,
        };
    }
}
